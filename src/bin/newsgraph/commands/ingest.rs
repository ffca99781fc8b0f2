use std::path::Path;
use std::time::Instant;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use newsgraph::extract::Extractor;
use newsgraph::ingest::{IngestOptions, Summary, ingest};
use newsgraph::schema::Schema;
use newsgraph::store::Store;

use crate::args::{Ingest, Reading};
use crate::exit::Exit;
use crate::input::Input;
use crate::progress::{self, Bar};

/// Reads articles into the database, which is made if it is not there.
pub fn run(db: &Path, schema: &Schema, arguments: &Ingest) -> anyhow::Result<Exit> {
    let started = Instant::now();
    let mut store = Store::open(db)?;
    progress::tell_of_compactions(&mut store);
    let today = Timestamp::now().to_zoned(TimeZone::UTC).date();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(arguments.threads.unwrap_or(0)).build()?;
    let input = Input::find(&arguments.paths);
    let summary =
        pool.install(|| read(&mut store, schema, input, &arguments.reading, &IngestOptions { today: Some(today) }))?;
    anstream::eprintln!("{}", sentence(&summary, started.elapsed().as_secs_f64()));
    Ok(if summary.failed > 0 { Exit::DocumentsFailed } else { Exit::Answered })
}

/// Reads everything in `input` into a store, with progress on standard error.
pub fn read(
    store: &mut Store,
    schema: &Schema,
    input: Input,
    reading: &Reading,
    options: &IngestOptions,
) -> anyhow::Result<Summary> {
    let mut bar = Bar::new(&input);
    let summary = ingest(store, &Extractor::new(schema), input.articles(reading), options, &mut bar)?;
    bar.finish();
    Ok(summary)
}

fn sentence(summary: &Summary, seconds: f64) -> String {
    let Summary { ingested, known, failed, statements, entities } = summary;
    format!(
        "ingested {ingested} documents ({known} already known, {failed} failed): \
         {statements} statements, {entities} entities in {seconds:.1} s"
    )
}
