//! Plain data: what a knowledge graph of the news is made of. No I/O here.

mod calendar;
mod change;
mod document;
mod entity;
mod identifier;
mod span;
mod statement;

pub(crate) use calendar::{MONTHS, WEEKDAYS};
pub use change::{Change, Rejection};
pub use document::{Article, ContentHash, Document};
pub use entity::{Entity, EntityType, Mention};
pub use identifier::{DocumentId, EntityId, StatementId};
pub use span::Span;
pub use statement::{
    Bound, Evidence, Modality, Object, Polarity, Qualifier, Quantity, Statement, TimeExpression, Value, ValueType,
};
