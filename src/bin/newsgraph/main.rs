//! The program: `args` says what can be written, `commands` does it, `render` shows it, `repl` does so line by line.

mod args;
mod commands;
mod exit;
mod input;
mod lookup;
mod progress;
mod render;
mod repl;
mod screen;

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use args::{Arguments, Command};
use commands::open;
use exit::Exit;
use newsgraph::query::Answerer;
use newsgraph::schema::Schema;
use screen::Screen;

fn main() -> ExitCode {
    let outcome = run(Arguments::parse()).or_else(exit::report);
    // What `report` leaves is a reader who has seen enough, which is no error.
    outcome.unwrap_or(Exit::Answered).into()
}

fn run(arguments: Arguments) -> anyhow::Result<Exit> {
    let db = &arguments.db;
    let own_schema = arguments.schema.as_deref().map(commands::read_schema).transpose()?;
    let schema = own_schema.as_ref().unwrap_or(Schema::news());
    let mut screen = Screen::stdout();
    let exit = match &arguments.command {
        Some(Command::Ingest(ingest)) => commands::ingest::run(db, schema, ingest)?,
        Some(Command::Ask(ask)) => commands::ask::run(db, schema, ask, &mut screen)?,
        Some(Command::Evaluate(evaluate)) => commands::evaluate::run(db, schema, evaluate, &mut screen)?,
        Some(Command::Query(query)) => {
            let store = open(db)?;
            commands::ask::query(&Answerer::new(store.graph(), schema), query, None, &mut screen)?
        }
        #[cfg(feature = "rdf")]
        Some(Command::Sparql(query)) => commands::sparql::run(open(db)?.graph(), query, &mut screen)?,
        Some(Command::Show(named)) => {
            let store = open(db)?;
            let answerer = Answerer::new(store.graph(), schema);
            commands::show::show(store.graph(), &answerer, named, &mut screen)?
        }
        Some(Command::Why(why)) => {
            let store = open(db)?;
            let answerer = Answerer::new(store.graph(), schema);
            commands::show::why(&answerer, why, &mut screen)?
        }
        Some(Command::Path(path)) => {
            let store = open(db)?;
            let answerer = Answerer::new(store.graph(), schema);
            commands::show::path(store.graph(), &answerer, path, &mut screen)?
        }
        Some(Command::Timeline(named)) => {
            let store = open(db)?;
            let answerer = Answerer::new(store.graph(), schema);
            commands::show::timeline(store.graph(), &answerer, named, &mut screen)?
        }
        Some(Command::Stats(stats)) => commands::stats::run(open(db)?.graph(), stats, &mut screen)?,
        Some(Command::Entities(list)) => commands::list::entities(open(db)?.graph(), list, &mut screen)?,
        Some(Command::Relations(list)) => commands::list::relations(open(db)?.graph(), list, &mut screen)?,
        Some(Command::Schema(shown)) => commands::schema::run(schema, shown, &mut screen)?,
        Some(Command::Merge(merge)) => commands::correct::merge(open(db)?, merge, &mut screen)?,
        Some(Command::Split(split)) => commands::correct::split(open(db)?, split, &mut screen)?,
        Some(Command::NeverMerge(pair)) => commands::correct::never_merge(open(db)?, pair, &mut screen)?,
        Some(Command::Forget(forget)) => commands::correct::forget(open(db)?, forget, &mut screen)?,
        Some(Command::Retract(retract)) => commands::correct::retract(open(db)?, retract, &mut screen)?,
        Some(Command::Check) => commands::check::run(&open(db)?, &mut screen)?,
        Some(Command::Compact) => commands::compact::run(open(db)?, &mut screen)?,
        Some(Command::Dump(output)) => commands::dump::dump(&open(db)?, output, &mut screen)?,
        Some(Command::Restore(restore)) => commands::dump::restore(db, restore)?,
        Some(Command::Export(export)) => commands::export::run(open(db)?.graph(), export, &mut screen)?,
        Some(Command::Annotate(annotate)) => commands::annotate::run(annotate, &mut screen)?,
        Some(Command::Repl) => repl::run(db, schema)?,
        None if io::stdin().is_terminal() && io::stdout().is_terminal() => repl::run(db, schema)?,
        None => {
            anstream::eprint!("{}", Arguments::command().render_help().ansi());
            Exit::Usage
        }
    };
    screen.flush()?;
    Ok(exit)
}
