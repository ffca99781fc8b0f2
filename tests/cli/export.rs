use std::fs;

use crate::support::Workplace;

#[test]
fn jsonl_has_every_field_of_the_contract() {
    let place = Workplace::with_samples();
    let run = place.run(["export", "--format", "jsonl"]);
    assert_eq!(run.code, 0);
    let documents = fs::read_dir(crate::support::ARTICLES).unwrap().count();
    let statements = run.json();
    assert!(statements.len() > documents);
    for statement in &statements {
        for field in [
            "id",
            "subject",
            "relation",
            "family",
            "trigger",
            "object",
            "polarity",
            "modality",
            "attributed_to",
            "time",
            "place",
            "quantity",
            "confidence",
            "evidence",
        ] {
            assert!(statement.get(field).is_some(), "{field}: {statement}");
        }
        for field in ["id", "name", "type", "aliases"] {
            assert!(statement["subject"].get(field).is_some(), "{field}: {statement}");
        }
        assert!((0.0..=1.0).contains(&statement["confidence"].as_f64().unwrap()));
        for evidence in statement["evidence"].as_array().unwrap() {
            assert!(!evidence["sentence"].as_str().unwrap().is_empty());
        }
    }
}

#[test]
fn offsets_point_at_the_sentence_in_the_file() {
    let place = Workplace::with_samples();
    let mut checked = 0;
    for statement in place.run(["export"]).json() {
        for evidence in statement["evidence"].as_array().unwrap() {
            let name = evidence["document"].as_str().unwrap();
            if !name.ends_with(".txt") {
                continue;
            }
            let text = fs::read_to_string(format!("{}/{name}", crate::support::ARTICLES)).unwrap();
            let [start, end] = ["start", "end"].map(|field| evidence[field].as_u64().unwrap() as usize);
            assert_eq!(evidence["sentence"].as_str().unwrap(), &text[start..end]);
            checked += 1;
        }
    }
    assert!(checked > 50);
}

#[test]
fn dot_goes_to_a_file_if_told() {
    let place = Workplace::with_samples();
    let run = place.run(["export", "--format", "dot", "--output", "graph.dot"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{run:?}");
    let drawn = fs::read_to_string(place.path("graph.dot")).unwrap();
    assert!(drawn.starts_with("digraph") && drawn.trim_end().ends_with('}'), "{drawn}");
    assert_eq!(drawn, place.run(["export", "--format", "dot"]).out);
}

#[test]
fn the_focus_leaves_out_what_is_far() {
    let place = Workplace::with_samples();
    let near = place.run(["export", "--focus", "Eskbridge", "--hops", "1"]);
    assert_eq!(near.code, 0, "{near:?}");
    assert!(near.out.contains("Eskbridge") && !near.out.contains("Kyiv"), "{}", near.out);
    let all = place.run(["export"]).out;
    assert!(near.out.lines().all(|line| all.contains(line)));
}

#[test]
fn a_dump_restores_to_the_same_graph() {
    let place = Workplace::with_samples();
    assert_eq!(place.run(["dump", "--output", "dump.jsonl"]).code, 0);
    let run = place.run(["restore", "dump.jsonl", "--db", "copy"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.err.contains("restored 13 documents"), "{run:?}");
    assert_eq!(place.run(["export", "--db", "copy"]).out, place.run(["export"]).out);
    assert_eq!(place.run(["check", "--db", "copy"]).code, 0);
    let occupied = place.run(["restore", "dump.jsonl"]);
    assert_eq!(occupied.code, 2, "a database is never written over: {occupied:?}");
}

#[test]
fn what_is_no_dump_is_refused() {
    let place = Workplace::empty();
    let run = place.run_with_input(["restore", "--db", "copy"], "{\"text\": \"x\"}\n");
    assert_ne!(run.code, 0, "{run:?}");
    assert!(run.err.contains("dump"), "{run:?}");
}

#[test]
fn check_ends_with_ok() {
    let place = Workplace::with_samples();
    let run = place.run(["check"]);
    assert_eq!(run.code, 0);
    assert!(run.out.ends_with("\nok\n"), "{run:?}");
}

#[test]
fn conllu_has_ten_columns_and_names() {
    let place = Workplace::empty();
    let run = place.run_with_input(["annotate", "--format", "conllu"], "Jens Stoltenberg visited Kyiv. He left.");
    assert_eq!(run.code, 0, "{run:?}");
    let words: Vec<Vec<&str>> = run
        .out
        .lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_digit()))
        .map(|line| line.split('\t').collect())
        .collect();
    assert!(words.iter().all(|word| word.len() == 10), "{}", run.out);
    assert_eq!(words.iter().filter(|word| word[0] == "1").count(), 2, "two sentences: {}", run.out);
    assert_eq!((words[2][1], words[2][2], words[2][3]), ("visited", "visit", "VERB"));
    assert!(words[0][9].contains("NER=B-PER") && words[1][9].contains("NER=I-PER"), "{}", run.out);
}

#[test]
fn conllu_says_who_is_meant() {
    let place = Workplace::empty();
    let run = place.run_with_input(["annotate"], "Jens Stoltenberg visited Kyiv. He left on Friday.");
    let notes = |form: &str| {
        let line = run.out.lines().find(|line| line.split('\t').nth(1) == Some(form)).unwrap();
        line.split('\t').nth(9).unwrap().to_owned()
    };
    let number = |form: &str| {
        let notes = notes(form);
        let coref =
            notes.split('|').find_map(|note| note.strip_prefix("Coref=")).unwrap_or_else(|| panic!("{form}: {notes}"));
        coref.split('-').nth(1).unwrap().to_owned()
    };
    assert!(notes("Jens").contains("EntityType=Person") && notes("Jens").contains("Coref=B-"), "{}", run.out);
    assert!(notes("Stoltenberg").contains("Coref=I-"), "{}", run.out);
    assert_eq!(number("He"), number("Jens"));
    assert_ne!(number("Kyiv"), number("Jens"));
}

#[test]
fn given_words_are_kept() {
    let place = Workplace::empty();
    let line = |id: usize, form: &str| format!("{id}\t{form}\t_\t_\t_\t_\t_\t_\t_\t_\n");
    let input = format!("# sent_id = a1\n{}{}{}\n", line(1, "Kyiv-based"), line(2, "firms"), line(3, "left"));
    let run = place.run_with_input(["annotate", "--tokens"], input.as_str());
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.out.contains("# sent_id = a1") && run.out.contains("1\tKyiv-based\t"), "{}", run.out);
    let bad = place.run_with_input(["annotate", "--tokens"], "1\tKyiv\n");
    assert_eq!(bad.code, 2, "{bad:?}");
    assert!(bad.err.contains("line 1"), "{bad:?}");
}

#[test]
fn openie_gives_sentence_confidence_relation_arguments() {
    let place = Workplace::empty();
    let run = place.run_with_input(
        ["annotate", "--format", "openie"],
        "Jens Stoltenberg visited Kyiv.\nThe court sentenced the mayor.\n",
    );
    assert_eq!(run.code, 0, "{run:?}");
    let fields: Vec<Vec<&str>> = run.out.lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!(fields[0][0], "Jens Stoltenberg visited Kyiv.");
    assert!((0.0..=1.0).contains(&fields[0][1].parse::<f64>().unwrap()));
    assert_eq!(fields[0][2..], ["visited", "Jens Stoltenberg", "Kyiv"]);
    assert!(
        fields.iter().any(|line| line[0] == "The court sentenced the mayor." && line[2] == "sentenced"),
        "{}",
        run.out
    );
}
