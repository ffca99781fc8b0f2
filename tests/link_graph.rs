//! Entities of a document found again in the graph, or not.

mod common;

use common::tree;
use newsgraph::extract::{Discourse, Linker, Resolution};
use newsgraph::graph::Graph;
use newsgraph::model::{Change, ContentHash, Document, Entity, EntityId, EntityType, Mention, Span};

/// A graph with one document that mentions each of these entities; aliases behind the name.
fn graph(entities: &[(&str, EntityType, &[&str])]) -> Graph {
    let mut graph = Graph::new();
    let text = "x";
    let document = Document {
        id: graph.next_document_id(),
        content: ContentHash::of(text),
        name: "one.txt".to_owned(),
        title: None,
        published: None,
        ingested: None,
        source: None,
        url: None,
        text: text.into(),
    };
    let span = Span::new(0, 1);
    let mut changes = vec![Change::Document(document.clone())];
    for (index, (name, entity_type, aliases)) in entities.iter().enumerate() {
        let id = EntityId(index as u32);
        let aliases = aliases.iter().chain([name]).map(|alias| ((*alias).to_owned(), 1)).collect();
        changes.push(Change::Entity(Entity { id, name: (*name).to_owned(), entity_type: *entity_type, aliases }));
        changes.push(Change::Mention(Mention { entity: id, document: document.id, span, sentence: span }));
    }
    graph.apply(&changes).expect("a valid graph");
    graph
}

/// What becomes of the entity at a token of the only sentence (counted from 1).
fn resolved(graph: &Graph, lines: &str, token: usize) -> Option<u32> {
    let (text, analysis) = tree(lines);
    let discourse = Discourse::of(&text, &analysis);
    let local = discourse.entity_at(0, token - 1).expect("an entity");
    match Linker::resolve(graph, &discourse)[local.0] {
        Resolution::Existing(id) => Some(id.0),
        Resolution::New => None,
    }
}

#[test]
fn another_romanisation_of_a_surname_is_the_same_person() {
    let graph = graph(&[
        ("Petro Havrylenko", EntityType::Person, &["Havrylenko"]),
        ("Vasyl Zaborovsky", EntityType::Person, &["Zaborovsky"]),
    ]);
    let lines = "Vasyl Vasyl PROPN NNP 3 nsubj B-PER
         Zaborovskiy Zaborovskiy PROPN NNP 1 flat I-PER
         spoke speak VERB VBD 0 root";
    assert_eq!(resolved(&graph, lines, 1), Some(1));
}

#[test]
fn a_bare_surname_finds_its_only_bearer_and_nobody_among_two() {
    let one = graph(&[("Maria Lindqvist", EntityType::Person, &["Lindqvist"])]);
    let two = graph(&[
        ("Maria Lindqvist", EntityType::Person, &["Lindqvist"]),
        ("Karl Lindqvist", EntityType::Person, &["Lindqvist"]),
    ]);
    let lines = "Lindqvist Lindqvist PROPN NNP 2 nsubj B-PER
         spoke speak VERB VBD 0 root";
    assert_eq!(resolved(&one, lines, 1), Some(0));
    assert_eq!(resolved(&two, lines, 1), None);
}

#[test]
fn another_given_name_is_another_person() {
    let graph = graph(&[("Maria Lindqvist", EntityType::Person, &["Lindqvist"])]);
    let lines = "Karl Karl PROPN NNP 3 nsubj B-PER
         Lindqvist Lindqvist PROPN NNP 1 flat I-PER
         spoke speak VERB VBD 0 root";
    assert_eq!(resolved(&graph, lines, 1), None);
}

#[test]
fn a_long_form_finds_the_acronym_that_the_list_knows() {
    let graph = graph(&[("IAEA", EntityType::Organization, &[])]);
    let lines = "International International PROPN NNP 4 compound B-ORG
         Atomic Atomic PROPN NNP 4 compound I-ORG
         Energy Energy PROPN NNP 4 compound I-ORG
         Agency Agency PROPN NNP 5 nsubj I-ORG
         met meet VERB VBD 0 root";
    assert_eq!(resolved(&graph, lines, 4), Some(0));
}

#[test]
fn a_visited_capital_is_the_city_and_not_the_country_that_bears_it_as_alias() {
    let graph = graph(&[("Hungary", EntityType::Country, &["Budapest"]), ("Budapest", EntityType::Place, &[])]);
    let visited = "They they PRON PRP 2 nsubj
         visited visit VERB VBD 0 root
         Budapest Budapest PROPN NNP 2 obj B-LOC";
    let acting = "Budapest Budapest PROPN NNP 2 nsubj B-LOC
         said say VERB VBD 0 root";
    assert_eq!(resolved(&graph, visited, 3), Some(1));
    assert_eq!(resolved(&graph, acting, 1), Some(0));
}

#[test]
fn a_description_with_a_name_is_found_again_and_a_bare_one_never() {
    let graph =
        graph(&[("Latvian forces", EntityType::Group, &["Latvian soldiers"]), ("residents", EntityType::Group, &[])]);
    let lines = "Latvian Latvian ADJ JJ 2 amod
         troops troops NOUN NNS 3 nsubj
         helped help VERB VBD 0 root
         residents resident NOUN NNS 3 obj";
    assert_eq!(resolved(&graph, lines, 2), Some(0));
    assert_eq!(resolved(&graph, lines, 4), None);
}

#[test]
fn a_person_is_never_a_place_of_the_same_name() {
    let graph = graph(&[("Florence", EntityType::Place, &[])]);
    let lines = "Florence Florence PROPN NNP 2 nsubj B-PER
         smiled smile VERB VBD 0 root";
    assert_eq!(resolved(&graph, lines, 1), None);
}

#[test]
fn what_a_document_adds_makes_the_name_fuller() {
    let entity = Entity {
        id: EntityId(0),
        name: "Lindqvist".to_owned(),
        entity_type: EntityType::Person,
        aliases: [("Lindqvist".to_owned(), 3)].into(),
    };
    let (text, analysis) = tree(
        "Maria Maria PROPN NNP 3 nsubj B-PER
         Lindqvist Lindqvist PROPN NNP 1 flat I-PER
         spoke speak VERB VBD 0 root",
    );
    let discourse = Discourse::of(&text, &analysis);
    let richer = Linker::enriched(&entity, &discourse.entities[0]);
    assert_eq!(richer.name, "Maria Lindqvist");
    assert_eq!(richer.aliases.keys().collect::<Vec<_>>(), ["Lindqvist", "Maria Lindqvist"]);
}
