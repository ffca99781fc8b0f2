//! Words and sentences: two small classifiers decide where a run of characters is cut and where a sentence ends.

mod boundary;
mod chunk;
mod split;

use std::borrow::Cow;

use super::model::{Linear, WordLists};
pub(crate) use boundary::{Forms, Lines, boundary_features, is_candidate};
pub(crate) use chunk::{Gap, chunks};
pub(crate) use split::{Chunk, split_candidates, split_features};

/// A word in the text: its bytes, and what stands before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) gap: Gap,
}

/// Longer sentences are cut, so that memory stays bounded on texts that are none.
const LONGEST_SENTENCE: usize = 4000;

/// At most the first `bytes` of a text, cut between characters.
pub(crate) fn beginning(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The word without the brackets of an editor's letter: "[T]he" is read as "The".
pub(crate) fn plain(word: &str) -> Cow<'_, str> {
    let changed = split::edited_letter(word).is_some();
    if changed { word.replace(['[', ']'], "").into() } else { word.into() }
}

/// The words of a text.
pub(crate) fn pieces(text: &str, splitter: &Linear) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(text.len() / 5);
    let (mut keys, mut candidates) = (Vec::with_capacity(64), Vec::new());
    let mut scores = [0; 2];
    let all: Vec<_> = chunks(text).collect();
    for (index, &(start, end, gap)) in all.iter().enumerate() {
        let after = all.get(index + 1).map(|&(start, _, gap)| (text[start..].chars().next().unwrap_or(' '), gap));
        split_candidates(&text[start..end], &mut candidates);
        let chunk = Chunk::new(&text[start..end], after);
        let mut last = start;
        for &at in &candidates {
            split_features(&chunk, at, last - start, &mut keys);
            splitter.score(&keys, &mut scores);
            if scores[1] > scores[0] {
                let gap = if last == start { gap } else { Gap::None };
                pieces.push(Piece { start: last, end: start + at, gap });
                last = start + at;
            }
        }
        pieces.push(Piece { start: last, end, gap: if last == start { gap } else { Gap::None } });
    }
    pieces
}

/// For each word, whether a sentence ends with it.
pub(crate) fn sentence_ends(text: &str, pieces: &[Piece], model: &Linear, lists: &WordLists) -> Vec<bool> {
    let lines = Lines::new(text);
    let mut keys = Vec::with_capacity(64);
    let mut scores = [0; 2];
    let mut ends = Vec::with_capacity(pieces.len());
    let mut start = 0;
    let forms = Forms::new(text, pieces, lists);
    for at in 0..pieces.len() {
        let end = match pieces.get(at + 1) {
            None => true,
            Some(next) if next.gap == Gap::Paragraph || at - start >= LONGEST_SENTENCE => true,
            // "Tom Harris said": one word without a mark is no sentence.
            Some(next)
                if at == start && next.gap == Gap::Space && text[..pieces[at].end].ends_with(char::is_alphanumeric) =>
            {
                false
            }
            Some(_) if is_candidate(text, pieces, at) => {
                boundary_features(&forms, &lines, start, at, &mut keys);
                model.score(&keys, &mut scores);
                scores[1] > scores[0]
            }
            Some(_) => false,
        };
        if end {
            start = at + 1;
        }
        ends.push(end);
    }
    ends
}
