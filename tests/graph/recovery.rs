//! A process that dies while it commits, forgets, merges, compacts or restores: what it acknowledged is there, and every
//! document is whole.
//!
//! `NEWSGRAPH_TEST_KILLS=300 cargo test --release --test graph killed` kills more often than the gate does.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use newsgraph::model::*;
use newsgraph::store::Store;
use tempfile::TempDir;

use crate::builder::{self, statement};

const FOLDER: &str = "NEWSGRAPH_TEST_FOLDER";
const KILLS: &str = "NEWSGRAPH_TEST_KILLS";
const STATEMENTS: u32 = 5;
const BULK: u32 = 50;
/// Large bulks are stored in another way; a few are enough.
const LARGE_BULKS_BELOW: u32 = 600;

/// One document with its entities, mention and statements.
fn document(store: &Store) -> Vec<Change> {
    let graph = store.graph();
    let (id, entity, first) = (graph.next_document_id(), graph.next_entity_id(), graph.next_statement_id());
    let text = format!("Report {id}. {}", "It goes on. ".repeat(id.index() % 9 * 500));
    let sentence = Span::new(0, 7);
    let mut changes = vec![
        Change::Document(builder::document(id, &format!("{id}.txt"), &text)),
        Change::Entity(builder::entity(entity, &format!("Entity {entity}"))),
        Change::Mention(Mention { entity, document: id, span: sentence, sentence }),
    ];
    for number in 0..STATEMENTS {
        let value = Object::Value(Value { text: format!("{number}"), value_type: ValueType::Text });
        changes.push(Change::Statement(statement(StatementId(first.0 + number), entity, "reported", value, &[id])));
    }
    changes
}

fn say(what: &str, number: u32) {
    println!("{what} {number}");
    std::io::stdout().flush().expect("the parent listens");
}

/// What the child process does until it is killed: something, then say so.
fn work_for_ever(folder: &Path) -> ! {
    let mut store = Store::open(folder).expect("a database after a kill opens");
    loop {
        let id = store.graph().next_document_id();
        let entity = store.graph().next_entity_id();
        store.commit(&document(&store)).expect("the disk takes it");
        say("committed", id.0);
        if id.0 % 3 == 2 {
            let forgotten = DocumentId(id.0 - 1);
            if store.graph().document(forgotten).is_some() {
                say("forgetting", forgotten.0);
                store.commit(&[Change::Forget(forgotten)]).expect("the disk takes it");
                say("forgot", forgotten.0);
            }
        }
        if id.0 % 4 == 3 {
            let kept = store.graph().resolve(EntityId(entity.0.saturating_sub(1)));
            if kept != entity {
                store.commit(&[Change::Merge { kept, absorbed: entity }]).expect("the disk takes it");
            }
        }
        if id.0 % 5 == 4 {
            store.compact(&mut |_| ()).expect("the disk takes it");
        }
        if id.0 % 6 == 5 {
            let mut batch = store.batch();
            let told = batch.relation("told_at_once");
            for _ in 0..BULK {
                batch.link(entity, told, EntityId(0));
            }
            if id.0 % 30 == 5 && id.0 < LARGE_BULKS_BELOW {
                batch.entity(&builder::noise(id.0.into(), 120_000), EntityType::Thing);
            }
            store.write(batch).expect("the disk takes it");
            say("wrote", BULK);
        }
    }
}

/// What a child process has said before it was killed.
#[derive(Default)]
struct Heard {
    committed: BTreeSet<u32>,
    /// Perhaps forgotten.
    forgetting: BTreeSet<u32>,
    forgot: BTreeSet<u32>,
    told_at_once: u32,
}

impl Heard {
    fn line(&mut self, line: &str) -> bool {
        let mut words = line.rsplit(' ');
        let (number, what) = (words.next().and_then(|number| number.parse().ok()), words.next());
        let Some(number) = number else { return false };
        match what {
            // The name of the test may stand in front.
            Some(what) if what.ends_with("committed") => self.committed.insert(number),
            Some("forgetting") => self.forgetting.insert(number),
            Some("forgot") => self.forgot.insert(number),
            Some("wrote") => {
                self.told_at_once += number;
                true
            }
            _ => false,
        }
    }

    fn check(&self, store: &Store) {
        let graph = store.graph();
        let present: BTreeSet<u32> = graph.documents().map(|document| document.id.0).collect();
        let must: BTreeSet<u32> = self.committed.difference(&self.forgetting).copied().collect();
        assert!(must.is_subset(&present), "acknowledged documents are missing: {:?}", must.difference(&present));
        assert!(self.forgot.is_disjoint(&present), "forgotten documents are back");
        let newest = self.committed.last().copied().unwrap_or_default();
        assert!(graph.next_document_id().0 <= newest + 2, "at most one document that nobody was told of");
        for document in graph.documents() {
            assert_eq!(graph.mentions_in(document.id).count(), 1);
            assert_eq!(graph.statements_in(document.id).count(), STATEMENTS as usize);
        }
        let told = graph.statements_with_relation("told_at_once").count() as u32;
        assert!(told.is_multiple_of(BULK) && told >= self.told_at_once, "{told} of {}", self.told_at_once);
        store.check().unwrap();
    }
}

struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        self.0 >> 33
    }
}

fn child(test: &str, folder: &Path) -> std::process::Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "--nocapture", test])
        .env(FOLDER, folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

fn kills() -> u32 {
    std::env::var(KILLS).ok().and_then(|kills| kills.parse().ok()).unwrap_or(12)
}

#[test]
fn a_killed_process_leaves_whole_documents_and_all_that_it_acknowledged() {
    if let Some(folder) = std::env::var_os(FOLDER) {
        work_for_ever(Path::new(&folder));
    }
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("db");
    let mut random = Random(0x5eed);
    let mut heard = Heard::default();
    for round in 0..kills() {
        let test = "recovery::a_killed_process_leaves_whole_documents_and_all_that_it_acknowledged";
        let mut child = child(test, &path);
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut wanted = random.next() % 12;
        while wanted > 0 {
            let line = lines.next().expect("the child goes on until it is killed").unwrap();
            wanted -= u64::from(heard.line(&line));
        }
        // Somewhere within what comes next.
        for _ in 0..random.next() % 400_000 {
            std::hint::spin_loop();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        for line in lines.map_while(Result::ok) {
            heard.line(&line);
        }
        let store = Store::open(&path).unwrap_or_else(|error| panic!("round {round}: {error}"));
        heard.check(&store);
    }
    assert!(!heard.committed.is_empty());
}

#[test]
fn a_killed_restore_leaves_a_whole_database_or_none() {
    if let Some(folder) = std::env::var_os(FOLDER) {
        let dump = Path::new(&folder).with_extension("dump");
        say("restoring", 0);
        Store::restore(&mut BufReader::new(std::fs::File::open(dump).unwrap()), &folder).unwrap();
        return;
    }
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("db");
    let mut source = Store::temporary();
    for _ in 0..60 {
        source.commit(&document(&source)).unwrap();
    }
    let mut dump = Vec::new();
    source.dump(&mut dump).unwrap();
    std::fs::write(path.with_extension("dump"), &dump).unwrap();
    let mut random = Random(0xf00d);
    for _ in 0..kills() {
        let mut child = child("recovery::a_killed_restore_leaves_a_whole_database_or_none", &path);
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        lines.find(|line| line.as_ref().is_ok_and(|line| line.contains("restoring"))).expect("it starts").unwrap();
        for _ in 0..random.next() % 3_000_000 {
            std::hint::spin_loop();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        if Store::exists(&path) {
            let mut again = Vec::new();
            Store::open(&path).unwrap().dump(&mut again).unwrap();
            assert!(again == dump);
            std::fs::remove_dir_all(&path).unwrap();
        }
    }
    let mut again = Vec::new();
    Store::restore(&mut &dump[..], &path).unwrap().dump(&mut again).unwrap();
    assert!(again == dump, "what a killed restore has left is not in the way");
}

/// Commits texts that cannot be packed until the disk takes no more; says what it is told then.
#[cfg(unix)]
fn fill_the_disk(folder: &Path) {
    let mut store = Store::open(folder).expect("there is room for an empty database");
    let mut random = Random(7);
    loop {
        let id = store.graph().next_document_id();
        let text: String = (0..100_000).map(|_| char::from(b'!' + (random.next() % 90) as u8)).collect();
        let article = Article { name: format!("{id}.txt"), text, ..Article::default() };
        let mut batch = store.batch();
        batch.document(&article);
        match store.write(batch) {
            Ok(()) => say("committed", id.0),
            Err(error) => {
                println!("told: {error}");
                let again = store.commit(&[Change::Skip { documents: 1, statements: 0 }]).unwrap_err();
                println!("told: {again}");
                return;
            }
        }
    }
}

#[cfg(unix)]
#[test]
fn a_full_disk_is_told_and_what_was_committed_is_kept() {
    if let Some(folder) = std::env::var_os(FOLDER) {
        return fill_the_disk(Path::new(&folder));
    }
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("db");
    // No file may grow beyond 2 MiB: to a program that is not killed for it, that looks like a full disk.
    let output = Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 4096; exec \"$0\" \"$@\""])
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", "--nocapture", "recovery::a_full_disk_is_told_and_what_was_committed_is_kept"])
        .env(FOLDER, &path)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut heard = Heard::default();
    for line in said.lines() {
        heard.line(line);
    }
    assert!(said.contains("told: ") && said.contains("free some space and try again"), "{said}");
    assert!(said.contains("open the database again"), "{said}");
    let store = Store::open(&path).unwrap();
    let present: BTreeSet<u32> = store.graph().documents().map(|document| document.id.0).collect();
    assert!(!heard.committed.is_empty() && heard.committed.is_subset(&present), "{said}");
    store.check().unwrap();
}
