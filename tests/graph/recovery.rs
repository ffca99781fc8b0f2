//! A process that dies while it commits: what it acknowledged is there, and every document is whole.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use newsgraph::model::*;
use newsgraph::store::Store;
use tempfile::TempDir;

use crate::builder::statement;

const FOLDER: &str = "NEWSGRAPH_TEST_FOLDER";
const STATEMENTS: u32 = 5;

/// One document with its entities, mention and statements.
fn document(store: &Store) -> Vec<Change> {
    let graph = store.graph();
    let (id, entity, first) = (graph.next_document_id(), graph.next_entity_id(), graph.next_statement_id());
    let text = format!("Report {id}. {}", "It goes on. ".repeat(id.index() % 9 * 500));
    let sentence = Span::new(0, 7);
    let mut changes = vec![
        Change::Document(Document {
            id,
            content: ContentHash::of(&text),
            name: format!("{id}.txt"),
            title: None,
            published: None,
            ingested: None,
            source: None,
            url: None,
            text: text.into(),
        }),
        Change::Entity(Entity {
            id: entity,
            name: format!("Entity {entity}"),
            entity_type: EntityType::Person,
            aliases: [(format!("Entity {entity}"), 1)].into(),
        }),
        Change::Mention(Mention { entity, document: id, span: sentence, sentence }),
    ];
    for number in 0..STATEMENTS {
        let value = Object::Value(Value { text: format!("{number}"), value_type: ValueType::Text });
        changes.push(Change::Statement(statement(StatementId(first.0 + number), entity, "reported", value, &[id])));
    }
    changes
}

/// What the child process does until it is killed: commit, then say so.
fn commit_for_ever(folder: &Path) -> ! {
    let mut store = Store::open(folder).expect("a database after a kill opens");
    loop {
        store.commit(&document(&store)).expect("the disk takes it");
        println!("acknowledged {}", store.graph().next_document_id().0);
        std::io::stdout().flush().expect("the parent listens");
    }
}

#[test]
fn a_killed_process_leaves_whole_documents_and_all_that_it_acknowledged() {
    if let Some(folder) = std::env::var_os(FOLDER) {
        commit_for_ever(Path::new(&folder));
    }
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("db");
    let mut random: u64 = 0x5eed;
    let mut acknowledged = 0;
    for round in 0..10 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "--nocapture",
                "recovery::a_killed_process_leaves_whole_documents_and_all_that_it_acknowledged",
            ])
            .env(FOLDER, &path)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        random = random.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        let wanted = (random >> 33) % 8;
        let mut heard = 0;
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        while heard < wanted {
            let line = lines.next().expect("the child goes on until it is killed").unwrap();
            if let Some((_, number)) = line.split_once("acknowledged ") {
                acknowledged = number.parse().unwrap();
                heard += 1;
            }
        }
        // Somewhere within the next commits.
        for _ in 0..(random >> 40) % 200_000 {
            std::hint::spin_loop();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        for line in lines.map_while(Result::ok) {
            if let Some((_, number)) = line.split_once("acknowledged ") {
                acknowledged = number.parse().unwrap_or(acknowledged);
            }
        }

        let store = Store::open(&path).unwrap_or_else(|error| panic!("round {round}: {error}"));
        let graph = store.graph();
        let documents = graph.next_document_id().0;
        assert!((acknowledged..=acknowledged + 1).contains(&documents), "{documents}, {acknowledged} acknowledged");
        for document in graph.documents() {
            assert_eq!(graph.mentions_in(document.id).count(), 1);
            assert_eq!(graph.statements_in(document.id).count(), STATEMENTS as usize);
        }
        store.check().unwrap();
    }
    assert!(acknowledged > 0);
}
