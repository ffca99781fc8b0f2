//! What the learners look at in a word by itself.

use super::hash::{mix, text};
use super::model::{WordLists, net};

/// Hashes of a word's form, its parts and its dictionary entries.
#[derive(Clone, Debug, Default)]
pub(crate) struct Word {
    /// Lower-case, digits as `0`, one kind of apostrophe.
    pub(crate) lower: u64,
    /// Capitals, digits and punctuation in short.
    pub(crate) shape: u64,
    /// The last one to four characters, lower-case.
    pub(crate) suffix: [u64; 4],
    /// The first one to three characters, lower-case.
    pub(crate) prefix: [u64; 3],
    /// The set of tags that the training data gives the word; 0: none.
    pub(crate) tag_set: u64,
    /// WordNet's parts of speech for the word and for its possible base forms, and the field of its first noun sense.
    pub(crate) net: u64,
    pub(crate) capital: Capital,
    /// Row of its word vector; 0: none.
    pub(crate) vector: u16,
    pub(crate) has_letters: bool,
}

/// How a word is capitalised.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Capital {
    #[default]
    None,
    First,
    All,
}

/// Reused between words.
#[derive(Default)]
pub(crate) struct WordBuffer {
    lower: String,
    shape: String,
    ends: Vec<usize>,
}

impl Word {
    pub(crate) fn new(form: &str, lists: &WordLists, buffer: &mut WordBuffer) -> Word {
        let WordBuffer { lower, shape, ends } = buffer;
        lower.clear();
        shape.clear();
        ends.clear();
        let (mut last, mut repeated) = ('\0', 0);
        let (mut upper, mut small) = (0, 0);
        // A word can be as long as the input; its shape and its parts need only its beginning and its end.
        // A broken number ("1, 432") is like a whole one.
        for character in form.chars().filter(|character| *character != ' ') {
            let class = match character {
                'A'..='Z' => 'X',
                'a'..='z' => 'x',
                '0'..='9' => '0',
                _ if character.is_uppercase() => 'X',
                _ if character.is_alphabetic() => 'x',
                _ if character.is_numeric() => '0',
                '’' | '‘' | '`' => '\'',
                '“' | '”' => '"',
                _ => character,
            };
            match class {
                'X' => upper += 1,
                'x' => small += 1,
                _ => {}
            }
            if class == last {
                repeated += 1;
            } else {
                (last, repeated) = (class, 1);
            }
            if repeated <= 2 && shape.len() < 16 {
                shape.push(class);
            }
            match class {
                '0' => lower.push('0'),
                'X' | 'x' if character.is_ascii() => lower.push(character.to_ascii_lowercase()),
                'X' => lower.extend(character.to_lowercase()),
                '\'' => lower.push('\''),
                _ => lower.push(character),
            }
            ends.push(lower.len());
        }
        let bytes = lower.as_bytes();
        let count = ends.len();
        let suffix = std::array::from_fn(|i| {
            if count > i { text(&bytes[if count > i + 1 { ends[count - i - 2] } else { 0 }..]) } else { 0 }
        });
        let prefix = std::array::from_fn(|i| if count > i { text(&bytes[..ends[i]]) } else { 0 });
        let hash = text(bytes);
        let first_upper = form.chars().next().is_some_and(char::is_uppercase);
        let net = wordnet(bytes, hash, lists);
        Word {
            lower: hash,
            shape: text(shape.as_bytes()),
            suffix,
            prefix,
            tag_set: u64::from(lists.tag_sets.get(hash)),
            net,
            capital: match (first_upper, upper, small) {
                (true, 2.., 0) => Capital::All,
                (true, _, _) => Capital::First,
                _ => Capital::None,
            },
            vector: lists.vectors.get(hash) as u16,
            has_letters: upper + small > 0,
        }
    }
}

/// The parts of speech of the word and of what it may be an inflected form of, and its noun field, as one number.
fn wordnet(bytes: &[u8], hash: u64, lists: &WordLists) -> u64 {
    let own = lists.wordnet.get(hash);
    let mut field = own >> net::FILE_SHIFT;
    let mut bits = u64::from(own & 15);
    let mut candidate = |base: &[u8], wanted: u32, shift: u32, set_field: bool| {
        let value = lists.wordnet.get(text(base));
        bits |= u64::from(value & wanted) << shift;
        if set_field && field == 0 && value & net::NOUN != 0 {
            field = value >> net::FILE_SHIFT;
        }
    };
    let n = bytes.len();
    if (4..=24).contains(&n) {
        let mut base = [0u8; 26];
        let mut with = |stem: &[u8], end: &[u8], wanted: u32, shift: u32, noun: bool| {
            base[..stem.len()].copy_from_slice(stem);
            base[stem.len()..stem.len() + end.len()].copy_from_slice(end);
            candidate(&base[..stem.len() + end.len()], wanted, shift, noun);
        };
        use net::{ADJECTIVE, NOUN, VERB};
        if let Some(stem) = bytes.strip_suffix(b"s") {
            with(stem, b"", NOUN | VERB, 4, true);
            if let Some(stem) = bytes.strip_suffix(b"ies") {
                with(stem, b"y", NOUN | VERB, 4, true);
            } else if let Some(stem) = bytes.strip_suffix(b"es") {
                with(stem, b"", NOUN | VERB, 4, true);
            }
        } else if let Some(stem) = bytes.strip_suffix(b"ed") {
            with(stem, b"", VERB, 6, false);
            with(stem, b"e", VERB, 6, false);
            if let Some(stem) = stem.strip_suffix(b"i") {
                with(stem, b"y", VERB, 6, false);
            }
            if stem.len() > 2 && stem[stem.len() - 1] == stem[stem.len() - 2] {
                with(&stem[..stem.len() - 1], b"", VERB, 6, false);
            }
        } else if let Some(stem) = bytes.strip_suffix(b"ing") {
            with(stem, b"", VERB, 7, false);
            with(stem, b"e", VERB, 7, false);
            if stem.len() > 2 && stem[stem.len() - 1] == stem[stem.len() - 2] {
                with(&stem[..stem.len() - 1], b"", VERB, 7, false);
            }
        } else if let Some(stem) = bytes.strip_suffix(b"er").or_else(|| bytes.strip_suffix(b"est")) {
            with(stem, b"", ADJECTIVE, 7, false);
            with(stem, b"e", ADJECTIVE, 7, false);
        } else if let Some(stem) = bytes.strip_suffix(b"ly") {
            with(stem, b"", ADJECTIVE, 8, false);
        }
    }
    mix(bits, u64::from(field))
}
