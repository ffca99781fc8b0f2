//! English analysis: text in, [`Analysis`] out. The only folder that knows the trained models.

mod analysis;
mod tags;

pub use analysis::{Analysis, Name, NameKind, Sentence, Token};
pub use tags::{Dependency, PennTag, Tag};
