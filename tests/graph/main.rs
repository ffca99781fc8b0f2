//! The graph in memory, the store that keeps it, and the exports, from outside.

mod builder;
mod bulk;
mod changes;
mod damage;
mod export;
mod figures;
mod formats;
mod growth;
mod history;
mod names;
mod patterns;
mod recovery;
mod store;
mod walks;
