use newsgraph::graph::Graph;
use newsgraph::model::{Entity, EntityId, Modality, Object, Polarity, Statement, TimeExpression};
use newsgraph::schema::Schema;

use super::case::{Attribute, Line};

/// True if the statement is the one that the line writes.
pub fn matches(graph: &Graph, statement: &Statement, line: &Line) -> bool {
    let subject = |wanted: &str| is_entity(graph, statement.subject, wanted);
    let object = |wanted: &str| is_object(graph, &statement.object, wanted);
    let straight = is_relation(statement, &line.relation) && subject(&line.subject) && object(&line.object);
    let turned = is_turned_relation(statement, &line.relation) && subject(&line.object) && object(&line.subject);
    (straight || turned) && standing(statement, line) && line.attributes.iter().all(|it| is(graph, statement, it))
}

/// Whether any of the forms parted by `/` passes; `*` always does.
fn any(wanted: &str, passes: impl Fn(&str) -> bool) -> bool {
    wanted == "*" || wanted.split('/').any(passes)
}

fn is_relation(statement: &Statement, wanted: &str) -> bool {
    any(wanted, |wanted| match (wanted.strip_prefix("family:"), wanted.strip_suffix('*')) {
        (Some(family), _) => statement.family.as_deref() == Some(family),
        (None, Some(beginning)) => statement.relation.starts_with(beginning),
        (None, None) => statement.relation == wanted,
    })
}

/// True if the statement gives the wanted relation when it is read from its object.
fn is_turned_relation(statement: &Statement, wanted: &str) -> bool {
    Schema::news().relation(&statement.relation).is_some_and(|relation| {
        relation.symmetric && relation.name == wanted || relation.inverse.as_deref() == Some(wanted)
    })
}

fn is_object(graph: &Graph, object: &Object, wanted: &str) -> bool {
    match object {
        Object::Entity(id) => is_entity(graph, *id, wanted),
        Object::Value(value) => any(wanted, |wanted| holds(&value.text, wanted)),
    }
}

fn is_entity(graph: &Graph, id: EntityId, wanted: &str) -> bool {
    let known = graph.entity_by_id(id);
    any(wanted, |wanted| known.is_some_and(|entity| names(entity).any(|name| holds(name, wanted))))
}

fn names(entity: &Entity) -> impl Iterator<Item = &str> {
    std::iter::once(entity.name.as_str()).chain(entity.aliases.keys().map(String::as_str))
}

/// True if the text has all the words, whatever their case, articles aside; has no others, if they stand in quotes.
fn holds(text: &str, words: &str) -> bool {
    let split = |text: &str| -> Vec<String> {
        let words = text.split_whitespace().map(|word| word.trim_matches([',', '.', '"', '“', '”']).to_lowercase());
        words.filter(|word| !matches!(word.as_str(), "a" | "an" | "the" | "")).collect()
    };
    let (text, wanted) = (split(text), split(words));
    if words.starts_with('"') { text == wanted } else { wanted.iter().all(|word| text.contains(word)) }
}

/// A `+` line that says nothing else wants a statement that is positive and asserted.
fn standing(statement: &Statement, line: &Line) -> bool {
    use Attribute::{Asserted, Claimed, Hypothetical, Negative, Planned, Positive};
    let polarity = line.has(|it| matches!(it, Positive | Negative));
    let modality = line.has(|it| matches!(it, Asserted | Claimed | Planned | Hypothetical));
    !line.is_wanted()
        || (polarity || statement.polarity == Polarity::Positive)
            && (modality || statement.modality == Modality::Asserted)
}

fn is(graph: &Graph, statement: &Statement, attribute: &Attribute) -> bool {
    let quantity = statement.quantity.as_ref();
    match attribute {
        Attribute::Positive => statement.polarity == Polarity::Positive,
        Attribute::Negative => statement.polarity == Polarity::Negative,
        Attribute::Asserted => statement.modality == Modality::Asserted,
        Attribute::Claimed => statement.modality == Modality::Claimed,
        Attribute::Planned => statement.modality == Modality::Planned,
        Attribute::Hypothetical => statement.modality == Modality::Hypothetical,
        Attribute::By(source) => statement.attributed_to.is_some_and(|id| is_entity(graph, id, source)),
        Attribute::Place(place) => statement.place.is_some_and(|id| is_entity(graph, id, place)),
        Attribute::Time(time) => statement.time.as_ref().is_some_and(|stated| is_time(stated, time)),
        Attribute::Number(number) => quantity.is_some_and(|stated| stated.number == Some(*number)),
        Attribute::Unit(unit) => quantity.is_some_and(|stated| holds(&stated.unit, unit)),
        Attribute::Bound(bound) => quantity.is_some_and(|stated| spelled(&stated.bound) == *bound),
    }
}

/// `2021-04-30`, `2021-04-01..2021-04-30`, or words of the expression.
fn is_time(stated: &TimeExpression, wanted: &str) -> bool {
    let (first, last) = wanted.split_once("..").unwrap_or((wanted, wanted));
    match (first.parse(), last.parse()) {
        (Ok(first), Ok(last)) => (stated.start, stated.end) == (Some(first), Some(last)),
        _ => holds(&stated.text, wanted),
    }
}

/// The name that a value has in exported data.
fn spelled(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|json| Some(json.as_str()?.to_owned())).unwrap_or_default()
}

/// A statement in the form of the data files.
pub fn show(graph: &Graph, statement: &Statement) -> String {
    let name = |id: EntityId| graph.entity_by_id(id).map_or("?", |entity| entity.name.as_str());
    let object = match &statement.object {
        Object::Entity(id) => name(*id),
        Object::Value(value) => &value.text,
    };
    let mut attributes = vec![spelled(&statement.polarity), spelled(&statement.modality)];
    attributes.extend(statement.attributed_to.map(|id| format!("by {}", name(id))));
    attributes.extend(statement.place.map(|id| format!("place {}", name(id))));
    if let Some(time) = &statement.time {
        let days = time.start.zip(time.end).map(|(first, last)| format!(" ({first}..{last})"));
        attributes.push(format!("time {}{}", time.text, days.unwrap_or_default()));
    }
    if let Some(stated) = &statement.quantity {
        let number = stated.number.map_or("?".to_owned(), |number| number.to_string());
        attributes.push(format!("number {number}, bound {}, unit {}", spelled(&stated.bound), stated.unit));
    }
    let (subject, relation) = (name(statement.subject), &statement.relation);
    let family = statement.family.as_deref().map(|family| format!(" [{family}]")).unwrap_or_default();
    format!("{subject} | {relation}{family} | {object} | {}", attributes.join(", "))
}
