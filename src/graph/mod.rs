//! The graph in memory: what the documents say, ready to be walked.
//!
//! A [`Graph`] changes in one way only, [`Graph::apply`], live and at replay alike; everything else reads. Readers
//! start from [`Graph::entity`] or from ids and get views ([`EntityView`], [`StatementView`]) that know the graph, so
//! that a walk needs no lookups by hand.

mod access;
mod adjacency;
mod algorithms;
mod apply;
mod array;
mod bulk;
mod cells;
mod details;
mod edge_lists;
mod error;
mod figures;
mod filter;
mod forms;
mod history;
mod image;
mod indices;
pub mod interop;
mod layered;
mod links;
mod lists;
mod matching;
mod measure;
mod mentions;
mod merges;
mod name_index;
mod names;
mod neighbourhood;
mod numbers;
mod pack;
mod packed_rows;
#[cfg(test)]
mod packing_tests;
mod paths;
mod records;
mod rejections;
mod relations;
mod rows;
mod statements;
mod table;
mod validate;
mod view;

pub(crate) use array::{Array, SharedBytes};
pub(crate) use bulk::{Bulk, is_whole};
pub use error::GraphError;
pub use figures::{Difference, Figures};
pub use filter::{Days, StatementFilter};
pub(crate) use forms::FormText;
pub(crate) use image::{Exceptions, ImageReader, ImageWriter};
pub use interop::GraphView;
pub use links::{Link, Links};
pub use matching::{End, Match, Pattern};
pub use measure::PageRankOptions;
pub(crate) use mentions::MentionRow;
pub use names::{NameMatch, normalised_name};
pub use neighbourhood::Neighbourhood;
pub(crate) use pack::{Unpacker, put_number, put_text};
pub use paths::Path;
pub(crate) use records::Packed;
pub use relations::{RelationId, RelationSummary};
pub(crate) use rows::Provenance;
pub use table::Graph;
pub use view::{EntityView, SentenceView, StatementView, StatementViews};
