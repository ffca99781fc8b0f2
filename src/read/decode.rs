use std::io::Read;

use super::{LARGEST_ARTICLE, ReadError};

/// Reads to the end, at most [`LARGEST_ARTICLE`] bytes, and decodes.
pub(super) fn read_text(name: &str, input: impl Read) -> Result<String, ReadError> {
    let mut bytes = Vec::new();
    input
        .take(LARGEST_ARTICLE as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|source| ReadError::Unreadable { name: name.to_owned(), source })?;
    if bytes.len() > LARGEST_ARTICLE {
        return Err(ReadError::TooLarge { name: name.to_owned() });
    }
    decode(name, bytes)
}

/// UTF-8, with or without byte order mark; refuses what is empty, binary or encoded otherwise.
pub(super) fn decode(name: &str, mut bytes: Vec<u8>) -> Result<String, ReadError> {
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        return Err(ReadError::Utf16 { name: name.to_owned() });
    }
    if bytes.starts_with(b"\xEF\xBB\xBF") {
        bytes.drain(..3);
    }
    if let Some(offset) = bytes.iter().position(|&byte| byte == 0) {
        return Err(ReadError::Binary { name: name.to_owned(), offset });
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let offset = error.utf8_error().valid_up_to();
        let line = 1 + error.as_bytes()[..offset].iter().filter(|&&byte| byte == b'\n').count();
        ReadError::NotUtf8 { name: name.to_owned(), line, offset }
    })?;
    if text.trim().is_empty() { Err(ReadError::Empty { name: name.to_owned() }) } else { Ok(text) }
}
