//! The label sets of Universal Dependencies (English) and of the Penn Treebank.

mod dependency;
mod penn;
mod universal;

pub use dependency::Dependency;
pub use penn::PennTag;
pub use universal::Tag;
