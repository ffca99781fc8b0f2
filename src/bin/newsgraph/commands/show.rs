//! What is there about an entity, a statement, a pair of entities.

use std::io::{self, Write};

use newsgraph::graph::Graph;
use newsgraph::query::Answerer;
use serde::Serialize;

use crate::args::{Format, Named, PathBetween, Why};
use crate::exit::Exit;
use crate::lookup;
use crate::render;
use crate::screen::Screen;

/// What the graph knows about an entity.
pub fn show(graph: &Graph, answerer: &Answerer, named: &Named, screen: &mut Screen) -> anyhow::Result<Exit> {
    let name = lookup::entity(graph, &named.entity)?;
    let card = answerer.show(&name)?;
    let known = graph.entities_named(&card.name);
    let figures: Vec<_> = known.into_iter().flat_map(|entity| graph.differing_figures(entity)).collect();
    print(&card, named.format, screen, |screen| {
        render::card(screen, &card)?;
        render::figures(screen, &figures)
    })
}

/// A statement in full, with every sentence that says so.
pub fn why(answerer: &Answerer, why: &Why, screen: &mut Screen) -> anyhow::Result<Exit> {
    let fact = answerer.why(&why.statement)?;
    print(&fact, why.format, screen, |screen| render::fact(screen, &fact))
}

/// What happened to an entity: what is dated in the order of days, then the rest.
pub fn timeline(graph: &Graph, answerer: &Answerer, named: &Named, screen: &mut Screen) -> anyhow::Result<Exit> {
    let facts = answerer.timeline(&lookup::entity(graph, &named.entity)?)?;
    print(&facts, named.format, screen, |screen| {
        facts.iter().try_for_each(|fact| {
            let day = fact.start.or(fact.end).map_or_else(|| "          ".to_owned(), |day| day.to_string());
            write!(screen, "{day}  ")?;
            render::fact_line(screen, fact)
        })
    })?;
    Ok(if facts.is_empty() { Exit::NoAnswer } else { Exit::Answered })
}

/// The shortest way from one entity to the other over what the articles say.
pub fn path(graph: &Graph, answerer: &Answerer, path: &PathBetween, screen: &mut Screen) -> anyhow::Result<Exit> {
    let hops = answerer.path(&lookup::entity(graph, &path.from)?, &lookup::entity(graph, &path.to)?)?;
    if hops.is_empty() {
        anstream::eprintln!("`{}` and `{}` are the same entity", path.from, path.to);
    }
    print(&hops, path.format, screen, |screen| render::hops(screen, &hops))
}

/// For reading, or as one JSON value on one line.
fn print<T: Serialize>(
    value: &T,
    format: Format,
    screen: &mut Screen,
    text: impl FnOnce(&mut Screen) -> io::Result<()>,
) -> anyhow::Result<Exit> {
    match format {
        Format::Text => text(screen)?,
        Format::Json => writeln!(screen, "{}", serde_json::to_string(value)?)?,
    }
    Ok(Exit::Answered)
}
