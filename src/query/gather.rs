//! From matches to answers: reports of one fact under one answer, each status on its own.

use std::collections::BTreeMap;

use crate::graph::Graph;
use crate::model::{Polarity, StatementId};

use super::answer::{Answer, Status};
use super::bind::Node;
use super::evaluate::Match;
use super::link::names_of;
use super::render::{quotes, source_name};
use super::text::one_line;

/// One answer that a match gives, before those that say the same are put together.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    /// What was asked for.
    pub(crate) node: Node,
    /// How the answer reads, where that is not the node's name.
    pub(crate) text: Option<String>,
    /// The statements behind it.
    pub(crate) statements: Vec<StatementId>,
}

impl Candidate {
    /// The answer that stands for a variable in a match.
    pub(crate) fn bound(one: &Match, variable: &str) -> Option<Candidate> {
        let node = one.bindings.get(variable)?.clone();
        Some(Candidate { node, text: None, statements: one.statements.clone() })
    }
}

/// Puts candidates together by what they name and by status: asserted first, then in the order in which they came.
pub(crate) fn gather(graph: &Graph, candidates: &[Candidate], wanted: Polarity) -> Vec<Answer> {
    let mut groups: BTreeMap<(Node, Status), (usize, Vec<&Candidate>)> = BTreeMap::new();
    for (position, candidate) in candidates.iter().enumerate() {
        let Some(status) = joint_status(graph, &candidate.statements, wanted) else { continue };
        let key = match &candidate.text {
            Some(text) => Node::Text(text.clone()).key(graph),
            None => candidate.node.key(graph),
        };
        groups.entry((key, status)).or_insert_with(|| (position, Vec::new())).1.push(candidate);
    }
    let mut ordered: Vec<_> = groups.into_iter().collect();
    ordered.sort_by_key(|((_, status), (position, _))| (*status, *position));
    ordered.into_iter().map(|((_, status), (_, group))| answer(graph, &group, status)).collect()
}

/// The weakest status among statements that hold together.
fn joint_status(graph: &Graph, statements: &[StatementId], wanted: Polarity) -> Option<Status> {
    let last = statements.len().checked_sub(1)?;
    let status = statements.iter().enumerate().filter_map(|(position, id)| {
        // Only the last clause may ask for what is not so.
        let wanted = if position == last { wanted } else { Polarity::Positive };
        graph.statement(*id).map(|statement| Status::of(statement, wanted))
    });
    status.max()
}

fn answer(graph: &Graph, group: &[&Candidate], status: Status) -> Answer {
    let first = group[0];
    let statements: Vec<StatementId> =
        group.iter().flat_map(|candidate| candidate.statements.iter().copied()).collect();
    let known = statements.iter().filter_map(|id| graph.statement(*id));
    let sources = known.clone().filter_map(|statement| source_name(graph, statement.attributed_to));
    let times = known.filter_map(|statement| statement.time.as_ref()).map(|time| match (time.start, time.end) {
        (Some(start), Some(end)) if start != end => format!("{} ({start} to {end})", time.text),
        (Some(start), _) if !time.text.contains(&start.to_string()) => format!("{} ({start})", time.text),
        _ => time.text.clone(),
    });
    let entity = match first.node.key(graph) {
        Node::Entity(id) if first.text.is_none() => graph.entity_by_id(id),
        _ => None,
    };
    let text = match (&first.text, entity) {
        (Some(text), _) => text.clone(),
        (None, Some(entity)) => entity.name.clone(),
        (None, None) => one_line(first.node.text(graph)),
    };
    let aliases = entity.map(|entity| names_of(entity).filter(|name| *name != text).map(str::to_owned).collect());
    Answer {
        aliases: aliases.unwrap_or_default(),
        answer: text,
        status,
        attributed_to: joined(sources),
        time: joined(times),
        evidence: quotes(graph, statements),
    }
}

/// Different texts, in order, divided by `; `.
fn joined(texts: impl Iterator<Item = String>) -> Option<String> {
    let mut different: Vec<String> = Vec::new();
    for text in texts {
        if !text.is_empty() && !different.contains(&text) {
            different.push(text);
        }
    }
    (!different.is_empty()).then(|| different.join("; "))
}
