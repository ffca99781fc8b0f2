use std::io::Write;
use std::path::PathBuf;

use newsgraph::graph::Graph;

use super::{Choice, Repl};
use crate::args::{Entities, Export, ExportFormat, Format, Formatted, Named, Output, PathBetween, Query, Why};
use crate::commands::{ask, export, list, show, stats};
use crate::exit::{Exit, UsageError};
use crate::lookup;
use crate::render::style::{DIM, NAME};
use crate::screen::Screen;

/// Whether the REPL goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    Go,
    Quit,
}

pub const NAMES: [&str; 14] = [
    ".entities",
    ".export",
    ".help",
    ".limit",
    ".mode",
    ".path",
    ".query",
    ".quit",
    ".relations",
    ".show",
    ".stats",
    ".timeline",
    ".timer",
    ".why",
];

const HELP: [(&str, &str); 14] = [
    ("any words", "a question: who visited Kyiv"),
    (".query PATTERN", "a pattern: ?who visited Kyiv"),
    (".show ENTITY", "what is known about an entity"),
    (".why STATEMENT", "a statement and its sentences: .why s12"),
    (".path A, B", "how two entities are connected"),
    (".timeline ENTITY", "what happened to it, in the order of time"),
    (".entities [PREFIX]", "entities and their numbers"),
    (".relations", "relations, the most frequent first"),
    (".stats", "what the database holds"),
    (".export FORMAT FILE", "jsonl or dot"),
    (".mode text|json", "how answers are printed"),
    (".limit N|off", "how many answers are printed"),
    (".timer on|off", "print how long each line takes"),
    (".quit", "leave (also Ctrl-D)"),
];

impl Repl<'_> {
    pub(super) fn command(&mut self, line: &str) -> anyhow::Result<(Exit, Next)> {
        let (name, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let rest = rest.trim();
        let format = self.settings.format;
        if matches!(name, ".show" | ".timeline") && self.offer_choice(name, rest)? {
            return Ok((Exit::Answered, Next::Go));
        }
        let (graph, answerer, screen) = (self.graph, self.answerer, &mut self.screen);
        let exit = match name {
            ".help" => help(screen)?,
            ".quit" | ".exit" => return Ok((Exit::Answered, Next::Quit)),
            ".query" => {
                let pattern = required(rest, ".query ?who visited Kyiv")?.to_owned();
                ask::query(&answerer, &Query { pattern, format }, self.settings.limit, screen)?
            }
            ".show" => show::show(graph, &answerer, &self.named(rest, ".show Kyiv")?, &mut self.screen)?,
            ".timeline" => show::timeline(graph, &answerer, &self.named(rest, ".timeline Kyiv")?, &mut self.screen)?,
            ".why" => show::why(&answerer, &Why { statement: required(rest, ".why s12")?.to_owned(), format }, screen)?,
            ".path" => {
                let (from, to) = two_names(self.graph, rest)?;
                show::path(graph, &answerer, &PathBetween { from, to, format }, screen)?
            }
            ".stats" => stats::run(graph, &Formatted { format }, screen)?,
            ".relations" => list::relations(graph, &Formatted { format }, screen)?,
            ".entities" => {
                let prefix = Some(rest.to_owned()).filter(|prefix| !prefix.is_empty());
                list::entities(graph, &Entities { prefix, format }, screen)?
            }
            ".export" => self.export(rest)?,
            ".mode" | ".limit" | ".timer" => self.set(name, rest)?,
            _ => return Err(unknown(name)),
        };
        Ok((exit, Next::Go))
    }

    /// On a terminal, a name that several entities share is asked back, with numbers to choose from.
    fn offer_choice(&mut self, command: &str, name: &str) -> anyhow::Result<bool> {
        if !self.screen.is_terminal || name.is_empty() {
            return Ok(false);
        }
        let found = lookup::candidates(self.graph, name);
        if found.len() < 2 {
            return Ok(false);
        }
        for (number, view) in found.iter().enumerate() {
            writeln!(self.screen, "{NAME}{}{NAME:#} {}", number + 1, lookup::described(view.entity()))?;
        }
        writeln!(self.screen, "{DIM}Which one? Type its number.{DIM:#}")?;
        let entities = found.iter().map(|view| view.id()).collect();
        self.choice = Some(Choice { command: command.to_owned(), entities });
        Ok(true)
    }

    fn named(&self, rest: &str, example: &str) -> anyhow::Result<Named> {
        let entity = required(rest, example)?.to_owned();
        Ok(Named { entity, format: self.settings.format })
    }

    fn set(&mut self, name: &str, rest: &str) -> anyhow::Result<Exit> {
        match (name, rest) {
            (".mode", "text") => self.settings.format = Format::Text,
            (".mode", "json") => self.settings.format = Format::Json,
            (".timer", "on") => self.settings.timer = true,
            (".timer", "off") => self.settings.timer = false,
            (".limit", "off") => self.settings.limit = None,
            (".limit", number) if number.parse::<usize>().is_ok_and(|limit| limit > 0) => {
                self.settings.limit = number.parse().ok();
            }
            (".mode", _) => return Err(UsageError("write .mode text or .mode json".to_owned()).into()),
            (".timer", _) => return Err(UsageError("write .timer on or .timer off".to_owned()).into()),
            _ => return Err(UsageError("write .limit and a number from 1, or .limit off".to_owned()).into()),
        }
        Ok(Exit::Answered)
    }

    fn export(&mut self, rest: &str) -> anyhow::Result<Exit> {
        let format = match rest.split_whitespace().next() {
            Some("jsonl") => ExportFormat::Jsonl,
            Some("dot") => ExportFormat::Dot,
            _ => return Err(UsageError("write .export jsonl FILE or .export dot FILE".to_owned()).into()),
        };
        let file = rest.split_once(char::is_whitespace).map(|(_, file)| PathBuf::from(file.trim()));
        let export = Export { format, focus: None, hops: 1, output: Output { output: file } };
        export::run(self.graph, &export, &mut self.screen)
    }
}

