use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::graph::Graph;
use crate::model::Change;

use super::StoreError;
use super::batch::{Replay, ReplayError};
use super::codec::{self, CodecError, LARGEST_PAYLOAD};
use super::folder::{self, Occupant};
use super::log::{Log, LogError};
use super::manifest::{self, Acknowledged, Content, FORMAT, Manifest};

/// A graph with its durable log.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use newsgraph::store::Store;
///
/// let mut store = Store::temporary();
/// store.commit(&[])?;
/// assert_eq!(store.snapshot().documents().count(), 0);
/// # Ok(())
/// # }
/// ```
pub struct Store {
    graph: Arc<Graph>,
    disk: Option<Disk>,
    /// In the graph, and not yet on disk.
    staged: Vec<Change>,
}

/// What a store has on disk.
pub(super) struct Disk {
    pub(super) path: PathBuf,
    pub(super) log: Log,
    pub(super) position: Acknowledged,
    manifest: Manifest,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Sound,
    /// A write failed half-way: only opening again tells what is on disk.
    WriteFailed,
}

impl Store {
    /// Opens the database in a folder, or creates it there if there is nothing yet.
    ///
    /// # Errors
    /// See [`StoreError`]: the database is open elsewhere, of a newer format, damaged, or the folder is something else.
    /// Nothing in the folder is changed in the first and last case.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        let (disk, graph) = Disk::open(path.as_ref())?;
        Ok(Store { graph: Arc::new(graph), disk: Some(disk), staged: Vec::new() })
    }

    /// An empty store in memory, gone when it is dropped.
    pub fn temporary() -> Self {
        Store { graph: Arc::default(), disk: None, staged: Vec::new() }
    }

    /// True if there is a database in the folder, whatever its state.
    pub fn exists(path: impl AsRef<Path>) -> bool {
        matches!(folder::occupant(path.as_ref()), Ok(Occupant::Database | Occupant::Unfinished))
    }

    /// The folder on disk, unless the store is in memory.
    pub fn path(&self) -> Option<&Path> {
        self.disk.as_ref().map(|disk| disk.path.as_path())
    }

    /// The graph as it is after the last commit.
    pub fn graph(&self) -> &Graph {
        &self.graph
    }

    /// The graph as it is now, to be read while the store goes on; later commits do not show in it.
    pub fn snapshot(&self) -> Arc<Graph> {
        Arc::clone(&self.graph)
    }

    /// Applies changes to the graph, durably: when this returns, they survive a crash, and a crash before leaves all of
    /// them or none. To keep documents whole, put all changes of a document into one call.
    ///
    /// # Errors
    /// [`StoreError::Refused`] or [`StoreError::BatchTooLarge`]: nothing has changed, and the store goes on.
    /// [`StoreError::Io`]: it is not known whether the changes are on disk; open the database again to see.
    pub fn commit(&mut self, changes: &[Change]) -> Result<(), StoreError> {
        if changes.is_empty() {
            return Ok(());
        }
        self.commit_staged()?;
        self.graph.check(changes)?;
        if let Some(disk) = &mut self.disk {
            disk.append(changes)?;
        }
        Arc::make_mut(&mut self.graph).apply_checked(changes);
        Ok(())
    }

    /// Applies changes to the graph at once, and leaves it to the next [`commit_staged`](Store::commit_staged) or
    /// [`commit`](Store::commit) to put them on disk, so that many small documents wait for the disk together. A crash
    /// before that loses what was staged, as a whole.
    ///
    /// # Errors
    /// [`StoreError::Refused`]: nothing has changed. [`StoreError::WriteFailedBefore`]: the store must be opened again.
    pub fn stage(&mut self, changes: Vec<Change>) -> Result<(), StoreError> {
        if let Some(disk) = &self.disk {
            disk.check_sound()?;
        }
        self.graph.check(&changes)?;
        Arc::make_mut(&mut self.graph).apply_checked(&changes);
        if self.disk.is_some() {
            self.staged.extend(changes);
        }
        Ok(())
    }

    /// Puts everything staged on disk, as one batch: all of it or nothing.
    ///
    /// # Errors
    /// Those of [`commit`](Store::commit); after any of them the graph is ahead of the disk, and the store takes no
    /// more changes until it is opened again.
    pub fn commit_staged(&mut self) -> Result<(), StoreError> {
        let staged = std::mem::take(&mut self.staged);
        match &mut self.disk {
            Some(disk) if !staged.is_empty() => {
                let written = disk.append(&staged);
                if written.is_err() {
                    disk.state = State::WriteFailed;
                }
                written
            }
            _ => Ok(()),
        }
    }

    pub(super) fn staged(&self) -> &[Change] {
        &self.staged
    }

    pub(super) fn disk(&self) -> Option<&Disk> {
        self.disk.as_ref()
    }
}

