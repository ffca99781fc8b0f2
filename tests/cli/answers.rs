use std::fs;
use std::path::Path;

use serde::Deserialize;

use crate::support::{ARTICLES, Workplace};

/// A line of `tests/questions/*.jsonl`: a question about the sample articles.
#[derive(Deserialize)]
struct Golden {
    question: String,
    /// Each must be among the answers, with this status.
    answers: Vec<GoldenAnswer>,
    /// None of these may be answered as asserted or claimed.
    #[serde(default)]
    never: Vec<String>,
    /// Why it is not answered yet: such a question may fail, but must not once it need not.
    gap: Option<String>,
}

#[derive(Deserialize)]
struct GoldenAnswer {
    answer: String,
    status: String,
    /// A document that must be among the evidence.
    document: Option<String>,
}

#[test]
fn golden_questions() {
    let place = Workplace::with_samples();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/questions");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.is_file());
    files.sort();
    assert!(!files.is_empty());
    let mut wrong = Vec::new();
    for file in files {
        for line in fs::read_to_string(&file).unwrap().lines() {
            let golden: Golden = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
            match (check(&place, &golden), &golden.gap) {
                (Err(complaint), None) => wrong.push(complaint),
                (Ok(()), Some(gap)) => wrong.push(format!("{}: answered, no longer a gap ({gap})", golden.question)),
                _ => {}
            }
        }
    }
    assert!(wrong.is_empty(), "{} questions:\n{}", wrong.len(), wrong.join("\n"));
}

fn check(place: &Workplace, golden: &Golden) -> Result<(), String> {
    let run = place.run(["ask", "--format", "json", &golden.question]);
    let reply = run.json().remove(0);
    let given = reply["answers"].as_array().unwrap();
    let complain = |what: &str| Err(format!("{}: {what}\n  {reply}", golden.question));
    if run.code != i32::from(golden.answers.is_empty()) {
        return complain(&format!("exit code {}", run.code));
    }
    for expected in &golden.answers {
        let fits = |answer: &&serde_json::Value| {
            let document = |evidence: &serde_json::Value| evidence["document"].as_str() == expected.document.as_deref();
            answer["answer"] == expected.answer
                && answer["status"] == expected.status
                && (expected.document.is_none() || answer["evidence"].as_array().unwrap().iter().any(document))
        };
        if !given.iter().any(|answer| fits(&answer)) {
            return complain(&format!("no {} ({})", expected.answer, expected.status));
        }
    }
    let vouched = |answer: &&serde_json::Value| answer["status"] == "asserted" || answer["status"] == "claimed";
    let named = |answer: &serde_json::Value| golden.never.iter().any(|name| answer["answer"] == *name);
    if given.iter().filter(vouched).any(named) {
        return complain("an answer that must not be");
    }
    Ok(())
}

#[test]
fn files_are_questioned_without_a_database() {
    let place = Workplace::empty();
    let run = place.run(["ask", "who visited Kyiv", ARTICLES]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.out.contains("Jens Stoltenberg  asserted"), "{}", run.out);
    assert!(run.out.contains("“NATO Secretary General Jens Stoltenberg visited Kyiv on Thursday"), "{}", run.out);
    assert!(run.out.contains("stoltenberg-in-kyiv.txt"), "{}", run.out);
    assert!(!place.path("db").exists());
}

#[test]
fn a_file_that_cannot_be_read_shows_in_the_exit_code() {
    let place = Workplace::empty();
    let run = place.run(["ask", "who visited Kyiv", ARTICLES, "none.txt"]);
    assert_eq!(run.code, 4, "{run:?}");
    assert!(run.err.contains("failed: none.txt") && run.out.contains("Jens Stoltenberg"), "{run:?}");
}

#[test]
fn text_starts_with_the_interpretation() {
    let place = Workplace::with_samples();
    let run = place.run(["ask", "who visited Kyiv"]);
    assert!(run.out.starts_with("?who —visited→ Kyiv\n"), "{}", run.out);
}

#[test]
fn json_has_the_form_of_the_contract() {
    let place = Workplace::with_samples();
    let run = place.run(["ask", "who visited Kyiv", "--format", "json"]);
    assert_eq!(run.out.lines().count(), 1);
    let reply = run.json().remove(0);
    let keys = |value: &serde_json::Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(&reply), ["answers", "explanation", "question", "understood"]);
    assert_eq!(reply["question"], "who visited Kyiv");
    assert_eq!(reply["understood"], "?who —visited→ Kyiv");
    assert_eq!(reply["explanation"], serde_json::Value::Null);
    for answer in reply["answers"].as_array().unwrap() {
        assert_eq!(keys(answer), ["aliases", "answer", "attributed_to", "evidence", "status", "time"]);
        for evidence in answer["evidence"].as_array().unwrap() {
            assert_eq!(keys(evidence), ["document", "sentence"]);
        }
    }
}

#[test]
fn no_answer_is_1_and_says_why() {
    let place = Workplace::with_samples();
    let run = place.run(["ask", "who visited Reykjavik", "--format", "json"]);
    assert_eq!(run.code, 1, "{run:?}");
    let reply = run.json().remove(0);
    assert_eq!(reply["answers"].as_array().unwrap().len(), 0);
    assert!(reply["explanation"].as_str().unwrap().contains("Reykjavik"), "{reply}");
    let text = place.run(["ask", "who visited Reykjavik"]);
    assert_eq!(text.code, 1);
    assert!(text.out.contains("Reykjavik"), "{text:?}");
}

#[test]
fn a_pattern_finds_rows() {
    let place = Workplace::with_samples();
    let run = place.run(["query", "?who visited Kyiv", "--format", "json"]);
    assert_eq!(run.code, 0, "{run:?}");
    let table = run.json().remove(0);
    assert_eq!(table["columns"], serde_json::json!(["who"]));
    let rows = table["rows"].as_array().unwrap();
    assert!(rows.iter().any(|row| row["cells"][0] == "Jens Stoltenberg" && row["status"] == "asserted"), "{table}");
    let text = place.run(["query", "?who visited Kyiv"]).out;
    assert!(text.contains("Jens Stoltenberg"), "{text}");
    assert_eq!(place.run(["query", "?who visited Reykjavik"]).code, 1);
}

/// What the program says of the figures of two articles.
fn note_on_deaths(first: &str, second: &str) -> String {
    let place = Workplace::empty();
    let lines = format!("{}\n{}\n", serde_json::json!({ "text": first }), serde_json::json!({ "text": second }));
    assert_eq!(place.run_with_input(["ingest", "-"], lines).code, 0);
    let reply = place.run(["ask", "how many people were killed", "--format", "json"]).json();
    reply[0]["explanation"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn figures_disagree_only_where_articles_speak_of_one_matter() {
    let fire = "A fire in Lagos killed nine people, the mayor said.";
    let disagreeing = note_on_deaths(fire, "A fire in Lagos killed 12 people, the Red Cross said.");
    assert!(disagreeing.starts_with("the sources disagree"), "{disagreeing}");
    let apart = note_on_deaths(fire, "A battle near Oslo killed 30 people, the army said.");
    assert_eq!(apart, "the articles tell of different events");
}
