//! Damaged databases: opening gives an error or all of the data, never a panic and never less.

use std::fs;
use std::path::{Path, PathBuf};

use newsgraph::model::{Change, EntityType};
use newsgraph::store::Store;
use tempfile::TempDir;

use crate::builder;
use crate::store::three_batches;

pub fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// Opens copies of a database of three batches after `damage` has changed a file of each at a position.
fn open_damaged(positions: impl Fn(usize) -> Vec<usize>, damage: impl Fn(&mut Vec<u8>, usize)) -> (usize, usize) {
    let folder = TempDir::new().unwrap();
    let sound = folder.path().join("sound");
    let mut store = Store::open(&sound).unwrap();
    for batch in three_batches() {
        store.commit(&batch).unwrap();
    }
    // Large batches are stored in another way.
    let mut batch = store.batch();
    batch.entity(&builder::noise(1, 120_000), EntityType::Thing);
    store.write(batch).unwrap();
    let expected: Vec<Change> = store.graph().to_changes().collect();
    drop(store);

    let (mut whole, mut refused) = (0, 0);
    let mut paths = Vec::new();
    files(&sound, &mut paths);
    for path in paths {
        let bytes = fs::read(&path).unwrap();
        if bytes.is_empty() {
            // The lock: there is nothing in it to damage.
            continue;
        }
        for position in positions(bytes.len()) {
            let copy = folder.path().join("copy");
            copy_folder(&sound, &copy);
            let mut damaged = bytes.clone();
            damage(&mut damaged, position);
            fs::write(copy.join(path.strip_prefix(&sound).unwrap()), damaged).unwrap();
            match Store::open(&copy) {
                Ok(store) => {
                    assert!(store.graph().to_changes().eq(expected.iter().cloned()), "{path:?} {position}");
                    whole += 1;
                }
                Err(error) => {
                    assert!(error.to_string().contains(": "), "{error}");
                    refused += 1;
                }
            }
            fs::remove_dir_all(&copy).unwrap();
        }
    }
    (whole, refused)
}

/// Places all over a file, more of them at the start, where headers are.
fn spread(length: usize, count: usize) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).map(|n| n * length / count).chain(0..length.min(count)).collect();
    places.sort_unstable();
    places.dedup();
    places
}

#[test]
fn flipped_bytes_are_never_served() {
    let (_, refused) = open_damaged(|length| spread(length, 40), |bytes, position| bytes[position] ^= 0x55);
    assert!(refused > 0);
}

#[test]
fn files_cut_short_are_never_served() {
    let (_, refused) = open_damaged(|length| spread(length, 20), |bytes, position| bytes.truncate(position));
    assert!(refused > 0);
}
