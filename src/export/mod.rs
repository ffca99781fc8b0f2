//! Graphs for other programs: one small file per format.

pub mod dot;
pub mod jsonl;
mod selection;

use std::io::{self, Write};

pub use dot::Dot;
pub use jsonl::Jsonl;
pub use selection::{Focus, Selection};

use crate::graph::Graph;

/// A format in which a graph is written.
pub trait Exporter {
    /// Writes the selected part of a graph. The same graph and selection give the same bytes.
    ///
    /// # Errors
    /// What `writer` answers.
    fn write(&self, graph: &Graph, selection: &Selection, writer: &mut dyn Write) -> io::Result<()>;
}

/// The formats there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One statement a line as JSON.
    Jsonl,
    /// A drawing for Graphviz.
    Dot,
}

impl Format {
    /// Every format, in a fixed order.
    pub const ALL: [Format; 2] = [Format::Jsonl, Format::Dot];

    /// The name by which it is chosen.
    pub fn as_str(self) -> &'static str {
        match self {
            Format::Jsonl => "jsonl",
            Format::Dot => "dot",
        }
    }

    /// The format of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.as_str() == name)
    }

    /// The exporter for the format, with its usual options.
    pub fn exporter(self) -> Box<dyn Exporter> {
        match self {
            Format::Jsonl => Box::new(Jsonl),
            Format::Dot => Box::new(Dot::default()),
        }
    }
}
