//! The store as a plain graph database, without any article: `cargo run --release --example graph_store`.

use std::error::Error;

use newsgraph::graph::StatementFilter;
use newsgraph::model::{Change, EntityType};
use newsgraph::store::Store;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::temp_dir().join(format!("newsgraph-example-{}", std::process::id()));
    let outcome = run(&folder);
    std::fs::remove_dir_all(&folder)?;
    outcome
}

fn run(folder: &std::path::Path) -> Result<(), Box<dyn Error>> {
    let mut store = Store::open(folder)?;

    // Everything in a batch is durable at once, or not at all.
    let mut batch = store.batch();
    let [ada, ben, eva] = ["Ada Holt", "Ben Marsh", "Eva Lund"].map(|name| batch.entity(name, EntityType::Person));
    let [works, leads] = ["works_for", "leads"].map(|name| batch.relation(name));
    let [mill, bank] = ["Vega Mill", "Lindby Bank"].map(|name| batch.entity(name, EntityType::Organization));
    for (person, firm) in [(ada, mill), (ben, mill), (ben, bank)] {
        batch.link(person, works, firm);
    }
    let wrong = batch.link(ada, leads, bank);
    batch.link(eva, leads, bank);
    store.write(batch)?;

    // A snapshot stays as it is, on any thread, while the store goes on.
    let before = store.snapshot();
    let changes: Vec<Change> = store.graph().taking_back(wrong);
    store.commit(&changes)?;
    println!(
        "who leads the bank: {} before, {} now",
        before.incoming(bank).count(),
        store.graph().incoming(bank).count()
    );

    let graph = store.graph();
    // Two patterns that meet in a firm: who works where somebody leads?
    let pattern = graph.pattern().link("who", "works_for", "firm").link("head", "leads", "firm");
    for found in pattern.matches() {
        let name = |variable| graph.name(found.entities[variable]).unwrap_or_default();
        println!("{} works for {}, which {} leads", name("who"), name("firm"), name("head"));
    }

    for path in graph.shortest_paths(ada, eva, 3, &StatementFilter::affirmed()) {
        let names: Vec<&str> = path.entities.iter().filter_map(|id| graph.name(*id)).collect();
        println!("a way: {}", names.join(" – "));
    }
    for near in graph.similar_names("Ada Hollt", 1) {
        println!("spelt like that: {}", graph.name(near.entity).unwrap_or_default());
    }
    // Every algorithm of petgraph runs on the graph where it lies.
    let reached = petgraph::algo::dijkstra(graph.view_for_petgraph(), ben, None, |_| 1);
    println!("Ben reaches {} others, as petgraph counts them", reached.len() - 1);
    Ok(())
}
