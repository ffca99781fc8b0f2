use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use super::{Gender, table};
use crate::model::EntityType;

/// What a common noun stands for, by its first sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NounClass {
    /// A human being.
    Person,
    /// A company, army, institution …
    Organisation,
    /// Several people.
    Group,
    /// A city, region, river …
    Place,
    /// A building, road, bridge …
    Facility,
    /// A war, meeting, storm …
    Event,
    /// A weapon.
    Weapon,
    /// A vehicle.
    Vehicle,
    /// A device, drug, commodity …
    Product,
    /// A book, film, report …
    Work,
    /// A law or treaty.
    Law,
    /// A stretch or point of time.
    Time,
    /// A unit of money.
    Money,
}

impl NounClass {
    /// The type of an entity that is described by such a noun.
    pub fn entity_type(self) -> EntityType {
        match self {
            NounClass::Person => EntityType::Person,
            NounClass::Organisation => EntityType::Organization,
            NounClass::Group => EntityType::Group,
            NounClass::Place => EntityType::Place,
            NounClass::Facility => EntityType::Facility,
            NounClass::Event => EntityType::Event,
            NounClass::Weapon | NounClass::Vehicle | NounClass::Product => EntityType::Product,
            NounClass::Work => EntityType::Work,
            NounClass::Law => EntityType::Law,
            NounClass::Time | NounClass::Money => EntityType::Thing,
        }
    }
}

/// The class of a noun, given by its lemma in lower case.
pub fn noun_class(lemma: &str) -> Option<NounClass> {
    static LIST: OnceLock<HashMap<&'static str, Option<NounClass>>> = OnceLock::new();
    let list = LIST.get_or_init(|| {
        let first_senses = table::rows(include_str!("../../data/words/nouns.tsv"));
        let meant_in_news = table::rows(include_str!("../../data/words/noun_senses.tsv"));
        first_senses.chain(meant_in_news).map(|row| (row.column(0), class_named(row.column(1)))).collect()
    });
    list.get(lemma).copied().flatten()
}

fn class_named(name: &str) -> Option<NounClass> {
    Some(match name {
        "person" => NounClass::Person,
        "organisation" => NounClass::Organisation,
        "group" => NounClass::Group,
        "place" => NounClass::Place,
        "facility" => NounClass::Facility,
        "event" => NounClass::Event,
        "weapon" => NounClass::Weapon,
        "vehicle" => NounClass::Vehicle,
        "product" => NounClass::Product,
        "work" => NounClass::Work,
        "law" => NounClass::Law,
        "time" => NounClass::Time,
        "money" => NounClass::Money,
        _ => return None,
    })
}

/// True for nouns of no class that stand for deeds, states, thoughts or words ("health", "conclusion").
pub fn is_abstract(lemma: &str) -> bool {
    static LIST: OnceLock<HashSet<&'static str>> = OnceLock::new();
    let list = LIST.get_or_init(|| {
        table::rows(include_str!("../../data/words/abstract_nouns.tsv")).map(|row| row.column(0)).collect()
    });
    list.contains(lemma)
}

/// What acts for a state or an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Body {
    /// Soldiers, troops, the army.
    ArmedForce,
    /// The government and its officials.
    Government,
    /// The members or allies of an organisation.
    Members,
    /// The police.
    Police,
    /// Parliament and its members.
    Parliament,
    /// The citizens.
    People,
    /// The navy.
    Navy,
    /// The air force.
    AirForce,
    /// The secret services.
    Intelligence,
}

impl Body {
    /// A word that tells bodies of one owner apart.
    pub fn as_str(self) -> &'static str {
        match self {
            Body::ArmedForce => "forces",
            Body::Government => "government",
            Body::Members => "members",
            Body::Police => "police",
            Body::Parliament => "parliament",
            Body::People => "people",
            Body::Navy => "navy",
            Body::AirForce => "air force",
            Body::Intelligence => "intelligence",
        }
    }
}

