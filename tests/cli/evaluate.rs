//! `newsgraph evaluate`: facts of the user's against what was read.

use crate::support::{ARTICLES, Workplace};

const GOLD: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/evaluation/gold.jsonl");

const TEXT: &str = "Mara Lindqvist visited Port Alder on Monday. Tomas Berg did not visit Port Alder. The mayor of \
    Port Alder said that Acme bought the harbour.";

fn evaluate(gold: &str) -> serde_json::Value {
    let place = Workplace::empty();
    place.write("a.txt", TEXT);
    place.write("gold.jsonl", gold);
    let run = place.run(["evaluate", "--gold", "gold.jsonl", "a.txt", "--format", "json"]);
    assert_eq!(run.code, 0, "{run:?}");
    run.json().remove(0)
}

#[test]
fn the_gold_file_of_the_samples_is_scored() {
    let run = Workplace::empty().run(["evaluate", "--gold", GOLD, ARTICLES]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.out.contains("facts           22  in 3 documents"), "{run:?}");
    for word in ["precision", "recall", "F1", "polarity", "modality", "source", "time"] {
        assert!(run.out.lines().any(|line| line.starts_with(word)), "{word}: {run:?}");
    }
    assert!(!run.out.contains("missed"), "{run:?}");
}

#[test]
fn what_is_said_is_found_and_what_is_not_is_missed() {
    let right = r#"{"document": "a.txt", "subject": "Lindqvist", "relation": "visit", "object": ["Alder", "Port Alder"], "time": "on Monday"}"#;
    let denied = r#"{"document": "a.txt", "subject": "Tomas Berg", "relation": "visited", "object": "Port Alder", "polarity": "negative"}"#;
    let wrong = r#"{"document": "a.txt", "subject": "Tomas Berg", "relation": "met", "object": "Mara Lindqvist"}"#;
    let report = evaluate(&format!("# three facts\n\n{right}\n{denied}\n{wrong}\n"));
    assert_eq!((&report["facts"], &report["found"]), (&3.into(), &2.into()), "{report}");
    assert_eq!(report["missed"][0][0], 5, "the line of the file");
    assert_eq!(report["polarity"], serde_json::json!({ "right": 2, "of": 2 }));
    assert!(report["precision"].as_f64().unwrap() < 1.0);
    assert!((report["recall"].as_f64().unwrap() - 2.0 / 3.0).abs() < 1e-9);
}

#[test]
fn a_wrong_polarity_is_found_but_counted() {
    let fact = r#"{"document": "a.txt", "subject": "Tomas Berg", "relation": "visited", "object": "Port Alder"}"#;
    let report = evaluate(fact);
    assert_eq!((&report["found"], &report["polarity"]["right"]), (&1.into(), &0.into()), "{report}");
}

#[test]
fn a_bad_gold_file_is_2_with_the_line_and_the_cure() {
    let place = Workplace::empty();
    place.write("a.txt", TEXT);
    for (gold, words) in [
        ("", "write one JSON object a line"),
        ("{\"document\": \"a.txt\"}", "line 1: missing field `subject`"),
        (
            "\n{\"document\": \"a.txt\", \"subject\": \"X\", \"relation\": \"met\", \"objekt\": \"Y\"}",
            "line 2: unknown field",
        ),
        ("{\"document\": \"a.txt\", \"subject\": \"\", \"relation\": \"met\"}", "must not be empty"),
        ("{\"document\": \"b.txt\", \"subject\": \"X\", \"relation\": \"met\"}", "no document is called `b.txt`"),
        ("not json", "docs/evaluate.md"),
    ] {
        place.write("gold.jsonl", gold);
        let run = place.run(["evaluate", "--gold", "gold.jsonl", "a.txt"]);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{run:?}");
        assert!(run.err.contains("gold.jsonl") && run.err.contains(words), "{words}: {run:?}");
    }
    assert_eq!(place.run(["evaluate", "--gold", "none.jsonl", "a.txt"]).code, 2);
}
