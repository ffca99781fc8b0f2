use newsgraph::query::{Answerer, Reply, Status};
use newsgraph::schema::Schema;
use proptest::prelude::*;

use super::builder::sample;

fn ask(question: &str) -> Reply {
    let graph = sample().graph();
    Answerer::new(&graph, Schema::news()).ask(question)
}

fn answers(question: &str) -> Vec<(String, Status)> {
    ask(question).answers.into_iter().map(|answer| (answer.answer, answer.status)).collect()
}

#[test]
fn a_question_in_the_form_of_a_pattern_is_answered() {
    assert_eq!(answers("who leads NU"), [("Tomas Berg".to_owned(), Status::Asserted)]);
    assert_eq!(answers("which companies boycotted Westmark?"), [("Brightwater".to_owned(), Status::Asserted)]);
    assert!(ask("who leads Narnia").explanation.unwrap().contains("Narnia"));
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
}
