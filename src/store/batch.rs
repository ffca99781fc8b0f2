//! Replaying batches: the chain of checksums, and the graph that they make.

use crate::graph::Graph;

use super::codec::{BATCH_FORMAT, Batch, CodecError, Content, decode};
use super::manifest::Acknowledged;

/// Why a log cannot be replayed.
#[derive(Debug)]
pub(super) enum ReplayError {
    /// The batches are not what was written.
    Damaged(String),
    /// A batch of a newer format.
    Newer(u8),
}

/// A graph growing batch by batch.
#[derive(Default)]
pub(super) struct Replay {
    /// The graph so far.
    pub graph: Graph,
    /// The batches so far.
    pub position: Acknowledged,
    /// How much of what they hold.
    pub volume: Volume,
}

/// How many bytes of a log hold what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Volume {
    /// Single changes, which a compaction would draw together.
    pub changes: u64,
    /// Bulks.
    pub bulks: u64,
}

impl Volume {
    /// True if a compaction is due: most of the log is single changes, many of which may be out of date.
    pub(super) fn is_loose(self) -> bool {
        const LEAST: u64 = 8 << 20;
        self.changes > LEAST.max(2 * self.bulks)
    }
}

impl Replay {
    /// The next batch of the log; may be read ahead.
    pub(super) fn read(bytes: &[u8]) -> Result<(Batch, u32), CodecError> {
        decode(bytes)
    }

    /// Applies the next batch of the log.
    pub(super) fn step(
        &mut self,
        read: Result<(Batch, u32), CodecError>,
        length: usize,
        acknowledged: &Acknowledged,
    ) -> Result<(), ReplayError> {
        let sequence = self.position.batches;
        let damaged = |what: String| ReplayError::Damaged(format!("batch {sequence}: {what}"));
        let (batch, checksum) = read.map_err(|error| match error {
            CodecError::UnknownFormat(found) if found > BATCH_FORMAT => ReplayError::Newer(found),
            other => damaged(other.to_string()),
        })?;
        if batch.sequence != sequence || batch.previous != self.position.checksum {
            return Err(damaged("it belongs to another place in the log".into()));
        }
        if sequence + 1 == acknowledged.batches && checksum != acknowledged.checksum {
            return Err(damaged("it is not the one that the manifest names".into()));
        }
        match batch.content {
            Content::Changes(changes) => {
                self.volume.changes += length as u64;
                self.graph.apply(&changes).map_err(|error| damaged(error.to_string()))?;
            }
            Content::Bulk(bulk) => {
                self.volume.bulks += length as u64;
                self.graph.check_bulk(&bulk).map_err(|error| damaged(error.to_string()))?;
                self.graph.apply_bulk(&bulk);
            }
        }
        self.position = Acknowledged { batches: sequence + 1, checksum, log: acknowledged.log };
        Ok(())
    }

    /// Checks that nothing acknowledged is missing at the end.
    pub(super) fn finish(self, acknowledged: &Acknowledged) -> Result<Self, ReplayError> {
        let (found, expected) = (self.position.batches, acknowledged.batches);
        if found < expected {
            return Err(ReplayError::Damaged(format!("{found} of {expected} committed batches are left")));
        }
        Ok(self)
    }
}
