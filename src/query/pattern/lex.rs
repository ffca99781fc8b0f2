use std::ops::Range;

use super::super::PatternError;

/// A piece of a pattern with its place in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) kind: PieceKind,
    pub(super) span: Range<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum PieceKind {
    /// `?name`, without the question mark.
    Variable(String),
    /// `"quoted"`, without the quotation marks.
    Quoted(String),
    /// A bare word.
    Word(String),
    /// `[…]`, without the brackets.
    Filter(String),
    /// `;` or a full stop that ends a clause.
    End,
}

/// Cuts a pattern into pieces.
pub(super) fn pieces(pattern: &str) -> Result<Vec<Piece>, PatternError> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = pattern[at..].chars().next() {
        let width = first.len_utf8();
        if first.is_whitespace() {
            at += width;
            continue;
        }
        let (kind, end) = match first {
            '"' | '“' | '”' => {
                let (text, end) = closed(pattern, at, width, &['"', '”', '“'], "the quotation mark", "\"")?;
                (PieceKind::Quoted(text), end)
            }
            '[' => {
                let (text, end) = closed(pattern, at, width, &[']'], "the bracket", "]")?;
                (PieceKind::Filter(text), end)
            }
            ']' => {
                let hint = "write filters as `[not]`, `[claimed]`, `[by \"Moscow\"]`";
                return Err(PatternError::new(at..at + width, "this bracket was never opened", hint));
            }
            ';' => (PieceKind::End, at + width),
            '.' if pattern[at + width..].chars().next().is_none_or(char::is_whitespace) => (PieceKind::End, at + width),
            _ => {
                let end = word_end(pattern, at);
                let word = &pattern[at..end];
                let kind = match word.strip_prefix('?') {
                    Some("") => {
                        let hint = "give the variable a name, as in `?who`";
                        return Err(PatternError::new(at..end, "a variable without a name", hint));
                    }
                    Some(name) => PieceKind::Variable(name.to_owned()),
                    None => PieceKind::Word(word.to_owned()),
                };
                (kind, end)
            }
        };
        found.push(Piece { kind, span: at..end });
        at = end;
    }
    Ok(found)
}

/// The text up to a closing mark, and the byte after that mark.
fn closed(
    pattern: &str,
    at: usize,
    width: usize,
    marks: &[char],
    what: &str,
    mark: &str,
) -> Result<(String, usize), PatternError> {
    let start = at + width;
    match pattern[start..].char_indices().find(|(_, character)| marks.contains(character)) {
        Some((length, character)) => {
            Ok((pattern[start..start + length].to_owned(), start + length + character.len_utf8()))
        }
        None => Err(PatternError::new(at..pattern.len(), format!("{what} is not closed"), format!("add `{mark}`"))),
    }
}

/// The end of a bare word; a full stop belongs to it unless white space follows ("U.S." keeps its inner one).
fn word_end(pattern: &str, at: usize) -> usize {
    let rest = &pattern[at..];
    let mut characters = rest.char_indices().peekable();
    while let Some((offset, character)) = characters.next() {
        let last = characters.peek().is_none_or(|(_, next)| next.is_whitespace());
        let stop = character == '.' && last && offset > 0;
        if character.is_whitespace() || matches!(character, '"' | '[' | ']' | ';' | '“' | '”') || stop {
            return at + offset;
        }
    }
    pattern.len()
}
