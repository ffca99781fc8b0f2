use std::process::Command;
use std::time::Duration;

use crate::support::{ARTICLES, PROGRAM, Workplace};

/// A sentence that is certain to give a statement.
const RAIN: &str = "The mayor of Holm visited Eskbridge on Monday.";

#[test]
fn a_summary_on_standard_error_and_nothing_on_standard_output() {
    let place = Workplace::empty();
    let run = place.run(["ingest", ARTICLES]);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(run.out, "");
    assert!(run.err.starts_with("ingested 13 documents (0 already known, 0 failed): "), "{}", run.err);
    assert_eq!(run.err.lines().count(), 1, "no bar and no colour on a pipe: {}", run.err);
    assert!(!run.err.contains('\u{1b}'));
}

#[test]
fn the_same_content_again_changes_nothing() {
    let place = Workplace::with_samples();
    let before = place.run(["dump"]);
    let run = place.run(["ingest", ARTICLES]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(
        run.err.starts_with("ingested 0 documents (13 already known, 0 failed): 0 statements, 0 entities"),
        "{run:?}"
    );
    assert_eq!(place.run(["dump"]).out, before.out);
}

#[test]
fn one_thread_and_two_give_the_same_bytes() {
    let one = Workplace::empty();
    let two = Workplace::empty();
    assert_eq!(one.run(["ingest", "--threads", "1", ARTICLES]).code, 0);
    assert_eq!(two.run(["ingest", "--threads", "2", ARTICLES]).code, 0);
    let export = one.run(["export", "--format", "jsonl"]);
    assert_eq!(export.out, two.run(["export", "--format", "jsonl"]).out);
    assert!(export.out.lines().count() > 50, "{}", export.out.lines().count());
}

#[test]
fn articles_one_by_one_give_what_they_give_together() {
    let together = Workplace::empty();
    let apart = Workplace::empty();
    let names = ["bakhmut-claims.txt", "marren-flood.txt", "nordic-membership.txt"];
    let paths = names.map(|name| format!("{ARTICLES}/{name}"));
    let all = std::iter::once("ingest").chain(paths.iter().map(String::as_str));
    assert_eq!(together.run(all).code, 0);
    for path in &paths {
        assert_eq!(apart.run(["ingest", path]).code, 0);
    }
    assert_eq!(together.run(["dump"]).out, apart.run(["dump"]).out);
}

#[test]
fn an_ingest_killed_anywhere_leaves_whole_documents_and_can_go_on() {
    let whole = Workplace::with_samples().run(["export"]).out;
    for milliseconds in [5, 25, 60, 100, 150, 220, 300, 400] {
        let place = Workplace::empty();
        let mut child = Command::new(PROGRAM).args(["ingest", ARTICLES, "--db"]).arg(place.path("db")).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(milliseconds));
        child.kill().unwrap();
        child.wait().unwrap();
        if place.path("db").exists() {
            let check = place.run(["check"]);
            assert_eq!(check.code, 0, "{check:?}");
        }
        let again = place.run(["ingest", ARTICLES]);
        assert_eq!(again.code, 0, "{again:?}");
        assert_eq!(place.run(["export"]).out, whole);
    }
}

#[test]
fn a_broken_file_is_reported_and_the_rest_goes_in() {
    let place = Workplace::empty();
    place.write("in/1.txt", RAIN);
    place.write("in/2.txt", b"caf\xe9");
    place.write("in/3.txt", "");
    place.write("in/4.txt", b"GIF89a\0\0");
    place.write("in/5.txt", vec![b'x'; 50_000_000]);
    place.write("in/6.html", "<html></html>");
    place.write("in/7.jsonl", "{\"text\": \"The minister met the ambassador in Holm.\"}\n{oops}\n");
    let run = place.run(["ingest", "in"]);
    assert_eq!(run.code, 4, "{run:?}");
    let failed: Vec<&str> = run.err.lines().filter_map(|line| line.strip_prefix("failed: ")).collect();
    let names: Vec<&str> = failed.iter().map(|line| line.split(": ").next().unwrap()).collect();
    assert_eq!(names, ["2.txt", "3.txt", "4.txt", "5.txt", "6.html", "7.jsonl:2"]);
    assert!(run.err.lines().last().unwrap().starts_with("ingested 2 documents (0 already known, 6 failed)"), "{run:?}");
    assert!(run.err.len() < 4000, "short lines even for long files");
    assert!(place.run(["stats"]).out.starts_with("documents\t2\n"));
}

#[test]
fn a_missing_file_is_reported_and_the_rest_goes_in() {
    let place = Workplace::empty();
    let file = place.write("a.txt", RAIN);
    let run = place.run(["ingest".as_ref(), "none.txt".as_ref(), file.as_os_str()]);
    assert_eq!(run.code, 4);
    assert!(run.err.contains("failed: none.txt: no such file or folder"), "{run:?}");
    assert!(run.err.contains("ingested 1 documents (0 already known, 1 failed)"), "{run:?}");
}

#[test]
fn standard_input_is_an_article_or_lines_of_jsonl() {
    let place = Workplace::empty();
    assert_eq!(place.run_with_input(["ingest", "-"], RAIN).code, 0);
    let line = "{\"text\": \"The minister met the ambassador in Holm.\", \"title\": \"Talks\"}\n";
    assert_eq!(place.run_with_input(["ingest", "-"], line).code, 0);
    let dump = place.run(["dump"]).out;
    assert!(dump.contains("\"name\":\"stdin\"") && dump.contains("\"name\":\"stdin:1\""), "{dump}");
}

#[test]
fn date_and_source_are_kept() {
    let place = Workplace::empty();
    let file = place.write("a.txt", RAIN);
    let arguments = ["ingest", file.to_str().unwrap(), "--date", "2021-10-11", "--source", "Valley Post"];
    assert_eq!(place.run(arguments).code, 0);
    let dump = place.run(["dump"]).out;
    assert!(dump.contains("\"published\":\"2021-10-11\"") && dump.contains("\"source\":\"Valley Post\""), "{dump}");
    assert_eq!(place.run(["ingest", "a.txt", "--date", "yesterday"]).code, 2);
}

#[test]
fn the_database_may_be_named_before_and_after_the_command() {
    let place = Workplace::empty();
    place.write("a.txt", RAIN);
    assert_eq!(place.run(["--db", "other", "ingest", "a.txt"]).code, 0);
    assert_eq!(place.run(["stats", "--db", "other"]).code, 0);
    assert_eq!(place.run(["stats"]).code, 2, "the default database is not there");
}
