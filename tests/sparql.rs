//! SPARQL over the graph: the view agrees with the same triples in oxrdf's own data set, and limits hold.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use newsgraph::model::*;
use newsgraph::query::sparql::{self, Answer, GraphFormat, Limits, ResultFormat, SparqlError};
use newsgraph::store::{Store, Telling};
use oxrdf::Dataset;
use proptest::prelude::*;
use spareval::{QueryEvaluator, QueryResults};
use spargebra::SparqlParser;

const DECLARED: &str = "PREFIX e: <urn:newsgraph:entity:> PREFIX r: <urn:newsgraph:relation:> \
    PREFIX ng: <urn:newsgraph:> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> \
    PREFIX q: <urn:newsgraph:qualifier:> ";

/// What is said of whom, with choices made by numbers.
type Said = (u32, u8, Option<u32>, u8, Option<u32>);

fn store(said: &[Said]) -> Store {
    let mut store = Store::temporary();
    let mut batch = store.batch();
    let kinds = [EntityType::Person, EntityType::Place];
    let names = ["Ada", "Ben", "Cleo", "Ada Ray", "Oslo", "Lima"];
    let entities: Vec<EntityId> = names.iter().enumerate().map(|(n, name)| batch.entity(name, kinds[n / 4])).collect();
    let text = "Ada met Ben in Oslo.";
    let article =
        Article { name: "a.txt".into(), source: Some("Paper".into()), text: text.into(), ..Article::default() };
    let document = batch.document(&article);
    let sentence = Span::new(0, text.len());
    for (subject, relation, object, manner, place) in said {
        let entity = |number: u32| entities[number as usize % entities.len()];
        let (polarity, modality) = match manner % 5 {
            0 => (Polarity::Negative, Modality::Asserted),
            1 => (Polarity::Positive, Modality::Claimed),
            2 => (Polarity::Positive, Modality::Planned),
            _ => (Polarity::Positive, Modality::Asserted),
        };
        let relation = ["met", "visited", "likes it"][usize::from(*relation) % 3].to_owned();
        let value = Value { text: format!("value {}", manner % 2), value_type: ValueType::Text };
        batch.statement(&Statement {
            id: StatementId(0),
            subject: entity(*subject),
            trigger: relation.clone(),
            relation,
            family: (manner % 2 == 0).then(|| "meet".to_owned()),
            object: object.map_or(Object::Value(value), |object| Object::Entity(entity(object))),
            polarity,
            modality,
            attributed_to: (manner % 3 == 0).then(|| entity(u32::from(*manner))),
            time: Some(TimeExpression { text: "today".into(), start: "2024-05-01".parse().ok(), end: None }),
            place: place.map(entity),
            quantity: None,
            qualifiers: place
                .map(|place| Qualifier { role: "with".into(), value: Object::Entity(entity(place)) })
                .into_iter()
                .collect(),
            confidence: 0.5,
            evidence: vec![Evidence { document, sentence, words: sentence }],
        });
    }
    store.write(batch).unwrap();
    store
}

fn rows(answer: &Answer) -> BTreeMap<String, usize> {
    let mut counted = BTreeMap::new();
    match answer {
        Answer::Boolean(truth) => {
            counted.insert(truth.to_string(), 1);
        }
        Answer::Rows { variables, rows } => {
            for row in rows {
                let bound =
                    variables.iter().zip(row).filter_map(|(name, term)| Some(format!("{name}={}", term.as_ref()?)));
                *counted.entry(bound.collect::<Vec<_>>().join(" ")).or_default() += 1;
            }
        }
        Answer::Triples(triples) => counted.extend(triples.iter().map(|triple| (triple.to_string(), 1))),
    }
    counted
}

