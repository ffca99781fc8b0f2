use std::ops::ControlFlow;
use std::sync::Arc;

use super::batch::Volume;
use super::codec::{self, CodecError};
use super::durable::{Disk, State, encode_error, io_error, log_error};
use super::folder;
use super::log::Log;
use super::manifest::Acknowledged;
use super::open::remove_log;
use super::{Store, StoreError};
use crate::graph::Graph;

/// What a compaction has done so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CompactProgress {
    /// Statement numbers written.
    pub written: usize,
    /// Statement numbers to be written.
    pub total: usize,
}

/// What a compaction has saved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CompactReport {
    /// Bytes of the log before; 0 for a store in memory.
    pub before: u64,
    /// Bytes of the log after.
    pub after: u64,
}

impl Store {
    /// Writes the graph as it is into a new log and removes the old one: what was forgotten or replaced leaves the disk,
    /// and opening is as fast as can be. A crash leaves either log, whole. Goes on by itself when the log has grown far
    /// beyond the graph.
    ///
    /// # Errors
    /// [`StoreError::Io`] if the disk does not take the new log: the old one is kept then, with everything in it.
    pub fn compact(&mut self, progress: &mut dyn FnMut(CompactProgress)) -> Result<CompactReport, StoreError> {
        self.write_staged()?;
        Arc::make_mut(&mut self.graph).consolidate();
        let graph = Arc::clone(&self.graph);
        match &mut self.disk {
            Some(disk) => disk.compact(&graph, progress),
            None => Ok(CompactReport::default()),
        }
    }
}

impl Disk {
    fn compact(
        &mut self,
        graph: &Graph,
        progress: &mut dyn FnMut(CompactProgress),
    ) -> Result<CompactReport, StoreError> {
        self.check_sound()?;
        let measure = |log: &Log| log.size().map_err(|error| log_error("measure", &self.path, error));
        let before = measure(&self.log)?;
        let number = self.position.log + 1;
        let folder = folder::log(&self.path, number);
        remove_log(&folder)?;
        let written = self.write_log(number, graph, progress);
        let (log, position, volume) = match written {
            Ok(written) => written,
            Err(error) => {
                // The error says more than one about the remains, which opening removes.
                let _ = remove_log(&folder);
                return Err(error);
            }
        };
        let after = measure(&log)?;
        let switch = |error| io_error("write the manifest of", &self.path, error);
        self.state = State::WriteFailed;
        folder::sync_folder(&self.path).map_err(switch)?;
        self.manifest.write(position).map_err(switch)?;
        // Once more, so that neither slot names the old log.
        self.manifest.write(position).map_err(switch)?;
        let old = folder::log(&self.path, self.position.log);
        self.log = log;
        (self.position, self.volume) = (position, volume);
        self.state = State::Sound;
        self.remove_cache()?;
        remove_log(&old)?;
        Ok(CompactReport { before, after })
    }

    fn write_log(
        &self,
        number: u64,
        graph: &Graph,
        progress: &mut dyn FnMut(CompactProgress),
    ) -> Result<(Log, Acknowledged, Volume), StoreError> {
        let failed = |error| log_error("write to", &self.path, error);
        let mut log = Log::open(&folder::log(&self.path, number)).map_err(failed)?;
        let mut position = Acknowledged { log: number, ..Acknowledged::default() };
        let mut volume = Volume::default();
        let mut put = |encoded: Result<(Vec<u8>, u32), CodecError>, position: &mut Acknowledged| {
            let (bytes, checksum) = encoded.map_err(|error| encode_error(&self.path, error))?;
            volume.bulks += bytes.len() as u64;
            log.append(position.batches, bytes).map_err(failed)?;
            *position = Acknowledged { batches: position.batches + 1, checksum, ..*position };
            Ok::<(), StoreError>(())
        };
        let rejected: Vec<_> = graph.rejected().collect();
        if !rejected.is_empty() {
            put(codec::encode(position.batches, position.checksum, &rejected), &mut position)?;
        }
        let total = graph.next_statement_id().index();
        let mut outcome = Ok(());
        graph.to_bulks(&mut |bulk| {
            outcome = put(codec::encode_bulk(position.batches, position.checksum, &bulk), &mut position);
            progress(CompactProgress { written: bulk.following().first_statement as usize, total });
            if outcome.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        outcome?;
        let corrections: Vec<_> = graph.corrections().collect();
        if !corrections.is_empty() {
            put(codec::encode(position.batches, position.checksum, &corrections), &mut position)?;
        }
        log.sync_all().map_err(failed)?;
        Ok((log, position, volume))
    }
}
