//! The durable store: a log of batches of changes on disk, and the graph that they make in memory.
//!
//! This is the only folder that names sled (the log) and bincode (the records). The byte layout is described in
//! `docs/format.md`. A batch is on disk completely or not at all; what [`Store::commit`] has acknowledged survives
//! a crash, and if the disk loses it nevertheless, opening says so instead of answering from what is left.

mod batch;
mod check;
mod codec;
mod dump;
mod durable;
mod error;
mod folder;
mod log;
mod manifest;
mod restore;

pub use check::CheckReport;
pub use durable::Store;
pub use error::StoreError;
