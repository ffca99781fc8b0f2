//! Plain data: what a knowledge graph of the news is made of. No I/O here.

mod span;

pub use span::Span;