fn help(screen: &mut Screen) -> anyhow::Result<Exit> {
    for (usage, meaning) in HELP {
        writeln!(screen, "{NAME}{usage:<20}{NAME:#} {meaning}")?;
    }
    Ok(Exit::Answered)
}

fn required<'a>(rest: &'a str, example: &str) -> anyhow::Result<&'a str> {
    if rest.is_empty() {
        Err(UsageError(format!("something is missing: write, for example, {example}")).into())
    } else {
        Ok(rest)
    }
}

fn unknown(name: &str) -> anyhow::Error {
    let near = NAMES.iter().map(|known| (strsim::damerau_levenshtein(name, known), known)).min();
    let hint = match near {
        Some((distance, known)) if distance <= 2 => format!("did you mean {known}?"),
        _ => ".help lists the commands".to_owned(),
    };
    UsageError(format!("there is no command {name}; {hint}")).into()
}

/// "A, B", or two names with a space between them where only one way to part them gives two known names.
fn two_names(graph: &Graph, rest: &str) -> anyhow::Result<(String, String)> {
    let parts = rest.match_indices([',', ' ']).map(|(at, _)| (rest[..at].trim(), rest[at + 1..].trim()));
    let mut parts: Vec<(&str, &str)> = parts.filter(|(from, to)| !from.is_empty() && !to.is_empty()).collect();
    if rest.matches(',').count() == 1 {
        parts.retain(|(from, to)| !from.contains(',') && !to.contains(','));
        parts.truncate(1);
    }
    let known = |name: &str| !lookup::candidates(graph, name).is_empty();
    let found = parts.iter().find(|(from, to)| known(from) && known(to)).or(parts.first());
    match found {
        Some((from, to)) => Ok(((*from).to_owned(), (*to).to_owned())),
        None => Err(UsageError("name two entities: .path Kyiv, Warsaw".to_owned()).into()),
    }
}
