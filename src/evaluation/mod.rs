//! How well the statements of a graph agree with facts that a careful reader wrote down: precision, recall, F1.
//!
//! The facts come from a small file of JSON lines (`docs/evaluate.md`); only statements of the documents that it names
//! are judged.
//!
//! ```
//! use newsgraph::evaluation::{evaluate, gold_facts};
//! use newsgraph::graph::Graph;
//! use newsgraph::schema::Schema;
//!
//! let file = r#"{"document": "a.txt", "subject": "Ann Lee", "relation": "visited", "object": "Oslo"}"#;
//! let gold = gold_facts(file).unwrap();
//! assert!(evaluate(&Graph::new(), Schema::news(), &gold).is_err(), "the graph does not have the document");
//! ```

mod gold;
mod matching;
mod report;

pub use gold::{GoldError, GoldFact, Names, gold_facts};
pub use report::{Agreement, EvaluationError, Report, evaluate};
