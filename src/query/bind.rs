//! Whether the ends of a statement are what a clause asks for.

use std::collections::BTreeMap;

use crate::graph::{Graph, normalised_name};
use crate::lexicon::same_happening;
use crate::model::{EntityId, Object, Statement, ValueType};

use super::plan::{Linked, Term};
use super::relation::{RelationFit, Shape, Turn, is_preposition};
use super::restrict::restriction_cost;
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
    pub(crate) fn readings(graph: &Graph, statement: &Statement, fit: RelationFit) -> Vec<Roles> {
        let subject = Some(Node::Entity(statement.subject));
        let object = Node::of(&statement.object);
        let mut others = beside(statement);
        others.extend(contents_after_preposition(statement));
        let shape = Shape::of(&statement.relation);
        if shape.passive && !fit.literal {
            let preposition = shape.base.rsplit('_').next().unwrap_or_default().to_owned();
            others.extend(object.map(|object| (preposition, object)));
            return match fit.turn {
                // "who died" is answered by whoever was killed.
                Turn::Turned => vec![Roles { doer: subject, undergoer: None, others }],
                _ => vec![Roles { doer: None, undergoer: subject, others }],
            };
        }
        // "signed an agreement with X": what was signed is the agreement.
        let carried = carried_noun(graph, statement).map(|noun| {
            let mut beside = others.clone();
            let preposition = statement.trigger.rsplit(' ').next().unwrap_or_default().to_lowercase();
            beside.extend(object.clone().map(|object| (preposition, object)));
            Roles { doer: subject.clone(), undergoer: Some(noun), others: beside }
        });
        if let Some(carried) = carried.clone().filter(|_| !fit.literal && fit.oblique && fit.by_verb) {
            return vec![carried];
        }
        if !fit.literal && fit.oblique {
            // "died in X": X is no undergoer, though a question may ask for it as one.
            let preposition = shape.base.rsplit('_').next().unwrap_or_default().to_owned();
            let mut beside = others.clone();
            beside.extend(object.clone().map(|object| (preposition, object)));
            return vec![Roles { doer: subject, undergoer: object, others: beside }];
        }
        let straight = Roles { doer: subject, undergoer: object, others };
        let turned = || Roles {
            doer: straight.undergoer.clone(),
            undergoer: straight.doer.clone(),
            others: straight.others.clone(),
        };
        match fit.turn {
            Turn::Straight => match carried.filter(|_| !fit.literal || fit.by_verb) {
                Some(carried) if fit.by_verb => vec![carried],
                Some(carried) => vec![straight, carried],
                None => vec![straight],
            },
            Turn::Turned => vec![turned()],
            Turn::Either => {
                let turned = turned();
                vec![straight, turned]
            }
        }
    }
}

/// "Accused X *of spying on Y*": a clause after a preposition stands where a noun would.
fn contents_after_preposition(statement: &Statement) -> Option<(String, Node)> {
    let content = statement.qualifiers.iter().find(|qualifier| qualifier.role == "content")?;
    let Object::Value(value) = &content.value else { return None };
    let (first, rest) = value.text.split_once(' ')?;
    match is_preposition(first) {
        true => Some((first.to_owned(), Node::Text(rest.to_owned()))),
        // "of" may have been left out: "spying on Y".
        false => first.ends_with("ing").then(|| ("of".to_owned(), Node::Text(value.text.clone()))),
    }
}

/// What stands beside subject and object, each with its preposition or role; a place counts as "in".
pub(crate) fn beside(statement: &Statement) -> Vec<(String, Node)> {
    let qualifiers = statement.qualifiers.iter();
    let told = qualifiers.filter_map(|qualifier| Some((qualifier.role.clone(), Node::of(&qualifier.value)?)));
    told.chain(statement.place.map(|place| ("in".to_owned(), Node::Entity(place)))).collect()
}

