use super::batch::Replay;
use super::durable::log_error;
use super::open::replay;
use super::{Store, StoreError};

/// What [`Store::check`] has found in a sound store.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CheckReport {
    /// Batches in the log.
    pub batches: u64,
    /// Bytes on disk; 0 for a store in memory.
    pub bytes: u64,
    /// Documents.
    pub documents: usize,
    /// Entities that are mentioned or take part in a statement.
    pub entities: usize,
    /// Mentions.
    pub mentions: usize,
    /// Statements.
    pub statements: usize,
}

impl Store {
    /// Reads the whole log again, checks every checksum and every reference, and compares the outcome with the graph in
    /// memory.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] with the first thing that is wrong.
    pub fn check(&self) -> Result<CheckReport, StoreError> {
        let graph = self.graph();
        let mut report = CheckReport {
            documents: graph.documents().count(),
            entities: graph.entity_ids().count(),
            mentions: graph.mention_count(),
            statements: graph.statement_count(),
            ..CheckReport::default()
        };
        if let Some(disk) = self.disk() {
            let mut again = replay(&disk.path, &disk.log, &disk.position, Replay::default())?;
            let told_alike =
                again.graph.apply(self.staged()).is_ok() && again.graph.to_changes().eq(graph.to_changes());
            if again.position != disk.position || !told_alike {
                let what = "the log on disk tells another graph than the one in memory".to_owned();
                return Err(StoreError::Damaged { path: disk.path.clone(), what });
            }
            report.batches = disk.position.batches;
            report.bytes = disk.log.size().map_err(|error| log_error("measure", &disk.path, error))?;
        }
        Ok(report)
    }
}
