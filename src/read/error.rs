use std::io;
use std::path::Path;

use super::LARGEST_ARTICLE;

/// Why an article could not be read; every message names the file and the cure.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// No such file or folder.
    #[error("{path}: no such file or folder; check the path")]
    NotFound {
        /// The path as given.
        path: String,
    },
    /// A folder with nothing to read in it.
    #[error("{path}: no articles in this folder; newsgraph reads files that end in .txt, .md, .html, .htm or .jsonl")]
    NoFiles {
        /// The path as given.
        path: String,
    },
    /// The operating system would not give the bytes.
    #[error("{name}: cannot be read ({source}); check its permissions")]
    Unreadable {
        /// File name.
        name: String,
        /// What the operating system said.
        source: io::Error,
    },
    /// Nothing but white space.
    #[error("{name}: is empty; leave it out or fetch it again")]
    Empty {
        /// File name.
        name: String,
    },
    /// A zero byte, which no text contains.
    #[error(
        "{name}: is not text (a zero byte at offset {offset}); give the text of the article, not a document or image file"
    )]
    Binary {
        /// File name.
        name: String,
        /// Position of the zero byte.
        offset: usize,
    },
    /// UTF-16, known by its byte order mark.
    #[error("{name}: is UTF-16; convert it with `iconv -f UTF-16 -t UTF-8`")]
    Utf16 {
        /// File name.
        name: String,
    },
    /// Bytes that are not UTF-8.
    #[error(
        "{name}: is not UTF-8 (line {line}, offset {offset}); convert it, for example with `iconv -f WINDOWS-1252 -t UTF-8`"
    )]
    NotUtf8 {
        /// File name.
        name: String,
        /// Line of the first bad byte, counted from 1.
        line: usize,
        /// Position of the first bad byte.
        offset: usize,
    },
    /// Longer than [`LARGEST_ARTICLE`].
    #[error("{name}: is larger than {} MiB, too large for one article; split it, or give one article a line as .jsonl", LARGEST_ARTICLE >> 20)]
    TooLarge {
        /// File name.
        name: String,
    },
    /// A web page in which no article text was found.
    #[error("{name}: no article text found in this page; save the article itself, or its text as .txt")]
    NoArticle {
        /// File name.
        name: String,
    },
    /// A web page, and the crate was built without the feature `html`.
    #[error("{name}: this build cannot read HTML; build with the feature `html`, or give the text as .txt")]
    NoHtml {
        /// File name.
        name: String,
    },
    /// A line of JSONL that is no article.
    #[error(
        "{name}: {reason}; every line must be an object such as {{\"text\": \"…\", \"title\": \"…\", \"date\": \"2024-05-31\", \"url\": \"…\", \"source\": \"…\"}}, with at least `text`"
    )]
    BadLine {
        /// File name and line number.
        name: String,
        /// What is wrong with it.
        reason: String,
    },
}

impl ReadError {
    pub(super) fn of_path(path: &Path, source: io::Error) -> Self {
        if source.kind() == io::ErrorKind::NotFound {
            ReadError::NotFound { path: path.display().to_string() }
        } else {
            ReadError::Unreadable { name: path.display().to_string(), source }
        }
    }
}
