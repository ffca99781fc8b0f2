//! The pattern language: clauses with variables, for programs and for those who want to be exact.
//!
//! ```text
//! pattern  = clause { (";" | ".") clause }
//! clause   = term relation [ term ] { filter }
//! term     = ?name | ?name:Type | "quoted name" | bare words | *
//! relation = visited | visited_by | family:attack | *
//! filter   = [not] [claimed] [asserted] [planned] [hypothetical] [by NAME] [in NAME] [on|before|after TIME]
//! ```

mod lex;
mod parse;
mod resolve;

pub(crate) use parse::parse;
pub(crate) use resolve::{is_relation, resolve};
