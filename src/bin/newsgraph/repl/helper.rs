use std::borrow::Cow;

use rustyline::completion::Completer;
use rustyline::highlight::Highlighter;
use rustyline::hint::{Hinter, HistoryHinter};
use rustyline::{Context, Helper, Validator};

use super::vocabulary::Vocabulary;
use crate::render::style::DIM;

/// What rustyline asks while a line is typed.
#[derive(Helper, Validator)]
pub struct ReplHelper {
    pub vocabulary: Vocabulary,
    pub history: HistoryHinter,
}

impl Completer for ReplHelper {
    type Candidate = String;

    fn complete(&self, line: &str, position: usize, _: &Context<'_>) -> rustyline::Result<(usize, Vec<String>)> {
        Ok(self.vocabulary.complete(&line[..position]))
    }
}

impl Hinter for ReplHelper {
    type Hint = String;

    /// Only at the end of the line: an earlier line that starts the same, else a name that goes on as typed.
    fn hint(&self, line: &str, position: usize, context: &Context<'_>) -> Option<String> {
        if position < line.len() || line.is_empty() {
            return None;
        }
        self.history.hint(line, position, context).or_else(|| self.vocabulary.hint(line))
    }
}

impl Highlighter for ReplHelper {
    fn highlight_hint<'h>(&self, hint: &'h str) -> Cow<'h, str> {
        Cow::Owned(format!("{DIM}{hint}{DIM:#}"))
    }
}
