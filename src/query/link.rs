//! From the words of a question to the entities that they may mean.

use std::collections::{BTreeMap, BTreeSet};

use crate::graph::{Graph, normalised_name};
use crate::lexicon::{Body, Country, NounClass, acts_for_state, body_of, countries, noun_class, state_behind};
use crate::model::{DocumentId, Entity, EntityId, EntityType, Mention};

use super::plan::{Linked, Term};
use super::text::{content_words, stem};

/// A spelling this close to a name is taken for it.
const SAME_SPELLING: f64 = 0.94;

/// Words before a name that are no part of it.
const TITLES: &[&str] = &[
    "president",
    "mr",
    "mrs",
    "ms",
    "dr",
    "sir",
    "lady",
    "king",
    "queen",
    "prince",
    "princess",
    "pope",
    "prime",
    "minister",
    "chancellor",
    "senator",
    "general",
    "secretary",
    "chief",
    "leader",
    "company",
    "city",
    "town",
    "village",
    "country",
    "region",
    "province",
    "state",
    "the",
];

/// The term for a phrase: the entities of that name, else those that have it as part of theirs, else those that are
/// spelt almost like it.
pub(crate) fn phrase(graph: &Graph, text: &str) -> Term {
    Term::Phrase { text: text.trim().to_owned(), entities: entities(graph, text) }
}

/// The entities that a phrase may mean, best first.
pub(crate) fn entities(graph: &Graph, text: &str) -> Vec<Linked> {
    let plain = text.trim();
    let exact = named(graph, plain);
    if !exact.is_empty() {
        return exact;
    }
    let words: Vec<&str> = plain.split_whitespace().collect();
    let titles = words.iter().take_while(|word| TITLES.contains(&word.to_lowercase().trim_end_matches('.'))).count();
    if titles > 0 && titles < words.len() {
        let found = entities(graph, &words[titles..].join(" "));
        if !found.is_empty() {
            return found;
        }
    }
    let within = within_names(graph, plain);
    if !within.is_empty() {
        return within;
    }
    if let Some((one, other)) = plain.split_once(" and ") {
        let both = [entities(graph, one), entities(graph, other)];
        return if both.iter().any(Vec::is_empty) { Vec::new() } else { both.concat() };
    }
    let described = described(graph, plain);
    if !described.is_empty() { described } else { spelt_like(graph, plain) }
}

/// "The town", "the company": those of whom an article speaks so.
fn described(graph: &Graph, text: &str) -> Vec<Linked> {
    let wanted = text.to_lowercase();
    if !wanted.starts_with("the ") || wanted.split_whitespace().count() > 3 {
        return Vec::new();
    }
    let mut found = BTreeSet::new();
    for document in graph.documents() {
        let said = |mention: &Mention| {
            let words = mention.span.of(&document.text);
            words.len() == wanted.len() && words.to_lowercase() == wanted
        };
        found.extend(graph.mentions_in(document.id).filter(said).map(|mention| graph.resolve(mention.entity)));
    }
    found.into_iter().map(|entity| Linked { entity, cost: 1 }).collect()
}

fn named(graph: &Graph, text: &str) -> Vec<Linked> {
    let exact: Vec<EntityId> = graph.entities_named(text);
    let short: Vec<EntityId> = exact.iter().flat_map(|id| short_names(graph, *id)).collect();
    let short = short.into_iter().filter(|id| !exact.contains(id)).map(|entity| Linked { entity, cost: 1 });
    exact.iter().map(|&entity| Linked { entity, cost: 0 }).chain(short).collect()
}

