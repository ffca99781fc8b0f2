use std::collections::HashMap;
use std::sync::OnceLock;

use super::table;

/// A state, present or past, with the words that lead to it.
#[derive(Debug)]
pub struct Country {
    /// Its usual English name.
    pub name: &'static str,
    /// Adjectives of nationality ("Ukrainian"); the first is the usual one.
    pub adjectives: Vec<&'static str>,
    /// Words for its people ("Ukrainians").
    pub people: Vec<&'static str>,
    /// Capital, and its other spellings.
    pub capitals: Vec<&'static str>,
    /// Seats that always stand for the government ("Kremlin").
    pub seats: Vec<&'static str>,
    /// Other names ("USA").
    pub other_names: Vec<&'static str>,
}

/// Finds countries by the words that lead to them. Capital letters count: "us" is no country, and "turkey" none either.
#[derive(Debug)]
pub struct Countries {
    all: Vec<Country>,
    names: HashMap<&'static str, usize>,
    adjectives: HashMap<&'static str, usize>,
    people: HashMap<&'static str, usize>,
    capitals: HashMap<&'static str, usize>,
    seats: HashMap<&'static str, usize>,
}

impl Countries {
    /// The country of that name, official name or abbreviation; a leading "the" is ignored.
    pub fn named(&self, name: &str) -> Option<&Country> {
        self.look_up(&self.names, name)
    }

    /// The country to which an adjective of nationality belongs.
    pub fn of_adjective(&self, adjective: &str) -> Option<&Country> {
        self.look_up(&self.adjectives, adjective)
    }

    /// The country whose people are so called.
    pub fn of_people(&self, people: &str) -> Option<&Country> {
        self.look_up(&self.people, people)
    }

    /// The country whose capital this is.
    pub fn of_capital(&self, city: &str) -> Option<&Country> {
        self.look_up(&self.capitals, city)
    }

    /// The country for whose government this seat stands.
    pub fn of_seat(&self, seat: &str) -> Option<&Country> {
        self.look_up(&self.seats, seat)
    }

    fn look_up(&self, index: &HashMap<&'static str, usize>, word: &str) -> Option<&Country> {
        let word = word.strip_prefix("the ").or_else(|| word.strip_prefix("The ")).unwrap_or(word);
        index.get(word).map(|&position| &self.all[position])
    }
}

/// The list of countries.
pub fn countries() -> &'static Countries {
    static LIST: OnceLock<Countries> = OnceLock::new();
    LIST.get_or_init(|| {
        let all: Vec<Country> = table::rows(include_str!("../../data/words/countries.tsv"))
            .map(|row| Country {
                name: row.column(0),
                adjectives: row.alternatives(1).collect(),
                people: row.alternatives(2).collect(),
                capitals: row.alternatives(3).collect(),
                seats: row.alternatives(4).collect(),
                other_names: row.alternatives(5).collect(),
            })
            .collect();
        let index = |words: &dyn Fn(&Country) -> Vec<&'static str>| {
            let mut index = HashMap::new();
            for (position, country) in all.iter().enumerate() {
                for word in words(country) {
                    index.entry(word.strip_prefix("The ").unwrap_or(word)).or_insert(position);
                }
            }
            index
        };
        let names =
            index(&|country| std::iter::once(country.name).chain(country.other_names.iter().copied()).collect());
        let adjectives = index(&|country| country.adjectives.clone());
        let people = index(&|country| country.people.clone());
        let capitals = index(&|country| country.capitals.clone());
        let seats = index(&|country| country.seats.clone());
        Countries { names, adjectives, people, capitals, seats, all }
    })
}

/// The country of that name: short for `countries().named(name)`.
pub fn country(name: &str) -> Option<&'static Country> {
    countries().named(name)
}
