//! What the network looks at in a word by itself: rows of embedding tables.

use super::super::name::Evidence;
use super::super::word::{Capital, Word};

/// Tables, in the order of [`rows`].
pub(crate) const COLUMNS: usize = 14;

/// How many rows each table has. The first one, of word vectors, has as many as the model says; here 0.
pub(crate) const TABLE_ROWS: [usize; COLUMNS] =
    [0, 8192, 256, 1024, 4096, 4096, 256, 1024, 4096, 512, 1024, 512, 512, 32];

/// How a sentence is written, which says how much its capitals mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    Plain,
    /// Nearly all words begin with a capital.
    Headline,
    Capitals,
    Lowercase,
}

impl Style {
    pub(crate) fn of(words: &[Word]) -> Style {
        let count = |capital| words.iter().filter(|word| word.capital == capital).count();
        let (first, all) = (count(Capital::First), count(Capital::All));
        let small = words.iter().filter(|word| word.capital == Capital::None && word.has_letters).count();
        match () {
            () if first + all == 0 => Style::Lowercase,
            () if all > 3 && small + first <= all / 4 => Style::Capitals,
            () if first > 3 && small * 2 <= first => Style::Headline,
            () => Style::Plain,
        }
    }
}

/// The rows of a word: its vector, the word, endings of one to four characters, beginnings of one to three, its shape,
/// the tags it had in the training data, its entries in WordNet, lists of names, and its capitals where it stands.
pub(crate) fn rows(word: &Word, evidence: Evidence, first: bool, style: Style) -> [u16; COLUMNS] {
    let hashed = |column: usize, hash: u64| match hash {
        0 => 0,
        _ => 1 + ((hash >> 16) as usize % (TABLE_ROWS[column] - 1)) as u16,
    };
    let capital = word.capital as u16 * 8 + style as u16 * 2 + u16::from(first);
    [
        word.vector,
        hashed(1, word.lower),
        hashed(2, word.suffix[0]),
        hashed(3, word.suffix[1]),
        hashed(4, word.suffix[2]),
        hashed(5, word.suffix[3]),
        hashed(6, word.prefix[0]),
        hashed(7, word.prefix[1]),
        hashed(8, word.prefix[2]),
        hashed(9, word.shape),
        (word.tag_set as usize).min(TABLE_ROWS[10] - 1) as u16,
        hashed(11, word.net),
        hashed(12, evidence.key()),
        capital,
    ]
}
