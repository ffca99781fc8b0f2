use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::graph::{Bulk, Graph};
use crate::model::Change;

use super::batch::Volume;
use super::codec::{self, CodecError, LARGEST_PAYLOAD};
use super::folder::{self, Occupant};
use super::log::{Log, LogError};
use super::manifest::{Acknowledged, Manifest};
use super::open;
use super::snapshot::{Publisher, Reader, Snapshot};
use super::write::WriteBatch;
use super::{CompactProgress, StoreError};

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
#[derive(Default)]
pub struct Store {
    pub(super) graph: Arc<Graph>,
    pub(super) disk: Option<Disk>,
    /// In the graph, and not yet on disk.
    staged: Vec<Change>,
    publisher: Publisher,
    /// Told of compactions that the store makes by itself.
    watcher: Option<Watcher>,
}

type Watcher = Box<dyn FnMut(CompactProgress) + Send + Sync>;

/// What a store has on disk.
pub(super) struct Disk {
    pub(super) path: PathBuf,
    pub(super) log: Log,
    pub(super) position: Acknowledged,
    pub(super) manifest: Manifest,
    pub(super) volume: Volume,
    /// How many statements the image of the graph beside the log holds.
    pub(super) cached: usize,
    pub(super) state: State,
    /// Held while the database is open. Dropped last.
    pub(super) _lock: fs::File,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
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
        let (disk, graph) = open::open(path.as_ref())?;
        let mut store = Store::temporary();
        (store.graph, store.disk) = (Arc::new(graph), Some(disk));
        Ok(store)
    }

    /// An empty store in memory, gone when it is dropped.
    pub fn temporary() -> Self {
        Store::default()
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
    pub fn snapshot(&self) -> Snapshot {
        Snapshot::new(Arc::clone(&self.graph))
    }

    /// A handle for other threads: it gives snapshots of what was committed last, while this store goes on writing.
    pub fn reader(&self) -> Reader {
        self.publisher.reader(&self.graph)
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
        self.after_commit(changes)
    }

    /// A list of new entities, documents and statements to be filled and [written](Store::write).
    pub fn batch(&self) -> WriteBatch {
        WriteBatch::after(&self.graph)
    }

    /// Adds everything in a batch, durably and at once, as [`commit`](Store::commit) does; by far the fastest way to
    /// add much.
    ///
    /// # Errors
    /// Those of [`commit`](Store::commit).
    pub fn write(&mut self, batch: WriteBatch) -> Result<(), StoreError> {
        self.write_bulk(&batch.into_bulk())
    }

    fn write_bulk(&mut self, bulk: &Bulk) -> Result<(), StoreError> {
        if bulk.is_empty() {
            return Ok(());
        }
        self.commit_staged()?;
        self.graph.check_bulk_contents(bulk)?;
        self.graph.check_bulk(bulk)?;
        if let Some(disk) = &mut self.disk {
            disk.append_bulk(bulk)?;
        }
        Arc::make_mut(&mut self.graph).apply_bulk(bulk);
        self.after_commit(&[])
    }

    fn after_commit(&mut self, changes: &[Change]) -> Result<(), StoreError> {
        self.publisher.publish(&self.graph);
        let Some(disk) = &mut self.disk else { return Ok(()) };
        if changes.iter().any(|change| matches!(change, Change::Forget(_) | Change::Retract(_) | Change::Reject(_))) {
            disk.remove_cache()?;
        }
        if !disk.volume.is_loose() {
            return Ok(());
        }
        let mut watcher = self.watcher.take();
        let report = self.compact(&mut |progress| watcher.iter_mut().for_each(|watcher| watcher(progress)));
        self.watcher = watcher;
        report.map(drop)
    }

    /// Has `watcher` told of the progress of every [compaction](Store::compact) that the store makes by itself.
    pub fn watch_compactions(&mut self, watcher: impl FnMut(CompactProgress) + Send + Sync + 'static) {
        self.watcher = Some(Box::new(watcher));
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
        self.publisher.publish(&self.graph);
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
        let staged = self.write_staged()?;
        if staged.is_empty() { Ok(()) } else { self.after_commit(&staged) }
    }

    /// Puts everything staged on disk, and nothing else.
    pub(super) fn write_staged(&mut self) -> Result<Vec<Change>, StoreError> {
        let staged = std::mem::take(&mut self.staged);
        match &mut self.disk {
            Some(disk) if !staged.is_empty() => {
                let written = disk.append(&staged);
                if written.is_err() {
                    disk.state = State::WriteFailed;
                }
                written.map(|()| staged)
            }
            _ => Ok(Vec::new()),
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
    pub(super) fn check_sound(&self) -> Result<(), StoreError> {
        match self.state {
            State::Sound => Ok(()),
            State::WriteFailed => Err(StoreError::WriteFailedBefore { path: self.path.clone() }),
        }
    }

    fn append(&mut self, changes: &[Change]) -> Result<(), StoreError> {
        let encoded = codec::encode(self.position.batches, self.position.checksum, changes);
        let length = self.put(encoded)?;
        self.volume.changes += length;
        Ok(())
    }

    fn append_bulk(&mut self, bulk: &Bulk) -> Result<(), StoreError> {
        let encoded = codec::encode_bulk(self.position.batches, self.position.checksum, bulk);
        let length = self.put(encoded)?;
        self.volume.bulks += length;
        Ok(())
    }

    fn put(&mut self, encoded: Result<(Vec<u8>, u32), CodecError>) -> Result<u64, StoreError> {
        self.check_sound()?;
        let (bytes, checksum) = encoded.map_err(|error| encode_error(&self.path, error))?;
        let (sequence, length) = (self.position.batches, bytes.len() as u64);
        self.state = State::WriteFailed;
        self.log.append(sequence, bytes).map_err(|error| log_error("write to", &self.path, error))?;
        let position = Acknowledged { batches: sequence + 1, checksum, ..self.position };
        self.manifest.write(position).map_err(|error| io_error("write the manifest of", &self.path, error))?;
        self.position = position;
        self.state = State::Sound;
        Ok(length)
    }

    /// Removes the image of the graph: it may hold what was forgotten.
    pub(super) fn remove_cache(&mut self) -> Result<(), StoreError> {
        self.cached = 0;
        for file in [folder::cache(&self.path), folder::new_cache(&self.path)] {
            match fs::remove_file(&file) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(io_error("remove", &file, error)),
                _ => {}
            }
        }
        Ok(())
    }
}

pub(super) fn encode_error(path: &Path, error: CodecError) -> StoreError {
    match error {
        CodecError::TooLarge(bytes) => StoreError::BatchTooLarge { bytes, most: LARGEST_PAYLOAD },
        other => StoreError::Damaged { path: path.to_owned(), what: other.to_string() },
    }
}

impl Drop for Store {
    /// Leaves an image of a large graph behind, so that opening it again is fast. It is only a help: failing to write
    /// it loses nothing.
    fn drop(&mut self) {
        let (graph, unwritten) = (Arc::clone(&self.graph), !self.staged.is_empty());
        if let Some(disk) = self.disk.as_mut().filter(|disk| disk.state == State::Sound && !unwritten) {
            let _ = disk.refresh_cache(&graph);
        }
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Store").field("path", &self.path()).finish_non_exhaustive()
    }
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
