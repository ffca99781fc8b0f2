use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! dense_identifier {
    ($(#[$doc:meta])* $name:ident, $prefix:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(pub u32);

        impl $name {
            /// The position in the graph's tables.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(formatter, concat!($prefix, "{}"), self.0)
            }
        }

        impl std::str::FromStr for $name {
            type Err = std::num::ParseIntError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.strip_prefix($prefix).unwrap_or(text).parse().map($name)
            }
        }
    };
}

dense_identifier!(
    /// A document of one graph, numbered in the order of ingestion; printed as `d7`.
    DocumentId,
    "d"
);
impl DocumentId {
    /// Stands for the application that keeps the graph, where a statement was made by it and not read in a document.
    pub const APPLICATION: DocumentId = DocumentId(u32::MAX);
}

dense_identifier!(
    /// An entity of one graph, numbered in the order of first mention; printed as `e7`.
    EntityId,
    "e"
);
dense_identifier!(
    /// A statement of one graph, numbered in the order of first report; printed as `s7`.
    StatementId,
    "s"
);
