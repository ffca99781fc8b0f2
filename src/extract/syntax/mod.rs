//! From dependency trees to noun phrases and clauses: trees are mended first.

pub(super) mod amend;
pub mod clause;
pub(super) mod idiom;
pub(super) mod noun_phrase;
pub(super) mod participants;
pub(super) mod phrase;
pub(super) mod repair;
pub(super) mod repair_agent;
pub(super) mod repair_subject;
pub(super) mod tree;
pub(super) mod word_classes;
