//! From the English analysis of an article to statements, in the order of the folders: mended trees and clauses
//! (`syntax`), numbers and times (`value`), proper names (`name`), who is meant (`reference`), what is stated
//! (`statement`), and the changes of a graph that this makes (`assemble`). `openie` gives bare tuples instead.

mod assemble;
mod close_reading;
mod extractor;
mod name;
pub mod openie;
mod reference;
mod statement;
mod syntax;
mod value;

pub use assemble::changes;
pub use close_reading::{ReadClause, ReadPhrase};
pub use extractor::{Extraction, Extractor};
pub use name::spelling::{is_acronym_of, is_spelling_variant};
pub use reference::discourse::{Discourse, LocalEntity, LocalEntityId, LocalMention, MentionKind};
pub use reference::link::{Linker, Resolution};
pub use reference::training;
pub use reference::weights::Ranker;
pub use statement::draft::{Draft, Participant};
pub use syntax::clause;
pub use syntax::tree::Tree;
