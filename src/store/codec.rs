//! The bytes of a batch: the only place that names bincode.

use bincode::config::{Configuration, Limit, LittleEndian, Varint};
use bincode::serde::Compat;
use thiserror::Error;

use crate::graph::{Bulk, FormText, Unpacker, is_whole, put_number, put_text};
use crate::model::{Change, Statement};

use super::columns::{ColumnReader, Columns, Order};

/// The newest format of batches.
pub(super) const BATCH_FORMAT: u8 = 5;

/// The format of batches that reinstate nothing: programs that do not know how to still read them.
const FOURTH_FORMAT: u8 = 4;

/// The format of batches that reject nothing of what articles say: programs that do not know how to still read them.
const THIRD_FORMAT: u8 = 3;

/// The format of batches that take nothing back: programs that do not know how to still read them.
const SECOND_FORMAT: u8 = 2;

/// The first format: changes only, not compressed.
const FIRST_FORMAT: u8 = 1;

const CHANGES: u8 = 0;
const BULK: u8 = 1;

/// The largest payload that is written or read.
pub(super) const LARGEST_PAYLOAD: usize = 64 << 20;

/// Bytes in front of the payload.
pub(super) const HEADER_LENGTH: usize = 17;

const CONFIGURATION: Configuration<LittleEndian, Varint, Limit<LARGEST_PAYLOAD>> =
    bincode::config::standard().with_limit::<LARGEST_PAYLOAD>();

/// One durable unit: changes that are applied together.
#[derive(Clone, Debug)]
pub(super) struct Batch {
    /// Its place in the log, from 0.
    pub sequence: u64,
    /// The checksum of the batch before, 0 for the first: ties the batches into one chain.
    pub previous: u32,
    /// What happens.
    pub content: Content,
}

/// What a batch holds.
#[derive(Clone, Debug)]
pub(super) enum Content {
    /// Changes, one after the other.
    Changes(Vec<Change>),
    /// Much at once.
    Bulk(Box<Bulk>),
}

/// Why bytes are no batch.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub(super) enum CodecError {
    /// Fewer bytes than a header has.
    #[error("it is cut short")]
    TooShort,
    /// The bytes have changed since they were written.
    #[error("its checksum does not match")]
    WrongChecksum,
    /// A newer program wrote it.
    #[error("it has format {0}")]
    UnknownFormat(u8),
    /// The checksum is right, the content is not.
    #[error("it does not decode: {0}")]
    Undecodable(String),
    /// More than [`LARGEST_PAYLOAD`].
    #[error("it has {0} bytes")]
    TooLarge(usize),
}

/// The bytes of a batch of changes, and their checksum.
pub(super) fn encode(sequence: u64, previous: u32, changes: &[Change]) -> Result<(Vec<u8>, u32), CodecError> {
    let mut raw = Vec::new();
    // Encoding into memory fails only for types without a length, and the model has none.
    bincode::encode_into_std_write(Compat(changes), &mut raw, CONFIGURATION)
        .map_err(|error| CodecError::Undecodable(error.to_string()))?;
    if raw.len() > LARGEST_PAYLOAD {
        return Err(CodecError::TooLarge(raw.len()));
    }
    let mut bytes = header(format_of(changes), sequence, previous);
    bytes.push(CHANGES);
    put_number(&mut bytes, raw.len() as u64);
    bytes.extend(lz4_flex::block::compress(&raw));
    seal(bytes)
}

/// The oldest format that knows all of the changes.
fn format_of(changes: &[Change]) -> u8 {
    let format = |change: &Change| match change {
        Change::Reinstate(_) | Change::Retracted(_) => BATCH_FORMAT,
        Change::Reject(_) => FOURTH_FORMAT,
        Change::Retract(_) => THIRD_FORMAT,
        _ => SECOND_FORMAT,
    };
    changes.iter().map(format).max().unwrap_or(SECOND_FORMAT)
}

/// The bytes of a bulk, and their checksum.
pub(super) fn encode_bulk(sequence: u64, previous: u32, bulk: &Bulk) -> Result<(Vec<u8>, u32), CodecError> {
    let mut bytes = header(SECOND_FORMAT, sequence, previous);
    bytes.push(BULK);
    for first in [bulk.first_document, bulk.first_entity, bulk.first_statement] {
        put_number(&mut bytes, first.into());
    }
    put_number(&mut bytes, bulk.relations.len() as u64);
    bulk.relations.iter().for_each(|relation| put_text(&mut bytes, relation));
    put_number(&mut bytes, bulk.forms.len() as u64);
    bulk.forms.iter().for_each(|form| form.pack(&mut bytes));
    let mut columns = Columns::default();
    for blobs in [&bulk.documents, &bulk.entities] {
        columns.put(&blobs.ends, Order::Ascending);
        columns.put(&blobs.bytes, Order::Any);
    }
    columns.put(&bulk.mentions, Order::Any);
    let rows = &bulk.rows;
    columns.put(&rows.subjects, Order::Any);
    columns.put(&rows.objects, Order::Any);
    columns.put(&rows.forms, Order::Any);
    columns.put(&rows.provenance, Order::Any);
    columns.put(&rows.detail_ends, Order::Ascending);
    columns.put(&rows.details, Order::Any);
    columns.finish(&mut bytes);
    seal(bytes)
}

fn header(format: u8, sequence: u64, previous: u32) -> Vec<u8> {
    let mut bytes = vec![0; 4];
    bytes.push(format);
    bytes.extend_from_slice(&previous.to_le_bytes());
    bytes.extend_from_slice(&sequence.to_le_bytes());
    debug_assert_eq!(bytes.len(), HEADER_LENGTH);
    bytes
}

