use std::io::{self, Write};

use serde::{Deserialize, Serialize};

use super::{Store, StoreError};

/// The version of dumps that is written.
pub(super) const DUMP_VERSION: u64 = 1;

/// The first line of a dump.
#[derive(Serialize, Deserialize)]
pub(super) struct Header {
    /// Version of the dump.
    pub newsgraph_dump: u64,
}

/// The last line of a dump.
#[derive(Serialize, Deserialize)]
pub(super) struct Footer {
    /// How many changes came before.
    pub end_of_dump: u64,
}

impl Store {
    /// Writes the graph as text: a header line, one change per line, and a closing line. [`Store::restore`] reads it
    /// back; a dump of the restored store has the same bytes.
    ///
    /// What was forgotten is not in a dump.
    ///
    /// # Errors
    /// [`StoreError::DumpIo`] if `writer` fails.
    pub fn dump(&self, writer: &mut dyn Write) -> Result<(), StoreError> {
        self.write_dump(writer).map_err(|source| StoreError::DumpIo { action: "write", source })
    }

    fn write_dump(&self, writer: &mut dyn Write) -> io::Result<()> {
        let mut changes = 0;
        write_line(writer, &Header { newsgraph_dump: DUMP_VERSION })?;
        for change in self.graph().to_changes() {
            write_line(writer, &change)?;
            changes += 1;
        }
        write_line(writer, &Footer { end_of_dump: changes })?;
        writer.flush()
    }
}

fn write_line(writer: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *writer, value)?;
    writer.write_all(b"\n")
}
