use super::super::hash::{Features, mix, text};
use super::chunk::broken_number;
use super::{Gap, beginning};

/// Words written together without an apostrophe that Universal Dependencies takes apart, and where.
const JOINED: [(&str, usize); 24] = [
    ("cannot", 3),
    ("gonna", 3),
    ("wanna", 3),
    ("gotta", 3),
    ("lemme", 3),
    ("gimme", 3),
    ("dunno", 2),
    ("dont", 2),
    ("didnt", 3),
    ("doesnt", 4),
    ("isnt", 2),
    ("wasnt", 3),
    ("arent", 3),
    ("werent", 4),
    ("hasnt", 3),
    ("havent", 4),
    ("couldnt", 5),
    ("wouldnt", 5),
    ("shouldnt", 6),
    ("cant", 2),
    ("wont", 2),
    ("im", 1),
    ("ive", 1),
    ("youre", 3),
];

/// Only this many bytes around a place are looked at, so that a run of any length takes linear time.
const WINDOW: usize = 24;

/// A run of characters without blanks.
pub(crate) struct Chunk<'a> {
    text: &'a str,
    whole: u64,
    kind: u64,
    after: u64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    Other,
}

fn class(character: char) -> Class {
    if character.is_alphabetic() {
        Class::Letter
    } else if character.is_numeric() {
        Class::Digit
    } else {
        Class::Other
    }
}

fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’' | '`' | '´')
}

/// The bytes of a letter that an editor has changed, with its brackets ("[T]he"), if `text` begins with one.
pub(super) fn edited_letter(text: &str) -> Option<usize> {
    let mut characters = text.char_indices();
    let inner = (characters.next()?.1 == '[').then(|| characters.next())??.1;
    let closed = characters.next()?.1 == ']';
    let (end, after) = characters.next()?;
    (inner.is_alphabetic() && closed && after.is_alphabetic()).then_some(end)
}

/// Offsets in the chunk where a word may end: next to anything that is neither letter nor digit, between letters and
/// digits, before "n't", and in words such as "cannot".
pub(crate) fn split_candidates(chunk: &str, places: &mut Vec<usize>) {
    places.clear();
    let mut whole = broken_number(chunk).unwrap_or(0);
    let mut characters = chunk.char_indices().peekable();
    while let Some((_, character)) = characters.next() {
        let Some(&(next_at, next)) = characters.peek() else { break };
        let (left, right) = (class(character), class(next));
        if character == '[' {
            whole = whole.max(next_at - 1 + edited_letter(&chunk[next_at - 1..]).map_or(0, |length| length + 1));
        }
        if next_at < whole {
            continue;
        }
        let mark = |c: char| matches!(c, '\u{300}'..='\u{36f}' | '\u{200d}' | '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}');
        if mark(next) || character == '\u{200d}' {
            continue;
        }
        if left != right || left == Class::Other {
            places.push(next_at);
        } else if matches!(next, 'n' | 'N') && left == Class::Letter {
            let mut rest = chunk[next_at + 1..].chars();
            if rest.next().is_some_and(is_apostrophe) && matches!(rest.next(), Some('t' | 'T')) {
                places.push(next_at);
            }
        }
    }
    let letters = chunk.trim_matches(|c: char| !c.is_alphabetic());
    if letters.len() <= 8 && letters.is_ascii() {
        let found = JOINED.iter().find(|(word, _)| letters.eq_ignore_ascii_case(word));
        if let Some((_, cut)) = found {
            let start = chunk.len() - chunk.trim_start_matches(|c: char| !c.is_alphabetic()).len();
            let place = start + cut;
            if let Err(at) = places.binary_search(&place) {
                places.insert(at, place);
            }
        }
    }
}

fn lower_hash(part: &str) -> u64 {
    text(part.to_lowercase().replace(['’', '´', '`'], "'").as_bytes())
}