fn seal(mut bytes: Vec<u8>) -> Result<(Vec<u8>, u32), CodecError> {
    let payload = bytes.len() - HEADER_LENGTH;
    if payload > LARGEST_PAYLOAD {
        return Err(CodecError::TooLarge(payload));
    }
    let checksum = crc32fast::hash(&bytes[4..]);
    bytes[..4].copy_from_slice(&checksum.to_le_bytes());
    Ok((bytes, checksum))
}

/// The checksum that stands in front of a batch, if it is right.
pub(super) fn intact_checksum(bytes: &[u8]) -> Option<u32> {
    let checksum = little_endian(bytes.get(..4)?) as u32;
    (crc32fast::hash(&bytes[4..]) == checksum).then_some(checksum)
}

/// The batch in `bytes`, and its checksum. Never panics, and allocates little more than the batch needs.
pub(super) fn decode(bytes: &[u8]) -> Result<(Batch, u32), CodecError> {
    let (header, payload) = bytes.split_at_checked(HEADER_LENGTH).ok_or(CodecError::TooShort)?;
    let checksum = little_endian(&header[..4]) as u32;
    if crc32fast::hash(&bytes[4..]) != checksum {
        return Err(CodecError::WrongChecksum);
    }
    if payload.len() > LARGEST_PAYLOAD {
        return Err(CodecError::TooLarge(payload.len()));
    }
    let content = match header[4] {
        FIRST_FORMAT => Content::Changes(decode_changes(payload)?),
        SECOND_FORMAT..=BATCH_FORMAT => decode_content(payload)?,
        other => return Err(CodecError::UnknownFormat(other)),
    };
    let previous = little_endian(&header[5..9]) as u32;
    Ok((Batch { sequence: little_endian(&header[9..17]), previous, content }, checksum))
}

fn decode_content(payload: &[u8]) -> Result<Content, CodecError> {
    let broken = || CodecError::Undecodable("it is not what was written".into());
    let mut from = Unpacker::new(payload);
    match from.byte() {
        Some(CHANGES) => {
            let length = from.number().and_then(|length| usize::try_from(length).ok()).ok_or_else(broken)?;
            let packed = from.rest();
            // LZ4 makes at most 255 bytes of one.
            if length > LARGEST_PAYLOAD || length / 256 > packed.len() {
                return Err(broken());
            }
            let mut raw = vec![0; length];
            match lz4_flex::block::decompress_into(packed, &mut raw) {
                Ok(found) if found == length => decode_changes(&raw).map(Content::Changes),
                _ => Err(broken()),
            }
        }
        Some(BULK) => decode_bulk(from).map(|bulk| Content::Bulk(Box::new(bulk))),
        _ => Err(broken()),
    }
}

fn decode_changes(payload: &[u8]) -> Result<Vec<Change>, CodecError> {
    let (changes, read) = bincode::serde::decode_from_slice::<Vec<Change>, _>(payload, CONFIGURATION)
        .map_err(|error| CodecError::Undecodable(error.to_string()))?;
    if read != payload.len() {
        return Err(CodecError::Undecodable(format!("{} bytes are left over", payload.len() - read)));
    }
    Ok(changes)
}

fn decode_bulk(mut from: Unpacker<'_>) -> Result<Bulk, CodecError> {
    let broken = || CodecError::Undecodable("a bulk is not what was written".into());
    let mut bulk = Bulk::default();
    let mut texts = || {
        bulk.first_document = from.small()?;
        bulk.first_entity = from.small()?;
        bulk.first_statement = from.small()?;
        for _ in 0..from.count()? {
            bulk.relations.push(from.text()?.into());
        }
        for _ in 0..from.count()? {
            bulk.forms.push(FormText::unpack(&mut from)?);
        }
        Some(())
    };
    texts().ok_or_else(broken)?;
    let mut columns = ColumnReader::new(from);
    for blobs in [&mut bulk.documents, &mut bulk.entities] {
        blobs.ends = columns.take(Order::Ascending)?;
        blobs.bytes = columns.take(Order::Any)?;
    }
    bulk.mentions = columns.take(Order::Any)?.to_vec();
    bulk.rows.subjects = columns.take(Order::Any)?;
    bulk.rows.objects = columns.take(Order::Any)?;
    bulk.rows.forms = columns.take(Order::Any)?;
    bulk.rows.provenance = columns.take(Order::Any)?;
    bulk.rows.detail_ends = columns.take(Order::Ascending)?;
    bulk.rows.details = columns.take(Order::Any)?;
    if columns.from.is_empty() && is_whole(&bulk) { Ok(bulk) } else { Err(broken()) }
}

/// What of a cached graph is no array, as bytes.
pub(super) fn encode_exceptions(corrections: &[Change], recorded: &[Statement]) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    bincode::encode_into_std_write(Compat((corrections, recorded)), &mut bytes, CONFIGURATION).ok()?;
    (bytes.len() < LARGEST_PAYLOAD).then_some(bytes)
}

/// Reads it back.
pub(super) fn decode_exceptions(bytes: &[u8]) -> Option<(Vec<Change>, Vec<Statement>)> {
    let decoded = bincode::serde::decode_from_slice::<(Vec<Change>, Vec<Statement>), _>(bytes, CONFIGURATION);
    decoded.ok().filter(|(_, read)| *read == bytes.len()).map(|(exceptions, _)| exceptions)
}

fn little_endian(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte))
}

#[cfg(test)]
#[path = "codec_tests.rs"]
mod tests;
