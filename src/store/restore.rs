use std::fs;
use std::io::{self, BufRead, Read};
use std::path::{Path, PathBuf};

use crate::model::Change;

use super::dump::{DUMP_VERSION, Footer, Header};
use super::durable::io_error;
use super::folder::{self, Occupant};
use super::{Store, StoreError};

/// Changes that are committed at once.
const BATCH_CHANGES: usize = 10_000;

/// Bytes of dump that are committed at once; a batch is smaller in the log than in the dump.
const BATCH_BYTES: usize = 8 << 20;

/// The longest line: a document of the largest size, escaped.
const LONGEST_LINE: usize = 512 << 20;

impl Store {
    /// Makes a new database from a dump, in a folder that does not exist yet (or is empty). Only a complete dump
    /// leaves a database; it is put in place at the very end.
    ///
    /// # Errors
    /// [`StoreError::AlreadyExists`], or what is wrong with the dump; the folder does not exist then.
    pub fn restore(reader: &mut dyn BufRead, path: impl AsRef<Path>) -> Result<Self, StoreError> {
        let path = path.as_ref();
        match folder::occupant(path).map_err(|error| io_error("look into", path, error))? {
            Occupant::Nothing => {}
            _ => return Err(StoreError::AlreadyExists { path: path.to_owned() }),
        }
        let building = building_site(path);
        remove(&building)?;
        let restored = Store::open(&building).and_then(|store| read_into(store, reader));
        if let Err(error) = restored {
            // The error of the dump says more than one about the remains.
            let _ = remove(&building);
            return Err(error);
        }
        put_in_place(&building, path).map_err(|error| io_error("create", path, error))?;
        Store::open(path)
    }
}

/// Where a database grows until it is complete: beside its place, so that it can be renamed.
fn building_site(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".restoring");
    path.with_file_name(name)
}

fn remove(folder: &Path) -> Result<(), StoreError> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(io_error("remove", folder, error)),
        _ => Ok(()),
    }
}

fn put_in_place(building: &Path, path: &Path) -> io::Result<()> {
    match fs::remove_dir(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    fs::rename(building, path)?;
    folder::sync_folder(&folder::parent(path))
}

/// Commits the changes of a dump in order; the store is closed again.
fn read_into(mut store: Store, reader: &mut dyn BufRead) -> Result<(), StoreError> {
    let mut lines = Lines { reader, number: 0 };
    let header = lines.next()?.ok_or_else(|| lines.not_a_dump("it is empty"))?;
    let header: Header = serde_json::from_slice(&header).map_err(|_| lines.not_a_dump("no header"))?;
    if header.newsgraph_dump != DUMP_VERSION {
        return Err(StoreError::NewerDump { found: header.newsgraph_dump, known: DUMP_VERSION });
    }
    let (mut total, mut bytes, mut changes) = (0, 0, Vec::new());
    loop {
        let Some(line) = lines.next()? else { return Err(StoreError::DumpCutShort { lines: lines.number }) };
        if let Ok(footer) = serde_json::from_slice::<Footer>(&line) {
            if footer.end_of_dump != total {
                return Err(lines.not_a_dump(&format!("{} changes announced, {total} found", footer.end_of_dump)));
            }
            break;
        }
        let change: Change = serde_json::from_slice(&line).map_err(|error| lines.not_a_dump(&error.to_string()))?;
        changes.push(change);
        total += 1;
        bytes += line.len();
        if changes.len() >= BATCH_CHANGES || bytes >= BATCH_BYTES {
            commit(&mut store, &changes, lines.number)?;
            changes.clear();
            bytes = 0;
        }
    }
    commit(&mut store, &changes, lines.number)?;
    match lines.next()? {
        Some(_) => Err(lines.not_a_dump("more lines after the closing line")),
        None => store.compact(&mut |_| ()).map(drop),
    }
}

fn commit(store: &mut Store, changes: &[Change], line: usize) -> Result<(), StoreError> {
    store.commit(changes).map_err(|error| match error {
        StoreError::Refused(source) => StoreError::DumpRefused { line, source },
        other => other,
    })
}

struct Lines<'r> {
    reader: &'r mut dyn BufRead,
    number: usize,
}

impl Lines<'_> {
    fn next(&mut self) -> Result<Option<Vec<u8>>, StoreError> {
        let mut line = Vec::new();
        let mut limited = (&mut *self.reader).take(LONGEST_LINE as u64);
        limited.read_until(b'\n', &mut line).map_err(|source| StoreError::DumpIo { action: "read", source })?;
        if line.is_empty() {
            return Ok(None);
        }
        self.number += 1;
        if line.len() >= LONGEST_LINE {
            return Err(self.not_a_dump("it is too long"));
        }
        Ok(Some(line))
    }

    fn not_a_dump(&self, reason: &str) -> StoreError {
        StoreError::NotADump { line: self.number.max(1), reason: reason.to_owned() }
    }
}
