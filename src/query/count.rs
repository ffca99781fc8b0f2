//! Numbers with what they count.

use crate::graph::Graph;
use crate::lexicon::countries;
use crate::model::{Bound, Object, Quantity, Statement};

use super::bind::{Node, Roles};
use super::evaluate::object_text;
use super::link::names_of;
use super::text::{content_words, coverage, stem};

/// The cost at which a statement counts what is asked for ("Russian tanks"); `None` if it does not.
pub(crate) fn unit_cost(graph: &Graph, unit: &str, statement: &Statement, roles: &Roles) -> Option<u8> {
    let own = statement.quantity.as_ref().and_then(|quantity| quantity_cost(graph, unit, quantity, statement, roles));
    own.or_else(|| number_in_words(graph, unit, statement).map(|_| 1))
}

/// "a net of 20 seats": a number that stands in the words of a participant, right before what is counted.
pub(crate) fn number_in_words(graph: &Graph, unit: &str, statement: &Statement) -> Option<String> {
    let head = content_words(unit).pop()?;
    let subject = graph.entity_by_id(statement.subject).map_or("", |entity| entity.name.as_str());
    let words: Vec<String> =
        format!("{} ; {subject}", object_text(statement)).split_whitespace().map(str::to_owned).collect();
    let counted = words.iter().position(|word| content_words(word).first() == Some(&head))?;
    let is_number = |word: &str| word.chars().next().is_some_and(|first| first.is_ascii_digit());
    let number = words[counted.saturating_sub(3)..counted].iter().rfind(|word| is_number(word))?;
    Some(number.trim_end_matches(',').to_owned())
}

/// "bought X for $3 billion": a sum that stands beside the statement, where no number is asked of a certain thing.
pub(crate) fn sum_beside(statement: &Statement) -> Option<String> {
    let sums = statement.qualifiers.iter().filter_map(|qualifier| match &qualifier.value {
        Object::Value(value) if qualifier.role == "for" => Some(value.text.trim()),
        _ => None,
    });
    let is_sum = |text: &&str| {
        let money = text.contains(['$', '€', '£', '¥'])
            || content_words(text).iter().any(|word| CURRENCIES.contains(&word.as_str()));
        money && text.contains(|letter: char| letter.is_ascii_digit())
    };
    sums.into_iter().find(is_sum).map(str::to_owned)
}

fn quantity_cost(graph: &Graph, unit: &str, quantity: &Quantity, statement: &Statement, roles: &Roles) -> Option<u8> {
    let asked = content_words(unit);
    let head = asked.last()?;
    let counted = content_words(&format!("{} {}", quantity.unit, quantity.text));
    // Who killed says nothing of whom: "Russian soldiers" are not those whom Russia killed.
    let harmed = matches!(statement.relation.as_str(), "killed" | "wounded" | "captured");
    let doer = roles.doer.as_ref().filter(|_| !harmed || roles.undergoer.is_none());
    let context: Vec<String> = [doer, roles.undergoer.as_ref()]
        .into_iter()
        .flatten()
        .flat_map(|node| content_words(node.text(graph)))
        .collect();
    if let Some((_, units)) = MEASURES.iter().find(|(measure, _)| *measure == head) {
        return counted.iter().any(|word| units.contains(&word.as_str())).then_some(0);
    }
    if matches!(head.as_str(), "money" | "cost" | "price" | "fund") {
        let currency = quantity.text.contains(['$', '€', '£', '¥']) || quantity.unit.contains(['$', '€', '£', '¥']);
        let named = counted.iter().any(|word| CURRENCIES.contains(&word.as_str()));
        return (currency || named).then_some(0);
    }
    if counted.contains(head) {
        let all: Vec<String> = counted.into_iter().chain(context).collect();
        return (coverage(&asked, &all) >= 0.5).then_some(if coverage(&asked, &all) >= 0.99 { 0 } else { 1 });
    }
    // "injured more than 200": people, though nobody says so.
    let people = PEOPLE.contains(&head.as_str());
    let unsaid = quantity.unit.is_empty() || PEOPLE.contains(&stem(&quantity.unit.to_lowercase()).as_str());
    if statement.family.as_deref() == Some("casualty") && people && unsaid {
        let of = asked[..asked.len() - 1].iter();
        let lost = statement.relation == "lost";
        // "Russia lost 20,000": Russians.
        let countries: Vec<String> = doer.filter(|_| lost).map(|doer| adjectives(graph, doer)).unwrap_or_default();
        let all = of.clone().all(|word| context.contains(word) || countries.contains(word));
        return (all && (asked.len() > 1 || !lost)).then_some(1);
    }
    let age = head == "year" && quantity.unit.is_empty() && quantity.number.is_some_and(|number| number < 130.0);
    (age || quantity.unit.is_empty() && context.contains(head)).then_some(1)
}

