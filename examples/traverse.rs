//! Walks the graph of the sample articles from entity to entity: `cargo run --release --example traverse`.

use std::error::Error;

use newsgraph::extract::Extractor;
use newsgraph::ingest::{IngestOptions, ingest};
use newsgraph::read::{ReadOptions, read_path};
use newsgraph::schema::Schema;
use newsgraph::store::Store;

fn main() -> Result<(), Box<dyn Error>> {
    let mut store = Store::temporary();
    let articles = read_path("data/articles", &ReadOptions::default());
    ingest(&mut store, &Extractor::new(Schema::news()), articles, &IngestOptions::default(), &mut ())?;
    let graph = store.graph();

    let Some(kyiv) = graph.entity("Kyiv") else { return Err("the articles do not speak of Kyiv".into()) };
    println!("visits to {}:", kyiv.name());
    for visit in kyiv.incoming("visited") {
        println!("  {} ({:?}, {:?})", visit.subject().name(), visit.polarity(), visit.modality());
        for sentence in visit.sentences() {
            println!("    {}: {}", sentence.document.name, sentence.text);
        }
    }

    println!("at most two statements away: {} entities", kyiv.hops(2).len());

    let Some(nato) = graph.entity("NATO") else { return Err("the articles do not speak of NATO".into()) };
    println!("from {} to {}:", nato.name(), kyiv.name());
    for statement in nato.path_to(kyiv.id()).map(|path| path.statements).unwrap_or_default() {
        if let Some(step) = graph.statement_view(statement) {
            println!("  {} —{}→ {}", step.subject().name(), step.relation(), step.object_text());
        }
    }
    Ok(())
}
