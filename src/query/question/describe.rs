//! Who somebody is, what ties two, who recurs.

use std::collections::BTreeSet;

use crate::graph::Graph;
use crate::model::{EntityId, Mention, Modality, Object, Polarity, Statement, ValueType};
use crate::query::answer::{Answer, Quote, Status};
use crate::query::bind::Node;
use crate::query::error::did_you_mean;
use crate::query::gather::{Candidate, gather};
use crate::query::link::{entities, is_name, names_of, suggestions};
use crate::query::plan::Restriction;
use crate::query::render::{flagged_text, quotes};
use crate::query::restrict::restriction_cost;
use crate::query::route::route;
use crate::query::text::one_line;

use super::introduced::introductions;

/// The entity that a name most likely means: of several, the one with the most statements.
fn best(graph: &Graph, name: &str) -> Result<EntityId, String> {
    let linked = entities(graph, name);
    let least = linked.iter().map(|linked| linked.cost).min();
    let near = linked.iter().filter(|linked| Some(linked.cost) == least).map(|linked| linked.entity);
    let degree = |id: &EntityId| (graph.view(*id).map_or(0, |view| view.degree()), std::cmp::Reverse(*id));
    near.max_by_key(degree)
        .ok_or_else(|| format!("nothing named “{name}” is in the graph{}", did_you_mean(&suggestions(graph, name, 3))))
}

/// One answer for each hop.
pub(super) fn path(graph: &Graph, from: &str, to: &str) -> (Vec<Answer>, Option<String>) {
    let (one, other) = match (best(graph, from), best(graph, to)) {
        (Ok(one), Ok(other)) => (one, other),
        (Err(why), Ok(_)) | (Ok(_), Err(why)) => return (Vec::new(), Some(why)),
        (Err(one), Err(other)) => return (Vec::new(), Some(format!("{one}; {other}"))),
    };
    let Some(hops) = route(graph, one, other) else {
        let beside = named_together(graph, one, other);
        let why = format!("no statement leads from {from} to {to} within six steps");
        return match beside.is_empty() {
            true => (beside, Some(why)),
            false => (beside, Some(format!("{why}; these sentences name both"))),
        };
    };
    if hops.is_empty() {
        return (Vec::new(), Some(format!("{from} and {to} are the same")));
    }
    let answers = hops.into_iter().map(|hop| Answer {
        answer: format!("{} — {} ({})", hop.from, hop.to, hop.statement),
        aliases: Vec::new(),
        status: hop.status,
        attributed_to: None,
        time: None,
        evidence: hop.evidence,
    });
    (answers.collect(), None)
}

/// Sentences that are known to name two, at most three.
fn named_together(graph: &Graph, one: EntityId, other: EntityId) -> Vec<Answer> {
    const MOST: usize = 3;
    let name = |id| graph.name(id).unwrap_or_default();
    let place = |mention: &Mention| (mention.document, mention.sentence);
    let with_other: BTreeSet<_> = graph.mentions_of(other).iter().map(place).collect();
    let both: BTreeSet<_> = graph.mentions_of(one).iter().map(place).filter(|at| with_other.contains(at)).collect();
    let quotes = both.into_iter().filter_map(|(document, sentence)| {
        let document = graph.document(document)?;
        let sentence = one_line(sentence.of(&document.text));
        Some(Quote { document: document.name.clone(), sentence, statement: String::new() })
    });
    let answers = quotes.take(MOST).map(|quote| Answer {
        answer: format!("{} — {} (named in one sentence)", name(one), name(other)),
        aliases: Vec::new(),
        status: Status::Asserted,
        attributed_to: None,
        time: None,
        evidence: vec![quote],
    });
    answers.collect()
}

/// Offices and descriptions of an entity.
pub(super) fn describe(graph: &Graph, name: &str) -> (Vec<Answer>, Option<String>) {
    let id = match best(graph, name) {
        Ok(id) => id,
        Err(why) => return (Vec::new(), Some(why)),
    };
    let all: BTreeSet<EntityId> =
        entities(graph, name).into_iter().map(|l| l.entity).filter(|e| same_name(graph, *e, id)).chain([id]).collect();
    let about: Vec<&Statement> = all.iter().flat_map(|id| graph.outgoing(*id)).collect();
    let positive = |statement: &&&Statement| {
        let real = matches!(statement.modality, Modality::Asserted | Modality::Claimed);
        real && statement.polarity == Polarity::Positive && !is_number(&statement.object)
    };
    let mut candidates: Vec<Candidate> = Vec::new();
    for statement in about
        .iter()
        .filter(positive)
        .filter(|statement| matches!(statement.family.as_deref(), Some("role" | "kinship")))
    {
        candidates.extend(text_candidate(statement, role_text(graph, statement)));
    }
    for statement in about.iter().filter(positive).filter(|statement| statement.relation == "is_a") {
        let object = Node::of(&statement.object).map(|object| object.text(graph).to_owned());
        candidates.extend(text_candidate(statement, object));
    }
    let held = graph.incoming(id).filter(|statement| statement.relation == "is_a").collect::<Vec<_>>();
    for statement in held.iter().filter(|statement| statement.polarity == Polarity::Positive) {
        let subject = graph.entity_by_id(statement.subject).filter(|subject| is_name(subject));
        candidates.extend(text_candidate(statement, subject.map(|subject| subject.name.clone())));
    }
    let mut answers = gather(graph, &candidates, Polarity::Positive);
    if answers.is_empty() {
        answers = introductions(graph, id);
    }
    if answers.is_empty() {
        answers.extend(title(graph, id));
    }
    if !answers.is_empty() {
        return (answers, None);
    }
    let facts: Vec<String> = about
        .iter()
        .copied()
        .chain(graph.incoming(id))
        .take(5)
        .map(|statement| flagged_text(graph, statement))
        .collect();
    let known = graph.entity_by_id(id).map_or(name, |entity| entity.name.as_str());
    let why = match facts.is_empty() {
        true => format!("no article says who or what {known} is"),
        false => format!("no article says who or what {known} is; it does say: {}", facts.join("; ")),
    };
    (Vec::new(), Some(why))
}

