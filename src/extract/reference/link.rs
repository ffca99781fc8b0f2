use std::collections::{BTreeMap, BTreeSet};

use crate::extract::name::link::{is_known, same_person};
use crate::extract::name::spelling::is_spelling_variant;
use crate::extract::reference::discourse::{Discourse, LocalEntity};
use crate::extract::reference::war::states_in_name;
use crate::graph::{Graph, normalised_name};
use crate::lexicon::{city, countries, organisation};
use crate::model::{Entity, EntityId, EntityType};

/// What an entity of a document is in the graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// An entity that the graph knows.
    Existing(EntityId),
    /// An entity that the graph does not know yet.
    New,
}

/// Finds the entities of a document in the graph: by name, by list (acronyms, former names), by another spelling.
///
/// Two entities of one document never become one entity of the graph. What is only described ("residents") is always new.
#[derive(Clone, Copy, Debug, Default)]
pub struct Linker;

/// How surely two names are one entity's; the surer claim wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Evidence {
    Spelling,
    Alias,
    Name,
}

impl Linker {
    /// One resolution for each entity of the discourse, in their order.
    pub fn resolve(graph: &Graph, discourse: &Discourse) -> Vec<Resolution> {
        let claims: Vec<Option<(Evidence, EntityId)>> =
            discourse.entities.iter().map(|local| claim(graph, local)).collect();
        let mut winners: BTreeMap<EntityId, (Evidence, usize)> = BTreeMap::new();
        for (index, claim) in claims.iter().enumerate() {
            if let Some((evidence, entity)) = *claim {
                let winner = winners.entry(entity).or_insert((evidence, index));
                if evidence > winner.0 {
                    *winner = (evidence, index);
                }
            }
        }
        claims
            .iter()
            .enumerate()
            .map(|(index, claim)| match *claim {
                Some((_, entity)) if winners.get(&entity).is_some_and(|winner| winner.1 == index) => {
                    Resolution::Existing(entity)
                }
                _ => Resolution::New,
            })
            .collect()
    }

    /// The entity of the graph with what a document adds to it: more aliases, a fuller name, a clearer type.
    pub fn enriched(existing: &Entity, local: &LocalEntity) -> Entity {
        let mut entity = existing.clone();
        for (alias, count) in &local.aliases {
            *entity.aliases.entry(alias.clone()).or_default() += count;
        }
        if entity.entity_type == EntityType::Thing {
            entity.entity_type = local.entity_type;
        }
        let standing = |name: &str| {
            let words = if entity.entity_type == EntityType::Person { name.split(' ').count().min(2) } else { 0 };
            (words, entity.aliases.get(name).copied().unwrap_or(0))
        };
        let listed = countries().named(&entity.name).is_some();
        if local.named && !listed && standing(&local.name) > standing(&entity.name) {
            entity.name = local.name.clone();
        }
        entity
    }
}

fn claim(graph: &Graph, local: &LocalEntity) -> Option<(Evidence, EntityId)> {
    if !local.identifiable {
        return None;
    }
    by_name(graph, local)
        .map(|entity| (Evidence::Name, entity))
        .or_else(|| by_alias(graph, local).map(|entity| (Evidence::Alias, entity)))
        .or_else(|| by_states(graph, local).map(|entity| (Evidence::Alias, entity)))
        .or_else(|| by_spelling(graph, local).map(|entity| (Evidence::Spelling, entity)))
}

/// The entity that bears the same name (or a name that a list holds to be the same), first of those whose main name it is.
fn by_name(graph: &Graph, local: &LocalEntity) -> Option<EntityId> {
    names_in_lists(&local.name).into_iter().find_map(|name| {
        let found = candidates(graph, name, local);
        let wanted = normalised_name(name);
        let main: Vec<EntityId> = found
            .iter()
            .copied()
            .filter(|id| graph.entity_by_id(*id).is_some_and(|entity| normalised_name(&entity.name) == wanted))
            .collect();
        let short_person = local.entity_type == EntityType::Person && !name.contains(' ');
        match (main.as_slice(), found.as_slice()) {
            ([only], _) if !short_person || found.len() == 1 => Some(*only),
            (_, [only]) => Some(*only),
            ([first, ..], _) if !short_person => Some(*first),
            _ => None,
        }
    })
}

/// The name, and what lists know as names of the same country, organisation or city.
fn names_in_lists(name: &str) -> Vec<&str> {
    let mut names = vec![name];
    if let Some(country) = countries().named(name) {
        names.push(country.name);
        names.extend(&country.other_names);
    } else if let Some(known) = organisation(name) {
        names.push(known.name);
        names.extend(&known.other_names);
    } else if let Some(city) = city(name) {
        names.push(city.name);
        names.extend(&city.other_names);
    }
    names
}

