//! One event that several articles tell of, by verb or by noun, is one statement with evidence from each.

use serde_json::{Value, json};

use crate::support::Workplace;

/// The statements that the program keeps of articles with their days.
fn statements(articles: &[(&str, &str)]) -> Vec<Value> {
    let place = Workplace::empty();
    let lines: String =
        articles.iter().map(|(date, text)| json!({"text": text, "date": date}).to_string() + "\n").collect();
    assert_eq!(place.run_with_input(["ingest", "-"], lines).code, 0);
    place.run(["export", "--format", "jsonl"]).json()
}

/// How many articles stand behind each statement of a family.
fn evidence(statements: &[Value], family: &str) -> Vec<usize> {
    let of_family = statements.iter().filter(|statement| statement["family"] == family);
    of_family.map(|statement| statement["evidence"].as_array().map_or(0, Vec::len)).collect()
}

#[test]
fn a_noun_without_doer_in_one_article_is_evidence_for_the_verb_in_another() {
    let told = statements(&[
        ("2021-05-04", "Police in Lagos arrested Ruben Paz on Monday."),
        ("2021-05-06", "The arrest of Ruben Paz angered Peru."),
    ]);
    assert_eq!(evidence(&told, "arrest"), [2], "{told:?}");
}

#[test]
fn an_arrest_years_later_is_another_one() {
    let told = statements(&[
        ("2017-05-04", "Police in Lagos arrested Ruben Paz on Monday."),
        ("2021-05-06", "The arrest of Ruben Paz angered Peru."),
    ]);
    assert_eq!(evidence(&told, "arrest"), [1, 1], "{told:?}");
}

#[test]
fn of_two_arrests_in_the_same_days_neither_is_chosen() {
    let told = statements(&[
        ("2021-05-04", "Ghana arrested Ruben Paz on Monday."),
        ("2021-05-05", "Togo arrested Ruben Paz on Tuesday."),
        ("2021-05-06", "The arrest of Ruben Paz angered Peru."),
    ]);
    assert_eq!(evidence(&told, "arrest"), [1, 1, 1], "{told:?}");
}

#[test]
fn a_visit_told_by_verb_and_noun_is_one_and_two_visits_are_two() {
    let one = statements(&[
        ("2021-05-04", "Ana Silva visited Norway on Monday."),
        ("2021-05-05", "Ana Silva's visit to Norway on Monday angered Peru."),
    ]);
    assert_eq!(evidence(&one, "visit"), [2], "{one:?}");
    let two = statements(&[
        ("2021-05-04", "Ana Silva visited Norway on Monday."),
        ("2022-05-05", "Ana Silva visited Norway on Tuesday."),
    ]);
    assert_eq!(evidence(&two, "visit"), [1, 1], "{two:?}");
}
