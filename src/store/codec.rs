//! The bytes of a batch: the only place that names bincode.

use bincode::config::{Configuration, Limit, LittleEndian, Varint};
use bincode::serde::Compat;
use thiserror::Error;

use crate::model::Change;

/// The format in which batches are written.
pub(super) const BATCH_FORMAT: u8 = 1;

/// The largest payload that is written or read.
pub(super) const LARGEST_PAYLOAD: usize = 64 << 20;

/// Bytes in front of the payload.
pub(super) const HEADER_LENGTH: usize = 17;

const CONFIGURATION: Configuration<LittleEndian, Varint, Limit<LARGEST_PAYLOAD>> =
    bincode::config::standard().with_limit::<LARGEST_PAYLOAD>();

/// One durable unit: changes that are applied together.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Batch {
    /// Its place in the log, from 0.
    pub sequence: u64,
    /// The checksum of the batch before, 0 for the first: ties the batches into one chain.
    pub previous: u32,
    /// What happens.
    pub changes: Vec<Change>,
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

/// The bytes of a batch, and their checksum.
pub(super) fn encode(sequence: u64, previous: u32, changes: &[Change]) -> Result<(Vec<u8>, u32), CodecError> {
    let mut bytes = vec![0; 4];
    bytes.push(BATCH_FORMAT);
    bytes.extend_from_slice(&previous.to_le_bytes());
    bytes.extend_from_slice(&sequence.to_le_bytes());
    debug_assert_eq!(bytes.len(), HEADER_LENGTH);
    // Encoding into memory fails only for types without a length, and the model has none.
    bincode::encode_into_std_write(Compat(changes), &mut bytes, CONFIGURATION)
        .map_err(|error| CodecError::Undecodable(error.to_string()))?;
    let payload = bytes.len() - HEADER_LENGTH;
    if payload > LARGEST_PAYLOAD {
        return Err(CodecError::TooLarge(payload));
    }
    let checksum = crc32fast::hash(&bytes[4..]);
    bytes[..4].copy_from_slice(&checksum.to_le_bytes());
    Ok((bytes, checksum))
}

/// The batch in `bytes`, and its checksum. Never panics, and allocates little more than the batch needs.
pub(super) fn decode(bytes: &[u8]) -> Result<(Batch, u32), CodecError> {
    let (header, payload) = bytes.split_at_checked(HEADER_LENGTH).ok_or(CodecError::TooShort)?;
    let checksum = little_endian(&header[..4]) as u32;
    if crc32fast::hash(&bytes[4..]) != checksum {
        return Err(CodecError::WrongChecksum);
    }
    if header[4] != BATCH_FORMAT {
        return Err(CodecError::UnknownFormat(header[4]));
    }
    if payload.len() > LARGEST_PAYLOAD {
        return Err(CodecError::TooLarge(payload.len()));
    }
    let (changes, read) = bincode::serde::decode_from_slice::<Vec<Change>, _>(payload, CONFIGURATION)
        .map_err(|error| CodecError::Undecodable(error.to_string()))?;
    if read != payload.len() {
        return Err(CodecError::Undecodable(format!("{} bytes are left over", payload.len() - read)));
    }
    let previous = little_endian(&header[5..9]) as u32;
    Ok((Batch { sequence: little_endian(&header[9..17]), previous, changes }, checksum))
}

fn little_endian(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte))
}

#[cfg(test)]
#[path = "codec_tests.rs"]
mod tests;