/// Nouns for those who can die, by their stems.
const PEOPLE: &[&str] =
    &["person", "victim", "soldier", "troop", "civilian", "man", "fighter", "serviceman", "resident", "passenger"];

/// "russian" for Russia and for what acts for it.
fn adjectives(graph: &Graph, node: &Node) -> Vec<String> {
    let mut words = content_words(node.text(graph));
    if let Node::Entity(id) = node.key(graph)
        && let Some(entity) = graph.entity_by_id(id)
    {
        let named =
            names_of(entity).filter_map(|name| countries().named(name).or_else(|| countries().of_capital(name)));
        words.extend(named.flat_map(|country| country.adjectives.iter().map(|adjective| adjective.to_lowercase())));
    }
    words
}

/// What "how long", "how far" … ask for, by the units of the answer.
const MEASURES: &[(&str, &[&str])] = {
    const LENGTHS: &[&str] =
        &["metre", "meter", "kilometre", "kilometer", "km", "mile", "foot", "feet", "inch", "m", "cm", "yard"];
    &[
        (
            "long",
            &[
                "second",
                "minute",
                "hour",
                "day",
                "week",
                "month",
                "year",
                "decade",
                "metre",
                "meter",
                "km",
                "kilometre",
                "mile",
            ],
        ),
        ("far", LENGTHS),
        ("high", LENGTHS),
        ("tall", LENGTHS),
        ("deep", LENGTHS),
        ("wide", LENGTHS),
        ("heavy", &["kilogram", "kg", "gram", "tonne", "ton", "pound"]),
        ("fast", &["km", "kilometre", "mile", "mph", "knot", "second"]),
    ]
};

const CURRENCIES: &[&str] =
    &["dollar", "euro", "pound", "yen", "yuan", "rupee", "ruble", "franc", "peso", "cent", "usd"];

/// A quantity as an answer: "up to 20,000", "23 of 30".
pub(crate) fn quantity_text(quantity: &Quantity) -> String {
    let mut text = quantity.text.trim().to_owned();
    if text.is_empty() {
        text = quantity.number.map(number_text).unwrap_or_default();
    }
    if quantity.bound != Bound::Exact && !text.contains(' ') {
        let bound = match quantity.bound {
            Bound::About => "about",
            Bound::AtLeast => "at least",
            _ => "up to",
        };
        text = format!("{bound} {text}");
    }
    let unit = quantity.unit.to_lowercase();
    let money = CURRENCIES.iter().any(|currency| unit.starts_with(currency)) || unit == "%" || unit == "percent";
    if money && quantity.of.is_none() && !text.to_lowercase().contains(&unit) && !text.contains(['%', '$', '€', '£'])
    {
        text = format!("{text} {}", quantity.unit);
    }
    match (quantity.of, quantity.number) {
        (Some(whole), Some(number)) => format!("{} of {}", number_text(number), number_text(whole)),
        _ => text,
    }
}

fn number_text(number: f64) -> String {
    format!("{number}")
}
