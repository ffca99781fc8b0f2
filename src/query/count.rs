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
    let head = unit_head(unit)?;
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
    let head = &unit_head(unit)?;
    let counted = content_words(&format!("{} {}", quantity.unit, quantity.text));
    // Who killed says nothing of whom: "Russian soldiers" are not those whom Russia killed.
    let harmed = matches!(statement.relation.as_str(), "killed" | "wounded" | "captured");
    let doer = roles.doer.as_ref().filter(|_| !harmed || roles.undergoer.is_none());
    let context: Vec<String> = [doer, roles.undergoer.as_ref()]
        .into_iter()
        .flatten()
        .flat_map(|node| content_words(node.text(graph)))
        .collect();
    if let Some(measured) = is_measured(head, quantity) {
        return measured.then_some(0);
    }
    if counted.contains(head) {
        let all: Vec<String> = counted.into_iter().chain(context).collect();
        return (coverage(&asked, &all) >= 0.5).then_some(if coverage(&asked, &all) >= 0.99 { 0 } else { 1 });
    }
    // "injured more than 200": people, though nobody says so.
    let people = PEOPLE.contains(&head.as_str());
    // Soldiers are people, but "nine people" are not nine soldiers.
    let anybody = matches!(head.as_str(), "people" | "person" | "human" | "victim");
    let unsaid = quantity.unit.is_empty() || anybody && PEOPLE.contains(&stem(&quantity.unit.to_lowercase()).as_str());
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

/// The noun that a unit is about: "barrels" in "barrels of oil".
pub(crate) fn unit_head(unit: &str) -> Option<String> {
    content_words(unit.split(" of ").next().unwrap_or_default()).pop()
}

/// Whether a quantity has the units that "how long", "how much money" … ask for; `None` if the word asks for no measure.
pub(crate) fn is_measured(asked: &str, quantity: &Quantity) -> Option<bool> {
    let counted = content_words(&format!("{} {}", quantity.unit, quantity.text));
    if let Some((_, units)) = MEASURES.iter().find(|(measure, _)| *measure == asked) {
        return Some(counted.iter().any(|word| units.contains(&word.as_str())));
    }
    if matches!(asked, "percentage" | "percent" | "proportion" | "share") {
        let said = format!("{} {}", quantity.unit, quantity.text).to_lowercase();
        return Some(said.contains('%') || said.contains("percent") || said.contains("per cent"));
    }
    matches!(asked, "money" | "cost" | "price" | "fund").then(|| {
        let currency = quantity.text.contains(['$', '€', '£', '¥']) || quantity.unit.contains(['$', '€', '£', '¥']);
        currency || counted.iter().any(|word| CURRENCIES.contains(&word.as_str()))
    })
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

/// A quantity as the answer to `asked`: a measure has its unit.
pub(crate) fn answer_text(asked: &str, quantity: &Quantity) -> String {
    let text = quantity_text(quantity);
    let measured = unit_head(asked).and_then(|head| is_measured(&head, quantity)) == Some(true);
    let unit = quantity.unit.trim();
    match measured && !unit.is_empty() && !says_unit(&text, unit) {
        true if !text.contains(['$', '€', '£', '¥']) => format!("{text} {unit}"),
        _ => text,
    }
}

/// A quantity in words: "up to 20,000", "23 of 30".
pub(crate) fn quantity_text(quantity: &Quantity) -> String {
    let mut text = closed_up(quantity.text.trim());
    if text.is_empty() || is_compound(&text) {
        text = quantity.number.map_or(text, number_text);
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
    if money && quantity.of.is_none() && !says_unit(&text, &unit) && !text.contains(['%', '$', '€', '£']) {
        text = format!("{text} {}", quantity.unit);
    }
    match (quantity.of, quantity.number) {
        (Some(whole), Some(number)) => format!("{} of {}", number_text(number), number_text(whole)),
        _ => text,
    }
}

/// "Sixty-six" and "seventeen" read better in digits.
fn is_compound(text: &str) -> bool {
    let teens = ["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"];
    let tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let ones = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    let lower = text.to_lowercase();
    let mut words = lower.split([' ', '-']).filter(|word| !word.is_empty());
    let (first, second, third) = (words.next(), words.next(), words.next());
    if second.is_none() {
        return first.is_some_and(|word| teens.contains(&word));
    }
    first.is_some_and(|word| tens.contains(&word)) && second.is_some_and(|word| ones.contains(&word)) && third.is_none()
}

/// True if the words of a quantity hold its unit already: "40 percent" those of "%".
fn says_unit(text: &str, unit: &str) -> bool {
    let text = text.to_lowercase();
    text.contains(&unit.to_lowercase()) || unit == "%" && (text.contains("percent") || text.contains("per cent"))
}

/// "32, 300" and "32 300" are one number: "32,300".
fn closed_up(text: &str) -> String {
    let mut closed = String::with_capacity(text.len());
    for word in text.split(' ') {
        let digits = |run: &str| run.chars().rev().take_while(char::is_ascii_digit).count();
        let group = word.len() >= 3 && word.chars().take_while(char::is_ascii_digit).count() == 3;
        let before = closed.trim_end_matches(',');
        if group && (1..=3).contains(&digits(before)) && word.chars().nth(3).is_none_or(|next| !next.is_alphanumeric())
        {
            closed.truncate(before.len());
            closed.push(',');
        } else if !closed.is_empty() {
            closed.push(' ');
        }
        closed.push_str(word);
    }
    closed
}

fn number_text(number: f64) -> String {
    format!("{number}")
}
