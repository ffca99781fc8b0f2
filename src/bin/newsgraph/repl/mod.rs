//! Questions one after the other: with an edited line, completion and history on a terminal; line by line, without
//! prompt or colour, on a pipe.

mod command;
mod helper;
mod history;
mod vocabulary;

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::Path;
use std::time::Instant;

use newsgraph::graph::Graph;
use newsgraph::model::EntityId;
use newsgraph::query::Answerer;
use newsgraph::schema::Schema;
use rustyline::error::ReadlineError;
use rustyline::hint::HistoryHinter;
use rustyline::history::DefaultHistory;
use rustyline::{CompletionType, Config, Editor};

use crate::args::Format;
use crate::commands::{self, ask};
use crate::exit::{self, Exit};
use crate::render::style::DIM;
use crate::screen::Screen;
use command::Next;
use helper::ReplHelper;
use vocabulary::Vocabulary;

/// What `.mode`, `.limit` and `.timer` set.
struct Settings {
    format: Format,
    limit: Option<usize>,
    timer: bool,
}

/// A question back: which of these is meant.
struct Choice {
    command: String,
    entities: Vec<EntityId>,
}

impl Choice {
    /// The command with the entity whose number was typed, if `line` is one of the numbers.
    fn line(&self, line: &str) -> Option<String> {
        let place: usize = line.trim().parse().ok()?;
        let entity = self.entities.get(place.checked_sub(1)?)?;
        Some(format!("{} {entity}", self.command))
    }
}

/// One run of the REPL over an open graph.
struct Repl<'g> {
    graph: &'g Graph,
    answerer: Answerer<'g>,
    screen: Screen,
    settings: Settings,
    choice: Option<Choice>,
}

/// Opens the database and asks for lines until the input ends.
pub fn run(db: &Path, schema: &Schema) -> anyhow::Result<Exit> {
    let store = commands::open(db)?;
    Repl::new(store.graph(), schema).run()
}

impl<'g> Repl<'g> {
    fn new(graph: &'g Graph, schema: &'g Schema) -> Self {
        let settings = Settings { format: Format::Text, limit: None, timer: false };
        Repl { graph, answerer: Answerer::new(graph, schema), screen: Screen::stdout(), settings, choice: None }
    }

    /// Runs until the input ends. On a pipe the code is that of the line that fared worst.
    fn run(mut self) -> anyhow::Result<Exit> {
        if io::stdin().is_terminal() { self.on_terminal() } else { self.on_pipe() }
    }

    fn on_pipe(&mut self) -> anyhow::Result<Exit> {
        let mut worst = Exit::Answered;
        for line in io::stdin().lock().lines() {
            match self.line(&line?) {
                Ok((_, Next::Quit)) => break,
                Ok((exit, Next::Go)) => worst = worst.max(exit),
                Err(error) => worst = worst.max(exit::report(error)?),
            }
        }
        Ok(worst)
    }

    fn on_terminal(&mut self) -> anyhow::Result<Exit> {
        let config = Config::builder().completion_type(CompletionType::List).history_ignore_space(true).build();
        let mut editor: Editor<ReplHelper, DefaultHistory> = Editor::with_config(config)?;
        let vocabulary = Vocabulary::new(self.graph, &command::NAMES);
        editor.set_helper(Some(ReplHelper { vocabulary, history: HistoryHinter::new() }));
        let history = history::file();
        if let Some(file) = &history {
            // A first run has no history, and one that cannot be read is not worth stopping for.
            let _ = editor.load_history(file);
        }
        let statements = self.graph.statements().count();
        writeln!(self.screen, "{DIM}{statements} statements. Ask, or type .help; Ctrl-D leaves.{DIM:#}")?;
        self.screen.flush()?;
        loop {
            match editor.readline("newsgraph> ") {
                Ok(line) => {
                    editor.add_history_entry(line.as_str())?;
                    match self.line(&line) {
                        Ok((_, Next::Quit)) => break,
                        Ok((_, Next::Go)) => {}
                        Err(error) => {
                            exit::report(error)?;
                        }
                    }
                }
                Err(ReadlineError::Interrupted) => {}
                Err(ReadlineError::Eof) => break,
                Err(error) => return Err(error.into()),
            }
        }
        if let Some(file) = history {
            history::save(&mut editor, &file);
        }
        Ok(Exit::Answered)
    }

    /// One line of input: a dot-command or a question.
    fn line(&mut self, line: &str) -> anyhow::Result<(Exit, Next)> {
        let chosen = self.choice.take().and_then(|choice| choice.line(line));
        let line = chosen.as_deref().unwrap_or(line).trim();
        let started = Instant::now();
        let result = if line.is_empty() {
            Ok((Exit::Answered, Next::Go))
        } else if line.starts_with('.') {
            self.command(line)
        } else {
            let Settings { format, limit, .. } = self.settings;
            ask::answer(&self.answerer, line, format, limit, &mut self.screen).map(|exit| (exit, Next::Go))
        };
        self.screen.flush()?;
        if self.settings.timer {
            anstream::eprintln!("{DIM}{:.1} ms{DIM:#}", started.elapsed().as_secs_f64() * 1e3);
        }
        result
    }
}
