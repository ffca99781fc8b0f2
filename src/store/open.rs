//! Opening: the lock, the manifest, the image of the graph, and the log behind it.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::Path;
use std::time::Duration;

use rayon::prelude::*;

use crate::graph::Graph;

use super::StoreError;
use super::batch::{Replay, ReplayError};
use super::cache;
use super::durable::{Disk, State, io_error, log_error};
use super::folder::{self, Occupant};
use super::log::{Log, LogError};
use super::manifest::{self, Acknowledged, Content, FORMAT, Manifest};

/// How often, and after which pause, a lock that is held is tried again: a process that has just ended may hold it for
/// a moment longer.
const LOCK_ATTEMPTS: u32 = 10;
const LOCK_PAUSE: Duration = Duration::from_millis(100);

/// How many bytes of batches are decoded together.
const READ_AHEAD: usize = 32 << 20;

pub(super) fn open(path: &Path) -> Result<(Disk, Graph), StoreError> {
    let not_a_database = |reason: &str| StoreError::NotADatabase { path: path.to_owned(), reason: reason.into() };
    let occupant = folder::occupant(path).map_err(|error| io_error("look into", path, error))?;
    match occupant {
        Occupant::File => return Err(not_a_database("it is a file")),
        Occupant::Other => return Err(not_a_database("it holds other files")),
        Occupant::Nothing => fs::create_dir_all(path).map_err(|error| io_error("create", path, error))?,
        // Refuse a newer format before anything is touched.
        Occupant::Database => read_manifest(path).map(drop)?,
        Occupant::Unfinished => {}
    }
    let lock = lock(path)?;
    let failed = |error| log_error("open the log of", path, error);
    // Now that the lock is held, the manifest stands still.
    let (log, manifest, acknowledged) = if folder::manifest(path).exists() {
        let (generation, acknowledged) = read_manifest(path)?;
        let folder = folder::log(path, acknowledged.log);
        if !folder.is_dir() {
            return Err(damaged(path, "its log is missing"));
        }
        let log = open_log(&folder).map_err(failed)?;
        let opened = Manifest::open(&folder::manifest(path), generation);
        (log, opened.map_err(|error| io_error("open the manifest of", path, error))?, acknowledged)
    } else {
        let mut log = open_log(&folder::log(path, 0)).map_err(failed)?;
        log.sync_all().map_err(failed)?;
        let manifest = create_manifest(path, &log)?;
        (log, manifest, Acknowledged::default())
    };
    let start = cache::read(path, &log, &acknowledged).unwrap_or_default();
    let cached = start.graph.statement_count();
    let Replay { graph, position, volume } = replay(path, &log, &acknowledged, start)?;
    remove_other_logs(path, acknowledged.log)?;
    let path = path.to_owned();
    Ok((Disk { path, log, position, manifest, volume, cached, state: State::Sound, _lock: lock }, graph))
}

fn damaged(path: &Path, what: &str) -> StoreError {
    StoreError::Damaged { path: path.to_owned(), what: what.to_owned() }
}

fn lock(path: &Path) -> Result<File, StoreError> {
    let failed = |error| io_error("open the lock of", path, error);
    let file = File::options().create(true).truncate(false).write(true).open(folder::lock(path)).map_err(failed)?;
    for attempt in 0..=LOCK_ATTEMPTS {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::Error(error)) => return Err(failed(error)),
            Err(TryLockError::WouldBlock) if attempt < LOCK_ATTEMPTS => std::thread::sleep(LOCK_PAUSE),
            Err(TryLockError::WouldBlock) => {}
        }
    }
    Err(StoreError::Locked { path: path.to_owned() })
}

/// Opens the log of a database whose lock is held: only a log of this process that was dropped a moment ago can still
/// stand in the way, while its last thread ends.
fn open_log(folder: &Path) -> Result<Log, LogError> {
    for _ in 0..LOCK_ATTEMPTS {
        match Log::open(folder) {
            Err(LogError::Locked) => std::thread::sleep(LOCK_PAUSE),
            opened => return opened,
        }
    }
    Log::open(folder)
}

