//! Counts over one or two patterns, made by the view itself instead of row by row.

use std::collections::BTreeSet;

use oxrdf::Literal;
use rustc_hash::{FxHashMap, FxHashSet};
use spargebra::Query;
use spargebra::algebra::{AggregateExpression, AggregateFunction, Expression, GraphPattern};
use spargebra::term::{GroundTerm, NamedNodePattern, TermPattern, TriplePattern, Variable};

use super::dataset::{Triple, View};
use super::node::Node;
use super::order::{answers, inner_patterns, variables};

/// Puts the outcome in place of every count that can be made at once.
pub(super) fn rewrite(view: View<'_>, query: &mut Query) {
    let (Query::Select { pattern, dataset, .. }
    | Query::Construct { pattern, dataset, .. }
    | Query::Describe { pattern, dataset, .. }
    | Query::Ask { pattern, dataset, .. }) = query;
    // With FROM, patterns mean other triples.
    if dataset.is_none() {
        rewrite_pattern(view, pattern);
    }
}

fn rewrite_pattern(view: View<'_>, pattern: &mut GraphPattern) {
    if let GraphPattern::Group { inner, variables, aggregates } = pattern
        && let GraphPattern::Bgp { patterns } = &**inner
        && let [(counted, aggregate)] = &aggregates[..]
        && let Some(values) = outcome(view, patterns, variables, counted, aggregate)
    {
        *pattern = values;
        return;
    }
    // Inside GRAPH and SERVICE, patterns mean other triples.
    if !matches!(pattern, GraphPattern::Graph { .. } | GraphPattern::Service { .. }) {
        inner_patterns(pattern, &mut |inner| rewrite_pattern(view, inner));
    }
}

fn outcome(
    view: View<'_>,
    patterns: &[TriplePattern],
    groups: &[Variable],
    counted: &Variable,
    aggregate: &AggregateExpression,
) -> Option<GraphPattern> {
    let distinct = match aggregate {
        AggregateExpression::CountSolutions { distinct: false } => None,
        AggregateExpression::FunctionCall {
            name: AggregateFunction::Count,
            expr: Expression::Variable(variable),
            distinct,
        } if patterns.iter().flat_map(variables).any(|known| known == variable) => distinct.then_some(variable),
        _ => return None,
    };
    let counts: Vec<(Option<GroundTerm>, u64)> = match (patterns, groups) {
        ([only], []) => vec![(None, count(view, only, distinct)?)],
        ([first, second], []) if distinct.is_none() => vec![(None, count_join(view, first, second)?)],
        ([only], [group]) if distinct.is_none() => grouped(view, only, group)?,
        _ => return None,
    };
    let bindings = counts.into_iter().map(|(term, count)| {
        let count = GroundTerm::Literal(Literal::from(i64::try_from(count).unwrap_or(i64::MAX)));
        groups.iter().map(|_| term.clone()).chain([Some(count)]).collect()
    });
    let variables = groups.iter().chain([counted]).cloned().collect();
    Some(GraphPattern::Values { variables, bindings: bindings.collect() })
}

/// The triples of a pattern without repeated variables and blank nodes.
fn triples<'g>(view: View<'g>, pattern: &TriplePattern) -> Option<Box<dyn Iterator<Item = Triple> + 'g>> {
    let mut named: Vec<&Variable> = variables(pattern).collect();
    named.sort();
    named.dedup();
    if named.len() != variables(pattern).count() {
        return None;
    }
    let term = |term: &TermPattern| match term {
        TermPattern::NamedNode(node) => Some(Some(Node::of(view.graph, node.clone().into()))),
        TermPattern::Literal(literal) => Some(Some(Node::of(view.graph, literal.clone().into()))),
        TermPattern::Variable(_) => Some(None),
        TermPattern::BlankNode(_) => None,
    };
    let predicate = match &pattern.predicate {
        NamedNodePattern::NamedNode(node) => Some(Node::of(view.graph, node.clone().into())),
        NamedNodePattern::Variable(_) => None,
    };
    let (subject, object) = (term(&pattern.subject)?, term(&pattern.object)?);
    Some(view.triples(subject.as_ref(), predicate.as_ref(), object.as_ref()))
}

fn count(view: View<'_>, pattern: &TriplePattern, distinct: Option<&Variable>) -> Option<u64> {
    let triples = triples(view, pattern)?;
    Some(match distinct {
        None => triples.count() as u64,
        Some(variable) => {
            let place = place_of(pattern, variable)?;
            triples.map(|triple| part(triple, place)).collect::<FxHashSet<Node>>().len() as u64
        }
    })
}

fn grouped(view: View<'_>, pattern: &TriplePattern, group: &Variable) -> Option<Vec<(Option<GroundTerm>, u64)>> {
    let place = place_of(pattern, group)?;
    let mut counts: FxHashMap<Node, u64> = FxHashMap::default();
    for triple in triples(view, pattern)? {
        *counts.entry(part(triple, place)).or_default() += 1;
    }
    let mut rows: Vec<(Option<GroundTerm>, u64)> = Vec::with_capacity(counts.len());
    for (node, count) in counts {
        rows.push((Some(node.term(view.graph).try_into().ok()?), count));
    }
    rows.sort_by_cached_key(|(term, _)| term.as_ref().map(ToString::to_string));
    Some(rows)
}

/// Two patterns with one variable in common.
fn count_join(view: View<'_>, first: &TriplePattern, second: &TriplePattern) -> Option<u64> {
    let mut common = variables(first).filter(|variable| variables(second).any(|other| other == *variable));
    let (shared, None) = (common.next()?, common.next()) else { return None };
    let none = BTreeSet::new();
    let (one, other) = (answers(view, first, &none), answers(view, second, &none));
    let (few, many) = if one <= other { (first, second) } else { (second, first) };
    // Where one of them has few answers, looking each up is the better way, and spareval's.
    const LOOKUP: f64 = 8.0;
    if one.min(other) * LOOKUP < one.max(other) {
        return None;
    }
    let (place, other) = (place_of(few, shared)?, place_of(many, shared)?);
    let mut counts: FxHashMap<Node, u64> = FxHashMap::default();
    for triple in triples(view, few)? {
        *counts.entry(part(triple, place)).or_default() += 1;
    }
    let meeting = triples(view, many)?.filter_map(|triple| counts.get(&part(triple, other)).copied());
    Some(meeting.sum())
}

#[derive(Clone, Copy)]
enum Place {
    Subject,
    Predicate,
    Object,
}

fn place_of(pattern: &TriplePattern, variable: &Variable) -> Option<Place> {
    let is = |term: &TermPattern| matches!(term, TermPattern::Variable(name) if name == variable);
    if is(&pattern.subject) {
        Some(Place::Subject)
    } else if matches!(&pattern.predicate, NamedNodePattern::Variable(name) if name == variable) {
        Some(Place::Predicate)
    } else {
        is(&pattern.object).then_some(Place::Object)
    }
}

fn part((subject, predicate, object): Triple, place: Place) -> Node {
    match place {
        Place::Subject => subject,
        Place::Predicate => predicate,
        Place::Object => object,
    }
}
