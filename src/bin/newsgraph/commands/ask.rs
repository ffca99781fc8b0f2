use std::path::Path;

use newsgraph::ingest::IngestOptions;
use newsgraph::query::Answerer;
use newsgraph::schema::Schema;
use newsgraph::store::Store;

use super::ingest;
use crate::args::{Ask, Format, Query};
use crate::exit::{Exit, UsageError};
use crate::input::Input;
use crate::render;
use crate::screen::Screen;

/// Answers a question from the database, or straight from files.
pub fn run(db: &Path, schema: &Schema, ask: &Ask, screen: &mut Screen) -> anyhow::Result<Exit> {
    if ask.paths.is_empty() {
        let store = super::open(db)?;
        return answer(&Answerer::new(store.graph(), schema), &ask.question, ask.format, None, screen);
    }
    let mut store = Store::temporary();
    let summary = ingest::read(&mut store, schema, Input::find(&ask.paths), &ask.reading, &IngestOptions::default())?;
    let exit = answer(&Answerer::new(store.graph(), schema), &ask.question, ask.format, None, screen)?;
    Ok(if summary.failed > 0 { Exit::DocumentsFailed } else { exit })
}

/// Answers a question in English.
pub fn answer(
    answerer: &Answerer,
    question: &str,
    format: Format,
    limit: Option<usize>,
    screen: &mut Screen,
) -> anyhow::Result<Exit> {
    let reply = answerer.ask(question);
    match format {
        Format::Text => render::reply_text(screen, &reply, limit)?,
        Format::Json => render::reply_json(screen, &reply, limit)?,
    }
    Ok(if reply.is_answered() { Exit::Answered } else { Exit::NoAnswer })
}

/// Answers a pattern.
pub fn query(answerer: &Answerer, query: &Query, limit: Option<usize>, screen: &mut Screen) -> anyhow::Result<Exit> {
    let table = answerer
        .query(&query.pattern)
        .map_err(|error| UsageError(format!("{error}\n{}", error.caret(&query.pattern))))?;
    match query.format {
        Format::Text => render::rows(screen, &table, limit)?,
        Format::Json => render::rows_json(screen, &table, limit)?,
    }
    Ok(if table.rows.is_empty() { Exit::NoAnswer } else { Exit::Answered })
}