/// The words that stand before a name where it is mentioned: "Interior Minister" Anna Petrova.
fn title(graph: &Graph, id: EntityId) -> Option<Answer> {
    let entity = graph.entity_by_id(id)?;
    let titled = |alias: &str| {
        let before = alias.strip_suffix(entity.name.as_str())?.trim();
        (before.split_whitespace().next_back()?.len() > 3).then(|| before.to_owned())
    };
    let mut titles: Vec<(String, &str)> =
        entity.aliases.keys().filter_map(|alias| Some((titled(alias)?, alias.as_str()))).collect();
    titles.sort_by_key(|(title, _)| usize::MAX - title.len());
    let (title, alias) = titles.into_iter().next()?;
    let mention = graph.mentions_of(id).into_iter().find(|mention| {
        graph.document(mention.document).is_some_and(|document| mention.sentence.of(&document.text).contains(alias))
    });
    let mut evidence = Vec::new();
    if let Some(mention) = mention
        && let Some(document) = graph.document(mention.document)
    {
        evidence.push(Quote {
            document: document.name.clone(),
            sentence: one_line(mention.sentence.of(&document.text)),
            statement: String::new(),
        });
    }
    let status = Status::Asserted;
    (!evidence.is_empty()).then(|| Answer {
        answer: title,
        aliases: Vec::new(),
        status,
        attributed_to: None,
        time: None,
        evidence,
    })
}

/// "He was 85" says nothing of who he is.
fn is_number(object: &Object) -> bool {
    matches!(object, Object::Value(value) if matches!(value.value_type, ValueType::Quantity | ValueType::Date | ValueType::Money))
}

/// Two entities with one name may be one that was not recognised as such.
fn same_name(graph: &Graph, one: EntityId, other: EntityId) -> bool {
    let name = |id| graph.entity_by_id(id).map(|entity| entity.name.as_str());
    name(one) == name(other)
}

fn text_candidate(statement: &Statement, text: Option<String>) -> Option<Candidate> {
    let text = text.filter(|text| !text.trim().is_empty())?;
    Some(Candidate { node: Node::Text(text.clone()), text: Some(text), statements: vec![statement.id] })
}

/// "president of Poland", "adviser to Volodymyr Zelenskyy".
fn role_text(graph: &Graph, statement: &Statement) -> Option<String> {
    let noun = if statement.trigger.is_empty() || statement.trigger.split_whitespace().count() > 4 {
        statement.relation.trim_end_matches("_of").trim_end_matches("_to").replace('_', " ")
    } else {
        statement.trigger.to_lowercase()
    };
    let noun = noun.trim_end_matches(" of").trim_end_matches(" to").trim_end_matches(" for").to_owned();
    let preposition = if statement.relation.ends_with("_to") || noun.contains("advis") { "to" } else { "of" };
    let object = match &statement.object {
        Object::Entity(id) => graph.entity_by_id(*id)?.name.clone(),
        Object::Value(value) => value.text.clone(),
    };
    if object.is_empty() {
        return Some(noun);
    }
    let verb = matches!(noun.as_str(), "leads" | "led" | "heads" | "headed" | "leading" | "heading");
    let noun = if verb { "leader".to_owned() } else { noun };
    Some(format!("{noun} {preposition} {object}"))
}

/// Entities that several documents mention.
pub(super) fn recurring(graph: &Graph, restriction: &Restriction) -> (Vec<Answer>, Option<String>) {
    let mut found: Vec<(usize, Answer)> = Vec::new();
    for entity in graph.entities().filter(|entity| is_name(entity)) {
        let node = Node::Entity(entity.id);
        if restriction_cost(graph, restriction, &node) != Some(0) {
            continue;
        }
        let mentions = graph.mentions_of(entity.id);
        let documents: BTreeSet<_> = mentions.iter().map(|mention| mention.document).collect();
        if documents.len() < 2 {
            continue;
        }
        let mut evidence =
            quotes(graph, graph.view(entity.id).into_iter().flat_map(|view| view.statements().map(|s| s.id())));
        let mut seen = BTreeSet::new();
        evidence.retain(|quote| seen.insert(quote.document.clone()));
        let aliases = names_of(entity).filter(|name| *name != entity.name).map(str::to_owned).collect();
        let answer = Answer {
            answer: entity.name.clone(),
            aliases,
            status: Status::Asserted,
            attributed_to: None,
            time: None,
            evidence,
        };
        found.push((documents.len(), answer));
    }
    found.sort_by_key(|(count, answer)| (usize::MAX - count, answer.answer.clone()));
    let answers: Vec<Answer> = found.into_iter().map(|(_, answer)| answer).collect();
    let why =
        answers.is_empty().then(|| "nobody and nothing of that kind is named in more than one article".to_owned());
    (answers, why)
}
