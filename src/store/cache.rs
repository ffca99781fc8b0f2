//! The image of the graph beside the log: mapped into memory, opening takes no time. It is checked against the log and
//! by checksums, and left aside when anything is in doubt; nothing depends on it.

use std::fs::{self, File};
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::ops::Range;
use std::path::Path;

use memmap2::MmapOptions;
use rayon::prelude::*;

use crate::graph::{Exceptions, Graph, ImageReader, ImageWriter, SharedBytes};

use super::batch::{Replay, Volume};
use super::codec;
use super::durable::Disk;
use super::folder;
use super::log::Log;
use super::manifest::Acknowledged;

const MAGIC: &[u8; 8] = b"newsgimg";
const VERSION: u32 = 3;
const HEADER: usize = 128;
const ENTRY: usize = 24;
const ALIGNMENT: u64 = 64;

/// Smaller graphs are made from the log as fast.
const LEAST_STATEMENTS: usize = 20_000;

/// The first part of the header, in order.
struct Header {
    position: Acknowledged,
    volume: Volume,
    /// Where the list of arrays starts, and how long it is.
    directory: Range<u64>,
    directory_checksum: u32,
}

impl Header {
    fn encode(&self) -> [u8; HEADER] {
        let mut bytes = Vec::with_capacity(HEADER);
        bytes.extend_from_slice(MAGIC);
        bytes.extend_from_slice(&VERSION.to_le_bytes());
        bytes.extend_from_slice(&self.directory_checksum.to_le_bytes());
        bytes.extend_from_slice(&self.position.checksum.to_le_bytes());
        bytes.extend_from_slice(&u32::from_ne_bytes([1, 2, 3, 4]).to_le_bytes());
        let Header { position, volume, directory, .. } = self;
        for number in [position.log, position.batches, volume.changes, volume.bulks, directory.start, directory.end] {
            bytes.extend_from_slice(&number.to_le_bytes());
        }
        let checksum = crc32fast::hash(&bytes);
        bytes.extend_from_slice(&checksum.to_le_bytes());
        bytes.resize(HEADER, 0);
        let mut header = [0; HEADER];
        header.copy_from_slice(&bytes);
        header
    }

    fn decode(bytes: &[u8]) -> Option<Self> {
        const CHECKED: usize = 72;
        let header = bytes.get(..HEADER)?;
        let small = |at: usize| Some(u32::from_le_bytes(header.get(at..at + 4)?.try_into().ok()?));
        let number = |at: usize| Some(u64::from_le_bytes(header.get(at..at + 8)?.try_into().ok()?));
        let sound = header.starts_with(MAGIC)
            && small(8)? == VERSION
            && small(20)? == u32::from_ne_bytes([1, 2, 3, 4])
            && small(CHECKED)? == crc32fast::hash(&header[..CHECKED]);
        sound.then_some(Header {
            position: Acknowledged { log: number(24)?, batches: number(32)?, checksum: small(16)? },
            volume: Volume { changes: number(40)?, bulks: number(48)? },
            directory: number(56)?..number(64)?,
            directory_checksum: small(12)?,
        })
    }
}

