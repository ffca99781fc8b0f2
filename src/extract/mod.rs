//! From the English analysis of an article to statements: who and what it speaks of, clauses, participants, relations,
//! and what qualifies them.

mod antecedent;
mod antecedent_features;
mod antecedent_place;
mod assemble;
mod body;
mod builder;
pub mod clause;
mod description;
mod discourse;
mod draft;
mod event_noun;
mod extractor;
mod link;
mod location;
mod name;
mod name_link;
mod name_type;
mod nominal;
mod noun_phrase;
mod office;
pub mod openie;
mod phrase;
mod pronoun;
mod pronoun_weights;
mod quantity;
mod quote;
mod relation;
mod repair;
mod role;
mod scene;
mod spelling;
mod status;
mod time;
pub mod training;
mod tree;
mod verbal;
mod war;

pub use assemble::changes;
pub use discourse::{Discourse, LocalEntity, LocalEntityId, LocalMention, MentionKind};
pub use draft::{Draft, Participant};
pub use extractor::{Extraction, Extractor};
pub use link::{Linker, Resolution};
pub use pronoun_weights::Ranker;
pub use spelling::{is_acronym_of, is_spelling_variant};
pub use tree::Tree;