/// The answer of spareval over oxrdf's data set, without anything of ours.
fn plainly(dataset: &Dataset, query: &str) -> BTreeMap<String, usize> {
    let query = SparqlParser::new().parse_query(query).unwrap();
    let evaluator = QueryEvaluator::new();
    let answer = match evaluator.prepare(&query).execute(dataset).unwrap() {
        QueryResults::Boolean(truth) => Answer::Boolean(truth),
        QueryResults::Solutions(solutions) => {
            let variables = solutions.variables().iter().map(|name| name.as_str().to_owned()).collect();
            Answer::Rows { variables, rows: solutions.map(|row| row.unwrap().values().to_vec()).collect() }
        }
        QueryResults::Graph(triples) => Answer::Triples(triples.map(Result::unwrap).collect()),
    };
    rows(&answer)
}

fn agree(store: &Store, dataset: &Dataset, query: &str) {
    let query = format!("{DECLARED}{query}");
    let ours =
        sparql::query(store.graph(), &query, &Limits::default()).unwrap_or_else(|error| panic!("{query}: {error}"));
    assert_eq!(rows(&ours), plainly(dataset, &query), "{query}");
}

fn said() -> impl Strategy<Value = Vec<Said>> {
    let one = (0..6u32, 0..3u8, prop::option::weighted(0.8, 0..6u32), any::<u8>(), prop::option::of(0..6u32));
    prop::collection::vec(one, 0..25)
}

/// A term of a pattern: a variable, or something that may be in the graph.
fn term() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[abc]".prop_map(|name| format!("?{name}")),
        1 => (0..8u32).prop_map(|number| format!("e:{number}")),
        1 => Just("'Ada'".to_owned()),
        1 => Just("'value 1'".to_owned()),
        1 => Just("ng:Person".to_owned()),
        1 => Just("<urn:newsgraph:statement:3>".to_owned()),
        1 => Just("<urn:newsgraph:document:0>".to_owned()),
        1 => Just("r:met".to_owned()),
        1 => Just("_:x".to_owned()),
    ]
}

fn predicate() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "r:met",
        "r:visited",
        "r:likes%20it",
        "r:unknown",
        "a",
        "rdfs:label",
        "ng:alias",
        "ng:subject",
        "ng:relation",
        "ng:object",
        "ng:polarity",
        "ng:place",
        "ng:attributedTo",
        "ng:document",
        "ng:sentence",
        "ng:start",
        "q:with",
        "ng:publisher",
        "?p",
        "?b",
    ])
    .prop_map(str::to_owned)
}

fn pattern() -> impl Strategy<Value = String> {
    (term(), predicate(), term())
        .prop_filter("subjects are no literals", |(subject, ..)| !subject.starts_with('\''))
        .prop_map(|(subject, predicate, object)| format!("{subject} {predicate} {object} ."))
}

