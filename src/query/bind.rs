//! Whether the ends of a statement are what a clause asks for.

use std::collections::BTreeMap;

use crate::graph::{Graph, normalised_name};
use crate::model::{EntityId, Object, Statement, ValueType};

use super::plan::{Linked, Restriction, Term};
use super::relation::{RelationFit, Shape, Turn};
use super::restrict::admits;
use super::text::{content_words, coverage};

/// What stands at an end of a statement.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Node {
    /// An entity.
    Entity(EntityId),
    /// Words of the article.
    Text(String),
}

impl Node {
    /// The node of an object; `None` if there is none.
    pub(crate) fn of(object: &Object) -> Option<Node> {
        match object {
            Object::Entity(id) => Some(Node::Entity(*id)),
            Object::Value(value) if value.value_type == ValueType::None || value.text.is_empty() => None,
            Object::Value(value) => Some(Node::Text(value.text.clone())),
        }
    }

    /// The name or the words.
    pub(crate) fn text<'n>(&'n self, graph: &'n Graph) -> &'n str {
        match self {
            Node::Entity(id) => graph.entity_by_id(*id).map_or("", |entity| entity.name.as_str()),
            Node::Text(text) => text,
        }
    }

    /// What makes two nodes the same answer.
    pub(crate) fn key(&self, graph: &Graph) -> Node {
        match self {
            Node::Entity(id) => Node::Entity(graph.resolve(*id)),
            Node::Text(text) => match graph.entities_named(text).as_slice() {
                [entity] => Node::Entity(*entity),
                _ => Node::Text(normalised_name(text)),
            },
        }
    }
}

/// Variables with what they stand for.
pub(crate) type Bindings = BTreeMap<String, Node>;

/// A statement seen in one direction.
#[derive(Clone, Debug, Default)]
pub(crate) struct Roles {
    /// Who acts; `None` for a passive that does not say.
    pub(crate) doer: Option<Node>,
    /// Who or what is acted upon.
    pub(crate) undergoer: Option<Node>,
    /// Further participants with their prepositions or roles.
    pub(crate) others: Vec<(String, Node)>,
}

impl Roles {
    /// The ways to read a statement under a fit.
    pub(crate) fn readings(statement: &Statement, fit: RelationFit) -> Vec<Roles> {
        let subject = Some(Node::Entity(statement.subject));
        let object = Node::of(&statement.object);
        let mut others: Vec<(String, Node)> = statement
            .qualifiers
            .iter()
            .filter_map(|qualifier| Some((qualifier.role.clone(), Node::of(&qualifier.value)?)))
            .collect();
        others.extend(statement.place.map(|place| ("in".to_owned(), Node::Entity(place))));
        let shape = Shape::of(&statement.relation);
        if shape.passive && !fit.literal {
            let preposition = shape.base.rsplit('_').next().unwrap_or_default().to_owned();
            others.extend(object.map(|object| (preposition, object)));
            return vec![Roles { doer: None, undergoer: subject, others }];
        }
        let straight = Roles { doer: subject, undergoer: object, others };
        let turned = || Roles {
            doer: straight.undergoer.clone(),
            undergoer: straight.doer.clone(),
            others: straight.others.clone(),
        };
        match fit.turn {
            Turn::Straight => vec![straight],
            Turn::Turned => vec![turned()],
            Turn::Either => {
                let turned = turned();
                vec![straight, turned]
            }
        }
    }
}

/// How closely a phrase must be met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Closeness {
    /// By the entity that the phrase names.
    Entity,
    /// By the words as well.
    Words,
}

/// The cost at which `node` is what `term` asks for, with the variable bound; `None` if it is not.
pub(crate) fn bind(
    graph: &Graph,
    term: &Term,
    node: Option<&Node>,
    closeness: Closeness,
    bindings: &mut Bindings,
) -> Option<u8> {
    match (term, node) {
        (Term::Any, _) => Some(0),
        (_, None) => None,
        (Term::Variable { name, restriction }, Some(node)) => {
            let cost = restriction_cost(graph, restriction, node)?;
            match bindings.get(name) {
                Some(bound) if bound.key(graph) != node.key(graph) => None,
                Some(_) => Some(cost),
                None => {
                    bindings.insert(name.clone(), node.clone());
                    Some(cost)
                }
            }
        }
        (Term::Phrase { text, entities }, Some(node)) => phrase_cost(graph, text, entities, node, closeness),
    }
}

fn restriction_cost(graph: &Graph, restriction: &Restriction, node: &Node) -> Option<u8> {
    admits(graph, restriction, node).then_some(0)
}

/// The cost at which a node is what a phrase means.
pub(crate) fn phrase_cost(
    graph: &Graph,
    text: &str,
    entities: &[Linked],
    node: &Node,
    closeness: Closeness,
) -> Option<u8> {
    let entity = match node.key(graph) {
        Node::Entity(id) => Some(id),
        Node::Text(_) => None,
    };
    if let Some(linked) = entity.and_then(|id| entities.iter().find(|linked| graph.resolve(linked.entity) == id)) {
        return Some(linked.cost);
    }
    let asked = content_words(text);
    let names: Vec<&str> = match entity.and_then(|id| graph.entity_by_id(id)) {
        Some(entity) => std::iter::once(&entity.name).chain(entity.aliases.keys()).map(String::as_str).collect(),
        None => vec![node.text(graph)],
    };
    if closeness == Closeness::Entity && !entities.is_empty() {
        return None;
    }
    let base = if entities.is_empty() { 1 } else { 3 };
    names.iter().filter_map(|name| words_cost(&asked, &content_words(name))).min().map(|cost| base + cost)
}

/// How far the words of a node are from the words asked for.
fn words_cost(asked: &[String], said: &[String]) -> Option<u8> {
    let head = asked.last()?;
    if !said.contains(head) {
        return None;
    }
    let covered = coverage(asked, said);
    if covered >= 0.99 {
        return Some(if said.len() <= 3 * asked.len() { 0 } else { 1 });
    }
    (covered >= 0.6).then_some(1)
}
