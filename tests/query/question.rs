use newsgraph::model::Modality;
use newsgraph::query::{Answerer, Reply, Status};
use newsgraph::schema::Schema;
use proptest::prelude::*;

use super::builder::{More, sample};

fn ask(question: &str) -> Reply {
    let graph = sample().graph();
    Answerer::new(&graph, Schema::news()).ask(question)
}

fn answers(question: &str) -> Vec<(String, Status)> {
    ask(question).answers.into_iter().map(|answer| (answer.answer, answer.status)).collect()
}

fn asserted(names: &[&str]) -> Vec<(String, Status)> {
    names.iter().map(|name| (name.to_string(), Status::Asserted)).collect()
}

#[test]
fn subjects_and_objects_are_found() {
    assert_eq!(answers("who leads NU"), asserted(&["Tomas Berg"]));
    assert_eq!(answers("who went to Port Alder?"), asserted(&["Tomas Berg"]));
    assert_eq!(answers("where did Berg travel"), asserted(&["Port Alder"]));
    assert_eq!(answers("What did Brightwater boycott?"), asserted(&["Westmark"]));
    assert!(ask("who leads Narnia").explanation.unwrap().contains("Narnia"));
}

#[test]
fn passive_questions_are_turned_round() {
    assert_eq!(answers("which country was boycotted by Brightwater"), asserted(&["Westmark"]));
    assert_eq!(answers("what was shelled by the army of Westmark"), asserted(&["Port Alder"]));
    assert_eq!(answers("by whom was Port Alder shelled"), asserted(&["Westmark army"]));
}

#[test]
fn a_case_of_what_is_asked_answers_but_not_its_neighbour() {
    assert_eq!(answers("who attacked Port Alder"), asserted(&["Westmark army"]));
    assert_eq!(answers("who bombed Port Alder"), []);
    assert!(ask("who bombed Port Alder").explanation.unwrap().contains("shelled Port Alder"));
}

#[test]
fn those_who_act_for_a_state_are_found_through_it() {
    assert_eq!(answers("what did Westmark attack"), asserted(&["Port Alder"]));
}

#[test]
fn offices_are_found_from_both_sides() {
    assert_eq!(answers("who is the president of Norland"), asserted(&["Mara Lindqvist"]));
    assert_eq!(answers("who is Norland's president"), asserted(&["Mara Lindqvist"]));
    assert_eq!(answers("who is Mara Lindqvist"), asserted(&["president of Norland"]));
}

#[test]
fn a_plan_answers_no_question_about_the_past() {
    assert_eq!(answers("who visited Port Alder"), asserted(&["Tomas Berg"]));
    assert_eq!(answers("who will visit Port Alder"), [("Mara Lindqvist".to_owned(), Status::Planned)]);
    assert_eq!(answers("when will Lindqvist visit Port Alder"), [("in June".to_owned(), Status::Planned)]);
}

#[test]
fn negation_is_kept() {
    let both = [("Brightwater".to_owned(), Status::Asserted), ("Acme Foods".to_owned(), Status::Denied)];
    assert_eq!(answers("which companies boycotted Westmark?"), both);
    assert_eq!(answers("which companies have not boycotted Westmark?"), asserted(&["Acme Foods"]));
}

#[test]
fn times_are_answers_and_restrictions() {
    assert_eq!(answers("when did Berg visit Port Alder"), asserted(&["on Monday", "before the strike"]));
    assert_eq!(ask("who visited Port Alder before the strike").answers[0].evidence.len(), 1);
    assert_eq!(answers("who visited Port Alder on Friday"), []);
}

#[test]
fn figures_of_different_sources_all_stand_with_their_source() {
    let reply = ask("how many miners were killed in Port Alder");
    let found: Vec<_> = reply.answers.iter().map(|a| (a.answer.as_str(), a.attributed_to.as_deref())).collect();
    assert_eq!(found, [("40", Some("Norland")), ("12", Some("Westmark"))]);
    assert_eq!(reply.explanation.as_deref(), Some("the sources disagree: 40 (Norland), 12 (Westmark)"));
    assert_eq!(answers("how many sailors were killed in Port Alder"), []);
}

