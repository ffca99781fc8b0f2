//! Whatever happens to a graph: its indices agree with a naive reading, and its history makes it again.

use std::collections::{BTreeMap, BTreeSet};

use newsgraph::graph::Graph;
use newsgraph::model::*;
use proptest::prelude::*;

use crate::builder::statement;

/// A change with free choices, made concrete by the graph it is applied to.
#[derive(Clone, Debug)]
pub enum Wish {
    Document(u8),
    Entity(String),
    Rename(usize, String),
    Mention(usize, usize),
    Statement {
        subject: usize,
        relation: u8,
        object: Option<usize>,
        place: Option<usize>,
        documents: Vec<usize>,
    },
    /// Stated by the application.
    State(usize, u8, usize),
    MoreEvidence(usize, usize),
    Retract(usize),
    TakeBack(usize),
    Reinstate(usize),
    Forget(usize),
    Merge(usize, usize),
    Split(usize),
    NeverMerge(usize, usize),
}

pub fn wishes() -> impl Strategy<Value = Vec<Wish>> {
    let index = || 0..40usize;
    let name = "[A-Ca-cÄäé' .-]{1,6}";
    let wish = prop_oneof![
        3 => any::<u8>().prop_map(Wish::Document),
        3 => name.prop_map(Wish::Entity),
        1 => (index(), name).prop_map(|(entity, name)| Wish::Rename(entity, name)),
        3 => (index(), index()).prop_map(|(entity, document)| Wish::Mention(entity, document)),
        6 => (index(), 0..4u8, prop::option::of(index()), prop::option::of(index()), prop::collection::vec(index(), 1..4))
            .prop_map(|(subject, relation, object, place, documents)| Wish::Statement {
                subject, relation, object, place, documents
            }),
        2 => (index(), 0..4u8, index()).prop_map(|(subject, relation, object)| Wish::State(subject, relation, object)),
        1 => index().prop_map(Wish::Retract),
        2 => index().prop_map(Wish::TakeBack),
        2 => index().prop_map(Wish::Reinstate),
        2 => (index(), index()).prop_map(|(statement, document)| Wish::MoreEvidence(statement, document)),
        1 => index().prop_map(Wish::Forget),
        2 => (index(), index()).prop_map(|(kept, absorbed)| Wish::Merge(kept, absorbed)),
        1 => index().prop_map(Wish::Split),
        1 => (index(), index()).prop_map(|(one, other)| Wish::NeverMerge(one, other)),
    ];
    prop::collection::vec(wish, 0..60)
}

/// The change that a wish stands for in this graph, if there is one.
pub fn concrete(wish: &Wish, graph: &Graph) -> Option<Change> {
    let documents: Vec<DocumentId> = graph.documents().map(|document| document.id).collect();
    let document = |index: &usize| documents.get(index % documents.len().max(1)).copied();
    let entities = graph.next_entity_id().0 as usize;
    let entity = |index: &usize| (entities > 0).then(|| EntityId((index % entities.max(1)) as u32));
    Some(match wish {
        Wish::Document(seed) => {
            let text = format!("Äa B c {seed}");
            if graph.document_by_content(&ContentHash::of(&text)).is_some() {
                return None;
            }
            Change::Document(Document {
                id: graph.next_document_id(),
                content: ContentHash::of(&text),
                name: format!("{seed}.txt"),
                title: None,
                published: Some("2024-02-29".parse().expect("a date")),
                ingested: None,
                source: None,
                url: None,
                text: text.into(),
            })
        }
        Wish::Entity(name) => entity_named(graph.next_entity_id(), name)?,
        Wish::Rename(index, name) => entity_named(entity(index)?, name)?,
        Wish::Mention(who, place) => Change::Mention(Mention {
            entity: entity(who)?,
            document: document(place)?,
            span: Span::new(0, 2 + who % 3),
            sentence: Span::new(0, 6),
        }),
        Wish::Statement { subject, relation, object, place, documents: reported } => {
            let object = match object {
                Some(index) => Object::Entity(entity(index)?),
                None => Object::none(),
            };
            let evidence: Vec<DocumentId> = reported.iter().map(document).collect::<Option<_>>()?;
            let relation = format!("relation_{relation}");
            let mut statement = statement(graph.next_statement_id(), entity(subject)?, &relation, object, &evidence);
            statement.place = place.as_ref().and_then(entity);
            statement
                .qualifiers
                .extend(statement.place.map(|place| Qualifier { role: "with".into(), value: Object::Entity(place) }));
            Change::Statement(statement)
        }
        Wish::State(subject, relation, object) => {
            let (subject, object) = (entity(subject)?, Object::Entity(entity(object)?));
            let relation = format!("relation_{relation}");
            let made = statement(graph.next_statement_id(), subject, &relation, object, &[]);
            Change::Statement(Statement { evidence: vec![Evidence::APPLICATION], ..made })
        }
        Wish::Retract(index) => {
            let statements: Vec<StatementId> = graph.statements().map(|statement| statement.id).collect();
            Change::Retract(*statements.get(index % statements.len().max(1))?)
        }
        Wish::TakeBack(index) => {
            let statements: Vec<StatementId> = graph.statements().map(|statement| statement.id).collect();
            let id = *statements.get(index % statements.len().max(1))?;
            graph.taking_back(id).pop()?
        }
        Wish::Reinstate(index) => {
            let statements: Vec<StatementId> = graph.retracted().map(|statement| statement.id).collect();
            Change::Reinstate(*statements.get(index % statements.len().max(1))?)
        }
        Wish::MoreEvidence(index, place) => {
            let statements: Vec<&Statement> = graph.statements().collect();
            let mut statement = Statement::clone(statements.get(index % statements.len().max(1))?);
            let sentence = Span::new(0, 6);
            statement.evidence.push(Evidence { document: document(place)?, sentence, words: sentence });
            Change::Statement(statement)
        }
        Wish::Forget(index) => Change::Forget(document(index)?),
        Wish::Merge(kept, absorbed) => Change::Merge { kept: entity(kept)?, absorbed: entity(absorbed)? },
        Wish::Split(index) => {
            let merges = graph.merges();
            let (kept, absorbed) = *merges.get(index % merges.len().max(1))?;
            Change::Split { kept, absorbed }
        }
        Wish::NeverMerge(one, other) => Change::NeverMerge(entity(one)?, entity(other)?),
    })
}

