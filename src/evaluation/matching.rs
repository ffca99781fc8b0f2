//! Whether a statement says what a fact says.

use crate::graph::{Graph, normalised_name};
use crate::model::{EntityId, Object, Statement, ValueType};
use crate::query::text::{content_words, verb_stem};
use crate::schema::Schema;

use super::gold::{GoldFact, Names};

/// How much of the words two phrases must share to mean one thing.
const SAME_WORDS: f64 = 0.6;

/// How well a statement fits a fact: the more, the better; `None` if it says something else.
pub(super) fn fit(graph: &Graph, schema: &Schema, fact: &GoldFact, statement: &Statement) -> Option<u32> {
    let relation = relation_fit(schema, fact, statement)?;
    let subject = names(graph, statement.subject);
    let object = object_names(graph, statement);
    let straight = one_of(&fact.subject, &subject) && same_object(fact.object.as_ref(), &object);
    let turned = relation.may_turn
        && fact.object.as_ref().is_some_and(|wanted| one_of(wanted, &subject) && one_of(&fact.subject, &object));
    if !(straight && !relation.turned || turned) {
        return None;
    }
    let agreement = u32::from(statement.polarity == fact.polarity)
        + u32::from(statement.modality == fact.modality)
        + u32::from(same_source(graph, fact, statement))
        + u32::from(same_time(fact, statement));
    Some(10 * relation.closeness + agreement)
}

struct RelationFit {
    closeness: u32,
    /// Subject and object may stand the other way round.
    may_turn: bool,
    /// They must.
    turned: bool,
}

/// The relation itself, its inverse, its family, or the verb.
fn relation_fit(schema: &Schema, fact: &GoldFact, statement: &Statement) -> Option<RelationFit> {
    let known = schema.relation(&statement.relation);
    let symmetric = known.is_some_and(|known| known.symmetric);
    let asked = fact.relation.trim().to_lowercase().replace(' ', "_");
    if statement.relation == asked {
        return Some(RelationFit { closeness: 3, may_turn: symmetric, turned: false });
    }
    if known.and_then(|known| known.inverse.as_deref()) == Some(asked.as_str()) {
        return Some(RelationFit { closeness: 3, may_turn: true, turned: true });
    }
    let family = schema.relation(&asked).map_or(asked.as_str(), |relation| relation.family.as_str());
    if statement.family.as_deref() == Some(family) {
        return Some(RelationFit { closeness: 2, may_turn: symmetric, turned: false });
    }
    let head = |name: &str| verb_stem(name.trim_start_matches("was_").split('_').next().unwrap_or_default());
    let trigger = statement.trigger.split_whitespace().any(|word| verb_stem(word) == head(&asked));
    let verb = head(&statement.relation) == head(&asked) || trigger;
    verb.then_some(RelationFit { closeness: 1, may_turn: symmetric, turned: false })
}

fn names(graph: &Graph, entity: EntityId) -> Vec<String> {
    let entity = graph.entity_by_id(entity);
    entity
        .map(|entity| std::iter::once(&entity.name).chain(entity.aliases.keys()).cloned().collect())
        .unwrap_or_default()
}

/// The names of the object; none for a statement without object.
fn object_names(graph: &Graph, statement: &Statement) -> Vec<String> {
    match &statement.object {
        Object::Entity(id) => names(graph, *id),
        Object::Value(value) if value.value_type == ValueType::None => Vec::new(),
        Object::Value(value) => vec![value.text.clone()],
    }
}

fn same_object(wanted: Option<&Names>, said: &[String]) -> bool {
    wanted.map_or(said.is_empty(), |wanted| one_of(wanted, said))
}

fn one_of(wanted: &Names, said: &[String]) -> bool {
    wanted.all().iter().any(|wanted| said.iter().any(|said| same_phrase(wanted, said)))
}

/// One name, or phrases that share most of their words and all of their numbers.
pub(super) fn same_phrase(one: &str, other: &str) -> bool {
    if normalised_name(one) == normalised_name(other) {
        return true;
    }
    let (one, other) = (content_words(one), content_words(other));
    let is_number = |word: &&String| word.chars().any(|letter| letter.is_ascii_digit());
    let numbers = |words: &[String]| -> Vec<String> { words.iter().filter(is_number).cloned().collect() };
    let shared = one.iter().filter(|word| other.contains(word)).count() as f64;
    let most = (one.len() + other.len()) as f64;
    numbers(&one) == numbers(&other) && most > 0.0 && 2.0 * shared / most >= SAME_WORDS
}

pub(super) fn same_source(graph: &Graph, fact: &GoldFact, statement: &Statement) -> bool {
    match (&fact.attributed_to, statement.attributed_to) {
        (None, None) => true,
        (Some(wanted), Some(said)) => one_of(wanted, &names(graph, said)),
        _ => false,
    }
}

pub(super) fn same_time(fact: &GoldFact, statement: &Statement) -> bool {
    match (&fact.time, &statement.time) {
        (None, None) => true,
        (Some(wanted), Some(said)) => same_phrase(wanted, &said.text),
        _ => false,
    }
}
