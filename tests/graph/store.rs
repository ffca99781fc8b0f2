//! What a store keeps, and what it says when it cannot.

use std::fs;
use std::io::Cursor;

use newsgraph::graph::Graph;
use newsgraph::model::*;
use newsgraph::store::{Store, StoreError};
use proptest::prelude::*;
use tempfile::TempDir;

use crate::builder::Builder;
use crate::history::{grow, wishes};

/// Changes in three batches, each with a document of its own.
pub fn three_batches() -> [Vec<Change>; 3] {
    let mut b = Builder::default();
    let d = b.document("1.txt", "Anna visited Kyiv.");
    let (anna, kyiv) = (b.entity("Anna"), b.entity("Kyiv"));
    b.mention(anna, d, (0, 4), (0, 18));
    b.statement(anna, "visited", kyiv, &[d]);
    let first = std::mem::take(&mut b.changes);
    let d = b.document("2.txt", &"Anna left Kyiv. ".repeat(4000));
    b.statement(anna, "left", kyiv, &[d]);
    let second = std::mem::take(&mut b.changes);
    let d = b.document("3.txt", "Anna lives in Lviv.");
    let lviv = b.entity("Lviv");
    b.statement(anna, "lives_in", lviv, &[d]);
    [first, second, b.changes]
}

fn dump(store: &Store) -> String {
    let mut bytes = Vec::new();
    store.dump(&mut bytes).expect("memory takes every byte");
    String::from_utf8(bytes).expect("a dump is text")
}

#[test]
fn what_was_committed_is_there_after_opening_again() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("news.db");
    assert!(!Store::exists(&path));
    let mut naive = Graph::new();
    for (number, batch) in three_batches().iter().enumerate() {
        let mut store = Store::open(&path).unwrap();
        let earlier = store.snapshot();
        store.commit(batch).unwrap();
        naive.apply(batch).unwrap();
        assert_eq!(earlier.documents().count(), number, "a snapshot stays as it was");
        assert!(store.graph().to_changes().eq(naive.to_changes()));
    }
    let store = Store::open(&path).unwrap();
    assert!(store.graph().to_changes().eq(naive.to_changes()));
    assert!(Store::exists(&path));
    let report = store.check().unwrap();
    assert_eq!((report.batches, report.documents, report.entities, report.statements), (3, 3, 3, 3));
}

#[test]
fn refused_changes_leave_the_store_as_it_was() {
    let folder = TempDir::new().unwrap();
    let mut store = Store::open(folder.path().join("db")).unwrap();
    let [first, second, _] = three_batches();
    store.commit(&first).unwrap();
    let before = dump(&store);
    assert!(matches!(store.commit(&first), Err(StoreError::Refused(_))));
    let huge = "x".repeat(65 << 20);
    let mut b = Builder { documents: 1, ..Builder::default() };
    b.document("huge.txt", &huge);
    assert!(matches!(store.commit(&b.changes), Err(StoreError::BatchTooLarge { .. })));
    assert_eq!(dump(&store), before);
    store.commit(&second).unwrap();
    store.check().unwrap();
}

#[test]
fn what_is_staged_is_seen_at_once_and_kept_with_the_next_commit() {
    let folder = TempDir::new().unwrap();
    let [first, second, third] = three_batches();
    let mut store = Store::open(folder.path().join("db")).unwrap();
    store.stage(first.clone()).unwrap();
    store.stage(second.clone()).unwrap();
    let mut expected = Graph::new();
    expected.apply(&first).unwrap();
    expected.apply(&second).unwrap();
    assert!(store.graph().to_changes().eq(expected.to_changes()));
    assert!(matches!(store.stage(first.clone()), Err(StoreError::Refused(_))), "numbers are taken");
    assert_eq!(store.check().unwrap().batches, 0);
    store.commit_staged().unwrap();
    assert_eq!(store.check().unwrap().batches, 1);
    store.stage(third).unwrap();
    drop(store);
    let store = Store::open(folder.path().join("db")).unwrap();
    assert!(store.graph().to_changes().eq(expected.to_changes()), "what was only staged is gone, as a whole");
}

#[test]
fn a_second_opening_is_told_to_wait() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("db");
    let store = Store::open(&path).unwrap();
    let error = Store::open(&path).unwrap_err();
    assert!(matches!(error, StoreError::Locked { .. }), "{error:?}");
    assert!(error.to_string().contains("open in another process"), "{error}");
    drop(store);
    Store::open(&path).unwrap();
}