fn entity_named(id: EntityId, name: &str) -> Option<Change> {
    let aliases = BTreeMap::from([(name.to_owned(), 1)]);
    let entity = Entity { id, name: name.to_owned(), entity_type: EntityType::Thing, aliases };
    (!name.trim().is_empty()).then_some(Change::Entity(entity))
}

/// Applies every wish that the graph grants; returns the changes made.
pub fn grow(graph: &mut Graph, wishes: &[Wish]) -> Vec<Change> {
    let mut made = Vec::new();
    for wish in wishes {
        if let Some(change) = concrete(wish, graph)
            && graph.apply(std::slice::from_ref(&change)).is_ok()
        {
            made.push(change);
        }
    }
    made
}

type Names = BTreeSet<(String, EntityId, StatementId)>;

fn names<'s>(statements: impl Iterator<Item = &'s Statement>, other: fn(&Statement) -> EntityId) -> Names {
    statements.map(|statement| (statement.relation.clone(), other(statement), statement.id)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn indices_agree_with_a_naive_reading(wishes in wishes()) {
        let mut graph = Graph::new();
        grow(&mut graph, &wishes);
        let statements: Vec<&Statement> = graph.statements().collect();
        for number in 0..graph.next_entity_id().0 {
            let id = EntityId(number);
            if graph.resolve(id) != id {
                // What was merged shows under the entity that stands for it, and nowhere else.
                prop_assert!(statements.iter().all(|s| s.subject != id && s.object != Object::Entity(id)));
                continue;
            }
            let from: Vec<&Statement> = statements.iter().copied().filter(|s| s.subject == id).collect();
            let to: Vec<&Statement> = statements.iter().copied().filter(|s| s.object.entity() == Some(id)).collect();
            let around: Vec<&Statement> = statements.iter().copied().filter(|s| s.place == Some(id)).collect();
            let object = |s: &Statement| s.object.entity().unwrap_or_default();
            prop_assert_eq!(names(graph.outgoing(id), object), names(from.iter().copied(), object));
            prop_assert_eq!(names(graph.incoming(id), |s| s.subject), names(to.iter().copied(), |s| s.subject));
            prop_assert!(graph.circumstantial(id).eq(around.iter().copied()));
            let mentions: usize = graph.documents().map(|d| graph.mentions_in(d.id).filter(|m| m.entity == id).count()).sum();
            prop_assert_eq!(graph.mentions_of(id).len(), mentions);
            let listed = !from.is_empty() || !to.is_empty() || !around.is_empty() || mentions > 0;
            prop_assert_eq!(graph.entities().any(|entity| entity.id == id), listed);
            let entity = graph.entity_by_id(id).expect("numbers below the next one are entities");
            for alias in entity.aliases.keys().filter(|alias| !newsgraph::graph::normalised_name(alias).is_empty()) {
                prop_assert_eq!(graph.entities_named(alias).contains(&id), listed, "{:?}", alias);
            }
        }
        for relation in graph.relations() {
            let naive = statements.iter().filter(|s| s.relation == relation.name).count();
            prop_assert_eq!(relation.count, naive);
            prop_assert_eq!(graph.relation(relation.name).map(|id| graph.relation_count(id)), Some(naive));
            prop_assert_eq!(graph.statements_with_relation(relation.name).count(), naive);
        }
        for document in graph.documents() {
            let naive = statements.iter().copied().filter(|s| s.evidence.iter().any(|e| e.document == document.id));
            prop_assert!(graph.statements_in(document.id).eq(naive));
            let named = graph.documents().filter(|other| other.name == document.name).map(|other| other.id);
            prop_assert!(graph.documents_named(&document.name).into_iter().eq(named));
        }
    }

    #[test]
    fn changes_at_once_one_by_one_and_from_the_short_history_make_the_same_graph(wishes in wishes()) {
        let mut graph = Graph::new();
        let made = grow(&mut graph, &wishes);
        let short: Vec<Change> = graph.to_changes().collect();
        for history in [&made, &short] {
            let mut again = Graph::new();
            prop_assert_eq!(again.apply(history), Ok(()));
            prop_assert!(again.to_changes().eq(short.iter().cloned()));
            prop_assert!(again.statements().eq(graph.statements()));
            prop_assert!(again.entities().eq(graph.entities()));
        }
    }

    #[test]
    fn where_changes_lie_makes_no_difference(wishes in wishes(), every in 1..9usize) {
        let (mut plain, mut graph) = (Graph::new(), Graph::new());
        let mut snapshots = Vec::new();
        for (number, change) in grow(&mut plain, &wishes).iter().enumerate() {
            // From here on the graph keeps them up to date instead of making them anew.
            graph.documents_named("1.txt");
            if let Some(relation) = graph.relation("relation_1") {
                graph.relation_count(relation);
            }
            prop_assert_eq!(graph.apply(std::slice::from_ref(change)), Ok(()));
            if number % every == 0 {
                snapshots.push((graph.clone(), graph.to_changes().collect::<Vec<Change>>()));
                graph.consolidate();
            }
        }
        prop_assert!(graph.to_changes().eq(plain.to_changes()));
        prop_assert!(graph.statements().eq(plain.statements()));
        prop_assert!(graph.entities().eq(plain.entities()));
        for entity in plain.entity_ids() {
            prop_assert!(graph.outgoing(entity).eq(plain.outgoing(entity)));
            prop_assert!(graph.incoming(entity).eq(plain.incoming(entity)));
            prop_assert!(graph.circumstantial(entity).eq(plain.circumstantial(entity)));
            prop_assert_eq!(graph.mentions_of(entity), plain.mentions_of(entity));
            prop_assert_eq!(graph.degree(entity), plain.degree(entity));
            prop_assert_eq!(graph.name(entity), plain.name(entity));
        }
        for prefix in ["", "a", "b", "c"] {
            prop_assert_eq!(graph.names_with_prefix(prefix), plain.names_with_prefix(prefix));
        }
        prop_assert_eq!(graph.relations(), plain.relations());
        let count = |graph: &Graph, name: &str| graph.relation(name).map_or(0, |id| graph.relation_count(id));
        for number in 0..4 {
            let name = format!("relation_{number}");
            prop_assert_eq!(count(&graph, &name), count(&plain, &name));
        }
        for number in 0..=u8::MAX {
            let name = format!("{number}.txt");
            prop_assert_eq!(graph.documents_named(&name), plain.documents_named(&name));
        }
        for (snapshot, then) in snapshots {
            prop_assert!(snapshot.to_changes().eq(then), "a snapshot stays as it was");
        }
    }

    #[test]
    fn splitting_every_merge_gives_back_what_was_recorded(wishes in wishes()) {
        let mut graph = Graph::new();
        let without_corrections: Vec<Wish> =
            wishes.iter().filter(|w| !matches!(w, Wish::Merge(..) | Wish::Split(_) | Wish::Rename(..))).cloned().collect();
        grow(&mut graph, &without_corrections);
        let before: Vec<Change> = graph.to_changes().collect();
        let merges: Vec<Wish> = wishes.into_iter().filter(|wish| matches!(wish, Wish::Merge(..))).collect();
        grow(&mut graph, &merges);
        while let Some((kept, absorbed)) = graph.merges().last().copied() {
            prop_assert_eq!(graph.apply(&[Change::Split { kept, absorbed }]), Ok(()));
        }
        prop_assert!(graph.to_changes().eq(before));
    }
}
