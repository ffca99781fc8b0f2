//! Reads the sample articles into a store in memory and asks a question: `cargo run --release --example ingest_and_ask`.

use std::error::Error;

use newsgraph::extract::Extractor;
use newsgraph::ingest::{IngestOptions, ingest};
use newsgraph::query::Answerer;
use newsgraph::read::{ReadOptions, read_path};
use newsgraph::schema::Schema;
use newsgraph::store::Store;

fn main() -> Result<(), Box<dyn Error>> {
    // `Store::open(folder)` keeps the graph on disk instead.
    let mut store = Store::temporary();
    let extractor = Extractor::new(Schema::news());

    let articles = read_path("data/articles", &ReadOptions::default());
    let summary = ingest(&mut store, &extractor, articles, &IngestOptions::default(), &mut ())?;
    println!("{} documents, {} statements", summary.ingested, summary.statements);

    let reply = Answerer::new(store.graph(), Schema::news()).ask("who visited Kyiv");
    println!("{}", reply.understood);
    for answer in &reply.answers {
        println!("{} ({})", answer.answer, answer.status.as_str());
        for quote in &answer.evidence {
            println!("    {}: {}", quote.document, quote.sentence);
        }
    }
    Ok(())
}
