//! newsgraph reads news articles and keeps what they say as a knowledge graph.

pub mod evaluation;
pub mod export;
pub mod extract;
pub mod graph;
pub mod ingest;
pub mod lexicon;
pub mod model;
pub mod nlp;
pub mod query;
pub mod read;
pub mod schema;
pub mod store;
