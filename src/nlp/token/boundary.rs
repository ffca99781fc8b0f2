use super::super::hash::{Features, mix, text as hash};
use super::super::model::WordLists;
use super::{Gap, Piece, beginning};

/// What the sentence classifier sees of the words.
pub(crate) struct Forms<'a> {
    text: &'a str,
    pieces: &'a [Piece],
    lists: &'a WordLists,
}

/// Line breaks: where they are and how long the lines are, to tell wrapped lines from lines of their own.
pub(crate) struct Lines {
    /// Byte offset of each line's start.
    starts: Vec<usize>,
    /// The longest line of a text that looks wrapped, else 0.
    width: usize,
}

impl Lines {
    pub(crate) fn new(text: &str) -> Lines {
        let mut starts = vec![0];
        starts.extend(text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1));
        let mut longest = 0;
        for pair in starts.windows(2) {
            longest = longest.max(pair[1] - pair[0]);
        }
        let width = if longest <= 120 { longest } else { 0 };
        Lines { starts, width }
    }

    /// 0: the text is not wrapped; 1: the next word would not have fitted into the line; 2: it would have.
    fn wrap(&self, end: usize, next: usize) -> u64 {
        if self.width == 0 {
            return 0;
        }
        let line = self.starts.partition_point(|&start| start <= end).saturating_sub(1);
        let length = end - self.starts[line];
        if length + 1 + next >= self.width { 1 } else { 2 }
    }
}

/// True where a sentence may end after the word `at`: not inside a run of characters except after punctuation, and not
/// between two words of which the second is lower-case.
pub(crate) fn is_candidate(text: &str, pieces: &[Piece], at: usize) -> bool {
    let Some(next) = pieces.get(at + 1) else { return true };
    let last = text[..pieces[at].end].chars().next_back().unwrap_or(' ');
    let first = text[next.start..].chars().next().unwrap_or(' ');
    match next.gap {
        Gap::None => !last.is_alphanumeric() && (!first.is_lowercase() || matches!(last, '.' | '!' | '?')),
        Gap::Space => !last.is_alphanumeric() || !first.is_lowercase(),
        Gap::Line | Gap::Paragraph => true,
    }
}

impl<'a> Forms<'a> {
    pub(crate) fn new(text: &'a str, pieces: &'a [Piece], lists: &'a WordLists) -> Self {
        Forms { text, pieces, lists }
    }

    fn form(&self, at: Option<usize>) -> &'a str {
        at.and_then(|at| self.pieces.get(at)).map_or("", |piece| &self.text[piece.start..piece.end])
    }
}

/// Lower-case hash and shape of a word; of a long one its beginning.
fn view(form: &str) -> (u64, u64) {
    let short = beginning(form, 32);
    let mut shape = [0u8; 4];
    let mut length = 0;
    for character in short.chars() {
        let class = match character {
            _ if character.is_uppercase() => b'X',
            _ if character.is_alphabetic() => b'x',
            _ if character.is_numeric() => b'0',
            '“' => b'(',
            '”' | '’' => b'\'',
            _ if character.is_ascii() => character as u8,
            _ => b'?',
        };
        if length < shape.len() && (length == 0 || shape[length - 1] != class) {
            shape[length] = class;
            length += 1;
        }
    }
    (hash(short.to_lowercase().as_bytes()), u64::from(u32::from_le_bytes(shape)))
}

/// The features of a sentence that began with `start` ending with `at`.
pub(crate) fn boundary_features(forms: &Forms, lines: &Lines, start: usize, at: usize, keys: &mut Vec<u32>) {
    keys.clear();
    let mut f = Features { keys };
    let before = |by: usize| forms.form(at.checked_sub(by).filter(|&index| index >= start));
    let (form, next_form) = (before(0), forms.form(Some(at + 1)));
    let ((word, shape), (p1, p1s), (_, p2s)) = (view(form), view(before(1)), view(before(2)));
    let ((n1, n1s), (n2, n2s)) = (view(next_form), view(forms.form(Some(at + 2))));
    let gap = forms.pieces.get(at + 1).map_or(Gap::Paragraph, |piece| piece.gap);
    let joined = u64::from(forms.pieces[at].gap == Gap::None);
    let wrap = match gap {
        Gap::Line => lines.wrap(forms.pieces[at].end, next_form.len()),
        _ => 3,
    };
    let gap = mix(gap as u64, wrap);
    let tags = u64::from(forms.lists.tag_sets.get(n1));
    let own_tags = u64::from(forms.lists.tag_sets.get(word));
    // Quotes and brackets that this sentence has opened; only a stretch is looked at, to stay linear.
    let from = start.max(at.saturating_sub(60));
    let marks = |wanted: &[&str]| (from..=at).filter(|&index| wanted.contains(&forms.form(Some(index)))).count() as u64;
    let quotes = marks(&["\""]) % 2
        + 2 * u64::from(marks(&["“"]) > marks(&["”"]))
        + 4 * u64::from(marks(&["(", "["]) > marks(&[")", "]"]));
    let length = match at - start {
        short @ 0..4 => short as u64,
        4..8 => 4,
        8..16 => 5,
        16..40 => 6,
        40..80 => 7,
        _ => 8,
    };
    f.two(600, gap, length);
    f.two(601, word, gap);
    f.three(602, shape, n1s, gap);
    f.three(603, word, n1s, gap);
    f.four(604, p1s, word, n1s, gap);
    f.three(605, p1, word, n1s);
    f.three(606, p1, word, joined);
    f.three(607, word, n1, gap);
    f.two(608, n1, gap);
    f.two(609, tags, gap);
    f.three(610, tags, word, joined);
    f.four(611, shape, n1s, n2s, gap);
    f.three(612, quotes, word, n1s);
    f.three(613, quotes, shape, gap);
    f.four(614, quotes, word, p1s, n1s);
    f.three(615, p2s, p1s, word);
    f.four(616, p1s, joined, word, tags);
    f.three(617, own_tags, tags, gap);
    f.three(618, length, shape, n1s);
    f.three(619, length, word, gap);
    f.two(620, n2, word);
    f.four(621, word, n1, n2s, gap);
    f.three(622, form.len().min(5) as u64, shape, n1s);
    f.four(623, before(1).len().min(5) as u64, p1s, word, n1s);
}
