//! Noun phrases that name an office: "the president of Poland", "Germany's chancellor", "NATO chief".

use crate::graph::Graph;
use crate::lexicon::countries;
use crate::query::link::{entities, phrase};
use crate::query::plan::{ClauseQuery, Filter, Term};
use crate::query::relation::RelationTest;
use crate::query::text::stem;
use crate::schema::{RelationType, Schema};

/// An office with where it is held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Office<'s> {
    pub(super) relation: &'s RelationType,
    /// The words for it.
    pub(super) noun: String,
    /// Of what, to whom.
    pub(super) of: Option<String>,
}

/// Finds the office in a noun phrase.
pub(super) fn office<'s>(schema: &'s Schema, text: &str) -> Option<Office<'s>> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let known = |from: usize, to: usize| {
        let run = lower[from..to].join(" ");
        let mut singular = lower[from..to].to_vec();
        if let Some(last) = singular.last_mut() {
            *last = stem(last);
        }
        schema.role(&run).or_else(|| schema.role(&singular.join(" ")))
    };
    // The head of the phrase: before its first preposition, or at its end.
    let head = lower.iter().position(|word| matches!(word.as_str(), "of" | "to" | "for" | "in" | "at"));
    let end = head.unwrap_or(words.len());
    let start = (0..end).find(|&start| known(start, end).is_some())?;
    let relation = known(start, end)?;
    let noun = lower[start..end].join(" ");
    let of = match head {
        Some(head) => Some(words[head + 1..].join(" ")),
        None => {
            let before: Vec<&str> = words[..start]
                .iter()
                .copied()
                .filter(|word| {
                    !matches!(word.to_lowercase().as_str(), "the" | "a" | "an" | "current" | "new" | "'s" | "’s")
                })
                .collect();
            (!before.is_empty()).then(|| before.join(" "))
        }
    };
    let of = of.map(|text| plain_owner(&text)).filter(|text| !text.is_empty());
    Some(Office { relation, noun, of })
}

/// "Polish" → "Poland", "Germany's" → "Germany".
fn plain_owner(text: &str) -> String {
    let plain = text.trim_end_matches("'s").trim_end_matches("’s").trim_start_matches("the ").trim();
    let mut capitalized: String = plain.to_owned();
    if let Some(first) = plain.chars().next().filter(|first| first.is_lowercase()) {
        capitalized = first.to_uppercase().chain(plain.chars().skip(1)).collect();
    }
    match countries().of_adjective(&capitalized) {
        Some(country) => country.name.to_owned(),
        None => plain.to_owned(),
    }
}

/// The names of an owner, with the adjectives of a country.
pub(super) fn owner_names(owner: &str) -> Vec<String> {
    let country = countries().named(owner);
    let adjectives = country.into_iter().flat_map(|country| country.adjectives.iter().map(|word| word.to_string()));
    std::iter::once(owner.trim_start_matches("the ").to_owned()).chain(adjectives).collect()
}

/// The clause that `holder` has an office.
pub(super) fn clause(graph: &Graph, schema: &Schema, holder: Term, office: &Office) -> ClauseQuery {
    let mut relation = RelationTest::named(schema, &office.relation.name);
    relation.text.clone_from(&office.noun);
    relation.admit_with_cases(schema, &office.relation.name);
    relation.nouns = trigger_words(office);
    let object = match &office.of {
        Some(of) => phrase(graph, of),
        None => Term::Any,
    };
    ClauseQuery { subject: holder, relation, object, filter: Filter::default() }
}

/// "Ann Lee mayor of Lima", as in "when was Ann Lee mayor of Lima": the clause that she was.
pub(super) fn held_by(graph: &Graph, schema: &Schema, text: &str) -> Option<ClauseQuery> {
    let words: Vec<&str> = text.split_whitespace().collect();
    (1..words.len()).rev().find_map(|cut| {
        let (holder, rest) = (words[..cut].join(" "), words[cut..].join(" "));
        let office = office(schema, &rest).filter(|_| !entities(graph, &holder).is_empty())?;
        Some(clause(graph, schema, phrase(graph, &holder), &office))
    })
}

/// Words that the statement must have used where one relation takes in different offices.
fn trigger_words(office: &Office) -> Vec<String> {
    let mixed =
        matches!(office.relation.name.as_str(), "works_for" | "relative_of" | "minister_of" | "married" | "judge_of");
    let words: Vec<String> = office.noun.split_whitespace().map(stem).collect();
    match mixed {
        true => words,
        false => words
            .into_iter()
            .take(office.noun.split_whitespace().count() - 1)
            .filter(|word| !LOOSE.contains(&word.as_str()))
            .collect(),
    }
}

/// Parts of offices that articles leave out.
const LOOSE: &[&str] = &["prime", "secretary", "vice", "head", "chief", "press", "commander", "managing", "executive"];
