use std::fs;
use std::path::{Path, PathBuf};

use super::{Format, ReadError};

/// A file to be read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ArticleFile {
    /// Where it lies.
    pub path: PathBuf,
    /// What facts quote: the file name, or the path below the folder that was given, with `/` between its parts.
    pub name: String,
    /// By its ending; plain text for a file that was given by name and has another one.
    pub format: Format,
}

/// The files that `path` stands for: itself, or everything readable below it if it is a folder, in the order of names.
///
/// Hidden files and files with other endings are passed over in a folder; what cannot be listed is an error of its own.
pub fn article_files(path: &Path) -> Vec<Result<ArticleFile, ReadError>> {
    let metadata = match fs::metadata(path) {
        Ok(metadata) => metadata,
        Err(source) => return vec![Err(ReadError::of_path(path, source))],
    };
    if !metadata.is_dir() {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        let format = Format::of_name(&name).unwrap_or(Format::Text);
        return vec![Ok(ArticleFile { path: path.to_owned(), name, format })];
    }
    let mut found = Vec::new();
    walk(path, "", &mut found);
    if found.is_empty() {
        found.push(Err(ReadError::NoFiles { path: path.display().to_string() }));
    }
    found
}

/// Links to folders are not followed, so that a circle cannot trap the walk.
fn walk(folder: &Path, prefix: &str, found: &mut Vec<Result<ArticleFile, ReadError>>) {
    let listed = fs::read_dir(folder).and_then(|entries| entries.collect::<Result<Vec<_>, _>>());
    let mut entries = match listed {
        Ok(entries) => entries,
        Err(source) => return found.push(Err(ReadError::of_path(folder, source))),
    };
    entries.sort_by_key(|entry| entry.file_name());
    for entry in entries {
        let file_name = entry.file_name().to_string_lossy().into_owned();
        if file_name.starts_with('.') {
            continue;
        }
        let name = format!("{prefix}{file_name}");
        let path = entry.path();
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            walk(&path, &format!("{name}/"), found);
        } else if let Some(format) = Format::of_name(&file_name).filter(|_| path.is_file()) {
            found.push(Ok(ArticleFile { path, name, format }));
        }
    }
}
