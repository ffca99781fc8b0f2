use crate::support::Workplace;

#[test]
fn show_gives_names_mentions_and_statements() {
    let place = Workplace::with_samples();
    let run = place.run(["show", "Kyiv"]);
    assert_eq!(run.code, 0, "{run:?}");
    let mut lines = run.out.lines();
    assert!(lines.next().unwrap().starts_with("Kyiv  "), "{}", run.out);
    assert!(run.out.contains("stoltenberg-in-kyiv.txt"), "{}", run.out);
    assert!(run.out.lines().any(|line| line.starts_with('s') && line.contains("Jens Stoltenberg")), "{}", run.out);
    assert!(!run.out.contains('\u{1b}'), "no colour on a pipe");
}

#[test]
fn show_as_json_is_one_object_on_one_line() {
    let place = Workplace::with_samples();
    let run = place.run(["show", "Jens Stoltenberg", "--format", "json"]);
    let cards = run.json();
    assert_eq!(cards.len(), 1);
    assert_eq!(cards[0]["name"], "Jens Stoltenberg");
    assert_eq!(cards[0]["entity_type"], "Person");
    assert!(cards[0]["mentions"].as_u64().unwrap() > 5, "{}", cards[0]);
}

#[test]
fn an_entity_may_be_named_by_its_number() {
    let place = Workplace::with_samples();
    let id = place.run(["show", "Kyiv", "--format", "json"]).json()[0]["id"].as_str().unwrap().to_owned();
    assert_eq!(place.run(["show", &id]).out, place.run(["show", "Kyiv"]).out);
}

#[test]
fn a_name_that_is_not_quite_right_is_taken_with_a_note() {
    let place = Workplace::with_samples();
    let run = place.run(["show", "Jens Stoltenburg"]);
    assert_eq!(run.out, place.run(["show", "Jens Stoltenberg"]).out);
    assert!(run.err.starts_with("note: taking `Jens Stoltenburg` for Jens Stoltenberg (Person, e"), "{run:?}");
}

#[test]
fn why_gives_every_sentence_of_a_statement() {
    let place = Workplace::with_samples();
    let fact = place.run(["show", "Kyiv", "--format", "json"]).json()[0]["of_it"][0].clone();
    let run = place.run(["why", fact["id"].as_str().unwrap()]);
    assert_eq!(run.code, 0, "{run:?}");
    for evidence in fact["evidence"].as_array().unwrap() {
        assert!(run.out.contains(evidence["sentence"].as_str().unwrap()), "{}", run.out);
        assert!(run.out.contains(evidence["document"].as_str().unwrap()), "{}", run.out);
    }
}

#[test]
fn path_shows_the_steps_with_their_sentences() {
    let place = Workplace::with_samples();
    let run = place.run(["path", "Jens Stoltenberg", "Kyiv", "--format", "json"]);
    assert_eq!(run.code, 0, "{run:?}");
    let hops = run.json()[0].clone();
    assert_eq!(hops[0]["from"], "Jens Stoltenberg");
    assert_eq!(hops.as_array().unwrap().last().unwrap()["to"], "Kyiv");
    let text = place.run(["path", "Jens Stoltenberg", "Kyiv"]).out;
    assert!(text.contains(hops[0]["evidence"][0]["sentence"].as_str().unwrap()), "{text}");
}

#[test]
fn what_nothing_connects_is_no_answer() {
    let place = Workplace::with_samples();
    let run = place.run(["path", "Daniel Okoro", "Kyiv"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert_eq!(run.out, "");
    assert!(run.err.contains("Daniel Okoro") && run.err.contains("Kyiv"), "{run:?}");
}

#[test]
fn a_timeline_goes_forward() {
    let place = Workplace::with_samples();
    let facts = place.run(["timeline", "Jens Stoltenberg", "--format", "json"]).json()[0].clone();
    let days: Vec<&str> = facts.as_array().unwrap().iter().filter_map(|fact| fact["start"].as_str()).collect();
    assert!(days.len() >= 2 && days.is_sorted(), "{days:?}");
    let text = place.run(["timeline", "Jens Stoltenberg"]).out;
    assert!(text.starts_with(days[0]), "{text}");
}

#[test]
fn stats_count() {
    let place = Workplace::with_samples();
    let run = place.run(["stats", "--format", "json"]);
    let stats = run.json()[0].clone();
    assert_eq!(stats["documents"], 13);
    let statuses = ["asserted", "claimed", "planned", "hypothetical", "denied"];
    let sum: u64 = statuses.iter().map(|status| stats[status].as_u64().unwrap()).sum();
    assert_eq!(stats["statements"], sum);
    let types: u64 = stats["entity_types"].as_object().unwrap().values().map(|count| count.as_u64().unwrap()).sum();
    assert_eq!(stats["entities"], types);
    let text = place.run(["stats"]).out;
    assert!(text.starts_with("documents\t13\n") && text.contains(&format!("\nstatements\t{sum}\n")), "{text}");
}

#[test]
fn entities_by_prefix_whatever_the_capitals() {
    let place = Workplace::with_samples();
    let run = place.run(["entities", "stolt"]);
    assert_eq!(run.code, 0, "{run:?}");
    let fields: Vec<&str> = run.out.lines().next().unwrap().split('\t').collect();
    assert_eq!(fields[1..3], ["Person", "Jens Stoltenberg"]);
    assert!(place.run(["entities"]).out.lines().count() > run.out.lines().count());
    let json = place.run(["entities", "stolt", "--format", "json"]).json();
    assert_eq!(json[0]["name"], "Jens Stoltenberg");
    let none = place.run(["entities", "xyzzy"]);
    assert_eq!((none.code, none.out.as_str()), (1, ""), "{none:?}");
}

#[test]
fn relations_the_most_frequent_first() {
    let place = Workplace::with_samples();
    let run = place.run(["relations"]);
    let counts: Vec<u64> = run.out.lines().map(|line| line.split('\t').nth(1).unwrap().parse().unwrap()).collect();
    assert!(counts.is_sorted_by(|a, b| a >= b) && counts.len() > 10, "{counts:?}");
    assert!(run.out.lines().any(|line| line.starts_with("visited\t")), "{}", run.out);
    assert_eq!(place.run(["relations", "--format", "json"]).json().len(), counts.len());
}