/// Organisations are called by the first words of their names ("Ryanair Holdings": "Ryanair"), in the same articles.
fn short_names(graph: &Graph, id: EntityId) -> Vec<EntityId> {
    let Some(entity) = graph.entity_by_id(id) else { return Vec::new() };
    let Some((first, _)) = entity.name.split_once(' ').filter(|(first, _)| first.len() > 3) else { return Vec::new() };
    if entity.entity_type != EntityType::Organization || countries().of_adjective(first).is_some() {
        return Vec::new();
    }
    let documents: BTreeSet<DocumentId> = graph.mentions_of(id).iter().map(|mention| mention.document).collect();
    let shares = |other: &EntityId| {
        let known = graph.entity_by_id(*other);
        let kind = known.is_some_and(|other| {
            matches!(other.entity_type, EntityType::Organization | EntityType::Thing | EntityType::Product)
        });
        kind && graph.mentions_of(*other).iter().any(|mention| documents.contains(&mention.document))
    };
    graph.entities_named(first).into_iter().filter(|other| *other != id && shares(other)).collect()
}

/// Entities that have all words of the phrase in one of their names: "Biden" for Joe Biden. Only the shortest names
/// count, and only if the phrase looks like a name: the entity's own words are capitalized.
fn within_names(graph: &Graph, text: &str) -> Vec<Linked> {
    let asked = content_words(text);
    if asked.is_empty() {
        return Vec::new();
    }
    let mut best: BTreeMap<EntityId, usize> = BTreeMap::new();
    for entity in graph.entities().filter(|entity| is_name(entity)) {
        for alias in names_of(entity) {
            let words = content_words(alias);
            if words.len() <= asked.len() + 2 && asked.iter().all(|word| words.contains(word)) {
                let surplus = words.len().saturating_sub(asked.len());
                let entry = best.entry(entity.id).or_insert(surplus);
                *entry = surplus.min(*entry);
            }
        }
    }
    let Some(least) = best.values().min().copied() else { return Vec::new() };
    let entities = best.into_iter().filter(|(_, surplus)| *surplus == least);
    entities.map(|(entity, _)| Linked { entity, cost: 1 }).collect()
}

fn spelt_like(graph: &Graph, text: &str) -> Vec<Linked> {
    let wanted = normalised_name(text);
    if wanted.chars().count() < 5 {
        return Vec::new();
    }
    let near = graph.similar_names(text, 5);
    let Some(best) = near.first().filter(|best| best.score >= SAME_SPELLING) else { return Vec::new() };
    let same = near.iter().filter(|other| other.score >= best.score - 1e-9);
    same.map(|other| Linked { entity: other.entity, cost: 1 }).collect()
}

/// True if the entity has a name of its own rather than a description in small letters.
pub(crate) fn is_name(entity: &Entity) -> bool {
    let capital = |word: &str| word.chars().next().is_some_and(|first| first.is_uppercase() || first.is_ascii_digit());
    let last = entity.name.split_whitespace().next_back().is_some_and(capital);
    last || matches!(entity.entity_type, EntityType::Person | EntityType::Country)
}

/// The name and the aliases of an entity.
pub(crate) fn names_of(entity: &Entity) -> impl Iterator<Item = &str> {
    std::iter::once(entity.name.as_str()).chain(entity.aliases.keys().map(String::as_str))
}

/// Names in the graph that are spelt like a phrase, for "did you mean"; at most `limit`.
pub(crate) fn suggestions(graph: &Graph, text: &str, limit: usize) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for near in graph.similar_names(text, 4 * limit) {
        let Some(entity) = graph.entity_by_id(near.entity).filter(|entity| is_name(entity)) else { continue };
        if near.score >= 0.8 && !names.contains(&entity.name) && names.len() < limit {
            names.push(entity.name.clone());
        }
    }
    names
}

