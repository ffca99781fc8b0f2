//! Patterns, questions and look-ups over small hand-built graphs.

mod articles;
mod builder;
mod lookup;
mod pattern;
mod question;
mod reading;