/// The noun that a trigger carries beside its verb ("signed agreement with", "cancelled trip to"), as an object of its own.
fn carried_noun(graph: &Graph, statement: &Statement) -> Option<Node> {
    let whole = statement.qualifiers.iter().find(|qualifier| qualifier.role == "object");
    if let Some(whole) = whole {
        return Node::of(&whole.value);
    }
    let words: Vec<&str> = statement.trigger.split_whitespace().collect();
    let [verb, noun, preposition] = words[..] else { return None };
    if noun.len() <= 3 || !noun.chars().all(char::is_lowercase) || preposition.len() > 7 {
        return None;
    }
    // With the words before it: "a trade agreement".
    let sentence: Vec<&str> = graph.sentence_text(statement.evidence.first()?).split_whitespace().collect();
    let at = sentence.iter().position(|word| *word == noun)?;
    let opens = |word: &str| word == verb || matches!(word, "a" | "an" | "the" | "its" | "his" | "her" | "their");
    let start = (at.saturating_sub(3)..at).rev().take_while(|before| !opens(sentence[*before])).last().unwrap_or(at);
    let object = Node::of(&statement.object)?;
    Some(Node::Text(format!("{} {preposition} {}", sentence[start..=at].join(" "), object.text(graph))))
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
    if closeness == Closeness::Entity && !entities.is_empty() {
        return None;
    }
    let names: Vec<&str> = match entity.and_then(|id| graph.entity_by_id(id)) {
        Some(entity) => std::iter::once(&entity.name).chain(entity.aliases.keys()).map(String::as_str).collect(),
        None => vec![node.text(graph)],
    };
    let base = if entities.is_empty() { 1 } else { 3 };
    let asked = Asked::of(text);
    let fitting = names.iter().filter(|name| !asked.told_apart(&Asked::of(name)));
    fitting.filter_map(|name| asked.cost(&content_words(name))).min().map(|cost| base + cost)
}

/// The words of a phrase, its core ("last bridge") told from what follows a preposition ("out of X").
struct Asked {
    core: Vec<String>,
    rest: Vec<String>,
}

impl Asked {
    fn of(text: &str) -> Asked {
        let cut = text.split_whitespace().skip(1).position(|word| AFTER_HEAD.contains(&word.to_lowercase().as_str()));
        let words: Vec<&str> = text.split_whitespace().collect();
        let (core, rest) = words.split_at(cut.map_or(words.len(), |position| position + 1));
        Asked { core: content_words(&core.join(" ")), rest: content_words(&rest.join(" ")) }
    }

    /// "The flight data recorder" is not "the cockpit voice recorder": each has before its head what the other lacks.
    fn told_apart(&self, other: &Asked) -> bool {
        let own = |one: &Asked, other: &Asked| {
            one.core.iter().rev().skip(1).any(|word| !other.core.contains(word) && !other.rest.contains(word))
        };
        self.core.len() > 1 && self.core.last() == other.core.last() && own(self, other) && own(other, self)
    }

    /// "The recovery of the recorder": "the recorder was recovered".
    fn told_by_verb(&self, said: &[String]) -> bool {
        const SHARED: usize = 5;
        let (Some(head), false) = (self.core.last(), self.rest.is_empty()) else { return false };
        let shared = |word: &String| head.chars().zip(word.chars()).take_while(|(one, other)| one == other).count();
        let verb = said.iter().any(|word| shared(word) >= SHARED.max(head.chars().count() / 2 + 1));
        let told = |word: &String| {
            let shared = |other: &String| word.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
            said.iter().any(|other| word == other || shared(other) >= SHARED.max(word.chars().count() - 4))
        };
        verb && self.rest.len() > 1 && self.rest.iter().all(told)
    }

    /// How far the words of a node are from these; `None` if they mean something else.
    fn cost(&self, said: &[String]) -> Option<u8> {
        let head = self.core.last()?;
        if !said.contains(head) {
            // "The earthquake" may be told as "the quake".
            let other_noun = self.core.len() == 1 && said.last().is_some_and(|noun| same_happening(head, noun));
            return (other_noun && self.rest.is_empty() || self.told_by_verb(said)).then_some(3);
        }
        let core = coverage(&self.core, said);
        // "the last bridge out of X" is met by "bridge out of X".
        if !self.rest.is_empty() && coverage(&self.rest, said) >= 0.99 && core < 0.99 {
            return Some(1);
        }
        if core < 0.6 {
            return None;
        }
        let far = self.core.len() + self.rest.len();
        let full = core >= 0.99 && (self.rest.is_empty() || coverage(&self.rest, said) >= 0.99);
        match full {
            true if said.len() <= 3 * far => Some(0),
            true => Some(1),
            // "the depot in Ternopil" may be a "large weapons depot" if the statement says no more of it.
            false if core >= 0.99 => Some(2),
            false => Some(3),
        }
    }
}

/// The content words of a phrase up to its head.
pub(crate) fn head_words(text: &str) -> Vec<String> {
    Asked::of(text).core
}

/// Words after which no head of a noun phrase follows.
const AFTER_HEAD: &[&str] = &[
    "of", "in", "on", "at", "to", "for", "from", "with", "by", "near", "out", "about", "over", "under", "between",
    "against", "after", "before", "that", "which", "who", "held", "made", "owned", "built", "called", "known", "named",
];
