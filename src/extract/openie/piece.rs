//! The pieces that relations and arguments are made of, and how they are written.

use crate::extract::Tree;

/// A word of the sentence, or one that it leaves unsaid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Index of a token.
    Word(usize),
    /// A word that grammar supplies: "be", "has".
    Supplied(&'static str),
}

/// The words of these indices as pieces.
pub(super) fn pieces(indices: impl IntoIterator<Item = usize>) -> Vec<Piece> {
    indices.into_iter().map(Piece::Word).collect()
}

/// The token indices among the pieces.
pub(super) fn indices(pieces: &[Piece]) -> Vec<usize> {
    let index = |piece: &Piece| match piece {
        Piece::Word(index) => Some(*index),
        Piece::Supplied(_) => None,
    };
    pieces.iter().filter_map(index).collect()
}

/// The pieces as one string: neighbours as the text has them, one space elsewhere.
pub(super) fn text_of(tree: &Tree, pieces: &[Piece], text: &str) -> String {
    let mut out = String::new();
    let mut last = None;
    for &piece in pieces {
        let glued = match (last, piece) {
            (Some(Piece::Word(left)), Piece::Word(right)) => {
                left + 1 == right && tree.token(left).span.end == tree.token(right).span.start
            }
            _ => false,
        };
        if !out.is_empty() && !glued {
            out.push(' ');
        }
        match piece {
            Piece::Word(index) => out.push_str(tree.token(index).span.of(text)),
            Piece::Supplied(word) => out.push_str(word),
        }
        last = Some(piece);
    }
    out
}
