//! CoNLL-U, the exchange format of Universal Dependencies: <https://universaldependencies.org/format.html>.

mod read;
mod rows;
mod write;

use thiserror::Error;

use super::Analysis;
pub use read::read;
#[cfg(feature = "train")]
pub(crate) use rows::{RowSentence, rows};
pub use write::{write, write_with_notes};

/// A text with its analysis, as read from CoNLL-U.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AnnotatedText {
    /// What `# newdoc id` says.
    pub id: Option<String>,
    /// The text, rebuilt from the forms and `SpaceAfter=No`; paragraphs are separated by an empty line.
    pub text: String,
    /// Its analysis; the spans are bytes of `text`.
    pub analysis: Analysis,
    /// `# sent_id` of each sentence.
    pub sentence_ids: Vec<Option<String>>,
}

/// Why CoNLL-U could not be read. Lines count from 1.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ConlluError {
    /// Not ten columns.
    #[error("line {line}: {found} columns where CoNLL-U has ten, separated by tabs (spaces do not count)")]
    Columns {
        /// Where.
        line: usize,
        /// How many there are.
        found: usize,
    },
    /// The first column is neither a number, nor a range, nor an empty node.
    #[error(
        "line {line}: the word number {found:?} does not continue the sentence: words are numbered 1, 2, 3 …, with ranges like 2-3 before their first word"
    )]
    Number {
        /// Where.
        line: usize,
        /// What stands there.
        found: String,
    },
    /// A word without a form.
    #[error("line {line}: the form (second column) is empty: write the word as it stands in the text")]
    Form {
        /// Where.
        line: usize,
    },
    /// A head that is not in the sentence.
    #[error(
        "line {line}: the head {found:?} is no word of the sentence: use the number of a word, 0 for the root, or _"
    )]
    Head {
        /// Where.
        line: usize,
        /// What stands there.
        found: String,
    },
    /// An unknown label.
    #[error("line {line}: {found:?} is no {column} of Universal Dependencies for English: correct it, or write _")]
    Label {
        /// Where.
        line: usize,
        /// The column's name.
        column: &'static str,
        /// What stands there.
        found: String,
    },
    /// More than 4 GiB.
    #[error("line {line}: the text is longer than 4 GiB: split the file")]
    TooLong {
        /// Where.
        line: usize,
    },
}