/// The graph of the image, if there is one that belongs to this log and is whole.
pub(super) fn read(path: &Path, log: &Log, acknowledged: &Acknowledged) -> Option<Replay> {
    let file = File::open(folder::cache(path)).ok()?;
    // SAFETY: the file is never changed in place: it is written under another name and renamed, and this process holds
    // the lock of the database.
    let map = unsafe { MmapOptions::new().populate().map(&file) }.ok()?;
    let header = Header::decode(&map)?;
    let position = header.position;
    if position.log != acknowledged.log || position.batches > acknowledged.batches {
        return None;
    }
    if let Some(last) = position.batches.checked_sub(1) {
        let found = log.look(last, codec::intact_checksum).ok()??;
        if found != Some(position.checksum) {
            return None;
        }
    }
    let directory = map.get(header.directory.start as usize..header.directory.end as usize)?;
    if crc32fast::hash(directory) != header.directory_checksum {
        return None;
    }
    let mut ranges = Vec::with_capacity(directory.len() / ENTRY);
    let mut checksums = Vec::with_capacity(directory.len() / ENTRY);
    for entry in directory.chunks_exact(ENTRY) {
        let number = |at: usize| Some(u64::from_le_bytes(entry.get(at..at + 8)?.try_into().ok()?) as usize);
        let (start, length) = (number(0)?, number(8)?);
        ranges.push(start..start.checked_add(length)?);
        checksums.push(number(16)? as u32);
    }
    let whole = ranges
        .par_iter()
        .zip(&checksums)
        .with_min_len(64)
        .all(|(range, checksum)| map.get(range.clone()).is_some_and(|bytes| crc32fast::hash(bytes) == *checksum));
    let exceptions = map.get(ranges.first()?.clone())?;
    let (corrections, recorded) = codec::decode_exceptions(exceptions).filter(|_| whole)?;
    ranges.remove(0);
    let bytes = SharedBytes::from_owner(map);
    let graph = Graph::from_image(ImageReader::new(bytes, ranges), Exceptions { corrections, recorded })?;
    Some(Replay { graph, position, volume: header.volume })
}

impl Disk {
    /// Writes the image again if the graph is large and has grown a good deal beyond it.
    pub(super) fn refresh_cache(&mut self, graph: &Graph) -> io::Result<()> {
        let statements = graph.statement_count();
        if statements < LEAST_STATEMENTS || statements.abs_diff(self.cached) <= statements / 8 {
            return Ok(());
        }
        self.write_cache(graph)
    }

    fn write_cache(&mut self, graph: &Graph) -> io::Result<()> {
        let mut graph = graph.clone();
        graph.consolidate();
        let Exceptions { corrections, recorded } = graph.exceptions();
        let Some(exceptions) = codec::encode_exceptions(&corrections, &recorded) else { return Ok(()) };
        let growing = folder::new_cache(&self.path);
        let mut writer = CacheWriter::create(&growing)?;
        writer.array(&exceptions)?;
        graph.write_image(&mut writer)?;
        writer.finish(self.position, self.volume)?;
        fs::rename(&growing, folder::cache(&self.path))?;
        self.cached = graph.statement_count();
        Ok(())
    }
}

struct CacheWriter {
    out: BufWriter<File>,
    offset: u64,
    directory: Vec<u8>,
}

impl CacheWriter {
    fn create(path: &Path) -> io::Result<Self> {
        let mut out = BufWriter::with_capacity(1 << 20, File::create(path)?);
        out.write_all(&[0; HEADER])?;
        Ok(CacheWriter { out, offset: HEADER as u64, directory: Vec::new() })
    }

    fn finish(mut self, position: Acknowledged, volume: Volume) -> io::Result<()> {
        let directory = self.offset..self.offset + self.directory.len() as u64;
        self.out.write_all(&self.directory)?;
        let directory_checksum = crc32fast::hash(&self.directory);
        let header = Header { position, volume, directory, directory_checksum };
        self.out.seek(SeekFrom::Start(0))?;
        self.out.write_all(&header.encode())?;
        self.out.flush()
    }
}

impl ImageWriter for CacheWriter {
    fn array(&mut self, bytes: &[u8]) -> io::Result<()> {
        for number in [self.offset, bytes.len() as u64, crc32fast::hash(bytes).into()] {
            self.directory.extend_from_slice(&number.to_le_bytes());
        }
        self.out.write_all(bytes)?;
        self.offset += bytes.len() as u64;
        let padding = (ALIGNMENT - self.offset % ALIGNMENT) % ALIGNMENT;
        self.out.write_all(&[0; ALIGNMENT as usize][..padding as usize])?;
        self.offset += padding;
        Ok(())
    }
}
