use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{DocumentId, EntityId, Span, StatementId};

/// Whether the statement affirms or denies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Polarity {
    /// It is so.
    #[default]
    Positive,
    /// It is not so ("did not follow").
    Negative,
}

/// How far the article itself stands behind a statement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Modality {
    /// The article says so.
    #[default]
    Asserted,
    /// A source named or described in the article says so.
    Claimed,
    /// Announced, intended or agreed for later.
    Planned,
    /// Possible, conditional, demanded or feared.
    Hypothetical,
}

/// What kind of value an object is when it is no entity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ValueType {
    /// Words of the article.
    #[default]
    Text,
    /// A point or stretch of time.
    Date,
    /// A number with what it counts.
    Quantity,
    /// A sum of money.
    Money,
    /// What somebody said, demanded, planned …: a clause.
    Clause,
    /// Nothing: the statement has no object ("the minister resigned").
    None,
}

/// A literal object.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Value {
    /// The words; empty for [`ValueType::None`].
    pub text: String,
    /// What kind of value it is.
    pub value_type: ValueType,
}

/// What a statement says of its subject.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Object {
    /// Another entity.
    Entity(EntityId),
    /// Words, a number, a date, or nothing.
    Value(Value),
}

impl Object {
    /// The object of a statement that has none.
    pub fn none() -> Self {
        Object::Value(Value { text: String::new(), value_type: ValueType::None })
    }

    /// The entity, if the object is one.
    pub fn entity(&self) -> Option<EntityId> {
        match self {
            Object::Entity(id) => Some(*id),
            Object::Value(_) => None,
        }
    }
}

/// When something happened: the words, and the days they stand for where that is known.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TimeExpression {
    /// The words of the article ("on Thursday"), or what follows from them ("by Monday").
    pub text: String,
    /// First day, resolved against the document's date if it has one.
    pub start: Option<Date>,
    /// Last day.
    pub end: Option<Date>,
}

/// How a number bounds the quantity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// The number itself.
    #[default]
    Exact,
    /// "about", "around", "some".
    About,
    /// "at least", "more than", "over".
    AtLeast,
    /// "up to", "less than", "nearly".
    AtMost,
}

/// A number with what it counts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    /// The words ("more than 2 million").
    pub text: String,
    /// The number, if the words give one ("dozens" gives none).
    pub number: Option<f64>,
    /// What is counted ("drones"), a percent sign, or a currency; empty if unknown.
    pub unit: String,
    /// Whether the number is exact.
    pub bound: Bound,
    /// The whole of which this is a part ("23 of the 30 members"), if said.
    pub of: Option<f64>,
}

/// A further participant or circumstance of a statement.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Qualifier {
    /// The preposition or role that ties it ("with", "for", "recipient").
    pub role: String,
    /// What it is.
    pub value: Object,
}

/// Where a document says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Evidence {
    /// The document.
    pub document: DocumentId,
    /// The sentence, as bytes of the document's text.
    pub sentence: Span,
    /// The words that carry the statement (from the first to the last word used), inside the sentence.
    pub words: Span,
}

impl Evidence {
    /// What stands in place of a sentence where the application states something by itself.
    pub const APPLICATION: Evidence = {
        const NOWHERE: Span = Span { start: 0, end: 0 };
        Evidence { document: DocumentId::APPLICATION, sentence: NOWHERE, words: NOWHERE }
    };

    /// True if the application states it, and no document.
    pub fn is_application(&self) -> bool {
        self.document == DocumentId::APPLICATION
    }
}

/// One thing that the news says: an edge of the graph with everything that qualifies it.
///
/// A statement without evidence cannot be stored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// Its number in this graph.
    pub id: StatementId,
    /// Who or what it is about.
    pub subject: EntityId,
    /// Canonical name from the schema (`visited`), or the open lemma form (`pledge_to_send`).
    pub relation: String,
    /// Family of the relation in the schema, if it has one.
    pub family: Option<String>,
    /// The words that express the relation ("paid a surprise visit to").
    pub trigger: String,
    /// What is said of the subject.
    pub object: Object,
    /// Affirmed or denied.
    pub polarity: Polarity,
    /// How far the article stands behind it.
    pub modality: Modality,
    /// The source, if somebody other than the article says so.
    pub attributed_to: Option<EntityId>,
    /// When it happened, happens or shall happen; never the publication date by default.
    pub time: Option<TimeExpression>,
    /// Where, if said and an entity.
    pub place: Option<EntityId>,
    /// The number in it, with what it counts.
    pub quantity: Option<Quantity>,
    /// Everything else that was said with it.
    pub qualifiers: Vec<Qualifier>,
    /// 0 to 1: how sure the extraction is, not how true the statement is.
    pub confidence: f32,
    /// The sentences that say so, one per report; never empty in a graph.
    pub evidence: Vec<Evidence>,
}