#[test]
fn a_later_figure_of_one_source_is_an_update() {
    let mut graph = sample();
    let counted = |text, number, published| More {
        modality: Modality::Claimed,
        source: Some("Norland"),
        quantity: Some((text, number, "sailors")),
        published: Some(published),
        ..More::default()
    };
    graph.fact_with("31 sailors", "was_killed_in", "Brightwater", counted("31", 31.0, "2022-05-03"));
    graph.fact_with("25 sailors", "was_killed_in", "Brightwater", counted("25", 25.0, "2022-05-01"));
    let graph = graph.graph();
    let reply = Answerer::new(&graph, Schema::news()).ask("how many sailors were killed");
    assert_eq!(
        reply.explanation.as_deref(),
        Some("update: Norland put it at 25 (2022-05-01) before, now at 31 (2022-05-03)")
    );
}

#[test]
fn whoever_was_killed_died() {
    assert_eq!(answers("how many miners died in Port Alder").len(), 2);
    assert_eq!(answers("how many sailors died in Port Alder"), []);
}

#[test]
fn a_question_for_reasons_is_not_answered_by_the_fact_alone() {
    let reply = ask("why did Berg visit Port Alder");
    assert!(reply.answers.is_empty());
    assert!(reply.explanation.unwrap().starts_with("no article says why; it does say: Tomas Berg visited Port Alder"));
}

#[test]
fn a_job_is_an_office() {
    for question in
        ["what is Mara Lindqvist's job", "what does Mara Lindqvist do", "which office does Mara Lindqvist hold"]
    {
        assert_eq!(answers(question), asserted(&["president of Norland"]), "{question}");
    }
}

#[test]
fn yes_and_no_and_the_honest_middle() {
    let first = |question: &str| ask(question).answers.first().map(|a| a.answer.clone()).unwrap_or_default();
    assert!(first("did Berg visit Port Alder").starts_with("yes: Tomas Berg visited Port Alder"));
    assert!(first("has Acme Foods boycotted Westmark").starts_with("no: "));
    assert_eq!(ask("did Lindqvist attend the summit").answers[0].status, Status::Hypothetical);
    assert_eq!(ask("did Lindqvist visit Port Alder").answers[0].status, Status::Planned);
    let silent = ask("did Berg meet Lindqvist");
    assert!(silent.answers.is_empty());
    assert!(silent.explanation.unwrap().starts_with("not stated"));
}

#[test]
fn paths_are_asked_for_in_words() {
    let reply = ask("how is Lindqvist connected to the Northern Union");
    assert_eq!(reply.answers.len(), 3);
    assert_eq!(ask("how are Berg and NU connected?").answers.len(), 1);
}

#[test]
fn two_verbs_share_their_subject() {
    assert_eq!(answers("who visited Port Alder and leads NU"), asserted(&["Tomas Berg"]));
    assert_eq!(answers("who visited Port Alder but did not lead NU"), []);
}

#[test]
fn the_json_has_the_form_of_the_contract() {
    let reply = serde_json::to_value(ask("who visited Port Alder")).unwrap();
    assert_eq!(reply["understood"], "?who —visited→ Port Alder");
    assert_eq!(reply["answers"][0]["answer"], "Tomas Berg");
    assert_eq!(reply["answers"][0]["aliases"][0], "Berg");
    assert_eq!(reply["answers"][0]["status"], "asserted");
    assert_eq!(reply["answers"][0]["attributed_to"], serde_json::Value::Null);
    assert_eq!(reply["answers"][0]["time"], "on Monday; before the strike");
    assert_eq!(reply["answers"][0]["evidence"][0]["document"], "002.txt");
    assert_eq!(reply["answers"][0]["evidence"][0]["sentence"], "Tomas Berg visited Port Alder.");
    assert_eq!(reply["explanation"], serde_json::Value::Null);
}

proptest! {
    #[test]
    fn arbitrary_text_never_panics(question in "\\PC*") {
        let reply = ask(&question);
        prop_assert!(!reply.answers.is_empty() || reply.explanation.is_some());
    }

    #[test]
    fn any_order_of_question_words_never_panics(pieces in proptest::collection::vec(
        prop_oneof![Just("who"), Just("which"), Just("how"), Just("many"), Just("did"), Just("is"), Just("not"), Just("to"),
                    Just("Berg"), Just("Port Alder"), Just("visited"), Just("of"), Just("the"), Just("president"), Just("?"),
                    Just("and"), Just("but"), Just("according"), Just("connected"), Just("by"), Just("in"), Just("say")],
        0..9)) {
        let reply = ask(&pieces.join(" "));
        prop_assert!(!reply.answers.is_empty() || reply.explanation.is_some());
    }
}
