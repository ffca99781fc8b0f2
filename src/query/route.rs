//! How two entities are connected.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde::Serialize;

use crate::graph::Graph;
use crate::model::{EntityId, Modality, Object, Polarity, Statement, StatementId};

use super::answer::{Quote, Status};
use super::render::{quotes, statement_text};

/// One step of a path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Hop {
    /// Where the step starts.
    pub from: String,
    /// Where it ends.
    pub to: String,
    /// The statement that ties them, in words.
    pub statement: String,
    /// How far it is vouched for.
    pub status: Status,
    /// The sentences behind it.
    pub evidence: Vec<Quote>,
}

/// Steps that a path may have.
const LONGEST: usize = 6;

/// The shortest path between two entities over statements with both as subject and object, or as participants of one
/// statement; among paths of one length, the one with the best vouched-for statements. `None` if there is none of at
/// most six steps; empty if the two are one.
pub(crate) fn route(graph: &Graph, from: EntityId, to: EntityId) -> Option<Vec<Hop>> {
    let (from, to) = (graph.resolve(from), graph.resolve(to));
    let mut reached: BTreeMap<EntityId, (EntityId, StatementId)> = BTreeMap::new();
    let mut seen = BTreeSet::from([from]);
    let mut open = VecDeque::from([(from, 0)]);
    while let Some((at, steps)) = open.pop_front() {
        if at == to {
            return Some(hops(graph, from, to, &reached));
        }
        if steps == LONGEST {
            continue;
        }
        for (other, statement) in steps_from(graph, at) {
            if seen.insert(other) {
                reached.insert(other, (at, statement));
                open.push_back((other, steps + 1));
            }
        }
    }
    None
}

/// The entities one step away, each with the best statement that leads there, best first.
fn steps_from(graph: &Graph, at: EntityId) -> Vec<(EntityId, StatementId)> {
    let Some(view) = graph.view(at) else { return Vec::new() };
    let mut best: BTreeMap<EntityId, (u8, StatementId)> = BTreeMap::new();
    for view in view.statements() {
        let statement = view.statement();
        let cost = cost(statement);
        for (other, side) in participants(statement).into_iter().map(|(id, side)| (graph.resolve(id), side)) {
            let step = (cost + side, statement.id);
            if other != at && best.get(&other).is_none_or(|known| step < *known) {
                best.insert(other, step);
            }
        }
    }
    let mut steps: Vec<_> = best.into_iter().collect();
    steps.sort_by_key(|(entity, (cost, _))| (*cost, *entity));
    steps.into_iter().map(|(entity, (_, statement))| (entity, statement)).collect()
}

fn cost(statement: &Statement) -> u8 {
    let modality = match statement.modality {
        Modality::Asserted => 0,
        Modality::Claimed => 1,
        Modality::Planned => 2,
        Modality::Hypothetical => 4,
    };
    modality + if statement.polarity == Polarity::Negative { 4 } else { 0 }
}

/// Subject and object first; who merely says so, or where it happened, last.
fn participants(statement: &Statement) -> Vec<(EntityId, u8)> {
    let mut all = vec![(statement.subject, 0)];
    all.extend(statement.object.entity().map(|id| (id, 0)));
    all.extend(statement.qualifiers.iter().filter_map(|qualifier| match qualifier.value {
        Object::Entity(id) => Some((id, 1)),
        Object::Value(_) => None,
    }));
    all.extend(statement.place.map(|id| (id, 2)));
    all.extend(statement.attributed_to.map(|id| (id, 3)));
    all
}

fn hops(
    graph: &Graph,
    from: EntityId,
    to: EntityId,
    reached: &BTreeMap<EntityId, (EntityId, StatementId)>,
) -> Vec<Hop> {
    let name = |id| graph.entity_by_id(id).map_or_else(String::new, |entity| entity.name.clone());
    let mut hops = Vec::new();
    let mut at = to;
    while at != from {
        let Some(&(before, id)) = reached.get(&at) else { break };
        if let Some(statement) = graph.statement(id) {
            hops.push(Hop {
                from: name(before),
                to: name(at),
                statement: statement_text(graph, statement),
                status: Status::of(statement, Polarity::Positive),
                evidence: quotes(graph, [id]),
            });
        }
        at = before;
    }
    hops.reverse();
    hops
}
