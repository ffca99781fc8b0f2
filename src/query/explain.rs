//! Why there is no answer, with the nearest facts; these never count as answers.

use std::collections::BTreeMap;

use crate::graph::Graph;
use crate::model::{EntityId, StatementId};

use super::bind::phrase_cost;
use super::bind::{Closeness, Node};
use super::error::did_you_mean;
use super::link::suggestions;
use super::plan::{ClauseQuery, Query, Term};
use super::relation::RelationTest;
use super::render::flagged_text;
use super::text::verb_stem;

const NEAR_FACTS: usize = 3;

/// Explains an empty answer: unknown names, unknown relations, then the nearest facts.
pub(crate) fn explain(graph: &Graph, query: &Query) -> String {
    if graph.statements().next().is_none() {
        return "the graph is empty: ingest some articles first".to_owned();
    }
    let mut parts = Vec::new();
    let mut known = Vec::new();
    for clause in query.clauses.iter().chain(&query.without) {
        let terms =
            [&clause.subject, &clause.object].into_iter().chain(&clause.filter.others).chain(&clause.filter.source);
        for term in terms {
            match term {
                Term::Phrase { text, entities } if entities.is_empty() && !is_said(graph, text) => {
                    let near = suggestions(graph, text, 3);
                    parts.push(format!("nothing named “{text}” is in the graph{}", did_you_mean(&near)));
                }
                Term::Phrase { entities, .. } => known.extend(entities.iter().map(|linked| linked.entity)),
                _ => {}
            }
        }
        if !clause.relation.any && !occurs(graph, &clause.relation) {
            parts.push(unknown_relation(graph, &clause.relation, &known));
        }
    }
    if parts.is_empty() {
        parts.push("no article says so".to_owned());
    }
    let near = query.clauses.first().map(|clause| near_facts(graph, clause)).unwrap_or_default();
    if !near.is_empty() {
        let facts: Vec<String> =
            near.iter().filter_map(|id| graph.statement(*id)).map(|s| flagged_text(graph, s)).collect();
        parts.push(format!("the nearest facts: {}", facts.join("; ")));
    }
    parts.join("; ")
}

fn is_said(graph: &Graph, text: &str) -> bool {
    graph.statements().any(|statement| {
        let ends = [Some(Node::Entity(statement.subject)), Node::of(&statement.object)];
        ends.iter().flatten().any(|node| phrase_cost(graph, text, &[], node, Closeness::Words).is_some())
    })
}

fn occurs(graph: &Graph, test: &RelationTest) -> bool {
    graph.relations().iter().any(|relation| test.fit(relation.name).is_some())
}

fn unknown_relation(graph: &Graph, test: &RelationTest, known: &[EntityId]) -> String {
    let stem = verb_stem(test.text.split_whitespace().next().unwrap_or_default());
    let mut near: Vec<(f64, &str)> = graph
        .relations()
        .iter()
        .map(|relation| (strsim::jaro_winkler(&stem, relation.name), relation.name))
        .filter(|(score, _)| *score >= 0.85)
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    let near: Vec<String> = near.into_iter().take(3).map(|(_, name)| name.to_owned()).collect();
    let mut text = format!("no statement has the relation “{}”", test.text);
    if !near.is_empty() {
        text.push_str(&did_you_mean(&near));
    } else if let Some(entity) = known.first().and_then(|id| graph.entity_by_id(*id)) {
        let relations = relations_of(graph, entity.id);
        if !relations.is_empty() {
            text.push_str(&format!("; of {} the graph knows {}", entity.name, relations.join(", ")));
        }
    }
    text
}

/// The commonest relations of an entity.
fn relations_of(graph: &Graph, entity: EntityId) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for statement in graph.outgoing(entity).chain(graph.incoming(entity)) {
        *counts.entry(&statement.relation).or_default() += 1;
    }
    let mut ordered: Vec<_> = counts.into_iter().collect();
    ordered.sort_by_key(|(name, count)| (usize::MAX - count, *name));
    ordered.into_iter().take(6).map(|(name, _)| name.to_owned()).collect()
}

/// Statements that share most with a clause: its entities first, then its relation, then its words.
pub(crate) fn near_facts(graph: &Graph, clause: &ClauseQuery) -> Vec<StatementId> {
    let phrases: Vec<(&str, &[super::plan::Linked])> = [&clause.subject, &clause.object]
        .into_iter()
        .chain(&clause.filter.others)
        .filter_map(|term| match term {
            Term::Phrase { text, entities } => Some((text.as_str(), entities.as_slice())),
            _ => None,
        })
        .collect();
    let mut scored: Vec<(u32, StatementId)> = graph
        .statements()
        .filter_map(|statement| {
            let mut nodes: Vec<Node> = vec![Node::Entity(statement.subject)];
            nodes.extend(Node::of(&statement.object));
            nodes.extend(statement.place.map(Node::Entity));
            nodes.extend(statement.qualifiers.iter().filter_map(|qualifier| Node::of(&qualifier.value)));
            let met = phrases
                .iter()
                .filter(|(text, entities)| {
                    nodes.iter().any(|node| phrase_cost(graph, text, entities, node, Closeness::Entity).is_some())
                })
                .count() as u32;
            let related = !clause.relation.any && clause.relation.fit(&statement.relation).is_some();
            let family = statement.family.as_ref().is_some_and(|family| clause.relation.families.contains(family));
            let score = 4 * met + if related { 3 } else { 2 * u32::from(family) };
            let enough = if phrases.is_empty() { score >= 3 } else { met > 0 && (score >= 6 || met > 1) || related };
            enough.then_some((score, statement.id))
        })
        .collect();
    scored.sort_by_key(|(score, id)| (u32::MAX - score, *id));
    scored.into_iter().take(NEAR_FACTS).map(|(_, id)| id).collect()
}
