//! Where somebody is from, by the words beside the name: "X of Kenya", "the Kenyan runner X", "X, a singer from Lima".

use crate::graph::{Graph, normalised_name};
use crate::lexicon::countries;
use crate::model::{EntityId, EntityType};
use crate::query::answer::{Answer, Quote};
use crate::query::error::did_you_mean;
use crate::query::link::{entities, names_of, suggestions};
use crate::query::restrict::{restriction, restriction_cost};
use crate::query::text::one_line;
use crate::query::{bind::Node, plan::Restriction};

use super::introduced::{asserted, name_in};
use super::phrases::name_length;
use super::words::{Word, sentence_words, text_of};

/// A question for an origin.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Origin {
    /// Of whom or what.
    pub(super) name: String,
    /// What the origin must be: a country, a city.
    pub(super) kind: Restriction,
    /// The place of a yes-or-no question.
    pub(super) place: Option<String>,
}

/// "where is X from", "which country does X come from", "what is the nationality of X", "is X from Y".
pub(super) fn find(graph: &Graph, words: &[Word]) -> Option<Origin> {
    let [first, rest @ ..] = words else { return None };
    let is_be = |word: &Word| matches!(word.lower.as_str(), "is" | "was" | "are" | "were");
    let name = |words: &[Word]| {
        let plain = !words.is_empty() && !words.iter().any(|word| word.is_verb() || word.auxiliary().is_some());
        plain.then(|| text_of(words))
    };
    let asked = |name: Option<String>, kind| Some(Origin { name: name?, kind, place: None });
    if is_be(first) {
        let from = rest.iter().position(|word| word.lower == "from")?;
        let is_name = name_length(graph, rest, 0) == from && from > 0;
        let place = name(&rest[from + 1..]).filter(|_| is_name)?;
        return Some(Origin { name: text_of(&rest[..from]), kind: Restriction::default(), place: Some(place) });
    }
    if let [nationality, be, of @ ..] = rest
        && nationality.lower == "nationality"
        && is_be(be)
    {
        return asked(name(of), restriction("country", Vec::new()));
    }
    let (noun, rest) = match first.lower.as_str() {
        "where" => (None, rest),
        "which" | "what" => (rest.first().filter(|word| word.auxiliary().is_none()), rest.get(1..)?),
        _ => return None,
    };
    let (from, rest) = rest.split_last().filter(|(from, _)| from.lower == "from")?;
    let _ = from;
    let (auxiliary, rest) = rest.split_first()?;
    let who = match rest.split_last() {
        Some((verb, who)) if matches!(verb.lower.as_str(), "come" | "hail" | "originate") => who,
        _ if is_be(auxiliary) => rest,
        _ => return None,
    };
    let known = noun.filter(|noun| matches!(noun.lemma.as_str(), "country" | "city" | "town" | "state" | "region"));
    if first.lower != "where" && known.is_none() {
        return None;
    }
    asked(name(who), known.map(|noun| restriction(&noun.lemma, Vec::new())).unwrap_or_default())
}

/// The places that articles tell somebody to be from.
pub(super) fn answers(graph: &Graph, origin: &Origin) -> (Vec<Answer>, Option<String>) {
    let linked = entities(graph, &origin.name);
    if linked.is_empty() {
        let near = did_you_mean(&suggestions(graph, &origin.name, 3));
        return (Vec::new(), Some(format!("nothing named “{}” is in the graph{near}", origin.name)));
    }
    let told: Vec<Answer> = linked.iter().flat_map(|linked| origins(graph, linked.entity)).collect();
    let country = origin.kind.types.as_slice() == [EntityType::Country];
    let fits = |answer: &Answer| {
        let known = graph.entities_named(&answer.answer).into_iter().map(Node::Entity);
        let typed = known.into_iter().any(|node| restriction_cost(graph, &origin.kind, &node) == Some(0));
        typed || country && countries().named(&answer.answer).is_some() || origin.kind == Restriction::default()
    };
    let Some(place) = &origin.place else {
        let found: Vec<Answer> = told.into_iter().filter(fits).collect();
        let why = found.is_empty().then(|| format!("no article says where {} is from", origin.name));
        return (found, why);
    };
    let wanted = |name: &str| normalised_name(name) == normalised_name(place);
    let named = |answer: &&Answer| wanted(&answer.answer) || answer.aliases.iter().any(|alias| wanted(alias));
    let confirmed = told.iter().find(named).cloned();
    match confirmed {
        Some(answer) => {
            let sentence = answer.evidence.first().map(|quote| quote.sentence.clone()).unwrap_or_default();
            (vec![Answer { answer: format!("yes: {sentence}"), aliases: Vec::new(), ..answer }], None)
        }
        None => {
            let places: Vec<String> = told.into_iter().map(|answer| answer.answer).collect();
            let why = match places.is_empty() {
                true => format!("not stated; no article says where {} is from", origin.name),
                false => format!("not stated; the articles name {} beside {}", places.join(", "), origin.name),
            };
            (Vec::new(), Some(why))
        }
    }
}

