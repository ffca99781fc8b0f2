//! The durable store: a log of batches of changes on disk, and the graph that they make in memory.
//!
//! This is the only folder that names sled (the log) and bincode (the records). The byte layout is described in
//! `docs/format.md`. A batch is on disk completely or not at all; what [`Store::commit`] has acknowledged survives
//! a crash, and if the disk loses it nevertheless, opening says so instead of answering from what is left.

mod batch;
mod cache;
mod check;
mod codec;
mod columns;
mod compact;
mod dump;
mod durable;
mod error;
mod folder;
mod interop;
mod log;
mod manifest;
mod open;
mod restore;
mod snapshot;
mod write;

pub use check::CheckReport;
pub use compact::{CompactProgress, CompactReport};
pub use durable::Store;
pub use error::StoreError;
pub use snapshot::{Reader, Snapshot};
pub use write::{RelationForm, Telling, WriteBatch};
