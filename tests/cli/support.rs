use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use assert_cmd::Command;
use tempfile::TempDir;

/// The repository's own articles.
pub const ARTICLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/articles");
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_newsgraph");

/// What a run of the program left.
#[derive(Debug)]
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Run {
    /// The output lines as JSON.
    pub fn json(&self) -> Vec<serde_json::Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}"))).collect()
    }
}

/// A folder to work in, with or without a database in it.
pub struct Workplace {
    folder: TempDir,
}

impl Workplace {
    pub fn empty() -> Self {
        Workplace { folder: TempDir::new().unwrap() }
    }

    /// With a database of the sample articles in `db`; they are read once for all tests.
    pub fn with_samples() -> Self {
        static SAMPLES: OnceLock<Workplace> = OnceLock::new();
        let samples = SAMPLES.get_or_init(|| {
            let samples = Workplace::empty();
            let run = samples.run(["ingest", ARTICLES]);
            assert_eq!(run.code, 0, "{run:?}");
            samples
        });
        let copy = Workplace::empty();
        copy_folder(&samples.path("db"), &copy.path("db"));
        copy
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    pub fn run<I: IntoIterator<Item: AsRef<OsStr>>>(&self, arguments: I) -> Run {
        self.run_with_input(arguments, "")
    }

    /// Runs the program in the folder, with `db` as its database and nothing else from this environment.
    pub fn run_with_input<I: IntoIterator<Item: AsRef<OsStr>>>(&self, arguments: I, input: impl Into<Vec<u8>>) -> Run {
        let output = Command::new(PROGRAM)
            .current_dir(self.folder.path())
            .env("NEWSGRAPH_DB", self.path("db"))
            .env("XDG_STATE_HOME", self.path("state"))
            .env_remove("NO_COLOR")
            .env_remove("CLICOLOR_FORCE")
            .args(arguments)
            .write_stdin(input)
            .output()
            .unwrap();
        Run {
            code: output.status.code().expect("ended by itself"),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
