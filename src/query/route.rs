//! How two entities are connected.

use serde::Serialize;

use crate::graph::Graph;
use crate::model::{EntityId, Polarity};

use super::answer::{Quote, Status};
use super::connection::{Step, connection};
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

/// The shortest path between two entities over statements with both as subject and object, or as participants of one
/// statement; among paths of one length, the one with the best vouched-for statements. `None` if there is none of at
/// most six steps; empty if the two are one.
pub(crate) fn route(graph: &Graph, from: EntityId, to: EntityId) -> Option<Vec<Hop>> {
    let steps = connection(graph, graph.resolve(from), graph.resolve(to))?;
    Some(steps.into_iter().filter_map(|step| hop(graph, step)).collect())
}

fn hop(graph: &Graph, Step { from, statement, to }: Step) -> Option<Hop> {
    let name = |id| graph.name(id).unwrap_or_default().to_owned();
    let told = graph.statement(statement)?;
    Some(Hop {
        from: name(from),
        to: name(to),
        statement: statement_text(graph, told),
        status: Status::of(told, Polarity::Positive),
        evidence: quotes(graph, [statement]),
    })
}
