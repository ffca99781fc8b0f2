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
    if matches!(head.as_str(), "money" | "cost" | "price" | "fund") {
        let currency = quantity.text.contains(['$', '€', '£', '¥']) || quantity.unit.contains(['$', '€', '£', '¥']);
        let named = counted.iter().any(|word| CURRENCIES.contains(&word.as_str()));
        return (currency || named).then_some(0);
    }
    if counted.contains(head) {
        let all: Vec<String> = counted.into_iter().chain(context).collect();
        return (coverage(&asked, &all) >= 0.5).then_some(if coverage(&asked, &all) >= 0.99 { 0 } else { 1 });
    }
    let age = head == "year" && quantity.unit.is_empty() && quantity.number.is_some_and(|number| number < 130.0);
    (age || quantity.unit.is_empty() && context.contains(head)).then_some(1)
}

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
    match (quantity.of, quantity.number) {
        (Some(whole), Some(number)) => format!("{} of {}", number_text(number), number_text(whole)),
        _ => text,
    }
}

fn number_text(number: f64) -> String {
    format!("{number}")
}
