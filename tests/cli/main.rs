//! The program from outside: what it prints, where, and with which exit code.

mod answers;
mod correct;
mod errors;
mod evaluate;
mod events;
mod export;
mod ingest;
mod inspect;
mod repl;
mod schema;
mod support;
mod terminal;