#[test]
fn other_folders_and_files_are_left_alone() {
    let folder = TempDir::new().unwrap();
    let notes = folder.path().join("notes.txt");
    fs::write(&notes, "mine").unwrap();
    for path in [folder.path(), notes.as_path()] {
        let error = Store::open(path).unwrap_err();
        assert!(matches!(error, StoreError::NotADatabase { .. }), "{error:?}");
        assert!(!Store::exists(path));
    }
    assert!(matches!(Store::open(notes.join("db")), Err(StoreError::Io { .. })));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_newer_format_is_refused_before_anything_is_touched() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("db");
    drop(Store::open(&path).unwrap());
    // As docs/format.md has it: magic, format, 22 bytes of any use, checksum.
    let mut slot = Vec::from(*b"newsgrph");
    slot.extend(7u16.to_le_bytes());
    slot.resize(32, 0xee);
    slot.extend(crc32fast::hash(&slot).to_le_bytes());
    slot.resize(4096, 0);
    fs::write(path.join("manifest"), &slot).unwrap();
    let error = Store::open(&path).unwrap_err();
    assert!(matches!(error, StoreError::NewerFormat { found: 7, known: 3, .. }), "{error:?}");
    assert!(error.to_string().contains("use the newer newsgraph"), "{error}");
    assert_eq!(fs::read(path.join("manifest")).unwrap(), slot);
}

#[test]
fn a_lost_manifest_or_a_lost_batch_is_noticed() {
    let folder = TempDir::new().unwrap();
    let (path, older) = (folder.path().join("db"), folder.path().join("older"));
    let [first, second, _] = three_batches();
    let mut store = Store::open(&path).unwrap();
    store.commit(&first).unwrap();
    drop(store);
    crate::damage::copy_folder(&path, &older);
    Store::open(&path).unwrap().commit(&second).unwrap();

    let manifest = fs::read(path.join("manifest")).unwrap();
    fs::remove_file(path.join("manifest")).unwrap();
    let error = Store::open(&path).unwrap_err();
    assert!(matches!(&error, StoreError::Damaged { what, .. } if what.contains("manifest is missing")), "{error:?}");

    // A log that lost its end, as sled leaves it behind without a word.
    fs::write(older.join("manifest"), manifest).unwrap();
    let error = Store::open(&older).unwrap_err();
    assert!(matches!(&error, StoreError::Damaged { what, .. } if what.contains("1 of 2")), "{error:?}");
    assert!(error.to_string().contains("restore"), "{error}");
}

#[test]
fn only_whole_dumps_are_restored() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("db");
    let mut store = Store::temporary();
    for batch in three_batches() {
        store.commit(&batch).unwrap();
    }
    let whole = dump(&store);
    let lines: Vec<&str> = whole.split_inclusive('\n').collect();
    for cut in 0..lines.len() {
        let error = Store::restore(&mut Cursor::new(lines[..cut].concat()), &path).unwrap_err();
        assert!(matches!(error, StoreError::DumpCutShort { .. } | StoreError::NotADump { .. }), "{error:?}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "{error}");
    }
    let without = |line: usize| [&lines[..line], &lines[line + 1..]].concat().concat();
    assert!(matches!(
        Store::restore(&mut Cursor::new(without(1)), &path),
        Err(StoreError::DumpRefused { .. } | StoreError::NotADump { .. })
    ));
    let newer = whole.replacen(":1}", ":9}", 1);
    assert!(matches!(Store::restore(&mut Cursor::new(newer), &path), Err(StoreError::NewerDump { found: 9, .. })));
    let restored = Store::restore(&mut Cursor::new(&whole), &path).unwrap();
    assert_eq!(dump(&restored), whole);
    drop(restored);
    assert!(matches!(Store::restore(&mut Cursor::new(&whole), &path), Err(StoreError::AlreadyExists { .. })));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn any_history_survives_disk_and_dump(wishes in wishes()) {
        let folder = TempDir::new().unwrap();
        let mut graph = Graph::new();
        let made = grow(&mut graph, &wishes);
        let mut store = Store::open(folder.path().join("db")).unwrap();
        for batch in made.chunks(7) {
            store.commit(batch).unwrap();
        }
        drop(store);
        let mut store = Store::open(folder.path().join("db")).unwrap();
        prop_assert!(store.graph().to_changes().eq(graph.to_changes()));
        store.check().unwrap();
        store.compact(&mut |_| ()).unwrap();
        prop_assert!(store.graph().to_changes().eq(graph.to_changes()));
        drop(store);
        let store = Store::open(folder.path().join("db")).unwrap();
        prop_assert!(store.graph().to_changes().eq(graph.to_changes()), "a compaction changes nothing");
        prop_assert!(store.graph().statements().eq(graph.statements()));
        prop_assert!(store.graph().entities().eq(graph.entities()));
        store.check().unwrap();
        let text = dump(&store);
        let restored = Store::restore(&mut Cursor::new(&text), folder.path().join("again")).unwrap();
        prop_assert_eq!(dump(&restored), text);
        restored.check().unwrap();
    }

    #[test]
    fn no_bytes_make_restore_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let folder = TempDir::new().unwrap();
        let mut dump = b"{\"newsgraph_dump\":1}\n".to_vec();
        dump.extend(bytes);
        prop_assert!(Store::restore(&mut Cursor::new(dump), folder.path().join("db")).is_err());
    }
}
