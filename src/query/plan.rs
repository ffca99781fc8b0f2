use serde::{Deserialize, Serialize};

use crate::model::{EntityId, EntityType, Modality, Polarity};

use super::relation::RelationTest;
use super::time::TimeRestriction;

/// What a question asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hole {
    /// Who or what a variable stands for.
    Variable(String),
    /// When it happened.
    Time,
    /// Where it happened.
    Place,
    /// How many, or how much.
    Quantity,
    /// Who says so.
    Source,
    /// Whether it is so.
    Truth,
    /// What was said, demanded or promised: a clause.
    Content,
    /// Whole statements: what happened.
    Statement,
    /// Why.
    Reason,
    /// How, by which means.
    Manner,
}

/// An entity that a phrase may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Linked {
    /// The entity.
    pub entity: EntityId,
    /// How far the name is from the phrase: 0 is the same name.
    pub cost: u8,
}

/// What a variable may stand for: "which *Ukrainian cities*".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Restriction {
    /// Types that fit; empty if anything does.
    pub types: Vec<EntityType>,
    /// Lemma of the noun, if it says more than the types do ("company", "parliament").
    pub noun: Option<String>,
    /// Words before the noun ("ukrainian").
    pub modifiers: Vec<String>,
}

/// One end of a clause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Term {
    /// Anything, or nothing.
    Any,
    /// What is asked for, or shared with another clause.
    Variable {
        /// Its name, without the question mark.
        name: String,
        /// What it may stand for.
        restriction: Restriction,
    },
    /// A phrase with the entities it may mean; none if no name fits.
    Phrase {
        /// The words as asked.
        text: String,
        /// The entities, best first.
        entities: Vec<Linked>,
    },
}

impl Term {
    /// A variable that may stand for anything.
    pub fn variable(name: &str) -> Term {
        Term::Variable { name: name.to_owned(), restriction: Restriction::default() }
    }

    /// The words or the variable, for people.
    pub fn text(&self) -> String {
        match self {
            Term::Any => "*".to_owned(),
            Term::Variable { name, .. } => format!("?{name}"),
            Term::Phrase { text, .. } => text.clone(),
        }
    }
}

/// What a statement must be like beyond its two ends and its relation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Filter {
    /// The polarity asked for; `None` takes both.
    pub polarity: Option<Polarity>,
    /// Modalities that are let in; empty lets in all.
    pub modalities: Vec<Modality>,
    /// Who must say so.
    pub source: Option<Term>,
    /// Further participants: a place, "with X", "about Y".
    pub others: Vec<Term>,
    /// A preposition with what it must govern: "sentenced *to ?what*".
    pub governed: Option<(String, Term)>,
    /// When.
    pub time: Option<TimeRestriction>,
    /// What must be counted, if a number is asked for.
    pub unit: Option<String>,
}

/// A statement with holes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClauseQuery {
    /// Who acts, or what is spoken of.
    pub subject: Term,
    /// What is done.
    pub relation: RelationTest,
    /// Who or what is acted upon.
    pub object: Term,
    /// Everything else.
    pub filter: Filter,
}

/// A question as understood: clauses that must hold together, and what is asked of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Query {
    /// What is asked for.
    pub hole: Hole,
    /// What must hold.
    pub clauses: Vec<ClauseQuery>,
    /// What must not be stated ("but not capture").
    pub without: Vec<ClauseQuery>,
}
