use newsgraph::query::{Answerer, PatternError, Status, Table};
use newsgraph::schema::Schema;
use proptest::prelude::*;

use super::builder::sample;

fn query(pattern: &str) -> Table {
    let graph = sample().graph();
    Answerer::new(&graph, Schema::news()).query(pattern).expect("the pattern is readable")
}

fn cells(pattern: &str) -> Vec<Vec<String>> {
    query(pattern).rows.into_iter().map(|row| row.cells).collect()
}

fn error(pattern: &str) -> PatternError {
    let graph = sample().graph();
    Answerer::new(&graph, Schema::news()).query(pattern).expect_err("the pattern is not readable")
}

#[test]
fn a_clause_binds_its_variable() {
    let table = query("?who visited \"Port Alder\"");
    assert_eq!(table.columns, ["who"]);
    let found: Vec<_> = table.rows.iter().map(|row| (row.cells[0].as_str(), row.status, row.evidence.len())).collect();
    // Two visits of one person are one row with two sentences; the planned one comes after.
    assert_eq!(found, [("Tomas Berg", Status::Asserted, 2), ("Mara Lindqvist", Status::Planned, 1)]);
    assert_eq!(table.understood, "?who —visited→ Port Alder");
}

#[test]
fn names_of_several_words_need_no_quotes_where_the_relation_is_known() {
    assert_eq!(cells("Tomas Berg visited ?where"), [["Port Alder"]]);
    assert_eq!(cells("?who visited Port Alder [asserted]"), [["Tomas Berg"]]);
}

#[test]
fn clauses_share_variables() {
    assert_eq!(
        cells("?who visited ?where; ?who leads ?org"),
        [["Port Alder", "Tomas Berg", "Northern Union"]].map(|row| vec![
            row[1].to_owned(),
            row[0].to_owned(),
            row[2].to_owned()
        ])
    );
    assert_eq!(cells("?who visited ?where. ?army shelled ?where. ?who president_of ?land").len(), 1);
}

#[test]
fn a_relation_is_read_from_the_object_by_its_inverse() {
    assert_eq!(cells("\"Port Alder\" visited_by ?who [asserted]"), [["Tomas Berg"]]);
}

#[test]
fn a_family_takes_in_its_relations() {
    assert_eq!(cells("?who family:attack \"Port Alder\""), [["Westmark army"]]);
    assert_eq!(cells("?who attack \"Port Alder\""), [["Westmark army"]]);
    assert!(cells("?who bombed \"Port Alder\"").is_empty());
}

#[test]
fn any_relation_and_types_of_variables() {
    assert_eq!(cells("?who:Person * \"Northern Union\""), [["Tomas Berg"]]);
    assert!(cells("?who:Country * \"Northern Union\"").is_empty());
}

#[test]
fn filters_choose_polarity_modality_source_and_time() {
    assert_eq!(cells("?company boycotted Westmark"), [["Brightwater"]]);
    assert_eq!(cells("?company boycotted Westmark [not]"), [["Acme Foods"]]);
    assert_eq!(cells("?company boycotted Westmark [any]").len(), 2);
    assert_eq!(cells("?who visited \"Port Alder\" [planned]"), [["Mara Lindqvist"]]);
    assert_eq!(cells("?who was_killed_in \"Port Alder\" [by Norland]"), [["40 miners"]]);
    assert_eq!(query("?who visited Alder [before the strike]").rows[0].evidence.len(), 1);
}

#[test]
fn an_empty_table_says_why() {
    let why = |pattern| query(pattern).explanation.expect("there is no row");
    assert!(why("?who visited Narnia").contains("nothing named “Narnia”"), "{}", why("?who visited Narnia"));
    assert!(why("?who visited Norlund City").contains("Norland"), "{}", why("?who visited Norlund City"));
    assert!(why("?who vaccinated Norland").contains("no statement has the relation “vaccinated”"));
    assert!(why("\"Mara Lindqvist\" leads \"Northern Union\"").contains("nearest facts"));
}

#[test]
fn errors_point_at_the_place() {
    let unclosed = error("?who visited \"Port");
    assert_eq!(unclosed.span, 13..18);
    assert_eq!(unclosed.caret("?who visited \"Port").lines().nth(1), Some("             ^^^^^"));
    assert!(error("").to_string().contains("?who visited Kyiv"));
    assert!(error("?who").to_string().contains("no relation"));
    assert!(error("? visited Norland").to_string().contains("name"));
    assert!(error("?who:Planet visited Norland").to_string().contains("Person"));
    assert!(error("?who visited Norland [maybe]").to_string().contains("[planned]"));
    assert!(error("?who visited Norland ]").to_string().contains("never opened"));
    assert!(error("[not]").to_string().contains("after a clause"));
}

proptest! {
    #[test]
    fn arbitrary_text_never_panics(pattern in "\\PC*", pieces in proptest::collection::vec(
        prop_oneof![Just("?who"), Just("visited"), Just("\""), Just("["), Just("not]"), Just(";"), Just("."), Just("ü"),
                    Just("family:"), Just("*"), Just("?a:Person"), Just(" "), Just("Port Alder"), Just("[by ")], 0..12)) {
        let graph = sample().graph();
        let answerer = Answerer::new(&graph, Schema::news());
        for text in [pattern, pieces.join(" "), pieces.concat()] {
            if let Err(error) = answerer.query(&text) {
                prop_assert!(error.caret(&text).contains('^'));
            }
        }
    }
}
