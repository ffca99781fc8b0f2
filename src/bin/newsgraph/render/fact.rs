use std::io::{self, Write};

use newsgraph::graph::{Difference, Figures};
use newsgraph::query::{EntityCard, Fact, Hop, Quote};

use super::reply::status_line;
use super::style::{DIM, NAME};

/// What is known about an entity: names, mentions, and a line for every statement.
pub fn card(out: &mut dyn Write, card: &EntityCard) -> io::Result<()> {
    let EntityCard { id, name, entity_type, .. } = card;
    writeln!(out, "{NAME}{name}{NAME:#}  {entity_type}  {DIM}{id}{DIM:#}")?;
    let others = card.aliases.iter().filter(|(alias, _)| **alias != card.name);
    let others: Vec<String> = others.map(|(alias, count)| format!("{alias} ({count})")).collect();
    if !others.is_empty() {
        writeln!(out, "also: {}", others.join(", "))?;
    }
    writeln!(out, "mentions: {} in {}", card.mentions, card.documents.join(", "))?;
    card.says.iter().chain(&card.of_it).chain(&card.beside).try_for_each(|fact| fact_line(out, fact))
}

/// Figures for one quantity that cannot both hold, by the numbers of their statements.
pub fn figures(out: &mut dyn Write, figures: &[Figures]) -> io::Result<()> {
    figures.iter().try_for_each(|pair| {
        let how = match pair.difference {
            Difference::Disagreement => "sources disagree",
            Difference::Update => "a later figure",
        };
        writeln!(out, "{DIM}{how}: {} and {}{DIM:#}", pair.earlier, pair.later)
    })
}

/// One line: number, statement, status, source, time.
pub fn fact_line(out: &mut dyn Write, fact: &Fact) -> io::Result<()> {
    let status = status_line(fact.status, fact.attributed_to.as_deref(), when(fact).as_deref());
    writeln!(out, "{DIM}{:<6}{DIM:#} {}  {status}", fact.id, fact.sentence)
}

/// "on Thursday (2023-04-20)".
fn when(fact: &Fact) -> Option<String> {
    let text = fact.time.as_deref()?;
    let days = match (fact.start, fact.end) {
        (Some(start), Some(end)) if start != end => format!("{start} to {end}"),
        (Some(day), _) | (None, Some(day)) => day.to_string(),
        (None, None) => return Some(text.to_owned()),
    };
    Some(if text == days { days } else { format!("{text} ({days})") })
}

/// A statement in full.
pub fn fact(out: &mut dyn Write, fact: &Fact) -> io::Result<()> {
    fact_line(out, fact)?;
    let confidence = format!("{:.2}", fact.confidence);
    let mut fields = vec![("subject", &fact.subject), ("relation", &fact.relation), ("words", &fact.trigger)];
    fields.push(("object", &fact.object));
    fields.extend(fact.place.iter().map(|place| ("place", place)));
    fields.extend(fact.quantity.iter().map(|quantity| ("quantity", quantity)));
    fields.extend(fact.qualifiers.iter().map(|(role, value)| (role.as_str(), value)));
    fields.push(("confidence", &confidence));
    for (name, value) in fields.into_iter().filter(|(_, value)| !value.is_empty()) {
        writeln!(out, "  {DIM}{name:<10}{DIM:#}  {value}")?;
    }
    fact.evidence.iter().try_for_each(|evidence| quote(out, evidence))
}

/// The sentence in quotation marks, and below it the file and the number of the statement.
pub fn quote(out: &mut dyn Write, quote: &Quote) -> io::Result<()> {
    writeln!(out, "  “{}”", quote.sentence)?;
    // A sentence that was read again for the question has no statement.
    match quote.statement.as_str() {
        "" => writeln!(out, "  {DIM}{}{DIM:#}", quote.document),
        statement => writeln!(out, "  {DIM}{}, {statement}{DIM:#}", quote.document),
    }
}

/// The steps of a path, each with one sentence behind it.
pub fn hops(out: &mut dyn Write, hops: &[Hop]) -> io::Result<()> {
    for hop in hops {
        let status = status_line(hop.status, None, None);
        writeln!(out, "{NAME}{}{NAME:#} – {NAME}{}{NAME:#}  {}  {status}", hop.from, hop.to, hop.statement)?;
        hop.evidence.first().map_or(Ok(()), |evidence| quote(out, evidence))?;
    }
    Ok(())
}
