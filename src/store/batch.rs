//! Replaying batches: the chain of checksums, and the graph that they make.

use crate::graph::Graph;

use super::codec::{BATCH_FORMAT, CodecError, decode};
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
}

impl Replay {
    /// Applies the next batch of the log.
    pub(super) fn step(&mut self, bytes: &[u8], acknowledged: &Acknowledged) -> Result<(), ReplayError> {
        let sequence = self.position.batches;
        let damaged = |what: String| ReplayError::Damaged(format!("batch {sequence}: {what}"));
        let (batch, checksum) = decode(bytes).map_err(|error| match error {
            CodecError::UnknownFormat(found) if found > BATCH_FORMAT => ReplayError::Newer(found),
            other => damaged(other.to_string()),
        })?;
        if batch.sequence != sequence || batch.previous != self.position.checksum {
            return Err(damaged("it belongs to another place in the log".into()));
        }
        if sequence + 1 == acknowledged.batches && checksum != acknowledged.checksum {
            return Err(damaged("it is not the one that the manifest names".into()));
        }
        self.graph.apply(&batch.changes).map_err(|error| damaged(error.to_string()))?;
        self.position = Acknowledged { batches: sequence + 1, checksum };
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
