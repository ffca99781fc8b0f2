//! Names inside a database folder, and what it takes to make them durable.

use std::io;
use std::path::{Path, PathBuf};

/// The manifest of the database in `folder`.
pub(super) fn manifest(folder: &Path) -> PathBuf {
    folder.join("manifest")
}

/// The folder of the log with that number.
pub(super) fn log(folder: &Path, number: u64) -> PathBuf {
    if number == 0 { folder.join(LOG) } else { folder.join(format!("{LOG}-{number}")) }
}

/// The file whose lock tells that the database is open.
pub(super) fn lock(folder: &Path) -> PathBuf {
    folder.join(LOCK)
}

/// The image of the graph that makes opening fast; it may be removed at any time.
pub(super) fn cache(folder: &Path) -> PathBuf {
    folder.join(CACHE)
}

/// Where that image grows until it is complete.
pub(super) fn new_cache(folder: &Path) -> PathBuf {
    folder.join(NEW_CACHE)
}

/// Logs that are not the one with that number: what a compaction that was cut off has left.
pub(super) fn other_logs(folder: &Path, number: u64) -> io::Result<Vec<PathBuf>> {
    let current = log(folder, number);
    let mut others = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let named = path.file_name().and_then(|name| name.to_str()).is_some_and(is_log);
        if named && path != current && path.is_dir() {
            others.push(path);
        }
    }
    others.sort();
    Ok(others)
}

fn is_log(name: &str) -> bool {
    let number = |rest: &str| rest.strip_prefix('-').is_some_and(|number| number.parse::<u64>().is_ok());
    name.strip_prefix(LOG).is_some_and(|rest| rest.is_empty() || number(rest))
}

const LOG: &str = "log";
const CACHE: &str = "cache";
const NEW_CACHE: &str = "cache.new";
const LOCK: &str = "lock";

/// What is at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Occupant {
    /// Nothing, or an empty folder.
    Nothing,
    /// A folder that was about to become a database when its creation was cut off.
    Unfinished,
    /// A database.
    Database,
    /// A folder with other content.
    Other,
    /// A file.
    File,
}

/// Looks at a path without changing anything.
pub(super) fn occupant(folder: &Path) -> io::Result<Occupant> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Occupant::Nothing),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory && folder.is_file() => return Ok(Occupant::File),
        Err(error) => return Err(error),
    };
    let mut names = Vec::new();
    for entry in entries.take(16) {
        names.push(entry?.file_name());
    }
    let ours = |name: &str| [LOCK, CACHE, NEW_CACHE].contains(&name) || is_log(name);
    Ok(if manifest(folder).is_file() {
        Occupant::Database
    } else if names.is_empty() {
        Occupant::Nothing
    } else if names.iter().all(|name| name.to_str().is_some_and(ours))
        && (names == [LOCK] || names.iter().any(|name| folder.join(name).join("blobs").is_dir()))
    {
        Occupant::Unfinished
    } else {
        Occupant::Other
    })
}

/// Waits until the entries of a folder are on disk.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { std::fs::File::open(folder)?.sync_all() } else { Ok(()) }
}

/// The folder that holds `path`.
pub(super) fn parent(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}
