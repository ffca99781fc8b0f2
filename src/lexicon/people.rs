use std::collections::HashMap;
use std::sync::OnceLock;

use super::table;

/// Grammatical gender of a person's name or of a noun for persons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gender {
    /// he
    Male,
    /// she
    Female,
}

fn gender(label: &str) -> Option<Gender> {
    match label {
        "m" => Some(Gender::Male),
        "f" => Some(Gender::Female),
        _ => None,
    }
}

fn given_names() -> &'static HashMap<&'static str, Option<Gender>> {
    static LIST: OnceLock<HashMap<&'static str, Option<Gender>>> = OnceLock::new();
    LIST.get_or_init(|| {
        table::rows(include_str!("../../data/words/given_names.tsv"))
            .map(|row| (row.column(0), gender(row.column(1))))
            .collect()
    })
}

/// The gender of a given name, where it has one and is listed.
pub fn gender_of_given_name(name: &str) -> Option<Gender> {
    given_names().get(name).copied().flatten()
}

/// True if people are so called.
pub fn is_given_name(name: &str) -> bool {
    given_names().contains_key(name)
}

fn titles() -> &'static HashMap<&'static str, Option<Gender>> {
    static LIST: OnceLock<HashMap<&'static str, Option<Gender>>> = OnceLock::new();
    LIST.get_or_init(|| {
        table::rows(include_str!("../../data/words/titles.tsv"))
            .map(|row| (row.column(0), gender(row.column(1))))
            .collect()
    })
}

/// True for a capitalised word that stands before names and says rank or courtesy ("President", "Mrs").
pub fn is_title(word: &str) -> bool {
    titles().contains_key(word)
}

/// The gender that a title tells.
pub fn title_gender(word: &str) -> Option<Gender> {
    titles().get(word).copied().flatten()
}

/// An office or role that a person holds.
#[derive(Debug)]
pub struct Office {
    /// The canonical relation: X `president_of` Y.
    pub relation: &'static str,
    /// The gender that the noun tells.
    pub gender: Option<Gender>,
    /// What is led: `state`, `organisation`, `place`, `person` or `any`.
    pub of: &'static str,
}

/// The office that a noun or phrase names ("foreign minister"), in any case.
pub fn office(phrase: &str) -> Option<&'static Office> {
    static LIST: OnceLock<HashMap<&'static str, Office>> = OnceLock::new();
    let list = LIST.get_or_init(|| {
        table::rows(include_str!("../../data/words/offices.tsv"))
            .map(|row| {
                (row.column(0), Office { relation: row.column(1), gender: gender(row.column(2)), of: row.column(3) })
            })
            .collect()
    });
    list.get(phrase.to_lowercase().as_str())
}
