//! Databases that older versions wrote open, and become those of today with the next write.

use std::fs;
use std::path::Path;

use newsgraph::model::*;
use newsgraph::store::Store;
use tempfile::TempDir;

use crate::builder;
use crate::damage::copy_folder;

fn dump(store: &Store) -> String {
    let mut bytes = Vec::new();
    store.dump(&mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn opens_as_it_was(format: &str) {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/graph/fixtures");
    let expected = fs::read_to_string(fixtures.join(format!("{format}.dump.jsonl"))).unwrap();
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("db");
    copy_folder(&fixtures.join(format), &path);

    let mut store = Store::open(&path).unwrap();
    assert_eq!(dump(&store), expected);
    store.check().unwrap();
    assert_eq!(store.graph().entity("Anna Holm").unwrap().outgoing("visited").next().unwrap().sentences().count(), 2);

    let mut batch = store.batch();
    let (ben, oslo) = (batch.entity("Ben Aker", EntityType::Person), batch.entity("Oslo", EntityType::Place));
    let visited = batch.relation("visited");
    batch.link(ben, visited, oslo);
    store.write(batch).unwrap();
    let grown = dump(&store);
    drop(store);
    let mut store = Store::open(&path).unwrap();
    assert_eq!(dump(&store), grown);
    store.compact(&mut |_| ()).unwrap();
    drop(store);
    assert_eq!(dump(&Store::open(&path).unwrap()), grown);
}

#[test]
fn format_1_opens() {
    opens_as_it_was("format-1");
}

#[test]
fn format_2_opens() {
    opens_as_it_was("format-2");
}

#[test]
fn format_3_opens() {
    opens_as_it_was("format-3");
}

#[test]
fn format_4_opens() {
    opens_as_it_was("format-4");
}

#[test]
fn format_5_opens() {
    opens_as_it_was("format-5");
}

/// How the fixture of the fifth batch format and of the third database format was made: a database of the fourth, a
/// statement taken back again and another brought back, and a bulk too large for the tree of the others.
#[test]
#[ignore = "writes into the fixtures"]
fn make_format_5() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/graph/fixtures");
    let path = fixtures.join("format-5");
    copy_folder(&fixtures.join("format-4"), &path);
    let mut store = Store::open(&path).unwrap();
    let retracted: Vec<StatementId> = store.graph().retracted().map(|statement| statement.id).collect();
    store.commit(&[Change::Reinstate(*retracted.last().unwrap())]).unwrap();
    let mut batch = store.batch();
    batch.entity(&builder::noise(5, 100_000), EntityType::Thing);
    store.write(batch).unwrap();
    fs::write(fixtures.join("format-5.dump.jsonl"), dump(&store)).unwrap();
}

/// How the fixture of the fourth batch format was made: a database of the third, and a statement taken back that
/// articles make.
#[test]
#[ignore = "writes into the fixtures"]
fn make_format_4() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/graph/fixtures");
    let path = fixtures.join("format-4");
    copy_folder(&fixtures.join("format-3"), &path);
    let mut store = Store::open(&path).unwrap();
    let (article, sentence) = ("Anna Holm praised Anna Holm.", Span::new(0, 28));
    let mut batch = store.batch();
    let document = batch.document(&Article { text: article.into(), ..Article::default() });
    let praised = batch.relation("praised");
    let evidence = Evidence { document, sentence, words: sentence };
    let wrong = batch.link_told(EntityId(0), praised, EntityId(0), evidence);
    store.write(batch).unwrap();
    let changes = store.graph().taking_back(wrong);
    store.commit(&changes).unwrap();
    fs::write(fixtures.join("format-4.dump.jsonl"), dump(&store)).unwrap();
}

/// How the fixture of the third batch format was made: a database of the second, and a statement taken back.
#[test]
#[ignore = "writes into the fixtures"]
fn make_format_3() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/graph/fixtures");
    let path = fixtures.join("format-3");
    copy_folder(&fixtures.join("format-2"), &path);
    let mut store = Store::open(&path).unwrap();
    let mut batch = store.batch();
    let known = batch.relation("known_as");
    let stated = batch.link(EntityId(0), known, EntityId(0));
    store.write(batch).unwrap();
    store.commit(&[Change::Retract(stated)]).unwrap();
    fs::write(fixtures.join("format-3.dump.jsonl"), dump(&store)).unwrap();
}
