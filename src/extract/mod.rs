//! From the English analysis of an article to statements: who and what it speaks of, clauses, participants, relations,
//! and what qualifies them.

mod builder;
pub mod clause;
mod description;
mod discourse;
mod draft;
mod link;
mod name;
mod name_link;
mod nominal;
mod noun_phrase;
mod pronoun;
mod role;
mod spelling;
mod tree;

pub use discourse::{Discourse, LocalEntity, LocalEntityId, LocalMention, MentionKind};
pub use draft::{Draft, Participant};
pub use link::{Linker, Resolution};
pub use spelling::{is_acronym_of, is_spelling_variant};
pub use tree::Tree;
