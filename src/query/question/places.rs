//! Where something happened.

use crate::graph::Graph;
use crate::lexicon::countries;
use crate::model::{EntityType, Modality, Polarity, Qualifier};
use crate::query::answer::Answer;
use crate::query::bind::{Closeness, Node, phrase_cost};
use crate::query::evaluate::Match;
use crate::query::gather::{Candidate, gather};
use crate::query::link::is_name;
use crate::query::plan::Term;

use super::answers::{each, told};
use super::phrases::name_length;
use super::sentence;
use super::words::text_of;

/// Where it happened; where no statement has a place, the one that its sentence names first after the verb.
pub(super) fn places(graph: &Graph, matches: &[Match]) -> Vec<Candidate> {
    let own: Vec<Candidate> = matches.iter().filter_map(|one| place(graph, one)).collect();
    let is_named = |one: &Candidate| matches!(one.node.key(graph), Node::Entity(id) if graph.entity_by_id(id).is_some_and(is_name));
    // "at home in Lima": the name says more.
    let (named, plain): (Vec<_>, Vec<_>) = own.into_iter().partition(is_named);
    if !named.is_empty() {
        return named;
    }
    let beside = each(graph, matches, |statement| {
        let all = sentence::words_of(graph, statement);
        let words = all.first()?;
        let verb = sentence::verb_position(words, statement);
        let ends = [Some(statement.subject), statement.object.entity()].map(|end| end.map(|id| graph.resolve(id)));
        let located = (verb + 1..words.len()).filter(|at| LOCAL.contains(&words[*at].lower.as_str()));
        let mut named = located.filter_map(|at| {
            let start = at + 1 + usize::from(words.get(at + 1).is_some_and(|word| word.lower == "the"));
            let length = name_length(graph, words, start.min(words.len() - 1));
            let entities = graph.entities_named(&text_of(words.get(start..start + length)?));
            let node = entities.into_iter().map(Node::Entity).find(|node| length > 0 && is_place(graph, node))?;
            let end = matches!(node.key(graph), Node::Entity(id) if ends.contains(&Some(id)));
            (!end && is_located(graph, &node)).then_some(node)
        });
        named.next()
    });
    match (beside.is_empty(), plain.is_empty()) {
        (false, _) => beside,
        (true, false) => plain,
        (true, true) => each(graph, matches, |statement| told(graph, statement, sentence::place)),
    }
}

const LOCAL: &[&str] = &["in", "at", "near", "outside", "inside"];

/// True for what is known as a place, not merely for a name.
fn is_located(graph: &Graph, node: &Node) -> bool {
    matches!(node.key(graph), Node::Entity(id) if graph.entity_by_id(id).is_some_and(|entity| matches!(
        entity.entity_type, EntityType::Place | EntityType::Country | EntityType::Facility
    )))
}

/// Where a match happened.
fn place(graph: &Graph, one: &Match) -> Option<Candidate> {
    let statement = graph.statement(*one.statements.last()?)?;
    let located = one.roles.others.iter().find(|(role, node)| {
        let local =
            matches!(role.as_str(), "in" | "at" | "near" | "on" | "outside" | "inside" | "to" | "from" | "around");
        local && is_place(graph, node)
    });
    let node = statement.place.map(Node::Entity).or_else(|| located.map(|(_, node)| node.clone()));
    let object =
        || Node::of(&statement.object).filter(|node| is_place(graph, node) && ends_in_place(&statement.relation));
    let node = node.or_else(object)?;
    Some(Candidate { node, text: None, statements: one.statements.clone() })
}

/// True for relations whose object is a place by its preposition: `speak_in`, `was_killed_in`.
fn ends_in_place(relation: &str) -> bool {
    ["_in", "_at", "_near", "_on", "_outside"].iter().any(|ending| relation.ends_with(ending))
}

fn is_place(graph: &Graph, node: &Node) -> bool {
    match node.key(graph) {
        Node::Entity(id) => graph.entity_by_id(id).is_some_and(|entity| {
            matches!(entity.entity_type, EntityType::Place | EntityType::Country | EntityType::Facility)
                || is_name(entity)
        }),
        Node::Text(_) => false,
    }
}

/// Where an occasion was held, by what happened there: "beat X in the final in Lima".
pub(super) fn of_occasion(graph: &Graph, occasion: &Term) -> Vec<Answer> {
    let Term::Phrase { text, entities } = occasion else { return Vec::new() };
    let candidates = graph.statements().filter_map(|statement| {
        let place = statement.place.filter(|_| statement.polarity == Polarity::Positive)?;
        let at = |beside: &Qualifier| {
            let node = Node::of(&beside.value).filter(|_| matches!(beside.role.as_str(), "in" | "at" | "during"));
            node.is_some_and(|node| {
                phrase_cost(graph, text, entities, &node, Closeness::Words).is_some_and(|cost| cost < 3)
            })
        };
        // "the block caught fire in Lima": the fire was in Lima.
        let object = || Node::of(&statement.object).filter(|_| statement.modality == Modality::Asserted);
        let happened = || object().and_then(|node| phrase_cost(graph, text, &[], &node, Closeness::Words)) == Some(1);
        let told = statement.qualifiers.iter().any(at) || happened();
        told.then(|| Candidate { node: Node::Entity(place), text: None, statements: vec![statement.id] })
    });
    let mut answers = gather(graph, &candidates.collect::<Vec<_>>(), Polarity::Positive);
    with_surroundings(graph, &mut answers);
    answers
}

/// "Vienna, Austria", "a clinic in Lima": a place is told with the places around it, as its sentence does.
pub(super) fn with_surroundings(graph: &Graph, answers: &mut [Answer]) {
    for answer in answers {
        let Some(quote) = answer.evidence.first() else { continue };
        let told = surroundings(graph, &quote.sentence, &answer.answer);
        if let Some(told) = told {
            answer.aliases.push(std::mem::replace(&mut answer.answer, told));
        }
    }
}

/// A name with the places that follow it after a comma or "in"; `None` if there are none.
fn surroundings(graph: &Graph, sentence: &str, name: &str) -> Option<String> {
    let start = sentence.find(name)?;
    let mut end = start + name.len();
    while let Some(next) = place_behind(graph, &sentence[end..]) {
        end += next;
    }
    (end > start + name.len()).then(|| sentence[start..end].to_owned())
}

/// How many bytes after a place name the place around it.
fn place_behind(graph: &Graph, rest: &str) -> Option<usize> {
    let link = [", in the ", ", in ", " in the ", " in ", ", "].into_iter().find(|link| rest.starts_with(link))?;
    let run = &rest[link.len()..];
    let ends = [0, 1, 2].into_iter().filter_map(|words| {
        let mut at = run.match_indices(|letter: char| !letter.is_alphabetic() && letter != '-');
        at.nth(words).map(|(at, _)| at).or_else(|| (words == run.matches(' ').count()).then_some(run.len()))
    });
    let known = |text: &str| {
        let named = graph.entities_named(text).into_iter().filter_map(|id| graph.entity_by_id(id));
        let capital = text.starts_with(char::is_uppercase);
        let place = |kind: EntityType| matches!(kind, EntityType::Place | EntityType::Country);
        capital && (countries().named(text).is_some() || named.map(|entity| entity.entity_type).any(place))
    };
    // "in A, B and C": a list is of other places.
    let listed = |end: usize| {
        let behind = run[end..].trim_start();
        behind.starts_with("and ") || behind.starts_with(", and ")
    };
    let mut ends = ends.filter(|&end| end > 0 && known(&run[..end]) && !listed(end));
    let end = ends.next_back()?;
    Some(link.len() + end)
}