/// What a compaction that was cut off has left.
fn remove_other_logs(path: &Path, current: u64) -> Result<(), StoreError> {
    let others = folder::other_logs(path, current).map_err(|error| io_error("look into", path, error))?;
    others.iter().try_for_each(|other| remove_log(other))
}

/// Removes a log that is no longer needed.
pub(super) fn remove_log(folder: &Path) -> Result<(), StoreError> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(io_error("remove", folder, error)),
        _ => Ok(()),
    }
}

/// Reads the log from where `start` stands.
pub(super) fn replay(path: &Path, log: &Log, acknowledged: &Acknowledged, start: Replay) -> Result<Replay, StoreError> {
    let first = start.position.batches;
    let mut replay = start;
    let mut newer = None;
    let mut ahead: Vec<Vec<u8>> = Vec::new();
    let mut bytes_ahead = 0;
    let mut step = |ahead: &mut Vec<Vec<u8>>| {
        let read: Vec<_> = match &ahead[..] {
            [only] => vec![Replay::read(only)],
            several => several.par_iter().map(|bytes| Replay::read(bytes)).collect(),
        };
        let lengths: Vec<usize> = std::mem::take(ahead).iter().map(Vec::len).collect();
        read.into_iter().zip(lengths).try_for_each(|(read, length)| {
            replay.step(read, length, acknowledged).map_err(|error| match error {
                ReplayError::Damaged(what) => what,
                ReplayError::Newer(format) => {
                    newer = Some(u16::from(format));
                    String::new()
                }
            })
        })
    };
    let read = log
        .for_each(first, |bytes| {
            bytes_ahead += bytes.len();
            ahead.push(bytes.to_vec());
            if bytes_ahead < READ_AHEAD {
                return Ok(());
            }
            bytes_ahead = 0;
            step(&mut ahead)
        })
        .map_err(|error| log_error("read", path, error));
    let rest = step(&mut ahead);
    if let Some(found) = newer {
        return Err(StoreError::NewerFormat { path: path.to_owned(), found, known: FORMAT });
    }
    read?;
    rest.map_err(|what| damaged(path, &what))?;
    replay.finish(acknowledged).map_err(|error| match error {
        ReplayError::Damaged(what) => damaged(path, &what),
        ReplayError::Newer(found) => {
            StoreError::NewerFormat { path: path.to_owned(), found: found.into(), known: FORMAT }
        }
    })
}

fn read_manifest(path: &Path) -> Result<(u64, Acknowledged), StoreError> {
    let content =
        manifest::read(&folder::manifest(path)).map_err(|error| io_error("read the manifest of", path, error))?;
    match content {
        Content::Known { generation, acknowledged } => Ok((generation, acknowledged)),
        Content::Newer(found) => Err(StoreError::NewerFormat { path: path.to_owned(), found, known: FORMAT }),
        Content::Damaged => Err(damaged(path, "its manifest is unreadable")),
    }
}

fn create_manifest(path: &Path, log: &Log) -> Result<Manifest, StoreError> {
    let batches = log.for_each(0, |_| Ok(())).map_err(|error| log_error("read", path, error))?;
    let others = folder::other_logs(path, 0).map_err(|error| io_error("look into", path, error))?;
    if batches > 0 || !others.is_empty() {
        let what = format!("its manifest is missing, though the log holds {batches} batches");
        return Err(damaged(path, &what));
    }
    let create = || {
        let manifest = Manifest::create(&folder::manifest(path))?;
        folder::sync_folder(path)?;
        folder::sync_folder(&folder::parent(path))?;
        Ok(manifest)
    };
    create().map_err(|error| io_error("create the manifest of", path, error))
}
