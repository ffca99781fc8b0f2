//! What kind of thing a name names: from the tagger, the word lists, and what stands beside it.

use crate::extract::name::{NameMention, is_person_noun};
use crate::extract::syntax::noun_phrase::words_of;
use crate::graph::normalised_name;
use crate::lexicon::{
    Body, NounClass, OrganisationKind, RegionKind, body_of, city, countries, is_given_name, is_title, noun_class,
    office, organisation, region,
};
use crate::model::EntityType;
use crate::nlp::{Dependency, NameKind, Sentence, Tag};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

pub fn type_of(text: &str, sentence: &Sentence, name: &Range<usize>, kind: Option<NameKind>) -> Option<EntityType> {
    let several = name.len() > 1;
    let state = countries().named(text).is_some() || countries().of_capital(text).is_some() || city(text).is_some();
    let people = !several && countries().of_people(text).is_some();
    let state = state || people || region(text).is_some();
    let kind =
        if kind == Some(NameKind::Person) && state && !is_given_name(text) { Some(NameKind::Location) } else { kind };
    let listed = organisation(text).is_some() && !is_given_name(text);
    if kind != Some(NameKind::Person) || several || listed {
        if countries().named(text).is_some() || countries().of_seat(text).is_some() {
            return Some(EntityType::Country);
        }
        if let Some(known) = organisation(text) {
            return Some(if known.kind == OrganisationKind::Group {
                EntityType::Group
            } else {
                EntityType::Organization
            });
        }
    }
    if kind != Some(NameKind::Person) {
        if let Some(region) = region(text) {
            return Some(if region.kind == RegionKind::Bloc { EntityType::Group } else { EntityType::Place });
        }
        if kind != Some(NameKind::Organization) && city(text).is_some() {
            return Some(EntityType::Place);
        }
        if countries().of_people(text).is_some() {
            return Some(EntityType::Group);
        }
    }
    let class = class_of_name(sentence, name);
    match kind {
        Some(NameKind::Person) => {
            Some(if is_named_storm(sentence, name) { EntityType::Event } else { EntityType::Person })
        }
        Some(NameKind::Organization | NameKind::Location) if has_family_name(sentence, name) => {
            Some(EntityType::Person)
        }
        Some(NameKind::Organization) => Some(match class {
            Some(NounClass::Event) if several => EntityType::Event,
            Some(NounClass::Facility) if several && is_surely_built(sentence, name) => EntityType::Facility,
            Some(NounClass::Law) if several => EntityType::Law,
            _ => EntityType::Organization,
        }),
        Some(NameKind::Location) => Some(match class {
            Some(class @ (NounClass::Facility | NounClass::Organisation | NounClass::Event | NounClass::Law))
                if several =>
            {
                class.entity_type()
            }
            _ => EntityType::Place,
        }),
        Some(NameKind::Miscellaneous) => {
            class.filter(|_| several).map(NounClass::entity_type).or(Some(EntityType::Thing))
        }
        None => guess_type(sentence, name, class),
    }
}

/// The class of the noun that a name is built on: its last, or the one before "of" ("Department of Defense").
fn class_of_name(sentence: &Sentence, name: &Range<usize>) -> Option<NounClass> {
    let of = (name.start + 1..name.end).find(|&token| matches!(&*sentence.tokens[token].form, "of" | "for"));
    let class = |token: usize| noun_class(&sentence.tokens[token].lemma.to_lowercase());
    let body = |token: usize| {
        let lemma = sentence.tokens[token].lemma.to_lowercase();
        matches!(body_of(&lemma), Some(Body::Parliament | Body::Police | Body::Navy | Body::ArmedForce))
            || matches!(lemma.as_str(), "fund" | "service" | "unit" | "division" | "panel" | "foundation" | "trust")
    };
    let base = of.map_or(name.end - 1, |of| of - 1);
    if name.len() > 1 && body(base) {
        return Some(NounClass::Organisation);
    }
    let tells = |class: &NounClass| {
        matches!(
            class,
            NounClass::Organisation | NounClass::Law | NounClass::Facility | NounClass::Place | NounClass::Event
        )
    };
    if let Some(class) = of.and_then(|of| class(of - 1)).filter(tells)
        && &*sentence.tokens[base].lemma != "game"
    {
        return Some(class);
    }
    name.clone()
        .rev()
        .find(|&token| {
            let token = &sentence.tokens[token];
            token.tag != Tag::Numeral && !is_number_word(&token.form)
        })
        .and_then(class)
}

