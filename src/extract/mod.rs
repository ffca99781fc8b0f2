//! From the English analysis of an article to statements: clauses, participants, relations, and what qualifies them.

pub mod clause;
mod draft;
mod tree;

pub use draft::{Draft, Participant};
pub use tree::Tree;
