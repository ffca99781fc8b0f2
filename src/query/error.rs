use std::ops::Range;

use thiserror::Error;

/// Why a pattern cannot be read; `span` says where, in bytes of the pattern, for a caret under it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{problem}; {hint}")]
pub struct PatternError {
    /// What is wrong.
    pub problem: String,
    /// Where: bytes of the pattern, `end` exclusive, on character boundaries.
    pub span: Range<usize>,
    /// What to do.
    pub hint: String,
}

impl PatternError {
    pub(crate) fn new(span: Range<usize>, problem: impl Into<String>, hint: impl Into<String>) -> PatternError {
        PatternError { problem: problem.into(), span, hint: hint.into() }
    }

    /// The pattern with a line of carets under the place.
    pub fn caret(&self, pattern: &str) -> String {
        let start = pattern.get(..self.span.start).unwrap_or("").chars().count();
        let width = pattern.get(self.span.clone()).unwrap_or("").chars().count().max(1);
        let line: String = pattern.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        format!("{line}\n{}{}", " ".repeat(start), "^".repeat(width))
    }
}

/// Why something asked for by name was not found.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum LookupError {
    /// No entity has that name.
    #[error("nothing named `{name}` is in the graph{}", did_you_mean(.near))]
    UnknownName {
        /// The name as given.
        name: String,
        /// Names that are spelt like it.
        near: Vec<String>,
    },
    /// No statement has that number.
    #[error("there is no statement `{0}`; give a number as the answers show it, such as `s7`")]
    UnknownStatement(String),
    /// No path of at most six steps.
    #[error("no statement leads from {from} to {to} within six steps")]
    NotConnected {
        /// One end.
        from: String,
        /// The other end.
        to: String,
    },
}

pub(crate) fn did_you_mean(near: &[String]) -> String {
    match near {
        [] => "; `entities` lists the names".to_owned(),
        [one] => format!("; did you mean {one}?"),
        [first @ .., last] => format!("; did you mean {} or {last}?", first.join(", ")),
    }
}
