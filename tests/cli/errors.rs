use std::fs;

use newsgraph::store::Store;

use crate::support::{ARTICLES, Workplace};

const READERS: [&[&str]; 8] = [
    &["ask", "who visited Kyiv"],
    &["query", "?who visited Kyiv"],
    &["show", "Kyiv"],
    &["why", "s1"],
    &["stats"],
    &["check"],
    &["dump"],
    &["repl"],
];

#[test]
fn wrong_usage_is_2() {
    let place = Workplace::with_samples();
    for arguments in
        [&["conquer"][..], &["show"], &["ask"], &["stats", "--format", "xml"], &["export", "--hops", "2"], &[]]
    {
        let run = place.run(arguments);
        assert_eq!(run.code, 2, "{arguments:?}: {run:?}");
        assert_eq!(run.out, "");
        assert!(run.err.contains("--help") || run.err.contains("Usage"), "{arguments:?}: {run:?}");
    }
}

#[test]
fn a_database_that_is_not_there_is_said_and_not_made() {
    let place = Workplace::empty();
    for arguments in READERS {
        let run = place.run(arguments);
        assert_eq!(run.code, 2, "{arguments:?}: {run:?}");
        assert!(run.err.contains("no database") && run.err.contains("newsgraph ingest"), "{run:?}");
        assert!(!place.path("db").exists());
    }
}

#[test]
fn a_database_in_use_is_3() {
    let place = Workplace::with_samples();
    let held = Store::open(place.path("db")).unwrap();
    for arguments in READERS.into_iter().chain([&["ingest", ARTICLES][..]]) {
        let run = place.run(arguments);
        assert_eq!(run.code, 3, "{arguments:?}: {run:?}");
        assert!(run.err.contains("open in another process"), "{run:?}");
        assert_eq!(run.out, "");
    }
    drop(held);
    assert_eq!(place.run(["stats"]).code, 0);
}

#[test]
fn a_database_from_a_newer_version_is_3() {
    let place = Workplace::with_samples();
    let mut slot = Vec::from(*b"newsgrph");
    slot.extend(999u16.to_le_bytes());
    slot.resize(32, 0);
    slot.extend(crc32fast::hash(&slot).to_le_bytes());
    slot.resize(1024, 0);
    fs::write(place.path("db/manifest"), &slot).unwrap();
    let run = place.run(["ask", "who visited Kyiv"]);
    assert_eq!(run.code, 3, "{run:?}");
    assert!(run.err.contains("format 999") && run.err.contains("newer newsgraph"), "{run:?}");
}

#[test]
fn a_damaged_database_is_3_with_a_way_out() {
    let place = Workplace::with_samples();
    fs::write(place.path("db/manifest"), b"rubbish").unwrap();
    let run = place.run(["check"]);
    assert_eq!(run.code, 3, "{run:?}");
    assert!(run.err.contains("damaged") && run.err.contains("restore"), "{run:?}");
}

#[test]
fn a_folder_that_is_something_else_is_left_alone() {
    let place = Workplace::empty();
    place.write("db/letter.txt", "Dear Ann");
    let run = place.run(["ingest", ARTICLES]);
    assert_eq!(run.code, 3, "{run:?}");
    assert!(run.err.contains("not a newsgraph database"), "{run:?}");
    assert_eq!(fs::read_dir(place.path("db")).unwrap().count(), 1);
}

#[test]
fn a_name_that_nobody_has_is_1_with_near_names() {
    let place = Workplace::with_samples();
    for arguments in [
        &["show", "Jan Stoltenborgen"][..],
        &["timeline", "Jan Stoltenborgen"],
        &["path", "Jan Stoltenborgen", "Kyiv"],
        &["export", "--focus", "Jan Stoltenborgen"],
    ] {
        let run = place.run(arguments);
        assert_eq!(run.code, 1, "{arguments:?}: {run:?}");
        assert!(run.err.contains("did you mean") && run.err.contains("Jens Stoltenberg"), "{run:?}");
        assert_eq!(run.out, "");
    }
    assert_eq!(place.run(["show", "e99999"]).code, 1);
    let run = place.run(["why", "s99999"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("s99999"), "{run:?}");
}

#[test]
fn a_pattern_that_cannot_be_read_is_2_with_a_caret() {
    let place = Workplace::with_samples();
    let run = place.run(["query", "?who"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.err.lines().any(|line| line.trim_start().starts_with('^')), "{}", run.err);
    assert_eq!(run.out, "");
}

#[test]
fn output_that_cannot_be_written_is_an_error() {
    let place = Workplace::with_samples();
    let run = place.run(["export", "--output", "no/such/folder.jsonl"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.err.contains("cannot write no/such/folder.jsonl"), "{run:?}");
}

#[test]
fn a_reader_who_stops_is_no_error() {
    let place = Workplace::with_samples();
    let mut child = std::process::Command::new(crate::support::PROGRAM)
        .args(["dump", "--db"])
        .arg(place.path("db"))
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(output.stderr, b"");
}
