//! Who and what a document speaks of: names, descriptions and pronouns that stand for one entity.

pub(super) mod antecedent;
pub(super) mod body;
pub(super) mod builder;
pub(super) mod context;
pub(super) mod description;
pub(super) mod discourse;
pub(super) mod features;
pub(super) mod link;
pub(super) mod nominal;
pub(super) mod place;
pub(super) mod pronoun;
pub(super) mod role;
pub mod training;
pub(super) mod war;
pub(super) mod weights;
