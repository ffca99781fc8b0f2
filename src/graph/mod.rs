//! The graph in memory: what the documents say, ready to be walked.
//!
//! A [`Graph`] changes in one way only, [`Graph::apply`], live and at replay alike; everything else reads. Readers
//! start from [`Graph::entity`] or from ids and get views ([`EntityView`], [`StatementView`]) that know the graph, so
//! that a walk needs no lookups by hand.

mod access;
mod adjacency;
mod apply;
mod error;
mod history;
mod mentions;
mod merges;
mod names;
mod relations;
mod table;
mod validate;
mod view;

pub use error::GraphError;
pub use names::{NameMatch, normalised_name};
pub use relations::RelationSummary;
pub use table::Graph;
pub use view::{EntityView, SentenceView, StatementView, StatementViews};