/// The only entity that shares a telling alias: one of several words, an acronym, or its main name.
fn by_alias(graph: &Graph, local: &LocalEntity) -> Option<EntityId> {
    let person = local.entity_type == EntityType::Person;
    let full = local.name.contains(' ');
    let mut aliases: Vec<(&String, &u32)> = local.aliases.iter().filter(|(alias, _)| **alias != local.name).collect();
    aliases.sort_by(|left, right| right.1.cmp(left.1).then(left.0.cmp(right.0)));
    aliases.into_iter().find_map(|(alias, _)| {
        let found = candidates(graph, alias, local);
        let [only] = found.as_slice() else { return None };
        let entity = graph.entity_by_id(*only)?;
        let several = alias.contains(' ');
        let acronym = alias.chars().count() > 1 && alias.chars().all(|letter| letter.is_uppercase() || letter == '.');
        let main = normalised_name(&entity.name) == normalised_name(alias);
        let telling = if person {
            main && !several || several && same_person(&normalised_name(&local.name), &normalised_name(&entity.name))
        } else {
            several || acronym || main
        };
        let contradicts = person
            && full
            && entity.name.contains(' ')
            && !same_person(&normalised_name(&local.name), &normalised_name(&entity.name));
        (telling && !contradicts).then_some(*only)
    })
}

/// The war between the same states, under another name: "the war in X", "the invasion of X".
fn by_states(graph: &Graph, local: &LocalEntity) -> Option<EntityId> {
    if local.entity_type != EntityType::Event {
        return None;
    }
    let states_of = |names: &BTreeMap<String, u32>| -> BTreeSet<&'static str> {
        names.keys().filter_map(|name| states_in_name(name)).flatten().collect()
    };
    let states = states_of(&local.aliases);
    let names = states.iter().flat_map(|state| {
        let other = states.iter().filter(move |other| *other != state).map(move |other| format!("{state}-{other} war"));
        other.chain([format!("War in {state}"), format!("invasion of {state}")])
    });
    let mut found: Vec<EntityId> = names.flat_map(|name| candidates(graph, &name, local)).collect();
    found.retain(|id| {
        graph.entity_by_id(*id).is_some_and(|entity| {
            let known = states_of(&entity.aliases);
            !known.is_empty() && (known.is_subset(&states) || states.is_subset(&known))
        })
    });
    found.sort_unstable();
    found.dedup();
    found.first().copied().filter(|_| found.len() == 1)
}

/// An entity of the same type whose name is another spelling, where no list knows the two to be different.
fn by_spelling(graph: &Graph, local: &LocalEntity) -> Option<EntityId> {
    if !local.named || matches!(local.entity_type, EntityType::Country) {
        return None;
    }
    let wanted = normalised_name(&local.name);
    let start: String = wanted.chars().take(3).collect();
    if start.chars().count() < 3 {
        return None;
    }
    let mut found: Vec<EntityId> = graph
        .names_with_prefix(&start)
        .into_iter()
        .filter(|entity| entity.entity_type == local.entity_type)
        .filter(|entity| {
            entity.aliases.keys().chain([&entity.name]).any(|alias| {
                let other = normalised_name(alias);
                if local.entity_type == EntityType::Person && wanted.contains(' ') {
                    same_person(&wanted, &other)
                } else {
                    let apart = is_known(&local.name) && is_known(alias);
                    !apart && !wanted.contains(' ') && !other.contains(' ') && is_spelling_variant(&wanted, &other)
                }
            })
        })
        .map(|entity| entity.id)
        .collect();
    found.sort_unstable();
    found.dedup();
    match found.as_slice() {
        [only] => Some(*only),
        _ => None,
    }
}

/// Entities under that name whose type does not contradict, those of the very same type first.
fn candidates(graph: &Graph, name: &str, local: &LocalEntity) -> Vec<EntityId> {
    let mut found: Vec<(bool, EntityId)> = graph
        .entities_named(name)
        .into_iter()
        .filter_map(|id| graph.entity_by_id(id).map(|entity| (entity.entity_type, id)))
        .filter(|(entity_type, _)| compatible(*entity_type, local.entity_type))
        .map(|(entity_type, id)| (entity_type != local.entity_type, id))
        .collect();
    found.sort_unstable();
    if found.first().is_some_and(|(differs, _)| !differs) {
        found.retain(|(differs, _)| !differs);
    }
    found.into_iter().map(|(_, id)| id).collect()
}

/// True if one thing can be taken for either type in two documents.
fn compatible(left: EntityType, right: EntityType) -> bool {
    use EntityType::{Country, Facility, Group, Organization, Person, Place, Product, Thing, Work};
    left == right
        || matches!(
            (left, right),
            (Thing, other) | (other, Thing) if other != Person && other != Country
        )
        || matches!(
            (left, right),
            (Organization, Group)
                | (Group, Organization)
                | (Organization, Facility)
                | (Facility, Organization)
                | (Place, Facility)
                | (Facility, Place)
                | (Organization, Work)
                | (Work, Organization)
                | (Organization, Product)
                | (Product, Organization)
        )
}
