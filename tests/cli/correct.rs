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
