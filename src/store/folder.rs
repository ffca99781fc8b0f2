//! Names inside a database folder, and what it takes to make them durable.

use std::io;
use std::path::{Path, PathBuf};

/// The manifest of the database in `folder`.
pub(super) fn manifest(folder: &Path) -> PathBuf {
    folder.join("manifest")
}

/// The folder of the log.
pub(super) fn log(folder: &Path) -> PathBuf {
    folder.join("log")
}

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
    Ok(if manifest(folder).is_file() {
        Occupant::Database
    } else if names.is_empty() {
        Occupant::Nothing
    } else if names == ["log"] && log(folder).join("blobs").is_dir() {
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
