use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use anyhow::Context;
use newsgraph::store::Store;

use super::write_output;
use crate::args::{Output, Restore};
use crate::exit::Exit;
use crate::screen::Screen;

/// The whole database as JSON lines.
pub fn dump(store: &Store, output: &Output, screen: &mut Screen) -> anyhow::Result<Exit> {
    write_output(output, screen, |out| Ok(store.dump(out)?))?;
    Ok(Exit::Answered)
}

/// A dump into a database that is not there yet.
pub fn restore(db: &Path, restore: &Restore) -> anyhow::Result<Exit> {
    let mut input: Box<dyn BufRead> = match &restore.file {
        Some(path) => {
            let file = File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
            Box::new(BufReader::new(file))
        }
        None => Box::new(io::stdin().lock()),
    };
    let store = Store::restore(&mut input, db)?;
    let graph = store.graph();
    let (documents, statements) = (graph.documents().count(), graph.statements().count());
    anstream::eprintln!("restored {documents} documents and {statements} statements to {}", db.display());
    Ok(Exit::Answered)
}
