use std::fmt;
use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::DocumentId;

/// What identifies a document across graphs and machines: the hash of its text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ContentHash(pub [u8; 16]);

impl ContentHash {
    /// The first 16 bytes of the BLAKE3 hash of `text`.
    pub fn of(text: &str) -> Self {
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&blake3::hash(text.as_bytes()).as_bytes()[..16]);
        ContentHash(bytes)
    }
}

impl fmt::Display for ContentHash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}

impl fmt::Debug for ContentHash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "ContentHash({self})")
    }
}

/// An article before it is in a graph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// File name (or `file.jsonl:12`), as it is quoted with every fact.
    pub name: String,
    /// Headline, where the format has one.
    pub title: Option<String>,
    /// Day of publication, where known.
    pub published: Option<Date>,
    /// Who published it, where known.
    pub source: Option<String>,
    /// Where it was found, where known.
    pub url: Option<String>,
    /// Plain text, the ground of every byte offset.
    pub text: String,
}

/// An article in a graph.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Its number in this graph.
    pub id: DocumentId,
    /// Hash of `text`; the same content again is the same document.
    pub content: ContentHash,
    /// File name, as it is quoted with every fact.
    pub name: String,
    /// Headline, where the format has one.
    pub title: Option<String>,
    /// Day of publication, where known.
    pub published: Option<Date>,
    /// Day on which it was put into the graph, where the caller gave one. The library never asks the clock.
    pub ingested: Option<Date>,
    /// Who published it, where known.
    pub source: Option<String>,
    /// Where it was found, where known.
    pub url: Option<String>,
    /// Plain text, the ground of every byte offset.
    pub text: Arc<str>,
}
