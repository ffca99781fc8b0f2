//! What the words around a name say of its kind: "in X" a place, "X's wife" a person.

use std::collections::{BTreeMap, BTreeSet};

use super::name::NameMention;
use super::name_link::is_known;
use super::role::preposition;
use crate::graph::normalised_name;
use crate::lexicon::{NounClass, antecedent_of, is_given_name, noun_class};
use crate::model::EntityType;
use crate::nlp::{Analysis, Dependency, PennTag, Sentence, Tag};

/// Lets the words around the mentions of a name correct its type, where no list knows the name.
pub fn correct_types(analysis: &Analysis, names: &mut [NameMention]) {
    let mut said: BTreeMap<String, (u32, u32)> = BTreeMap::new();
    for name in names.iter() {
        let sentence = &analysis.sentences[name.sentence];
        let (person, place) = said.entry(normalised_name(&name.text)).or_default();
        let taken_for_person = name.entity_type == Some(EntityType::Person);
        *person += u32::from(is_said_of_person(sentence, name));
        *place += u32::from(is_said_of_place(sentence, name) || taken_for_person && stands_in(sentence, name));
    }
    let kinds = kinds_beside(analysis, names);
    for (position, name) in names.iter_mut().enumerate() {
        let (person, place) = said.get(&normalised_name(&name.text)).copied().unwrap_or_default();
        if is_known(&name.text) {
            continue;
        }
        let surely_person = name.gender.is_some() || name.titled.is_some() || !name.titles.is_empty();
        name.entity_type = match name.entity_type {
            Some(EntityType::Person) if place > person && !surely_person && name.tokens.len() == 1 => {
                name.tagged_person = false;
                Some(EntityType::Place)
            }
            None | Some(EntityType::Thing) if person > place => Some(EntityType::Person),
            None | Some(EntityType::Thing) if place > person => Some(EntityType::Place),
            Some(EntityType::Place | EntityType::Organization) if person > place + 1 && name.tokens.len() <= 2 => {
                Some(EntityType::Person)
            }
            None => kinds[position].or(name.entity_type),
            other => other,
        };
    }
}

/// The type that all the names in the same series have ("the chains Westmart, Corner Foods and Harrow"), for each name.
fn kinds_beside(analysis: &Analysis, names: &[NameMention]) -> Vec<Option<EntityType>> {
    let series = |name: &NameMention| {
        let sentence = &analysis.sentences[name.sentence];
        let mut head = name.head;
        for _ in 0..sentence.tokens.len() {
            match (sentence.tokens[head].relation, sentence.tokens[head].head) {
                (Dependency::Conj, Some(above)) => head = above as usize,
                _ => break,
            }
        }
        (name.sentence, head)
    };
    let mut types: BTreeMap<(usize, usize), BTreeSet<EntityType>> = BTreeMap::new();
    for name in names {
        types.entry(series(name)).or_default().extend(name.entity_type);
    }
    let only = |name: &NameMention| {
        let of_series = types.get(&series(name))?;
        let mut kinds = of_series.iter().filter(|kind| **kind != EntityType::Thing);
        kinds.next().copied().filter(|kind| kinds.next().is_none() && *kind != EntityType::Country)
    };
    names.iter().map(only).collect()
}

/// "The town of X", "X province".
fn is_said_of_place(sentence: &Sentence, name: &NameMention) -> bool {
    let token = &sentence.tokens[name.head];
    let place_noun = |word: usize| {
        let lemma = sentence.tokens[word].lemma.to_lowercase();
        antecedent_of(&lemma).is_some_and(|noun| noun.entity_type == EntityType::Place)
            || matches!(lemma.as_str(), "county" | "district" | "suburb" | "hamlet" | "outskirt")
    };
    let above = token.head.map(|head| head as usize);
    match token.relation {
        Dependency::Nmod if preposition(sentence, name.head).as_deref() == Some("of") => above.is_some_and(place_noun),
        Dependency::Compound => above.is_some_and(|word| word > name.head && place_noun(word)),
        _ => sentence.children(name.head).any(|child| {
            let word = &sentence.tokens[child];
            matches!(word.relation, Dependency::Compound | Dependency::NmodDesc)
                && child < name.tokens.start
                && word.tag == Tag::Noun
                && place_noun(child)
        }),
    }
}

/// "In X", where nothing is invested, trusted or believed in X.
fn stands_in(sentence: &Sentence, name: &NameMention) -> bool {
    let token = &sentence.tokens[name.head];
    let governed = token.head.is_some_and(|word| {
        matches!(
            &*sentence.tokens[word as usize].lemma,
            "interest"
                | "trust"
                | "confidence"
                | "invest"
                | "investment"
                | "stake"
                | "share"
                | "believe"
                | "faith"
                | "interested"
                | "confident"
                | "role"
                | "play"
                | "star"
                | "appear"
                | "hope"
                | "see"
                | "find"
        )
    });
    let locative = matches!(preposition(sentence, name.head).as_deref(), Some("in" | "near" | "outside" | "inside"));
    matches!(token.relation, Dependency::Obl | Dependency::Nmod) && locative && !governed
}

/// "X's wife", "X, who …", "X, a lawyer", "X was a lawyer".
fn is_said_of_person(sentence: &Sentence, name: &NameMention) -> bool {
    let token = &sentence.tokens[name.head];
    let above = token.head.map(|head| head as usize);
    let person_noun = |word: usize| {
        let noun = &sentence.tokens[word];
        noun.tag == Tag::Noun
            && noun.penn == PennTag::Nn
            && noun_class(&noun.lemma.to_lowercase()) == Some(NounClass::Person)
            && !matches!(
                &*noun.lemma,
                "star"
                    | "giant"
                    | "model"
                    | "member"
                    | "ally"
                    | "rival"
                    | "host"
                    | "carrier"
                    | "source"
                    | "partner"
                    | "leader"
                    | "contributor"
                    | "player"
                    | "competitor"
                    | "agent"
                    | "symbol"
                    | "winner"
            )
    };
    if token.tag != Tag::ProperNoun || noun_class(&name.text.to_lowercase()).is_some() {
        return false;
    }
    if name.text.chars().any(|letter| letter.is_ascii_digit()) {
        return false;
    }
    let given = name.tokens.len() > 1 && is_given_name(&sentence.tokens[name.tokens.start].form);
    let who = sentence.children(name.head).any(|child| {
        sentence.tokens[child].relation == Dependency::AclRelcl
            && sentence.children(child).any(|word| {
                sentence.tokens[word].form.eq_ignore_ascii_case("who")
                    && matches!(sentence.tokens[word].relation, Dependency::Nsubj | Dependency::NsubjPass)
            })
    });
    let apposed = sentence
        .children(name.head)
        .any(|child| sentence.tokens[child].relation == Dependency::Appos && person_noun(child));
    let is_one = matches!(token.relation, Dependency::Nsubj)
        && above.is_some_and(|word| {
            person_noun(word) && sentence.children(word).any(|child| sentence.tokens[child].relation == Dependency::Cop)
        });
    let kin = token.relation == Dependency::NmodPoss
        && above.is_some_and(|word| {
            matches!(
                &*sentence.tokens[word].lemma,
                "wife"
                    | "husband"
                    | "father"
                    | "mother"
                    | "son"
                    | "daughter"
                    | "brother"
                    | "sister"
                    | "lawyer"
                    | "widow"
                    | "girlfriend"
                    | "boyfriend"
                    | "death"
                    | "career"
                    | "uncle"
                    | "aunt"
                    | "cousin"
            )
        });
    who || apposed || is_one || kin || given && matches!(name.entity_type, None | Some(EntityType::Thing))
}
