//! The graph in memory, the store that keeps it, and the exports, from outside.

mod builder;
mod changes;
mod damage;
mod export;
mod figures;
mod history;
mod names;
mod recovery;
mod store;
mod walks;
