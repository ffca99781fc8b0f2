//! The log of batches: the only place that names sled.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use super::folder::sync_folder;

/// What sled may keep in memory of what it has read; the graph needs nothing of it after opening.
const CACHE_BYTES: u64 = 32 << 20;

/// Values of this size and more stand in trees of their own. sled writes a leaf anew, with all its values, at every tenth
/// change of it, and removes the copies before only when half a megabyte of small ones has followed: large values
/// would lie on disk three times.
const LARGE: usize = 96 << 10;

/// So many large values share a tree: too few for sled to write a leaf anew, and enough that the list of trees, which
/// every new one has sled write, stays short.
const PER_TREE: u64 = 8;

/// What stands in the place of a large value.
const MARK: &[u8] = b"";

/// Why the log failed.
#[derive(Debug)]
pub(super) enum LogError {
    /// Somebody else holds the lock.
    Locked,
    /// The system refused.
    Io(io::Error),
    /// sled found its files damaged, or panicked over them.
    Damaged(String),
}

/// Values numbered from 0, kept by sled.
pub(super) struct Log {
    folder: PathBuf,
    database: sled::Db,
    batches: sled::Tree,
    file: File,
    synced_blobs: BTreeSet<OsString>,
}

impl Log {
    /// Opens or creates the log in `folder`.
    pub(super) fn open(folder: &Path) -> Result<Self, LogError> {
        let (database, batches) = guarded(|| {
            // Without a background flusher nothing is written but by `append`.
            let database = sled::Config::new().path(folder).cache_capacity(CACHE_BYTES).flush_every_ms(None).open()?;
            let batches = database.open_tree("batches")?;
            Ok((database, batches))
        })?;
        let file = File::options().read(true).write(true).open(folder.join("db")).map_err(LogError::Io)?;
        Ok(Log { folder: folder.to_owned(), database, batches, file, synced_blobs: BTreeSet::new() })
    }

    /// Waits until everything is on disk, the folders' entries too.
    pub(super) fn sync_all(&mut self) -> Result<(), LogError> {
        guarded(|| self.database.flush().map(drop))?;
        // sled waits with `sync_file_range` only, which does not reach the device.
        self.file.sync_all().map_err(LogError::Io)?;
        self.sync_blobs().map_err(LogError::Io)?;
        sync_folder(&self.folder).map_err(LogError::Io)
    }

    /// Adds a value and waits until it is on disk.
    pub(super) fn append(&mut self, sequence: u64, value: Vec<u8>) -> Result<(), LogError> {
        let key = sequence.to_be_bytes();
        guarded(|| {
            if value.len() < LARGE {
                self.batches.insert(key, value)?;
            } else {
                // The mark comes last: where it is, the value is.
                self.database.open_tree(tree_of(sequence))?.insert(key, value)?;
                self.batches.insert(key, MARK)?;
            }
            self.database.flush().map(drop)
        })?;
        // What is written and how long the file is; when it was last changed need not wait for the disk.
        self.file.sync_data().map_err(LogError::Io)?;
        self.sync_blobs().map_err(LogError::Io)
    }

    /// Large values are files of their own, which sled leaves to the system to write.
    fn sync_blobs(&mut self) -> io::Result<()> {
        let folder = self.folder.join("blobs");
        let mut present = BTreeSet::new();
        let mut new = false;
        for entry in fs::read_dir(&folder)? {
            let name = entry?.file_name();
            if !self.synced_blobs.contains(&name) {
                match File::options().read(true).write(true).open(folder.join(&name)) {
                    Ok(file) => file.sync_all()?,
                    // sled removes blobs that it no longer needs.
                    Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                    Err(error) => return Err(error),
                }
                new = true;
            }
            present.insert(name);
        }
        self.synced_blobs = present;
        if new { sync_folder(&folder) } else { Ok(()) }
    }

    /// The values from a number on, in order; a number that is missing in between is damage.
    pub(super) fn for_each(
        &self,
        first: u64,
        mut visit: impl FnMut(&[u8]) -> Result<(), String>,
    ) -> Result<u64, LogError> {
        let mut expected = first;
        let mut values = self.batches.range(first.to_be_bytes()..);
        while let Some((key, value)) = guarded(|| values.next().transpose())? {
            if key.as_ref() != expected.to_be_bytes() {
                return Err(LogError::Damaged(format!("batch {expected} is missing")));
            }
            visit(&self.whole(expected, value)?).map_err(LogError::Damaged)?;
            expected += 1;
        }
        Ok(expected)
    }

    /// What `look` sees of a value.
    pub(super) fn look<T>(&self, sequence: u64, look: impl FnOnce(&[u8]) -> T) -> Result<Option<T>, LogError> {
        match guarded(|| self.batches.get(sequence.to_be_bytes()))? {
            Some(value) => self.whole(sequence, value).map(|value| Some(look(&value))),
            None => Ok(None),
        }
    }

    /// The value that is meant where another stands for it.
    fn whole(&self, sequence: u64, value: sled::IVec) -> Result<sled::IVec, LogError> {
        if value != MARK {
            return Ok(value);
        }
        let tree = tree_of(sequence);
        let large = guarded(|| {
            // Opening would make a tree that is not there.
            let present = self.database.tree_names().iter().any(|name| name == tree.as_bytes());
            if present { self.database.open_tree(&tree)?.get(sequence.to_be_bytes()) } else { Ok(None) }
        })?;
        large.ok_or_else(|| LogError::Damaged(format!("batch {sequence} is missing from {tree}")))
    }

    /// Bytes on disk.
    pub(super) fn size(&self) -> Result<u64, LogError> {
        guarded(|| self.database.size_on_disk())
    }
}

/// The tree of a large value.
fn tree_of(sequence: u64) -> String {
    format!("large-{}", sequence / PER_TREE)
}

/// Runs sled, which panics on some damaged files. What was open is not used again after a panic: the caller gives up
/// the log, so that broken invariants inside it are never seen.
fn guarded<T>(work: impl FnOnce() -> sled::Result<T>) -> Result<T, LogError> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(error)) => Err(error.into()),
        Err(panic) => {
            let message = panic.downcast_ref::<String>().map(String::as_str);
            let message = message.or_else(|| panic.downcast_ref::<&str>().copied());
            Err(LogError::Damaged(format!("sled gave up: {}", message.unwrap_or("no reason given"))))
        }
    }
}

impl From<sled::Error> for LogError {
    fn from(error: sled::Error) -> Self {
        match error {
            sled::Error::Io(error) if error.to_string().contains("could not acquire lock") => LogError::Locked,
            sled::Error::Io(error) => match error.kind() {
                // sled reads past the end of a file that was cut off.
                io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidData => LogError::Damaged(error.to_string()),
                // sled wraps what the system said in its own words; the kind says it in the system's.
                kind if error.raw_os_error().is_none() && kind != io::ErrorKind::Other => LogError::Io(kind.into()),
                _ => LogError::Io(error),
            },
            other => LogError::Damaged(other.to_string()),
        }
    }
}