/// "Hurricane Dorian".
pub fn is_named_storm(sentence: &Sentence, name: &Range<usize>) -> bool {
    name.len() > 1
        && matches!(&*sentence.tokens[name.start].form, "Hurricane" | "Storm" | "Typhoon" | "Cyclone" | "Operation")
}

/// Names of buildings that no organisation shares.
fn is_surely_built(sentence: &Sentence, name: &Range<usize>) -> bool {
    let built = |token: usize| {
        matches!(
            &*sentence.tokens[token].lemma.to_lowercase(),
            "airport"
                | "station"
                | "cathedral"
                | "mosque"
                | "bridge"
                | "stadium"
                | "prison"
                | "tower"
                | "palace"
                | "temple"
                | "synagogue"
                | "dam"
                | "tunnel"
                | "highway"
                | "road"
                | "street"
                | "avenue"
                | "square"
                | "hotel"
                | "arena"
                | "church"
                | "hospital"
                | "theatre"
                | "theater"
        )
    };
    built(name.end - 1)
}

/// A given name and a word that is no common noun, on no list: "Chuck Jones", whatever the tagger holds it for.
pub fn has_family_name(sentence: &Sentence, name: &Range<usize>) -> bool {
    let form = |token: usize| &*sentence.tokens[token].form;
    let text = words_of(sentence, &name.clone().collect::<Vec<_>>());
    let on_list = |text: &str| {
        city(text).is_some()
            || region(text).is_some()
            || organisation(text).is_some()
            || countries().named(text).is_some()
    };
    let first = form(name.start);
    let middle = |token: usize| is_given_name(form(token)) || form(token).len() == 2 && form(token).ends_with('.');
    (2..=3).contains(&name.len())
        && is_given_name(first)
        && first.chars().count() > 2
        && noun_class(&first.to_lowercase()).is_none()
        && !matches!(
            first,
            "San" | "Santa" | "Santo" | "Saint" | "Port" | "Mount" | "Roman" | "Penn" | "Marine" | "Lion"
        )
        && !on_list(first)
        && !on_list(&text)
        && (name.start + 1..name.end - 1).all(middle)
        && is_family_name(form(name.end - 1))
}

fn is_family_name(form: &str) -> bool {
    form.chars().next().is_some_and(char::is_uppercase)
        && form.chars().any(char::is_lowercase)
        && form.chars().all(|letter| letter.is_alphabetic() || matches!(letter, '-' | '\'' | '’'))
        && noun_class(&form.to_lowercase()).is_none_or(|class| class == NounClass::Person)
        && !matches!(
            form,
            "State" | "Air" | "World" | "Show" | "Avenue" | "Foundation" | "Trust" | "Expo" | "Prize" | "Award"
        )
}

/// "Senate Minority Leader" before a person's name.
pub fn is_title_before_person(sentence: &Sentence, name: &Range<usize>) -> bool {
    let last = &*sentence.tokens[name.end - 1].form;
    (office(last).is_some() || is_title(last))
        && sentence.names.iter().any(|next| next.kind == NameKind::Person && next.tokens.start == name.end)
}

/// "NATO Secretary" before "General Jens Stoltenberg": the title belongs to the person.
pub fn ends_in_title(sentence: &Sentence, name: &Range<usize>) -> bool {
    let title = |token: usize| {
        let form = &*sentence.tokens[token].form;
        is_title(form) || office(form).is_some() || form == "-"
    };
    let starts_person = |token: usize| {
        sentence.names.iter().any(|other| {
            other.kind == NameKind::Person && other.tokens.start == token && other.tokens.start > name.start
        })
    };
    let mut next = name.end;
    while next < sentence.tokens.len() && next < name.end + 3 && title(next) && !starts_person(next) {
        next += 1;
    }
    title(name.end - 1) && starts_person(next)
}

