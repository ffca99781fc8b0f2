//! Numbers with what they count.

use crate::graph::Graph;
use crate::model::{Bound, Quantity, Statement};

use super::bind::Roles;
use super::text::{content_words, coverage};

/// The cost at which a statement counts what is asked for ("Russian tanks"); `None` if it does not.
pub(crate) fn unit_cost(graph: &Graph, unit: &str, statement: &Statement, roles: &Roles) -> Option<u8> {
    let quantity = statement.quantity.as_ref()?;
    let asked = content_words(unit);
    let head = asked.last()?;
    let counted = content_words(&format!("{} {}", quantity.unit, quantity.text));
    let context: Vec<String> = [&roles.doer, &roles.undergoer]
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
    let people = matches!(head.as_str(), "person" | "victim" | "soldier" | "troop" | "civilian");
    let casualties = statement.family.as_deref() == Some("casualty") && quantity.unit.is_empty() && people;
    if casualties && (asked.len() == 1 || coverage(&asked[..asked.len() - 1], &context) >= 0.99) {
        return Some(1);
    }
    let age = head == "year" && quantity.unit.is_empty() && quantity.number.is_some_and(|number| number < 130.0);
    (age || quantity.unit.is_empty() && context.contains(head)).then_some(1)
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
