//! The graph in memory: what the documents say, ready to be walked.
//!
//! A [`Graph`] changes in one way only, [`Graph::apply`], live and at replay alike; everything else reads. Readers
//! start from [`Graph::entity`] or from ids and get views ([`EntityView`], [`StatementView`]) that know the graph, so
//! that a walk needs no lookups by hand.

mod access;
mod adjacency;
mod apply;
mod error;
mod figures;
mod filter;
mod history;
pub mod interop;
mod measure;
mod mentions;
mod merges;
mod names;
mod neighbourhood;
mod paths;
mod relations;
mod table;
mod validate;
mod view;

pub use error::GraphError;
pub use figures::{Difference, Figures};
pub use filter::{Days, StatementFilter};
pub use interop::GraphView;
pub use measure::PageRankOptions;
pub use names::{NameMatch, normalised_name};
pub use neighbourhood::Neighbourhood;
pub use paths::Path;
pub use relations::RelationSummary;
pub use table::Graph;
pub use view::{EntityView, SentenceView, StatementView, StatementViews};