fn code(character: char) -> u64 {
    match character {
        '0'..='9' => 1,
        'a'..='z' => 2,
        'A'..='Z' => 3,
        '’' | '\'' | '´' | '`' => 4,
        '“' | '”' | '"' | '„' => 5,
        '–' | '—' => 6,
        _ if character.is_lowercase() => 2,
        _ if character.is_uppercase() => 3,
        _ if character.is_alphabetic() => 7,
        _ if character.is_numeric() => 1,
        _ => 16 + character as u64,
    }
}

/// At most [`WINDOW`] bytes from the start, on a character boundary.
fn head(part: &str) -> &str {
    beginning(part, WINDOW)
}

/// At most [`WINDOW`] bytes before the end, on a character boundary.
fn tail(part: &str) -> &str {
    let mut at = part.len().saturating_sub(WINDOW);
    while !part.is_char_boundary(at) {
        at += 1;
    }
    &part[at..]
}

impl<'a> Chunk<'a> {
    /// `after`: the first character of the next run, and what stands before it.
    pub(crate) fn new(chunk: &'a str, after: Option<(char, Gap)>) -> Self {
        let short = chunk.len() <= 256;
        let has = |part: &str| short && chunk.contains(part);
        let kind = match () {
            () if has("://") || has("www.") => 1,
            () if has("@") => 2,
            () if chunk.starts_with('#') => 3,
            () if has(".com") || has(".org") || has(".net") || has(".gov") || has(".edu") || has(".html") => 4,
            () if !chunk.chars().take(WINDOW).any(char::is_alphanumeric) => 5,
            () if has("/") => 6,
            () => 0,
        };
        let after = after.map_or(0, |(character, gap)| mix(code(character), gap as u64));
        Chunk { text: chunk, whole: if short { lower_hash(chunk) } else { 0 }, kind, after }
    }
}

/// The features of cutting at `at`; the current word began at `start`.
pub(crate) fn split_features<'a>(chunk: &Chunk<'a>, at: usize, start: usize, keys: &mut Vec<u32>) {
    keys.clear();
    let mut f = Features { keys };
    let (left, right) = (tail(&chunk.text[..at]), head(&chunk.text[at..]));
    let mut before = left.chars().rev();
    let mut after = right.chars();
    let codes = |of: &mut dyn Iterator<Item = char>| -> [u64; 4] { std::array::from_fn(|_| of.next().map_or(0, code)) };
    let [l1, l2, l3, l4] = codes(&mut before);
    let [r1, r2, r3, r4] = codes(&mut after);
    let run_left = |part: &'a str| -> &'a str { &part[part.trim_end_matches(char::is_alphanumeric).len()..] };
    let run_right =
        |part: &'a str| -> &'a str { &part[..part.len() - part.trim_start_matches(char::is_alphanumeric).len()] };
    let word = lower_hash(tail(&chunk.text[start.min(at)..at]));
    let (run_l, run_r) = (lower_hash(run_left(left)), lower_hash(run_right(right)));
    let rest = lower_hash(right);
    let bare =
        u64::from(!right.chars().any(char::is_alphanumeric)) * 2 + u64::from(!left.chars().any(char::is_alphanumeric));
    let first = u64::from(start == 0);
    f.two(500, 0, chunk.kind);
    f.two(501, l1, r1);
    f.three(502, l2, l1, r1);
    f.three(503, l1, r1, r2);
    f.four(504, l2, l1, r1, r2);
    f.four(505, l3, l2, l1, r1);
    f.four(506, l1, r1, r2, r3);
    f.four(507, mix(l4, l3), mix(l2, l1), mix(r1, r2), mix(r3, r4));
    f.four(508, chunk.kind, l1, r1, bare);
    f.two(509, chunk.whole, at as u64);
    f.two(510, word, r1);
    f.two(511, l1, rest);
    f.three(512, run_l, l1, r1);
    f.three(513, l1, r1, run_r);
    f.three(514, word, r1, run_r);
    f.three(515, bare, r1, chunk.after);
    f.four(516, bare, word, r1, chunk.after);
    f.four(517, first, l1, r1, r2);
    f.three(518, word, rest, 0);
    f.four(519, run_l, l1, r1, run_r);
    f.three(520, left.len().min(6) as u64, l1, r1);
    f.three(521, right.len().min(6) as u64, l1, r1);
}
