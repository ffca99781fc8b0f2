//! One small file per command.

pub mod annotate;
pub mod ask;
pub mod check;
pub mod compact;
pub mod correct;
pub mod dump;
pub mod evaluate;
pub mod export;
pub mod ingest;
pub mod list;
pub mod schema;
pub mod show;
#[cfg(feature = "rdf")]
pub mod sparql;
pub mod stats;

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use anyhow::Context;
use newsgraph::schema::Schema;
use newsgraph::store::Store;

use crate::args::Output;
use crate::exit::UsageError;
use crate::progress;
use crate::screen::Screen;

/// The database at `db`, which must be there: only `ingest` and `restore` make one.
pub fn open(db: &Path) -> anyhow::Result<Store> {
    if !db.exists() {
        let message = format!(
            "there is no database at {}; `newsgraph ingest PATH…` makes one, `--db DIR` names another",
            db.display()
        );
        return Err(UsageError(message).into());
    }
    let mut store = Store::open(db)?;
    progress::tell_of_compactions(&mut store);
    Ok(store)
}

/// The relations of a file of the user's.
pub fn read_schema(path: &Path) -> anyhow::Result<Schema> {
    let text = fs::read_to_string(path).map_err(|error| {
        UsageError(format!("cannot read the schema {}: {error}; `--schema FILE` takes a TOML file", path.display()))
    })?;
    Schema::from_toml(&text).map_err(|error| UsageError(format!("{}: {error}", path.display())).into())
}

/// Lets `write` fill the named file, or standard output.
fn write_output(
    output: &Output,
    screen: &mut Screen,
    write: impl FnOnce(&mut dyn Write) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let Some(path) = &output.output else {
        return write(screen);
    };
    let cannot = || format!("cannot write {}", path.display());
    let mut file = BufWriter::new(File::create(path).with_context(cannot)?);
    write(&mut file)?;
    file.into_inner().map_err(io::IntoInnerError::into_error).and_then(|file| file.sync_all()).with_context(cannot)
}
