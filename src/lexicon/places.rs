use std::collections::HashMap;
use std::sync::OnceLock;

use super::table;

/// A larger city.
#[derive(Debug)]
pub struct City {
    /// Its usual name.
    pub name: &'static str,
    /// Other spellings and older names.
    pub other_names: Vec<&'static str>,
    /// ISO 3166 code of its country ("UA").
    pub country_code: &'static str,
}

/// What kind of region it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RegionKind {
    /// A continent or part of one.
    Continent,
    /// A sea or ocean.
    Sea,
    /// A part of a state.
    PartOfState,
    /// A political bloc that is called by a direction ("the West").
    Bloc,
}

/// A region that is neither state nor city.
#[derive(Debug)]
pub struct Region {
    /// Its usual name.
    pub name: &'static str,
    /// What kind of region it is.
    pub kind: RegionKind,
}

/// The city of that name or spelling, if it is a larger one.
pub fn city(name: &str) -> Option<&'static City> {
    static LIST: OnceLock<Cities> = OnceLock::new();
    let list = LIST.get_or_init(|| {
        let mut list = Cities { all: Vec::new(), names: HashMap::new() };
        for row in table::rows(include_str!("../../data/words/cities.tsv")) {
            let city =
                City { name: row.column(0), other_names: row.alternatives(2).collect(), country_code: row.column(1) };
            for name in std::iter::once(city.name).chain(city.other_names.iter().copied()) {
                list.names.entry(name).or_insert(list.all.len());
            }
            list.all.push(city);
        }
        list
    });
    list.names.get(name).map(|&position| &list.all[position])
}

struct Cities {
    all: Vec<City>,
    names: HashMap<&'static str, usize>,
}

struct Regions {
    all: Vec<Region>,
    names: HashMap<&'static str, usize>,
    adjectives: HashMap<&'static str, usize>,
}

fn regions() -> &'static Regions {
    static LIST: OnceLock<Regions> = OnceLock::new();
    LIST.get_or_init(|| {
        let mut list = Regions { all: Vec::new(), names: HashMap::new(), adjectives: HashMap::new() };
        for row in table::rows(include_str!("../../data/words/regions.tsv")) {
            let kind = match row.column(1) {
                "sea" => RegionKind::Sea,
                "sub-state" => RegionKind::PartOfState,
                "bloc" => RegionKind::Bloc,
                _ => RegionKind::Continent,
            };
            let position = list.all.len();
            list.all.push(Region { name: row.column(0), kind });
            list.names.insert(row.column(0), position);
            row.alternatives(3).for_each(|name| {
                list.names.insert(name, position);
            });
            row.alternatives(2).for_each(|adjective| {
                list.adjectives.insert(adjective, position);
            });
        }
        list
    })
}

/// The region of that name.
pub fn region(name: &str) -> Option<&'static Region> {
    regions().names.get(name).map(|&position| &regions().all[position])
}

/// The region to which an adjective belongs ("European").
pub fn region_of_adjective(adjective: &str) -> Option<&'static Region> {
    regions().adjectives.get(adjective).map(|&position| &regions().all[position])
}

/// True for the names of months and weekdays and their usual abbreviations.
pub fn is_calendar_word(word: &str) -> bool {
    const WORDS: [&str; 36] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Jan.",
        "Feb.",
        "Mar.",
        "Apr.",
        "Jun.",
        "Jul.",
        "Aug.",
        "Sept.",
        "Sep.",
        "Oct.",
        "Nov.",
        "Dec.",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "Christmas",
        "Easter",
        "GMT",
        "UTC",
        "BST",
    ];
    WORDS.contains(&word)
}