/// Mentions that are looked at.
const MOST_MENTIONS: usize = 40;

fn origins(graph: &Graph, id: EntityId) -> Vec<Answer> {
    let Some(entity) = graph.entity_by_id(id) else { return Vec::new() };
    let names: Vec<String> = names_of(entity).map(normalised_name).collect();
    let mut found: Vec<Answer> = Vec::new();
    for mention in graph.mentions_of(id).into_iter().take(MOST_MENTIONS) {
        let Some(document) = graph.document(mention.document) else { continue };
        let sentence = mention.sentence.of(&document.text);
        let words = sentence_words(sentence);
        let Some((start, end)) = name_in(&words, &names) else { continue };
        let Some(place) = place_after(graph, &words, end).or_else(|| place_before(graph, &words, start, end)) else {
            continue;
        };
        let quote = Quote { document: document.name.clone(), sentence: one_line(sentence), statement: String::new() };
        match found.iter_mut().find(|known| known.answer == place) {
            Some(known) if known.evidence.contains(&quote) => {}
            Some(known) => known.evidence.push(quote),
            None => {
                let known = graph.entities_named(&place).into_iter().find_map(|id| graph.entity_by_id(id));
                let names = known.map(|entity| names_of(entity).map(str::to_owned).collect::<Vec<_>>());
                let aliases = names.unwrap_or_default().into_iter().filter(|name| *name != place).collect();
                found.push(Answer { aliases, ..asserted(place, quote) });
            }
        }
    }
    found
}

/// "X of Kenya", "X, 33, from Bethesda", "X, a singer from Lima".
fn place_after(graph: &Graph, words: &[Word], end: usize) -> Option<String> {
    const FAR: usize = 8;
    let last = words.len().min(end + FAR);
    let beside = words.get(end)?;
    let apposed = beside.lower == "," || beside.lower == "(";
    let at = (end..last).find(|&at| {
        let opens =
            words[at].lower == "from" || at == end && words[at].lower == "of" || apposed && words[at].lower == "of";
        opens && (at == end || apposed)
    })?;
    let verb = words[end..at].iter().any(|word| word.is_verb() || word.auxiliary().is_some());
    (!verb).then(|| located(graph, words, at + 1))?
}

/// "the Kenyan runner X", "Kenya's X".
fn place_before(graph: &Graph, words: &[Word], start: usize, end: usize) -> Option<String> {
    const FAR: usize = 4;
    // "Kenyan runner Ann Lee" may be one of the names.
    let own = words[start..end].iter().position(|word| countries().of_adjective(&word.form).is_some());
    let first = own.map_or(start, |at| start + at + 1);
    for at in (first.saturating_sub(FAR)..first).rev() {
        let word = &words[at];
        if let Some(country) = countries().of_adjective(&word.form) {
            return Some(country.name.to_owned());
        }
        if matches!(word.lower.as_str(), "'s" | "’s") {
            let begin = (at.saturating_sub(3)..at).find(|&begin| place_named(graph, &words[begin..at]).is_some())?;
            return place_named(graph, &words[begin..at]);
        }
        if !word.is_nominal() || word.lower == "the" {
            return None;
        }
    }
    None
}

/// The place that is named at this word.
fn located(graph: &Graph, words: &[Word], at: usize) -> Option<String> {
    let start = at + usize::from(words.get(at)?.lower == "the");
    (start + 1..=words.len().min(start + 4)).rev().find_map(|end| place_named(graph, &words[start..end]))
}

fn place_named(graph: &Graph, words: &[Word]) -> Option<String> {
    let text = text_of(words);
    let place = |id: EntityId| {
        let entity = graph.entity_by_id(id)?;
        matches!(entity.entity_type, EntityType::Place | EntityType::Country).then(|| entity.name.clone())
    };
    let known = graph.entities_named(&text).into_iter().find_map(place);
    known.or_else(|| countries().named(&text).map(|country| country.name.to_owned()))
}