fn body() -> impl Strategy<Value = String> {
    (prop::collection::vec(pattern(), 1..4), pattern(), 0..5u8).prop_map(|(patterns, other, shape)| {
        let first = patterns.join(" ").replace("_:x", "_:y");
        match shape {
            0 => format!("{first} OPTIONAL {{ {other} }}"),
            1 => format!("{{ {first} }} UNION {{ {other} }}"),
            2 => format!("{first} FILTER(?a != ?b)"),
            3 => format!("{first} MINUS {{ {other} }}"),
            _ => first,
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn random_queries_agree_with_the_same_triples_elsewhere(said in said(), bodies in prop::collection::vec(body(), 4)) {
        let store = store(&said);
        let dataset = sparql::to_dataset(store.graph());
        for body in bodies {
            agree(&store, &dataset, &format!("SELECT * WHERE {{ {body} }}"));
            agree(&store, &dataset, &format!("SELECT (COUNT(*) AS ?n) WHERE {{ {body} }}"));
            agree(&store, &dataset, &format!("SELECT (COUNT(DISTINCT ?a) AS ?n) WHERE {{ {body} }}"));
            agree(&store, &dataset, &format!("SELECT ?a (COUNT(*) AS ?n) WHERE {{ {body} }} GROUP BY ?a"));
            agree(&store, &dataset, &format!("ASK {{ {body} }}"));
        }
    }
}

#[test]
fn property_paths_constructions_and_descriptions_agree() {
    let store = store(&[
        (0, 0, Some(1), 3, None),
        (1, 0, Some(2), 4, Some(4)),
        (2, 1, Some(4), 4, None),
        (0, 1, None, 4, None),
    ]);
    let dataset = sparql::to_dataset(store.graph());
    for query in [
        "SELECT * { e:0 r:met+ ?who }",
        "SELECT * { ?s (r:met|r:visited)* ?o }",
        "CONSTRUCT { ?o r:met ?s } WHERE { ?s r:met ?o }",
        "SELECT ?s { ?s rdfs:label ?l FILTER(CONTAINS(?l, 'Ada')) } ORDER BY ?l LIMIT 1",
        "SELECT ?s (COUNT(?o) AS ?n) { ?s r:met ?o } GROUP BY ?s ORDER BY DESC(?n) ?s",
        "SELECT * { ?s ng:subject ?who ; ng:modality 'asserted' . BIND(STR(?who) AS ?iri) }",
        "SELECT * { GRAPH ?g { ?s ?p ?o } }",
    ] {
        agree(&store, &dataset, query);
    }
    let described = sparql::query(store.graph(), "DESCRIBE e:0", &Limits::default()).unwrap();
    assert!(matches!(&described, Answer::Triples(triples) if triples.len() >= 4), "{described:?}");
}

#[test]
fn answers_come_in_every_format() {
    let store = store(&[(0, 0, Some(1), 3, None)]);
    let written = |query: &str, results, graph| {
        let answer = sparql::query(store.graph(), query, &Limits::default()).unwrap();
        let mut bytes = Vec::new();
        answer.write(results, graph, &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    };
    let select = "SELECT ?name { e:0 rdfs:label ?name }";
    for (format, expected) in [
        (
            ResultFormat::Json,
            r#"{"head":{"vars":["name"]},"results":{"bindings":[{"name":{"type":"literal","value":"Ada"}}]}}"#,
        ),
        (ResultFormat::Csv, "name\r\nAda\r\n"),
        (ResultFormat::Tsv, "?name\n\"Ada\"\n"),
    ] {
        assert_eq!(written(select, format, GraphFormat::Turtle), expected);
    }
    assert!(written(select, ResultFormat::Xml, GraphFormat::Turtle).contains("<literal>Ada</literal>"));
    assert!(written("ASK { e:0 r:met e:1 }", ResultFormat::Json, GraphFormat::Turtle).contains("true"));
    let construct = "CONSTRUCT WHERE { e:0 r:met ?who }";
    let triple = "<urn:newsgraph:entity:0> <urn:newsgraph:relation:met> <urn:newsgraph:entity:1> .\n";
    assert_eq!(written(construct, ResultFormat::Json, GraphFormat::NTriples), triple);
    assert!(written(construct, ResultFormat::Json, GraphFormat::Turtle).contains("e:0 r:met e:1 ."));
    assert!(written(construct, ResultFormat::Json, GraphFormat::JsonLd).contains("urn:newsgraph:relation:met"));
}

fn crowd() -> Store {
    let mut store = Store::temporary();
    let mut batch = store.batch();
    let entities: Vec<EntityId> = (0..300).map(|n| batch.entity(&format!("N{n}"), EntityType::Thing)).collect();
    let knows = batch.relation_told("knows", &Telling::default());
    for subject in &entities {
        for object in entities.iter().step_by(10) {
            batch.link(*subject, knows, *object);
        }
    }
    store.write(batch).unwrap();
    store
}

#[test]
fn a_query_that_runs_away_is_stopped() {
    let store = crowd();
    let limits = Limits { time: Duration::from_millis(200), memory: 1 << 30 };
    for query in [
        "SELECT (COUNT(*) AS ?n) { ?a r:knows ?b . ?c r:knows ?d . ?e r:knows ?f . FILTER(?a != ?f) }",
        "SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?b ?q ?c . ?c ?r ?d . ?d ?s ?e FILTER(?e = ?a) }",
        "SELECT (COUNT(*) AS ?n) { ?a r:knows*/r:knows*/r:knows* ?b . ?c r:knows* ?d . ?b ?p ?o }",
    ] {
        let started = Instant::now();
        let outcome = sparql::query(store.graph(), query, &limits);
        assert!(matches!(outcome, Err(SparqlError::TooSlow(_))), "{query}: {outcome:?}");
        assert!(started.elapsed() < Duration::from_secs(30), "{query}");
    }
    let limits = Limits { time: Duration::from_secs(600), memory: 1 << 20 };
    for query in
        ["SELECT * { ?a r:knows ?b . ?c r:knows ?d }", "SELECT * { ?a r:knows ?b . ?c r:knows ?d } ORDER BY ?d"]
    {
        let outcome = sparql::query(store.graph(), query, &limits);
        assert!(matches!(outcome, Err(SparqlError::TooLarge(_))), "{query}: {outcome:?}");
    }
    // The limits of one query are not those of the next.
    let count = sparql::query(store.graph(), "SELECT (COUNT(*) AS ?n) { ?a r:knows ?b }", &Limits::default()).unwrap();
    assert_eq!(count.first_number(), Some(9000));
}

#[test]
fn whole_graphs_are_counted_without_rows() {
    let store = crowd();
    let limits = Limits { time: Duration::from_secs(600), memory: 1 << 20 };
    for (query, expected) in [
        ("SELECT (COUNT(*) AS ?n) { ?a r:knows ?b . ?b r:knows ?c }", 300 * 30 * 30),
        ("SELECT (COUNT(*) AS ?n) { ?a r:knows ?b . ?a r:knows ?c }", 300 * 30 * 30),
        ("SELECT (COUNT(*) AS ?n) { ?a r:knows ?b } GROUP BY ?b ORDER BY DESC(?n) LIMIT 1", 300),
        ("SELECT (COUNT(DISTINCT ?b) AS ?n) { ?a r:knows ?b }", 30),
    ] {
        let answer = sparql::query(store.graph(), query, &limits).unwrap();
        assert_eq!(answer.first_number(), Some(expected), "{query}");
    }
}

#[test]
fn a_query_that_is_none_is_told_where() {
    let error = sparql::query(Store::temporary().graph(), "SELECT ?x WHERE { ?x ", &Limits::default()).unwrap_err();
    assert!(matches!(error, SparqlError::Syntax(_)), "{error}");
    assert!(error.to_string().contains("1:"), "{error}");
}

#[test]
fn documents_and_relations_are_found_by_their_labels() {
    let mut store = store(&[(0, 2, Some(1), 3, None)]);
    let labelled = |store: &Store, label: &str| {
        let query = format!("SELECT ?x {{ ?x rdfs:label {label} }}");
        let answer = sparql::query(store.graph(), &query, &Limits::default()).unwrap();
        answer.rows().iter().map(|row| row[0].as_ref().unwrap().to_string()).collect::<Vec<_>>()
    };
    assert_eq!(labelled(&store, "'a.txt'"), ["<urn:newsgraph:document:0>"]);
    assert_eq!(labelled(&store, "'likes it'"), ["<urn:newsgraph:relation:likes%20it>"]);
    assert_eq!(labelled(&store, "'likes it'@en"), Vec::<String>::new());
    assert_eq!(labelled(&store, "'b.txt'"), Vec::<String>::new());
    let mut batch = store.batch();
    batch.document(&Article { name: "b.txt".into(), text: "More.".into(), ..Article::default() });
    store.write(batch).unwrap();
    assert_eq!(labelled(&store, "'b.txt'"), ["<urn:newsgraph:document:1>"]);
    store.commit(&[Change::Forget(DocumentId(0))]).unwrap();
    assert_eq!(labelled(&store, "'a.txt'"), Vec::<String>::new());
    assert_eq!(labelled(&store, "'likes it'"), Vec::<String>::new());
}