impl Disk {
    fn open(path: &Path) -> Result<(Self, Graph), StoreError> {
        let not_a_database = |reason: &str| StoreError::NotADatabase { path: path.to_owned(), reason: reason.into() };
        let occupant = folder::occupant(path).map_err(|error| io_error("look into", path, error))?;
        match occupant {
            Occupant::File => return Err(not_a_database("it is a file")),
            Occupant::Other => return Err(not_a_database("it holds other files")),
            Occupant::Nothing => fs::create_dir_all(path).map_err(|error| io_error("create", path, error))?,
            // Refuse a newer format before sled touches the files.
            Occupant::Database => read_manifest(path).map(drop)?,
            Occupant::Unfinished => {}
        }
        let failed = |error| log_error("open the log of", path, error);
        let mut log = Log::open(&folder::log(path)).map_err(failed)?;
        // Now that the lock is held, the manifest stands still.
        let (manifest, acknowledged) = if folder::manifest(path).exists() {
            let (generation, acknowledged) = read_manifest(path)?;
            let opened = Manifest::open(&folder::manifest(path), generation);
            (opened.map_err(|error| io_error("open the manifest of", path, error))?, acknowledged)
        } else {
            log.sync_all().map_err(failed)?;
            (create_manifest(path, &log)?, Acknowledged::default())
        };
        let Replay { graph, position } = replay(path, &log, &acknowledged)?;
        Ok((Disk { path: path.to_owned(), log, position, manifest, state: State::Sound }, graph))
    }

    fn check_sound(&self) -> Result<(), StoreError> {
        match self.state {
            State::Sound => Ok(()),
            State::WriteFailed => Err(StoreError::WriteFailedBefore { path: self.path.clone() }),
        }
    }

    fn append(&mut self, changes: &[Change]) -> Result<(), StoreError> {
        self.check_sound()?;
        let sequence = self.position.batches;
        let (bytes, checksum) =
            codec::encode(sequence, self.position.checksum, changes).map_err(|error| match error {
                CodecError::TooLarge(bytes) => StoreError::BatchTooLarge { bytes, most: LARGEST_PAYLOAD },
                other => StoreError::Damaged { path: self.path.clone(), what: other.to_string() },
            })?;
        self.state = State::WriteFailed;
        self.log.append(sequence, bytes).map_err(|error| log_error("write to", &self.path, error))?;
        let position = Acknowledged { batches: sequence + 1, checksum };
        self.manifest.write(position).map_err(|error| io_error("write the manifest of", &self.path, error))?;
        self.position = position;
        self.state = State::Sound;
        Ok(())
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Store").field("path", &self.path()).finish_non_exhaustive()
    }
}

/// Reads the log from its start.
pub(super) fn replay(path: &Path, log: &Log, acknowledged: &Acknowledged) -> Result<Replay, StoreError> {
    let mut replay = Replay::default();
    let mut newer = None;
    let read = log.for_each(|bytes| {
        replay.step(bytes, acknowledged).map_err(|error| match error {
            ReplayError::Damaged(what) => what,
            ReplayError::Newer(format) => {
                newer = Some(u16::from(format));
                String::new()
            }
        })
    });
    if let Some(found) = newer {
        return Err(StoreError::NewerFormat { path: path.to_owned(), found, known: FORMAT });
    }
    read.map_err(|error| log_error("read", path, error))?;
    replay.finish(acknowledged).map_err(|error| match error {
        ReplayError::Damaged(what) => StoreError::Damaged { path: path.to_owned(), what },
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
        Content::Damaged => {
            Err(StoreError::Damaged { path: path.to_owned(), what: "its manifest is unreadable".into() })
        }
    }
}

fn create_manifest(path: &Path, log: &Log) -> Result<Manifest, StoreError> {
    let batches = log.for_each(|_| Ok(())).map_err(|error| log_error("read", path, error))?;
    if batches > 0 {
        let what = format!("its manifest is missing, though the log holds {batches} batches");
        return Err(StoreError::Damaged { path: path.to_owned(), what });
    }
    let create = || {
        let manifest = Manifest::create(&folder::manifest(path))?;
        folder::sync_folder(path)?;
        folder::sync_folder(&folder::parent(path))?;
        Ok(manifest)
    };
    create().map_err(|error| io_error("create the manifest of", path, error))
}

pub(super) fn io_error(action: &'static str, path: &Path, source: io::Error) -> StoreError {
    StoreError::Io { action, path: path.to_owned(), source }
}

pub(super) fn log_error(action: &'static str, path: &Path, error: LogError) -> StoreError {
    match error {
        LogError::Locked => StoreError::Locked { path: path.to_owned() },
        LogError::Io(source) => io_error(action, path, source),
        LogError::Damaged(what) => StoreError::Damaged { path: path.to_owned(), what },
    }
}
