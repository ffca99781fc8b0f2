use serde::Deserialize;
use thiserror::Error;

use crate::model::{Modality, Polarity};

/// Why a gold file cannot be used.
#[derive(Debug, Error)]
pub enum GoldError {
    /// A line is no JSON object of the form, or has fields that do not belong there.
    #[error(
        "line {line}: {reason}; a line is an object with document, subject, relation and, where there is one, object: see docs/evaluate.md"
    )]
    Line {
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        reason: String,
    },
    /// There is nothing to compare with.
    #[error("no line holds a fact; write one JSON object a line: see docs/evaluate.md")]
    Empty,
}

/// A name, or several of which any will do.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Names {
    /// One.
    One(String),
    /// Any of these.
    Any(Vec<String>),
}

impl Names {
    /// The names, the one to show first.
    pub fn all(&self) -> &[String] {
        match self {
            Names::One(name) => std::slice::from_ref(name),
            Names::Any(names) => names,
        }
    }

    /// The name to show.
    pub fn first(&self) -> &str {
        self.all().first().map_or("", String::as_str)
    }
}

/// A fact that a document states, as a reader wrote it down.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoldFact {
    /// The line of the file, from 1.
    #[serde(skip)]
    pub line: usize,
    /// Name of the document, as `ingest` calls it: the file name.
    pub document: String,
    /// Who or what it is about.
    pub subject: Names,
    /// A relation of the schema, its family, or the verb of the article.
    pub relation: String,
    /// What is said of the subject; left out for "the minister resigned".
    pub object: Option<Names>,
    /// `negative` for what is said not to be so.
    #[serde(default)]
    pub polarity: Polarity,
    /// `claimed`, `planned` or `hypothetical` for what the article does not assert.
    #[serde(default)]
    pub modality: Modality,
    /// Who says so, if not the article.
    pub attributed_to: Option<Names>,
    /// When, in the words of the article.
    pub time: Option<String>,
}

impl GoldFact {
    /// "Ann Lee visited Oslo".
    pub fn text(&self) -> String {
        let object = self.object.as_ref().map(|object| format!(" {}", object.first())).unwrap_or_default();
        format!("{} {}{object}", self.subject.first(), self.relation)
    }
}

/// Reads a gold file; empty lines and lines that begin with `#` are passed over.
///
/// # Errors
/// [`GoldError`] with the line and what to write.
pub fn gold_facts(text: &str) -> Result<Vec<GoldFact>, GoldError> {
    let mut facts = Vec::new();
    for (at, row) in text.lines().enumerate().filter(|(_, row)| !row.trim().is_empty() && !row.starts_with('#')) {
        let line = at + 1;
        let bad = |reason: String| GoldError::Line { line, reason };
        let mut fact: GoldFact = serde_json::from_str(row).map_err(|error| bad(error.to_string()))?;
        let named = |names: &Names| !names.all().is_empty() && names.all().iter().all(|name| !name.trim().is_empty());
        if fact.relation.trim().is_empty() || !named(&fact.subject) || fact.object.as_ref().is_some_and(|o| !named(o)) {
            return Err(bad("subject, relation and object must not be empty".to_owned()));
        }
        fact.line = line;
        facts.push(fact);
    }
    if facts.is_empty() { Err(GoldError::Empty) } else { Ok(facts) }
}
