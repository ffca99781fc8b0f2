//! Numbers and times in the text.

pub(super) mod quantity;
pub(super) mod time;
