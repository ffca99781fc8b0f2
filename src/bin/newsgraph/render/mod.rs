//! How things look: on a terminal for the eye, on a pipe as plain lines with tabs between the fields.

mod fact;
mod reply;
pub mod style;
mod table;

pub use fact::{card, fact, fact_line, figures, hops};
pub use reply::{reply_json, reply_text, rows, rows_json};
pub use table::table;
