//! What the words around a name say of its kind: "in X" a place, "X's wife" a person.

use std::collections::{BTreeMap, BTreeSet};

use crate::extract::name::NameMention;
use crate::extract::name::entity_type::has_family_name;
use crate::extract::name::link::is_known;
use crate::extract::name::role::{is_example, is_said_of_organisation, type_of_class};
use crate::extract::reference::role::preposition;
use crate::graph::normalised_name;
use crate::lexicon::{NounClass, antecedent_of, is_act_of_state, is_given_name, noun_class};
use crate::model::EntityType;
use crate::nlp::{Analysis, Dependency, PennTag, Sentence, Tag};

/// What the document says around the mentions of one name.
#[derive(Default)]
struct Said {
    person: u32,
    place: u32,
    organisation: u32,
    /// The classes under which the name is counted ("retailers such as X").
    classes: BTreeMap<EntityType, u32>,
    /// True if it is counted so in a list.
    listed: bool,
}

impl Said {
    fn hear(&mut self, sentence: &Sentence, name: &NameMention) {
        let taken_for_person = name.entity_type == Some(EntityType::Person);
        self.person += u32::from(is_said_of_person(sentence, name));
        self.place += u32::from(is_said_of_place(sentence, name) || taken_for_person && stands_in(sentence, name));
        self.organisation += u32::from(is_said_of_organisation(sentence, name));
        if let Some(class) = type_of_class(sentence, name) {
            *self.classes.entry(class).or_default() += 1;
        }
        self.listed |= is_example(sentence, name);
    }

    /// The one class that the text gives the name, or an organisation by what it has and does.
    fn class(&self) -> Option<EntityType> {
        let mut classes = self.classes.keys().copied();
        let only = classes.next().filter(|_| classes.next().is_none());
        only.or((self.organisation > 0 && self.classes.is_empty()).then_some(EntityType::Organization))
    }
}

/// Lets the words around the mentions of a name correct its type, where no list knows the name.
pub fn correct_types(analysis: &Analysis, names: &mut [NameMention]) {
    let mut said: BTreeMap<String, Said> = BTreeMap::new();
    let mut persons: BTreeSet<String> = BTreeSet::new();
    for name in names.iter() {
        said.entry(normalised_name(&name.text)).or_default().hear(&analysis.sentences[name.sentence], name);
        if is_surely_person(name) {
            persons.insert(normalised_name(&name.text));
        }
    }
    let kinds = kinds_beside(analysis, names);
    for (position, name) in names.iter_mut().enumerate() {
        let key = normalised_name(&name.text);
        let Some(said) = said.get(&key) else { continue };
        let (person, place) = (said.person, said.place);
        if !is_known(&name.text) {
            let sentence = &analysis.sentences[name.sentence];
            let class = said.class().filter(|class| {
                person == 0
                    && (!has_family_name(sentence, &name.tokens) || said.listed && *class == EntityType::Organization)
            });
            name.entity_type = match name.entity_type {
                Some(EntityType::Person) if place > person && !is_surely_person(name) && name.tokens.len() == 1 => {
                    name.tagged_person = false;
                    Some(EntityType::Place)
                }
                Some(EntityType::Person) if class.is_some() && !persons.contains(&key) => {
                    name.tagged_person = class == Some(EntityType::Person);
                    class
                }
                None | Some(EntityType::Thing) if person > place => Some(EntityType::Person),
                None | Some(EntityType::Thing) if place > person => Some(EntityType::Place),
                None | Some(EntityType::Thing) if class.is_some() => class,
                Some(EntityType::Place) if class == Some(EntityType::Organization) && place == 0 => class,
                Some(EntityType::Place | EntityType::Organization) if person > place + 1 && name.tokens.len() <= 2 => {
                    Some(EntityType::Person)
                }
                None => kinds[position].or_else(|| acronym(&analysis.sentences[name.sentence], name)),
                other => other,
            };
        }
        name.settled = match name.entity_type {
            Some(EntityType::Place | EntityType::Country) => place > person,
            Some(EntityType::Organization) => said.class() == Some(EntityType::Organization),
            _ => false,
        };
    }
}

/// "Harrow, Westmart and Corner Foods", of which the document calls some retailers: a single word beside them is no
/// person's name.
pub fn agree_in_series(analysis: &Analysis, names: &mut [NameMention]) {
    let members: Vec<(usize, usize)> = names.iter().map(|name| series(analysis, name)).collect();
    let mut changed: BTreeSet<String> = BTreeSet::new();
    for (position, name) in names.iter().enumerate() {
        let doubtful = name.entity_type == Some(EntityType::Person)
            && name.tokens.len() == 1
            && !has_title(name)
            && !is_said_of_person(&analysis.sentences[name.sentence], name);
        let mut others =
            names.iter().enumerate().filter(|(other, _)| *other != position && members[*other] == members[position]);
        let settled =
            |(_, other): (usize, &NameMention)| other.settled && other.entity_type == Some(EntityType::Organization);
        if doubtful && others.clone().count() > 1 && others.all(settled) {
            changed.insert(normalised_name(&name.text));
        }
    }
    for name in names.iter_mut().filter(|name| changed.contains(&normalised_name(&name.text))) {
        if name.entity_type == Some(EntityType::Person) && !has_title(name) {
            name.gender = None;
            name.entity_type = Some(EntityType::Organization);
            name.tagged_person = false;
        }
    }
}

/// The sentence and the first word of the series in which the name stands.
fn series(analysis: &Analysis, name: &NameMention) -> (usize, usize) {
    let sentence = &analysis.sentences[name.sentence];
    let mut head = name.head;
    for _ in 0..sentence.tokens.len() {
        match (sentence.tokens[head].relation, sentence.tokens[head].head) {
            (Dependency::Conj, Some(above)) => head = above as usize,
            _ => break,
        }
    }
    (name.sentence, head)
}

/// A title or description that only persons have stands beside the name.
fn is_surely_person(name: &NameMention) -> bool {
    name.entity_type == Some(EntityType::Person) && (has_title(name) || name.tokens.len() == 1 && name.gender.is_some())
}

fn has_title(name: &NameMention) -> bool {
    name.titled.is_some() || !name.titles.is_empty()
}

/// Capitals alone, on no list, with an article or as what acts or owns: an organisation ("UNRWA said").
fn acronym(sentence: &Sentence, name: &NameMention) -> Option<EntityType> {
    let letters = name.text.chars().filter(|letter| letter.is_alphabetic()).count();
    let capitals = letters == name.text.chars().count() && name.text.chars().all(char::is_uppercase);
    let token = &sentence.tokens[name.head];
    let acts = matches!(token.relation, Dependency::Nsubj)
        && token.head.is_some_and(|verb| {
            let verb = &sentence.tokens[verb as usize];
            verb.tag == Tag::Verb && is_act_of_state(&verb.lemma)
        });
    let article = name.tokens.start > 0 && sentence.tokens[name.tokens.start - 1].form.eq_ignore_ascii_case("the");
    (capitals && (3..=7).contains(&letters) && (acts || article)).then_some(EntityType::Organization)
}

/// The type that all the names in the same series have ("the chains Westmart, Corner Foods and Harrow"), for each name.
fn kinds_beside(analysis: &Analysis, names: &[NameMention]) -> Vec<Option<EntityType>> {
    let mut types: BTreeMap<(usize, usize), BTreeSet<EntityType>> = BTreeMap::new();
    for name in names {
        types.entry(series(analysis, name)).or_default().extend(name.entity_type);
    }
    let only = |name: &NameMention| {
        let of_series = types.get(&series(analysis, name))?;
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
