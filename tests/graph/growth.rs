//! What is forgotten leaves the disk, and files grow with the graph, not with its history.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use newsgraph::model::*;
use newsgraph::store::Store;
use tempfile::TempDir;

use crate::builder::{self, statement};

fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() { found.extend(files(&entry)) } else { found.push(entry) }
    }
    found
}

fn size(folder: &Path) -> u64 {
    files(folder).iter().map(|file| file.metadata().unwrap().len()).sum()
}

fn holds(folder: &Path, words: &str) -> bool {
    let words = words.as_bytes();
    files(folder).iter().any(|file| fs::read(file).unwrap().windows(words.len()).any(|part| part == words))
}

/// A document whose text does not shrink when it is packed, with one statement.
fn document(store: &Store, seed: u64, length: usize) -> Vec<Change> {
    let graph = store.graph();
    let (id, entity) = (graph.next_document_id(), graph.next_entity_id());
    let text = format!("Secret {seed}. {}", builder::noise(seed, length));
    let about = statement(graph.next_statement_id(), entity, "told", Object::none(), &[id]);
    vec![
        Change::Document(builder::document(id, &format!("{seed}.txt"), &text)),
        Change::Entity(builder::entity(entity, &format!("Entity {seed}"))),
        Change::Statement(about),
    ]
}

#[test]
fn forgotten_text_leaves_the_disk_with_a_compaction() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("db");
    let mut store = Store::open(&path).unwrap();
    for seed in 0..3 {
        store.commit(&document(&store, seed, 2000)).unwrap();
    }
    assert!(holds(&path, "Secret 1"));
    let forgotten = DocumentId(1);
    store.commit(&[Change::Forget(forgotten)]).unwrap();
    let mut seen = Vec::new();
    store.compact(&mut |progress| seen.push(progress)).unwrap();
    assert!(seen.last().is_some_and(|last| last.written == last.total), "{seen:?}");
    assert!(!holds(&path, "Secret 1"));
    assert!(holds(&path, "Secret 2"));
    drop(store);
    let store = Store::open(&path).unwrap();
    assert_eq!(store.graph().documents().count(), 2);
    assert_eq!(store.graph().statement_count(), 2);
    store.check().unwrap();
}

#[test]
fn a_hundred_rounds_of_reading_and_forgetting_do_not_grow_the_files() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("db");
    let mut store = Store::open(&path).unwrap();
    let finished = Arc::new(AtomicU32::new(0));
    let seen = Arc::clone(&finished);
    store.watch_compactions(move |progress| {
        seen.fetch_add(u32::from(progress.written == progress.total), Ordering::Relaxed);
    });
    let mut sizes = Vec::new();
    for round in 0..100 {
        let changes = document(&store, round, 400_000);
        let id = store.graph().next_document_id();
        store.commit(&changes).unwrap();
        store.commit(&[Change::Forget(id)]).unwrap();
        sizes.push(size(&path));
    }
    let (first, second) = (sizes[..50].iter().max().unwrap(), sizes[50..].iter().max().unwrap());
    assert!(*second <= first + first / 10, "{first} bytes at most in fifty rounds, then {second}");
    assert!(finished.load(Ordering::Relaxed) > 1, "compactions that nobody asked for are told of");
    store.compact(&mut |_| ()).unwrap();
    assert!(size(&path) < 2_000_000, "{} bytes are left of nothing", size(&path));
    assert_eq!(store.graph().documents().count(), 0);
    store.check().unwrap();
}

#[test]
fn large_batches_lie_on_the_disk_once() {
    const BATCHES: u64 = 24;
    const LENGTH: usize = 150_000;
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("db");
    let mut store = Store::open(&path).unwrap();
    for seed in 0..BATCHES {
        store.commit(&document(&store, seed, LENGTH)).unwrap();
        store.commit(&document(&store, 1000 + seed, 100)).unwrap();
    }
    let whole = BATCHES * LENGTH as u64;
    let limit = whole + whole / 4;
    assert!(size(&path) < limit, "{} bytes for {whole}", size(&path));
    store.check().unwrap();
    let before: Vec<Change> = store.graph().to_changes().collect();
    drop(store);
    let mut store = Store::open(&path).unwrap();
    assert!(store.graph().to_changes().eq(before.iter().cloned()));
    store.compact(&mut |_| ()).unwrap();
    assert!(size(&path) < limit, "{} bytes for {whole}", size(&path));
    drop(store);
    assert!(Store::open(&path).unwrap().graph().to_changes().eq(before));
}

#[test]
fn a_compaction_that_was_cut_off_leaves_nothing_behind() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("db");
    let mut store = Store::open(&path).unwrap();
    store.commit(&document(&store, 1, 100)).unwrap();
    drop(store);
    crate::damage::copy_folder(&path.join("log"), &path.join("log-1"));
    let store = Store::open(&path).unwrap();
    assert_eq!(store.graph().statement_count(), 1);
    assert!(!path.join("log-1").exists());
}
