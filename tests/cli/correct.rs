use crate::support::Workplace;

fn id(place: &Workplace, name: &str) -> String {
    place.run(["show", name, "--format", "json"]).json()[0]["id"].as_str().unwrap().to_owned()
}

#[test]
fn a_merge_shows_and_can_be_taken_back() {
    let place = Workplace::with_samples();
    let before = place.run(["export"]).out;
    let run = place.run(["merge", "Daniel Okoro", "Luca Ferri"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(id(&place, "Luca Ferri"), id(&place, "Daniel Okoro"));
    let back = run.out.lines().find_map(|line| line.strip_prefix("to take it back: newsgraph ")).unwrap();
    let run = place.run(back.split(' '));
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(place.run(["export"]).out, before);
}

#[test]
fn split_takes_back_the_last_merge_and_remembers_if_told() {
    let place = Workplace::with_samples();
    let before = id(&place, "Luca Ferri");
    assert_eq!(place.run(["merge", "Daniel Okoro", "Luca Ferri"]).code, 0);
    assert_eq!(place.run(["split", "Daniel Okoro", "--never-merge"]).code, 0);
    assert_eq!(id(&place, "Luca Ferri"), before);
    let run = place.run(["merge", "Daniel Okoro", "Luca Ferri"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.err.contains("never to be merged"), "{run:?}");
}

#[test]
fn a_dry_run_shows_what_would_change_and_changes_nothing() {
    let place = Workplace::with_samples();
    let (okoro, ferri) = (id(&place, "Daniel Okoro"), id(&place, "Luca Ferri"));
    let before = place.run(["export"]).out;
    let run = place.run(["merge", "Daniel Okoro", "Luca Ferri", "--dry-run"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.out.starts_with("Luca Ferri (Person, "), "{run:?}");
    assert!(run.out.contains("would become Daniel Okoro (Person, "), "{run:?}");
    assert!(run.out.contains("its names would be: ") && run.out.contains("; Luca Ferri"), "{run:?}");
    assert_eq!(place.run(["export"]).out, before);
    assert_eq!(id(&place, "Luca Ferri"), ferri);

    assert_eq!(place.run(["merge", "Daniel Okoro", "Luca Ferri"]).code, 0);
    let merged = place.run(["export"]).out;
    let run = place.run(["split", "Daniel Okoro", "--dry-run"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.out.contains("would be two again"), "{run:?}");
    assert_eq!(place.run(["export"]).out, merged);
    assert_eq!(id(&place, "Luca Ferri"), okoro);
}

#[test]
fn never_merge_is_remembered() {
    let place = Workplace::with_samples();
    let run = place.run(["never-merge", "Daniel Okoro", "Luca Ferri"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.out.contains("will never be merged"), "{run:?}");
    for more in [&[][..], &["--dry-run"]] {
        let merge = ["merge", "Luca Ferri", "Daniel Okoro"];
        let run = place.run(merge.iter().chain(more).copied());
        assert_eq!(run.code, 2, "{run:?}");
        assert!(run.err.contains("never to be merged"), "{run:?}");
    }
    assert_eq!(place.run(["merge", "Kyiv", "Warsaw"]).code, 0);
    let one_already = place.run(["never-merge", "Kyiv", "Warsaw"]);
    assert_eq!(one_already.code, 2, "{one_already:?}");
}

#[test]
fn what_cannot_be_merged_or_split_is_refused() {
    let place = Workplace::with_samples();
    assert_eq!(place.run(["merge", "Kyiv", "Kyiv"]).code, 2);
    assert_eq!(place.run(["merge", "Kyiv", "Xyzzy"]).code, 1);
    let guess = place.run(["merge", "Kyiv", "Jens Stoltenburg"]);
    assert_eq!(guess.code, 1, "nothing is merged on a guess: {guess:?}");
    assert!(guess.err.contains("did you mean Jens Stoltenberg?"), "{guess:?}");
    let run = place.run(["split", "Kyiv"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("nothing was merged into"), "{run:?}");
    assert_eq!(place.run(["split", "Kyiv", "Warsaw"]).code, 2);
}

#[test]
fn forget_removes_a_document_and_what_only_it_says() {
    let place = Workplace::with_samples();
    let run = place.run(["forget", "marren-flood.txt"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.out.starts_with("forgot marren-flood.txt (d"), "{run:?}");
    assert!(!place.run(["export"]).out.contains("marren-flood.txt"));
    assert_eq!(place.run(["stats", "--format", "json"]).json()[0]["documents"], 12);
    let again = place.run(["forget", "marren-flood.txt"]);
    assert_eq!(again.code, 1, "{again:?}");
}

#[test]
fn a_name_close_to_a_documents_is_offered() {
    let place = Workplace::with_samples();
    let run = place.run(["forget", "maren-flood.txt"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("did you mean marren-flood.txt"), "{run:?}");
}

#[test]
fn a_statement_that_was_retracted_stays_away() {
    let place = Workplace::empty();
    place.write("lindby.txt", "Anna Holt met Ben Marsh in Lindby on Monday. Anna Holt praised Carl Dorn.");
    let read = ["ingest", "lindby.txt"];
    assert_eq!(place.run(read).code, 0);
    let facts = || place.run(["export"]).out;
    let before = facts();
    let number = |facts: &str, relation: &str| {
        let line =
            facts.lines().find(|line| line.contains(&format!("\"relation\":\"{relation}\""))).unwrap().to_owned();
        line.split('"').nth(3).unwrap().to_owned()
    };
    let met = number(&before, "met");

    let shown = place.run(["retract", &met, "--dry-run"]);
    assert_eq!(shown.code, 0, "{shown:?}");
    assert!(shown.out.contains("would retract") && shown.out.contains("Anna Holt met Ben Marsh"), "{shown:?}");
    assert_eq!(facts(), before, "a dry run changes nothing");

    let run = place.run(["retract", &met]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.out.contains("Anna Holt met Ben Marsh"), "{run:?}");
    let without = facts();
    assert!(!without.contains("\"relation\":\"met\"") && without.contains("praised"), "{without}");

    // It can be brought back, and be retracted again.
    assert!(run.out.contains(&format!("newsgraph retract --undo {met}")), "{run:?}");
    let shown = place.run(["retract", "--undo", &met, "--dry-run"]);
    assert!(shown.out.contains("would bring back") && shown.out.contains("Anna Holt met Ben Marsh"), "{shown:?}");
    assert_eq!(facts(), without, "a dry run changes nothing");
    assert_eq!(place.run(["compact"]).code, 0);
    let run = place.run(["retract", "--undo", &met]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.out.contains("brought back") && run.out.contains("Anna Holt met Ben Marsh"), "{run:?}");
    assert_eq!(facts(), before);
    let run = place.run(["retract", "--undo", &met]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.err.contains("was not retracted"), "{run:?}");
    assert_eq!(place.run(["retract", &met]).code, 0);
    assert_eq!(facts(), without);

    // Read again after a compaction, and after a dump and a restore, it stays away.
    assert_eq!(place.run(["compact"]).code, 0);
    assert_eq!(place.run(["forget", "lindby.txt"]).code, 0);
    let dump = place.run(["dump"]).out;
    assert_eq!(place.run(read).code, 0);
    assert!(!facts().contains("\"relation\":\"met\"") && facts().contains("praised"), "{}", facts());
    place.write("saved.jsonl", dump);
    assert_eq!(place.run(["--db", "second.db", "restore", "saved.jsonl"]).code, 0);
    assert_eq!(place.run(["--db", "second.db", "ingest", "lindby.txt"]).code, 0);
    let second = place.run(["--db", "second.db", "export"]).out;
    assert!(!second.contains("\"relation\":\"met\"") && second.contains("praised"), "{second}");
}

#[test]
fn only_statements_that_are_there_can_be_retracted() {
    let place = Workplace::with_samples();
    for unknown in ["s99999", "e1", "the visit"] {
        let run = place.run(["retract", unknown]);
        assert_eq!(run.code, 1, "{run:?}");
        assert!(run.err.contains(unknown), "{run:?}");
    }
}