/// What a name taken for a person's must be instead: "the carmaker Harrow", "Falcon-900".
pub fn no_person(sentence: &Sentence, name: &Range<usize>, head: usize) -> Option<EntityType> {
    if name.clone().any(|token| sentence.tokens[token].form.chars().any(|letter| letter.is_ascii_digit())) {
        return Some(EntityType::Product);
    }
    let last = &sentence.tokens[name.end - 1];
    if [".com", ".org", ".net"].iter().any(|ending| last.form.ends_with(ending)) {
        return Some(EntityType::Organization);
    }
    let given = is_given_name(&sentence.tokens[name.start].form) && name.len() > 1;
    if name.len() > 1 && (!given || name.len() > 2) {
        let class = noun_class(&last.form.to_lowercase()).filter(|class| {
            matches!(
                class,
                NounClass::Organisation
                    | NounClass::Facility
                    | NounClass::Work
                    | NounClass::Event
                    | NounClass::Place
                    | NounClass::Law
            )
        });
        if let Some(class) = class {
            return Some(class.entity_type());
        }
    }
    if given {
        return None;
    }
    let beside = |token: usize| {
        matches!(
            sentence.tokens[token].relation,
            Dependency::NmodDesc | Dependency::Compound | Dependency::Appos | Dependency::Flat
        )
    };
    let below = sentence.children(head).filter(|&child| !name.contains(&child) && beside(child));
    let above = sentence.tokens[head].head.map(|above| above as usize).filter(|_| {
        matches!(sentence.tokens[head].relation, Dependency::Appos | Dependency::Flat | Dependency::NmodDesc)
    });
    below
        .chain(above)
        .filter(|&token| sentence.tokens[token].tag == Tag::Noun && !is_person_noun(sentence, token))
        .find_map(|token| match noun_class(&sentence.tokens[token].lemma.to_lowercase())? {
            class @ (NounClass::Organisation | NounClass::Place | NounClass::Facility) => Some(class.entity_type()),
            _ => None,
        })
}

pub fn is_number_word(form: &str) -> bool {
    matches!(form, "One" | "Two" | "Three" | "I" | "II" | "III" | "IV" | "V")
        || form.starts_with(|letter: char| letter.is_ascii_digit())
}

pub fn guess_type(sentence: &Sentence, name: &Range<usize>, class: Option<NounClass>) -> Option<EntityType> {
    let first = &*sentence.tokens[name.start].form;
    if name.len() > 1 {
        let last = sentence.tokens[name.end - 1].lemma.to_lowercase();
        if body_of(&last).is_some() || class == Some(NounClass::Organisation) {
            return Some(EntityType::Organization);
        }
        if is_given_name(first) && class.is_none_or(|class| class == NounClass::Person) && name.len() <= 4 {
            return Some(EntityType::Person);
        }
        return class.filter(|class| !matches!(class, NounClass::Time | NounClass::Money)).map(NounClass::entity_type);
    }
    let inner = first.chars().skip(1).any(char::is_uppercase) && first.chars().any(char::is_lowercase);
    let surname = first.starts_with("Mc")
        || first.starts_with("Mac")
        || first.starts_with("De")
        || first.contains(['-', '\'', '’']);
    let acronyms = first.strip_suffix('s').is_some_and(|rest| rest.chars().all(char::is_uppercase));
    (inner && !surname && !acronyms).then_some(EntityType::Organization)
}

/// One name is one kind of thing within a document: the kind that it has most often.
pub fn agree_on_types(names: &mut [NameMention]) {
    let mut votes: BTreeMap<String, BTreeMap<EntityType, u32>> = BTreeMap::new();
    for name in names.iter() {
        if let Some(entity_type) = name.entity_type {
            *votes.entry(normalised_name(&name.text)).or_default().entry(entity_type).or_default() += 1;
        }
    }
    let winner = |key: &str| -> Option<EntityType> {
        let counts = votes.get(key)?;
        let most = counts.values().max()?;
        counts
            .iter()
            .find(|(kind, count)| *count == most && **kind != EntityType::Thing)
            .or_else(|| counts.iter().next())
            .map(|(kind, _)| *kind)
    };
    let surnames: BTreeSet<String> = names
        .iter()
        .filter(|name| name.entity_type == Some(EntityType::Person) && name.tokens.len() > 1)
        .filter_map(|name| normalised_name(&name.text).split(' ').next_back().map(str::to_owned))
        .collect();
    for name in names.iter_mut() {
        if name.tagged_person && name.tokens.len() == 1 && surnames.contains(&normalised_name(&name.text)) {
            name.entity_type = Some(EntityType::Person);
        } else if let Some(kind) = winner(&normalised_name(&name.text)) {
            name.entity_type = Some(kind);
        }
    }
}
