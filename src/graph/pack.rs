//! Records as compact bytes: variable-length numbers and strings with their length in front.

use jiff::civil::Date;

/// Adds a number in groups of seven bits, the lowest first.
pub(crate) fn put_number(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Adds a string.
pub(crate) fn put_text(bytes: &mut Vec<u8>, text: &str) {
    put_number(bytes, text.len() as u64);
    bytes.extend_from_slice(text.as_bytes());
}

/// Adds a value that may be missing.
pub(crate) fn put_option<T>(bytes: &mut Vec<u8>, value: Option<T>, put: impl FnOnce(&mut Vec<u8>, T)) {
    match value {
        None => bytes.push(0),
        Some(value) => {
            bytes.push(1);
            put(bytes, value);
        }
    }
}

/// Adds a day.
pub(crate) fn put_date(bytes: &mut Vec<u8>, date: Date) {
    bytes.extend_from_slice(&date.year().to_le_bytes());
    bytes.push(date.month() as u8);
    bytes.push(date.day() as u8);
}

/// Reads what was put, in the same order; `None` where the bytes are something else.
#[derive(Clone, Copy)]
pub(crate) struct Unpacker<'b> {
    bytes: &'b [u8],
}

impl<'b> Unpacker<'b> {
    pub(crate) fn new(bytes: &'b [u8]) -> Self {
        Unpacker { bytes }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// Everything that is left.
    pub(crate) fn rest(self) -> &'b [u8] {
        self.bytes
    }

    pub(crate) fn take(&mut self, count: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.bytes.split_at_checked(count)?;
        self.bytes = rest;
        Some(taken)
    }

    pub(crate) fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }

    pub(crate) fn byte(&mut self) -> Option<u8> {
        Some(self.take(1)?[0])
    }

    pub(crate) fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    pub(crate) fn small(&mut self) -> Option<u32> {
        self.number()?.try_into().ok()
    }

    pub(crate) fn text(&mut self) -> Option<&'b str> {
        let length = self.number()?.try_into().ok()?;
        std::str::from_utf8(self.take(length)?).ok()
    }

    /// How many items follow: never more than there are bytes left, so that a wrong number takes no memory.
    pub(crate) fn count(&mut self) -> Option<usize> {
        let count = usize::try_from(self.number()?).ok()?;
        (count <= self.bytes.len()).then_some(count)
    }

    pub(crate) fn option<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<Option<T>> {
        match self.byte()? {
            0 => Some(None),
            1 => read(self).map(Some),
            _ => None,
        }
    }

    pub(crate) fn date(&mut self) -> Option<Date> {
        let year = i16::from_le_bytes(self.array()?);
        Date::new(year, self.byte()? as i8, self.byte()? as i8).ok()
    }

    pub(crate) fn float(&mut self) -> Option<f64> {
        Some(f64::from_le_bytes(self.array()?))
    }
}
