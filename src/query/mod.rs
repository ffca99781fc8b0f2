//! Answers from the graph: questions in English, patterns, paths, and why there is no answer.
//!
//! A question is a statement with a hole in it. Whatever form it comes in, it becomes a [`Query`]: clauses with
//! variables, and what is asked of them. The closest matches answer, never a weak one beside a strong one; what is
//! merely near is told in the explanation.

mod answer;
mod answerer;
mod beside;
mod bind;
mod card;
mod connection;

mod count;
mod error;
mod evaluate;
mod explain;
mod gather;
mod link;
mod nearby;
mod passage;
mod pattern;
mod plan;
mod question;
mod relation;
mod render;
mod restrict;
mod roles;
mod route;
#[cfg(feature = "rdf")]
pub mod sparql;
mod table;
pub(crate) mod text;
mod time;

pub use answer::{Answer, Quote, Reply, Status};
pub use answerer::Answerer;
pub use card::{EntityCard, Fact};
pub use error::{LookupError, PatternError};
pub use plan::{ClauseQuery, Filter, Hole, Linked, Query, Restriction, Term};
pub use relation::{RelationTest, Turn};
pub(crate) use render::flagged_text;
pub use route::Hop;
pub use table::{Row, Table};
pub use time::{TimeOrder, TimeRestriction};