/// The term for somebody who acts or speaks: also those who act for a state or organisation ("Russian forces", "China's
/// foreign ministry", "NATO members"), the state behind its capital, the seat of its government, and the owner of a team.
pub(crate) fn actor(graph: &Graph, text: &str) -> Term {
    let mut found = entities(graph, text);
    if found.is_empty() {
        found = head_of_team(graph, text);
    }
    let least = found.iter().map(|linked| linked.cost).min().unwrap_or(0);
    let named: Vec<EntityId> = found.iter().map(|linked| linked.entity).collect();
    let known = named.iter().filter_map(|id| graph.entity_by_id(*id)).flat_map(names_of);
    let names: BTreeSet<&str> = known.chain(found.is_empty().then_some(text.trim())).collect();
    let mut states: Vec<&Country> = names.iter().filter_map(|name| countries().named(name)).collect();
    states.dedup_by_key(|state| state.name);
    let mut prefixes: BTreeSet<String> = names.iter().map(|name| normalised_name(name)).collect();
    for state in &states {
        prefixes.insert(normalised_name(state.name));
        prefixes.extend(state.adjectives.iter().map(|adjective| normalised_name(adjective)));
    }
    for state in names.iter().filter_map(|name| countries().of_capital(name)) {
        let behind = graph.entities_named(state.name).into_iter();
        found.extend(behind.map(|entity| Linked { entity, cost: least + 1 }));
    }
    let seat = |name: &str| state_behind(name).is_some_and(|behind| states.iter().any(|state| state.name == behind));
    for entity in graph.entities() {
        let acts = names_of(entity).any(|name| acts_for(&normalised_name(name), &prefixes) || seat(name));
        if acts && !found.iter().any(|linked| linked.entity == entity.id) {
            found.push(Linked { entity: entity.id, cost: least + 1 });
        }
    }
    Term::Phrase { text: text.trim().to_owned(), entities: found }
}

/// A circumstance: also what happened to somebody or something, by whom or what it names ("in the crash of Flight 9").
pub(crate) fn circumstance(graph: &Graph, text: &str) -> Term {
    let mut found = entities(graph, text);
    let tail = [" of ", " on ", " at ", " in "].iter().find_map(|link| text.split_once(link));
    if let Some((event, about)) = tail.filter(|_| found.is_empty()) {
        let head = event.split_whitespace().next_back().map(|head| stem(&head.to_lowercase())).unwrap_or_default();
        if noun_class(&head) == Some(NounClass::Event) {
            found = entities(graph, about);
        }
    }
    Term::Phrase { text: text.trim().to_owned(), entities: found }
}

/// "Ann Lee's team", "researchers led by Ann Lee": whoever leads them speaks for them.
fn head_of_team(graph: &Graph, text: &str) -> Vec<Linked> {
    const TEAMS: &[&str] = &["team", "group", "colleagues", "researchers", "study", "paper", "research"];
    let owner = ["'s ", "’s "].iter().find_map(|mark| {
        let (owner, noun) = text.trim().rsplit_once(mark)?;
        let head = noun.split_whitespace().next_back()?.to_lowercase();
        TEAMS.contains(&head.as_str()).then_some(owner)
    });
    let led = || text.split_once(" led by ").filter(|(team, _)| TEAMS.iter().any(|noun| team.ends_with(noun)));
    let leader = owner.or_else(|| led().map(|(_, leader)| leader));
    let linked = leader.map(|name| entities(graph, name)).unwrap_or_default();
    linked.into_iter().map(|linked| Linked { cost: linked.cost + 1, ..linked }).collect()
}

/// "russian forces" acts for what is called "russian"; words of its own may stand between: "ukrainian air defences".
fn acts_for(name: &str, prefixes: &BTreeSet<String>) -> bool {
    let acting = |noun: &str| {
        let body = body_of(noun).or_else(|| body_of(&stem(noun)));
        body.is_some_and(|body| !matches!(body, Body::People | Body::Parliament | Body::Police)) || acts_for_state(noun)
    };
    prefixes.iter().any(|prefix| {
        let Some(rest) = name.strip_prefix(prefix.as_str()) else { return false };
        let rest = rest.strip_prefix("'s").or(rest.strip_prefix('\'')).unwrap_or(rest);
        let Some(rest) = rest.strip_prefix(' ') else { return false };
        // "Chinese Ministry of Commerce": what follows "of" is its business.
        if let Some((body, _)) = rest.split_once(" of ") {
            return acts_for_state(body);
        }
        let last = rest.rsplit(' ').next().unwrap_or_default();
        let last_two = rest.rmatch_indices(' ').nth(1).map_or(rest, |(at, _)| &rest[at + 1..]);
        acting(last) || acting(last_two)
    })
}
