use newsgraph::graph::Graph;
use newsgraph::model::{Modality, Polarity};
use newsgraph::query::{Answerer, LookupError};
use newsgraph::schema::Schema;

use super::builder::{Builder, More, sample};

fn with<R>(check: impl FnOnce(Answerer) -> R) -> R {
    let graph = sample().graph();
    check(Answerer::new(&graph, Schema::news()))
}

#[test]
fn a_path_has_one_sentence_per_hop() {
    with(|answerer| {
        let path = answerer.path("Lindqvist", "Northern Union").unwrap();
        let names: Vec<_> = path.iter().map(|hop| (hop.from.as_str(), hop.to.as_str())).collect();
        let expected =
            [("Mara Lindqvist", "Port Alder"), ("Port Alder", "Tomas Berg"), ("Tomas Berg", "Northern Union")];
        assert_eq!(names, expected);
        assert!(path.iter().all(|hop| hop.evidence.len() == 1));
        assert_eq!(path[2].statement, "Tomas Berg leads Northern Union");
        assert_eq!(answerer.path("Norland", "norland").unwrap(), []);
        let apart = answerer.path("Brightwater", "Ivo Kranz").unwrap_err();
        assert_eq!(apart.to_string(), "no statement leads from Brightwater to Ivo Kranz within six steps");
    });
}

#[test]
fn of_paths_of_one_length_the_best_vouched_for_is_told() {
    let mut graph = Builder::default();
    let claimed = More { modality: Modality::Claimed, ..More::default() };
    let denied = More { polarity: Polarity::Negative, ..More::default() };
    let at_sea = More { place: Some("Old Harbour"), ..More::default() };
    graph.fact_with("Ada", "met", "Ben", denied).fact("Ben", "met", "Eve");
    graph.fact_with("Ada", "met", "Cleo", claimed.clone()).fact("Cleo", "met", "Eve");
    graph.fact_with("Ada", "met", "Dan", claimed.clone()).fact_with("Dan", "met", "Eve", claimed);
    // A longer way is none, however firm; a place is a participant like any other, but told last.
    graph.fact("Ada", "met", "Finn").fact("Finn", "met", "Gus").fact("Gus", "met", "Eve");
    graph.fact_with("Ada", "saw", "=a ship", at_sea.clone()).fact_with("Eve", "saw", "=a ship", at_sea);
    graph.fact("Ida", "met", "Joe");
    let graph = graph.graph();
    let answerer = Answerer::new(&graph, Schema::news());
    let told = |from: &str, to: &str| {
        let path = answerer.path(from, to).unwrap();
        path.into_iter().map(|hop| (hop.from, hop.to, hop.statement)).collect::<Vec<_>>()
    };
    let path = told("Ada", "Eve");
    assert_eq!(path.iter().map(|hop| (&*hop.0, &*hop.1)).collect::<Vec<_>>(), [("Ada", "Cleo"), ("Cleo", "Eve")]);
    let back = told("Eve", "Ada");
    assert_eq!(
        back.iter().rev().map(|hop| &hop.2).collect::<Vec<_>>(),
        path.iter().map(|hop| &hop.2).collect::<Vec<_>>()
    );
    assert_eq!(told("Ada", "Old Harbour").len(), 1);
    assert!(answerer.path("Ada", "Joe").is_err());
}

#[test]
fn a_card_shows_every_side_of_an_entity() {
    with(|answerer| {
        let card = answerer.show("NU").unwrap();
        assert_eq!((card.name.as_str(), card.of_it.len(), card.says.len()), ("Northern Union", 1, 0));
        assert_eq!(answerer.show(&card.id).unwrap(), card);
        let norland = answerer.show("Norland").unwrap();
        assert_eq!(norland.beside[0].attributed_to.as_deref(), Some("Norland"));
    });
}

#[test]
fn unknown_names_come_with_near_ones() {
    with(|answerer| {
        let unknown = answerer.show("Brightwell").unwrap_err();
        assert!(unknown.to_string().contains("did you mean Brightwater"), "{unknown}");
        assert!(matches!(answerer.why("s99"), Err(LookupError::UnknownStatement(_))));
        assert!(matches!(answerer.why("nonsense"), Err(LookupError::UnknownStatement(_))));
    });
}

#[test]
fn why_shows_the_sentence() {
    with(|answerer| {
        let fact = answerer.why("s2").unwrap();
        assert_eq!(fact.evidence[0].sentence, "Tomas Berg visited Port Alder.");
        assert_eq!(fact.time.as_deref(), Some("on Monday"));
    });
}

#[test]
fn a_timeline_has_facts_with_a_time_first() {
    with(|answerer| {
        let line = answerer.timeline("Port Alder").unwrap();
        let timed: Vec<bool> = line.iter().map(|fact| fact.time.is_some()).collect();
        assert_eq!(timed, [true, true, true, false, false, false]);
    });
}

#[test]
fn an_empty_graph_answers_with_a_reason() {
    let graph = Graph::new();
    let answerer = Answerer::new(&graph, Schema::news());
    let table = answerer.query("?who visited ?where").unwrap();
    assert!(table.explanation.unwrap().contains("ingest"));
    assert!(answerer.show("anyone").is_err());
}