/// The body that a noun (its lemma in lower case) stands for behind the name of its state or organisation.
pub fn body_of(lemma: &str) -> Option<Body> {
    static LIST: OnceLock<HashMap<&'static str, Body>> = OnceLock::new();
    let list = LIST.get_or_init(|| {
        table::rows(include_str!("../../data/words/bodies.tsv"))
            .filter_map(|row| {
                let body = match row.column(1) {
                    "armed_force" => Body::ArmedForce,
                    "government" => Body::Government,
                    "members" => Body::Members,
                    "police" => Body::Police,
                    "parliament" => Body::Parliament,
                    "people" => Body::People,
                    "navy" => Body::Navy,
                    "air_force" => Body::AirForce,
                    "intelligence" => Body::Intelligence,
                    _ => return None,
                };
                Some((row.column(0), body))
            })
            .collect()
    });
    list.get(lemma).copied()
}

/// True for a body through which a state acts ("ministry", "state department"), in lower case.
pub fn acts_for_state(noun: &str) -> bool {
    state_bodies().get(noun).is_some_and(|state| state.is_empty())
}

/// True if news may use the two nouns, singular and in lower case, for one happening ("fire", "blaze").
pub fn same_happening(one: &str, other: &str) -> bool {
    static LIST: OnceLock<Vec<Vec<&'static str>>> = OnceLock::new();
    let groups = LIST.get_or_init(|| {
        let lines = include_str!("../../data/words/event_groups.tsv").lines().filter(|line| !line.starts_with('#'));
        lines.map(|line| line.split('\t').collect()).collect()
    });
    one == other || groups.iter().any(|group| group.contains(&one) && group.contains(&other))
}

/// The state for which a house or a street speaks: "White House".
pub fn state_behind(name: &str) -> Option<&'static str> {
    state_bodies().get(name).copied().filter(|state| !state.is_empty())
}

fn state_bodies() -> &'static HashMap<&'static str, &'static str> {
    static LIST: OnceLock<HashMap<&'static str, &'static str>> = OnceLock::new();
    LIST.get_or_init(|| {
        let rows = table::rows(include_str!("../../data/words/state_bodies.tsv"));
        rows.map(|row| (row.column(0), row.column(1))).collect()
    })
}

/// What a definite description ("the alliance") can stand for.
#[derive(Debug)]
pub struct Antecedent {
    /// The type of what it stands for.
    pub entity_type: EntityType,
    /// The gender that the noun tells.
    pub gender: Option<Gender>,
    /// A kind within the type ("alliance", "city", "capital"), or empty.
    pub kind: &'static str,
}

/// What "the NOUN" can stand for when it takes up somebody or something already named.
pub fn antecedent_of(lemma: &str) -> Option<&'static Antecedent> {
    static LIST: OnceLock<HashMap<&'static str, Antecedent>> = OnceLock::new();
    let list = LIST.get_or_init(|| {
        table::rows(include_str!("../../data/words/group_nouns.tsv"))
            .filter_map(|row| {
                let gender = match row.column(2) {
                    "m" => Some(Gender::Male),
                    "f" => Some(Gender::Female),
                    _ => None,
                };
                let kind = if gender.is_some() { "" } else { row.column(2) };
                Some((row.column(0), Antecedent { entity_type: EntityType::from_name(row.column(1))?, gender, kind }))
            })
            .collect()
    });
    list.get(lemma)
}

/// True for a verb (its lemma) whose subject is a person, a state or an organisation rather than a city: "say", "send".
pub fn is_act_of_state(lemma: &str) -> bool {
    static LIST: OnceLock<HashMap<&'static str, &'static str>> = OnceLock::new();
    let list = LIST.get_or_init(|| {
        table::rows(include_str!("../../data/words/verbs.tsv")).map(|row| (row.column(0), row.column(1))).collect()
    });
    list.contains_key(lemma)
}
