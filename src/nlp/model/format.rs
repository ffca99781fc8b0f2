use super::ModelError;

/// First bytes of a model file.
pub(super) const MAGIC: &[u8; 8] = b"NGENGLSH";
/// Raised with every change of the format or of the features.
pub(crate) const VERSION: u32 = 2;

/// Reads a model file.
pub(crate) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    /// Checks magic, version and checksum.
    pub(crate) fn new(file: &'a [u8]) -> Result<Self, ModelError> {
        let mut reader = Reader { rest: file };
        if reader.bytes(MAGIC.len()) != Ok(MAGIC) {
            return Err(ModelError::NotAModel);
        }
        let version = reader.u32()?;
        if version != VERSION {
            return Err(ModelError::Version { found: version, expected: VERSION });
        }
        let checksum = reader.u32()?;
        let length = reader.count()?;
        if reader.rest.len() != length || crc32fast::hash(reader.rest) != checksum {
            return Err(ModelError::Damaged);
        }
        Ok(reader)
    }

    pub(crate) fn bytes(&mut self, count: usize) -> Result<&'a [u8], ModelError> {
        let (taken, rest) = self.rest.split_at_checked(count).ok_or(ModelError::Damaged)?;
        self.rest = rest;
        Ok(taken)
    }

    pub(crate) fn byte(&mut self) -> Result<u8, ModelError> {
        Ok(self.bytes(1)?[0])
    }

    pub(crate) fn u32(&mut self) -> Result<u32, ModelError> {
        let mut value = [0; 4];
        value.copy_from_slice(self.bytes(4)?);
        Ok(u32::from_le_bytes(value))
    }

    pub(crate) fn floats(&mut self, count: usize) -> Result<Box<[f32]>, ModelError> {
        let bytes = self.bytes(count.checked_mul(4).ok_or(ModelError::Damaged)?)?;
        let floats = bytes.chunks_exact(4).map(|bytes| f32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]));
        Ok(floats.collect())
    }

    pub(crate) fn count(&mut self) -> Result<usize, ModelError> {
        Ok(self.u32()? as usize)
    }

    pub(crate) fn varint(&mut self) -> Result<u64, ModelError> {
        let mut value = 0;
        for shift in (0..63).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 127) << shift;
            if byte < 128 {
                return Ok(value);
            }
        }
        Err(ModelError::Damaged)
    }

    pub(crate) fn short_text(&mut self) -> Result<&'a str, ModelError> {
        let length = self.byte()? as usize;
        std::str::from_utf8(self.bytes(length)?).map_err(|_| ModelError::Damaged)
    }
}
