//! English analysis: text in, [`Analysis`] out. The only folder that knows the trained models.

mod analysis;
mod analyzer;
pub mod conllu;
mod dateline;
mod hash;
mod lemma;
mod model;
mod name;
mod network;
mod subject;
mod tags;
mod token;
#[cfg(feature = "train")]
pub mod train;
mod truecase;
mod word;

pub use analysis::{Analysis, Name, NameKind, Sentence, Token};
pub use analyzer::Analyzer;
pub use model::ModelError;
pub use tags::{Dependency, PennTag, Tag};
