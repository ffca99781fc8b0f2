//! What a clause of an article puts into the hole of a question.

use crate::extract::ReadPhrase;
use crate::lexicon::{NounClass, noun_class};
use crate::model::{EntityType, Modality, Polarity, Quantity};
use crate::query::answer::{Answer, Quote, Status};
use crate::query::bind::{Node, head_words};
use crate::query::count::{answer_text, is_measured, unit_head};
use crate::query::link::{is_name, names_of};
use crate::query::plan::{Hole, Query};
use crate::query::question;
use crate::query::text::{content_words, coverage, one_line};

use super::Passage;
use super::fit::Fit;

/// The answer of one clause; `None` if the hole stays empty.
pub(super) fn answer(passage: &Passage, query: &Query, fit: &Fit) -> Option<Answer> {
    let clause = passage.clause;
    let unit = query.clauses.last().and_then(|clause| clause.filter.unit.as_deref()).unwrap_or_default();
    let node = match &query.hole {
        Hole::Variable(name) => {
            let node = fit.bindings.get(name)?.clone();
            (name != "who" || acts(passage, &node)).then_some(node)?
        }
        Hole::Time => {
            let own = clause.times.first().map(|time| time.text.clone());
            let told = own.or_else(|| told_date(passage, query, fit));
            Node::Text(told.or_else(|| question::only_time(passage.sentence(), &clause.form))?)
        }
        Hole::Place => place(passage)?,
        Hole::Reason => Node::Text(question::reason(passage.sentence(), &clause.form)?),
        Hole::Manner => Node::Text(question::manner(passage.sentence(), &clause.form)?),
        Hole::Quantity => {
            let counted = fit.open.iter().filter_map(|phrase| phrase.quantity.as_ref());
            Node::Text(
                counted
                    .filter(|quantity| counts(passage, unit, quantity))
                    .map(|quantity| answer_text(unit, quantity))
                    .next()?,
            )
        }
        Hole::Source => passage.node(clause.source.as_ref()?),
        Hole::Truth => {
            let word = if clause.polarity == Polarity::Positive { "yes" } else { "no" };
            Node::Text(format!("{word}: {}", one_line(passage.sentence())))
        }
        _ => return None,
    };
    let entity = match node.key(passage.graph) {
        Node::Entity(id) => passage.graph.entity_by_id(id),
        Node::Text(_) => None,
    };
    let text = entity.map_or_else(|| one_line(node.text(passage.graph)), |entity| entity.name.clone());
    let aliases = entity.map(|entity| names_of(entity).filter(|name| *name != text).map(str::to_owned).collect());
    let status = match clause.modality {
        Modality::Planned => Status::Planned,
        Modality::Claimed => Status::Claimed,
        Modality::Hypothetical => Status::Hypothetical,
        Modality::Asserted => Status::Asserted,
    };
    let quote = Quote {
        document: passage.document.name.clone(),
        sentence: one_line(passage.sentence()),
        statement: String::new(),
    };
    let time = clause.times.first().map(|time| time.text.clone());
    (!text.is_empty()).then(|| Answer {
        answer: text,
        aliases: aliases.unwrap_or_default(),
        status,
        attributed_to: clause.source.as_ref().map(|source| one_line(passage.node(source).text(passage.graph))),
        time,
        evidence: vec![quote],
    })
}

/// A sentence as what its speaker says.
pub(super) fn quotation(passage: &Passage, speaker: &str) -> Answer {
    let sentence = one_line(passage.sentence());
    Answer {
        answer: sentence.clone(),
        aliases: Vec::new(),
        status: Status::Claimed,
        attributed_to: Some(one_line(speaker)),
        time: None,
        evidence: vec![Quote { document: passage.document.name.clone(), sentence, statement: String::new() }],
    }
}

/// "The deadline is October 31": what the subject is said to be is a date.
fn told_date(passage: &Passage, query: &Query, fit: &Fit) -> Option<String> {
    let copula = query.clauses.last()?.relation.any && passage.clause.lemma == "be";
    let date = |phrase: &&ReadPhrase| question::is_date(&phrase.text);
    fit.open.iter().filter(|_| copula).find(date).map(|phrase| phrase.text.clone())
}

/// Where the clause takes place: a named place after a preposition, else what the clause around it says.
fn place(passage: &Passage) -> Option<Node> {
    const LOCAL: &[&str] = &["in", "at", "near", "on", "outside", "inside", "to", "from", "around", "through"];
    let clause = passage.clause;
    let local = clause.obliques.iter().filter(|(preposition, _)| LOCAL.contains(&preposition.as_str()));
    let phrases = local.map(|(_, phrase)| phrase).chain(&clause.place);
    let located = |node: &Node| match node.key(passage.graph) {
        Node::Entity(id) => passage.graph.entity_by_id(id).is_some_and(|entity| {
            is_name(entity)
                && matches!(entity.entity_type, EntityType::Place | EntityType::Country | EntityType::Facility)
        }),
        Node::Text(text) => {
            let head = head_words(&text).pop().unwrap_or_default();
            !text.chars().all(|letter| !letter.is_uppercase())
                && noun_class(&head) == Some(NounClass::Place)
                && text.contains(' ')
        }
    };
    phrases.map(|phrase| passage.node(phrase)).find(located)
}

/// "Who" asks for those who act.
fn acts(passage: &Passage, node: &Node) -> bool {
    match node.key(passage.graph) {
        Node::Entity(id) => passage.graph.entity_by_id(id).is_some_and(|entity| {
            let typed = matches!(
                entity.entity_type,
                EntityType::Person | EntityType::Organization | EntityType::Country | EntityType::Group
            );
            typed && (is_name(entity) || entity.name.split(' ').count() > 1)
        }),
        Node::Text(text) => {
            let head = text.split([',', '(']).next().unwrap_or_default();
            let head = head.split(" of ").next().unwrap_or_default().rsplit(' ').next().unwrap_or_default();
            let class = noun_class(&crate::query::text::stem(&head.to_lowercase()));
            matches!(class, Some(NounClass::Person | NounClass::Organisation | NounClass::Group))
        }
    }
}

/// True if the quantity counts what is asked for; a bare number counts what its sentence speaks of.
fn counts(passage: &Passage, unit: &str, quantity: &Quantity) -> bool {
    let asked = content_words(unit);
    let Some(head) = &unit_head(unit) else { return true };
    if let Some(measured) = is_measured(head, quantity) {
        return measured;
    }
    let said = content_words(&format!("{} {}", quantity.unit, quantity.text));
    if said.contains(head) {
        return coverage(&asked, &said) >= 0.5;
    }
    let own_unit = said.iter().any(|word| word.chars().any(char::is_alphabetic));
    let sentence = content_words(passage.sentence());
    let spoken_of = sentence.contains(head)
        || SAME_KIND
            .iter()
            .any(|kind| kind.contains(&head.as_str()) && sentence.iter().any(|word| kind.contains(&word.as_str())));
    !own_unit && spoken_of
}

/// Nouns that count the same, by their stems.
const SAME_KIND: &[&[&str]] = &[
    &["person", "victim", "civilian", "passenger", "resident", "guest", "worker", "man", "woman", "child"],
    &["country", "nation", "state", "member"],
    &["student", "pupil"],
    &["car", "vehicle"],
    &["house", "home", "building"],
];
