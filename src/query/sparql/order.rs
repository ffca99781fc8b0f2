//! The order in which triple patterns are joined, from what the graph knows about itself.

use std::collections::BTreeSet;

use petgraph::Direction;
use spargebra::Query;
use spargebra::algebra::GraphPattern;
use spargebra::term::{NamedNodePattern, TermPattern, TriplePattern, Variable};

use super::dataset::View;
use super::node::{Kind, Node, Word};

/// Gives every list of triple patterns an order: the one with the fewest answers first, then always the one with the
/// fewest answers per answer so far, looked up by what is known.
pub(super) fn rewrite(view: View<'_>, query: &mut Query) {
    let (Query::Select { pattern, .. }
    | Query::Construct { pattern, .. }
    | Query::Describe { pattern, .. }
    | Query::Ask { pattern, .. }) = query;
    rewrite_pattern(view, pattern);
}

fn rewrite_pattern(view: View<'_>, pattern: &mut GraphPattern) {
    if let GraphPattern::Bgp { patterns } = pattern {
        if patterns.len() > 1 {
            *pattern = ordered(view, std::mem::take(patterns));
        }
        return;
    }
    inner_patterns(pattern, &mut |inner| rewrite_pattern(view, inner));
}

/// The patterns directly inside another.
pub(super) fn inner_patterns(pattern: &mut GraphPattern, visit: &mut dyn FnMut(&mut GraphPattern)) {
    match pattern {
        GraphPattern::Join { left, right }
        | GraphPattern::LeftJoin { left, right, .. }
        | GraphPattern::Lateral { left, right }
        | GraphPattern::Union { left, right }
        | GraphPattern::Minus { left, right } => {
            visit(left);
            visit(right);
        }
        GraphPattern::Filter { inner, .. }
        | GraphPattern::Graph { inner, .. }
        | GraphPattern::Extend { inner, .. }
        | GraphPattern::OrderBy { inner, .. }
        | GraphPattern::Project { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. }
        | GraphPattern::Group { inner, .. }
        | GraphPattern::Service { inner, .. } => visit(inner),
        GraphPattern::Bgp { .. } | GraphPattern::Path { .. } | GraphPattern::Values { .. } => {}
    }
}

fn ordered(view: View<'_>, mut left: Vec<TriplePattern>) -> GraphPattern {
    left.iter_mut().for_each(name_blank_nodes);
    let mut bound: BTreeSet<Variable> = BTreeSet::new();
    let mut joined: Option<GraphPattern> = None;
    while !left.is_empty() {
        let cost = |pattern: &TriplePattern| {
            let apart = joined.is_some() && variables(pattern).all(|variable| !bound.contains(variable));
            (apart, answers(view, pattern, &bound))
        };
        let costs: Vec<(bool, f64)> = left.iter().map(cost).collect();
        let best = (0..left.len())
            .min_by(|a, b| costs[*a].0.cmp(&costs[*b].0).then(costs[*a].1.total_cmp(&costs[*b].1)))
            .unwrap_or_default();
        let apart = costs[best].0;
        let next = left.remove(best);
        bound.extend(variables(&next).cloned());
        let next = GraphPattern::Bgp { patterns: vec![next] };
        joined = Some(match joined {
            None => next,
            Some(before) if apart => GraphPattern::Join { left: Box::new(before), right: Box::new(next) },
            Some(before) => GraphPattern::Lateral { left: Box::new(before), right: Box::new(next) },
        });
    }
    joined.unwrap_or_default()
}

/// Blank nodes hold within one list of patterns; as variables they hold when the list is taken apart.
fn name_blank_nodes(pattern: &mut TriplePattern) {
    for term in [&mut pattern.subject, &mut pattern.object] {
        if let TermPattern::BlankNode(node) = term {
            *term = TermPattern::Variable(Variable::new_unchecked(format!("blank_{}", node.as_str())));
        }
    }
}

pub(super) fn variables(pattern: &TriplePattern) -> impl Iterator<Item = &Variable> {
    fn term(term: &TermPattern) -> Option<&Variable> {
        match term {
            TermPattern::Variable(variable) => Some(variable),
            _ => None,
        }
    }
    let predicate = match &pattern.predicate {
        NamedNodePattern::Variable(variable) => Some(variable),
        NamedNodePattern::NamedNode(_) => None,
    };
    [term(&pattern.subject), predicate, term(&pattern.object)].into_iter().flatten()
}

/// What is known of a place of a pattern.
enum Place {
    Known(Node),
    /// Known when its turn comes.
    Bound,
    Free,
}

fn place(view: View<'_>, term: &TermPattern, bound: &BTreeSet<Variable>) -> Place {
    match term {
        TermPattern::NamedNode(node) => Place::Known(Node::of(view.graph, node.clone().into())),
        TermPattern::Literal(literal) => Place::Known(Node::of(view.graph, literal.clone().into())),
        TermPattern::Variable(variable) if bound.contains(variable) => Place::Bound,
        TermPattern::Variable(_) | TermPattern::BlankNode(_) => Place::Free,
    }
}

/// About how many triples fit a pattern, for one set of values of the bound variables.
pub(super) fn answers(view: View<'_>, pattern: &TriplePattern, bound: &BTreeSet<Variable>) -> f64 {
    const EACH: f64 = 20.0;
    let graph = view.graph;
    let (entities, statements) = (graph.next_entity_id().0.max(1) as f64, graph.statement_count().max(1) as f64);
    let (subject, object) = (place(view, &pattern.subject, bound), place(view, &pattern.object, bound));
    let NamedNodePattern::NamedNode(predicate) = &pattern.predicate else {
        return match (subject, object) {
            (Place::Known(_) | Place::Bound, Place::Known(_) | Place::Bound) => 1.0,
            (Place::Known(_) | Place::Bound, Place::Free) => EACH,
            (Place::Free, Place::Known(_) | Place::Bound) => EACH * 2.0,
            (Place::Free, Place::Free) => EACH * statements,
        };
    };
    let all = match Node::of(graph, predicate.clone().into()).0 {
        Kind::Relation(relation) => {
            let links = |id, direction| graph.links(id, direction, Some(relation)).length() as f64;
            match (&subject, &object) {
                (Place::Known(Node(Kind::Entity(id))), Place::Free) => return links(*id, Direction::Outgoing),
                (Place::Free, Place::Known(Node(Kind::Entity(id)))) => return links(*id, Direction::Incoming),
                _ => graph.relation_count(relation) as f64,
            }
        }
        Kind::Word(Word::TYPE) => match &object {
            Place::Known(Node(Kind::Word(class))) if class.entity_type().is_some() => entities,
            _ => entities + statements,
        },
        Kind::Word(Word::LABEL | Word::ALIAS) => {
            if matches!((&subject, &object), (Place::Free, Place::Known(_))) {
                return 1.0;
            }
            entities
        }
        Kind::Word(Word::RELATION) => match &object {
            Place::Known(Node(Kind::Relation(relation))) => graph.relation_count(*relation) as f64,
            _ => statements,
        },
        Kind::Word(_) => statements,
        // A predicate that nothing has.
        _ => 0.0,
    };
    match (subject, object) {
        (Place::Known(_) | Place::Bound, Place::Known(_) | Place::Bound) => (all / entities / entities).min(1.0),
        (Place::Known(_) | Place::Bound, Place::Free) | (Place::Free, Place::Known(_) | Place::Bound) => all / entities,
        (Place::Free, Place::Free) => all,
    }
}
