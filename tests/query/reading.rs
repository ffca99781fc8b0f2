//! How questions are read: each with its meaning, as the first line of a reply shows it.

use newsgraph::query::Answerer;
use newsgraph::schema::Schema;

use super::builder::sample;

const READINGS: &[(&str, &str)] = &[
    ("who visited Port Alder", "?who —visited→ Port Alder"),
    ("who went to Port Alder", "?who —visited→ Port Alder"),
    ("who has visited Port Alder?", "?who —visited→ Port Alder"),
    ("whom did Tomas Berg meet", "Tomas Berg —met→ ?who"),
    ("what was shelled by Westmark", "Westmark —shelled→ ?what"),
    ("did anyone visit Port Alder", "whether: * —visited→ Port Alder"),
    ("when did Tomas Berg visit Port Alder", "when: Tomas Berg —visited→ Port Alder"),
    ("why did Ivo Kranz resign", "why: Ivo Kranz —resigned→ *"),
    ("how many sailors visited Port Alder", "how many: * —visited→ Port Alder [count sailors]"),
    ("who is the president of Norland", "?who —president_of→ Norland"),
    ("who is Mara Lindqvist", "who or what is: Mara Lindqvist"),
    ("which country was the first to visit Port Alder", "?which:Country —visited→ Port Alder [with first]"),
    ("how is Mara Lindqvist connected to Tomas Berg", "path: Mara Lindqvist — Tomas Berg"),
];

#[test]
fn questions_are_read_as_meant() {
    let graph = sample().graph();
    let answerer = Answerer::new(&graph, Schema::news());
    let read = |question: &str| answerer.ask(question).understood;
    let wrong: Vec<String> = READINGS
        .iter()
        .filter(|(question, meaning)| read(question) != *meaning)
        .map(|(question, meaning)| format!("{question}\n  meant {meaning}\n  read  {}", read(question)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
