use serde::{Deserialize, Serialize};

use crate::model::{Modality, Polarity, Statement};

/// How far an answer is vouched for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// An article says so.
    Asserted,
    /// A source named or described in an article says so.
    Claimed,
    /// Announced, intended or agreed for later.
    Planned,
    /// Possible, conditional, demanded or feared.
    Hypothetical,
    /// Said not to be so.
    Denied,
}

impl Status {
    /// The status under which a statement answers a question that asks for `wanted` polarity.
    pub fn of(statement: &Statement, wanted: Polarity) -> Status {
        match statement.modality {
            _ if statement.polarity != wanted => Status::Denied,
            Modality::Asserted => Status::Asserted,
            Modality::Claimed => Status::Claimed,
            Modality::Planned => Status::Planned,
            Modality::Hypothetical => Status::Hypothetical,
        }
    }

    /// The word used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Asserted => "asserted",
            Status::Claimed => "claimed",
            Status::Planned => "planned",
            Status::Hypothetical => "hypothetical",
            Status::Denied => "denied",
        }
    }

    /// True if something is said to be or to come, not merely thought of or denied.
    pub fn holds(self) -> bool {
        matches!(self, Status::Asserted | Status::Claimed | Status::Planned)
    }
}

/// A sentence that supports an answer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Quote {
    /// Name of the document.
    pub document: String,
    /// The sentence as the document has it, on one line.
    pub sentence: String,
    /// Number of the statement that was read from it, as `why` takes it.
    pub statement: String,
}

/// One answer with everything that supports it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The answer: a name, words of an article, a time, a number, `yes …`.
    pub answer: String,
    /// Other names of it.
    pub aliases: Vec<String>,
    /// How far it is vouched for.
    pub status: Status,
    /// Who says so, if somebody other than the articles; several are divided by `; `.
    pub attributed_to: Option<String>,
    /// When, as far as said; several times are divided by `; `.
    pub time: Option<String>,
    /// The sentences that say so, in the order of documents.
    pub evidence: Vec<Quote>,
}

/// What came of a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// The question as asked.
    pub question: String,
    /// How it was understood: `?who —visited→ Kyiv`.
    pub understood: String,
    /// The answers, best vouched for first.
    pub answers: Vec<Answer>,
    /// Why there is no answer, or what to know about the answers.
    pub explanation: Option<String>,
}

impl Reply {
    /// True if an answer was found; one that is only hypothetical or denied counts, as it says so.
    pub fn is_answered(&self) -> bool {
        !self.answers.is_empty()
    }
}
