//! Draws what lies around an entity of the sample articles:
//! `cargo run --release --example export_dot > kyiv.dot && dot -Tsvg kyiv.dot > kyiv.svg`.

use std::error::Error;
use std::io;

use newsgraph::export::{Dot, Exporter, Focus, Selection};
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
    let focus = graph.entity("Kyiv").map(|kyiv| Focus { entity: kyiv.id(), hops: 1 });
    let selection = Selection { focus, ..Selection::default() };
    Dot::default().write(graph, &selection, &mut io::stdout().lock())?;
    Ok(())
}
