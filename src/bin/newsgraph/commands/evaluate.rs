use std::fs;
use std::io::{self, Write};
use std::path::Path;

use newsgraph::evaluation::{Agreement, Report, evaluate, gold_facts};
use newsgraph::ingest::IngestOptions;
use newsgraph::schema::Schema;
use newsgraph::store::Store;

use super::ingest;
use crate::args::{Evaluate, Format};
use crate::exit::{Exit, UsageError};
use crate::input::Input;
use crate::render::style::DIM;
use crate::screen::Screen;

/// Compares the database, or files, with the facts of a gold file.
pub fn run(db: &Path, schema: &Schema, arguments: &Evaluate, screen: &mut Screen) -> anyhow::Result<Exit> {
    let file = arguments.gold.display();
    let text = fs::read_to_string(&arguments.gold)
        .map_err(|error| UsageError(format!("cannot read the gold file {file}: {error}")))?;
    let gold = gold_facts(&text).map_err(|error| UsageError(format!("{file}: {error}")))?;
    let mut failed = 0;
    let store = if arguments.paths.is_empty() {
        super::open(db)?
    } else {
        let mut store = Store::temporary();
        let input = Input::find(&arguments.paths);
        failed = ingest::read(&mut store, schema, input, &arguments.reading, &IngestOptions::default())?.failed;
        store
    };
    let report = evaluate(store.graph(), schema, &gold).map_err(|error| UsageError(format!("{file}: {error}")))?;
    match arguments.format {
        Format::Text => report_text(screen, &report, arguments.list)?,
        Format::Json => writeln!(screen, "{}", serde_json::to_string(&report)?)?,
    }
    Ok(if failed > 0 { Exit::DocumentsFailed } else { Exit::Answered })
}

fn report_text(out: &mut dyn Write, report: &Report, list: bool) -> io::Result<()> {
    let Report { documents, facts, statements, found, precision, recall, f1, .. } = report;
    writeln!(out, "facts        {facts:5}  in {documents} documents")?;
    writeln!(out, "statements   {statements:5}  of these documents")?;
    writeln!(out, "found        {found:5}")?;
    writeln!(out, "precision    {precision:5.2}  {DIM}a lower bound, unless the facts are all that is said{DIM:#}")?;
    writeln!(out, "recall       {recall:5.2}")?;
    writeln!(out, "F1           {f1:5.2}")?;
    for (name, agreement) in [
        ("polarity", report.polarity),
        ("modality", report.modality),
        ("source", report.attribution),
        ("time", report.time),
    ] {
        let Agreement { right, of } = agreement;
        if let Some(share) = agreement.share() {
            writeln!(out, "{name:12} {share:5.2}  {DIM}{right} of {of} that were found{DIM:#}")?;
        }
    }
    if list {
        report.missed.iter().try_for_each(|(line, fact)| writeln!(out, "missed       line {line}: {fact}"))?;
        report.beside.iter().try_for_each(|(id, text)| writeln!(out, "no fact says {id}: {text}"))?;
    }
    Ok(())
}
