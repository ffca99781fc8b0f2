//! The manifest: which format the database has, and how far the log was acknowledged.
//!
//! Two slots in a file of fixed size; the newer whole one counts, so that a torn write costs nothing. It stands
//! beside the log, not in it: sled drops a damaged tail of its log without a word, and this is what notices.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

/// The format of the whole database folder.
pub(super) const FORMAT: u16 = 3;

/// The format before: all batches stand in one tree.
const SECOND_FORMAT: u16 = 2;

/// The first format: its log has no number.
const FIRST_FORMAT: u16 = 1;

const MAGIC: &[u8; 8] = b"newsgrph";
const SLOT_LENGTH: usize = 512;
/// What every format has: all but the checksum over it.
const COMMON: usize = 32;
const USED: usize = 48;

/// What the manifest says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Acknowledged {
    /// How many batches the log holds at least.
    pub batches: u64,
    /// The checksum of the last of them, 0 if there is none.
    pub checksum: u32,
    /// Which log: every compaction makes a new one.
    pub log: u64,
}

/// What stands in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// A manifest of this format.
    Known {
        /// How often it was written.
        generation: u64,
        /// What it says.
        acknowledged: Acknowledged,
    },
    /// A manifest of a newer format.
    Newer(u16),
    /// No whole slot.
    Damaged,
}

/// An open manifest.
#[derive(Debug)]
pub(super) struct Manifest {
    file: File,
    generation: u64,
}

impl Manifest {
    /// Creates the file with nothing acknowledged.
    pub(super) fn create(path: &Path) -> io::Result<Self> {
        let file = OpenOptions::new().read(true).write(true).create_new(true).open(path)?;
        let mut manifest = Manifest { file, generation: 0 };
        manifest.file.set_len(2 * SLOT_LENGTH as u64)?;
        manifest.write(Acknowledged::default())?;
        Ok(manifest)
    }

    /// Opens a manifest that was read before.
    pub(super) fn open(path: &Path, generation: u64) -> io::Result<Self> {
        let file = OpenOptions::new().read(true).write(true).open(path)?;
        Ok(Manifest { file, generation })
    }

    /// Writes the slot that is not the current one, and waits until it is on disk.
    pub(super) fn write(&mut self, acknowledged: Acknowledged) -> io::Result<()> {
        let generation = self.generation + 1;
        let slot = encode(generation, acknowledged);
        self.file.seek(SeekFrom::Start(generation % 2 * SLOT_LENGTH as u64))?;
        self.file.write_all(&slot)?;
        self.file.sync_data()?;
        self.generation = generation;
        Ok(())
    }
}

/// Reads the manifest at `path`.
pub(super) fn read(path: &Path) -> io::Result<Content> {
    let mut bytes = Vec::new();
    File::open(path)?.take(2 * SLOT_LENGTH as u64).read_to_end(&mut bytes)?;
    Ok(decode(&bytes))
}

fn encode(generation: u64, acknowledged: Acknowledged) -> [u8; USED] {
    let mut slot = [0; USED];
    slot[..8].copy_from_slice(MAGIC);
    slot[8..10].copy_from_slice(&FORMAT.to_le_bytes());
    slot[12..20].copy_from_slice(&generation.to_le_bytes());
    slot[20..28].copy_from_slice(&acknowledged.batches.to_le_bytes());
    slot[28..32].copy_from_slice(&acknowledged.checksum.to_le_bytes());
    let checksum = crc32fast::hash(&slot[..COMMON]);
    slot[COMMON..36].copy_from_slice(&checksum.to_le_bytes());
    slot[36..44].copy_from_slice(&acknowledged.log.to_le_bytes());
    let checksum = crc32fast::hash(&slot[..44]);
    slot[44..].copy_from_slice(&checksum.to_le_bytes());
    slot
}

/// What two slots say. The magic number, the format and the checksum keep their places in every later format.
pub(super) fn decode(bytes: &[u8]) -> Content {
    let mut found = Content::Damaged;
    for start in [0, SLOT_LENGTH] {
        let Some(slot) = bytes.get(start..start + USED) else { continue };
        if &slot[..8] != MAGIC || crc32fast::hash(&slot[..COMMON]) != number(&slot[COMMON..36]) as u32 {
            continue;
        }
        let format = number(&slot[8..10]) as u16;
        let log = match format {
            FIRST_FORMAT => 0,
            SECOND_FORMAT | FORMAT if crc32fast::hash(&slot[..44]) != number(&slot[44..]) as u32 => continue,
            SECOND_FORMAT | FORMAT => number(&slot[36..44]),
            newer => return Content::Newer(newer),
        };
        let generation = number(&slot[12..20]);
        let newer = match found {
            Content::Known { generation: other, .. } => generation > other,
            _ => true,
        };
        if newer {
            let acknowledged =
                Acknowledged { batches: number(&slot[20..28]), checksum: number(&slot[28..32]) as u32, log };
            found = Content::Known { generation, acknowledged };
        }
    }
    found
}

fn number(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte))
}
