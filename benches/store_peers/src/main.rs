//! The graph store against embedded peers, in one process and in turns.
//!
//! `cargo run --release -- [--statements N] [--entities N] [--ours-only] [--export FILE]`
//!
//! `cargo run --release -- --articles FILE.jsonl [--statements N]` reads real articles instead.

mod articles;
mod data;
mod engine;
mod grafeo_engine;
mod measure;
mod ours;
mod oxigraph_engine;
mod readers;
mod turns;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::time::Instant;

use newsgraph::store::Store;

use data::Data;
use engine::Engine;
use grafeo_engine::Grafeo;
use measure::{peak, processor, ratio, resident, row, size, timed};
use ours::Ours;
use oxigraph_engine::Oxigraph;

struct Options {
    statements: usize,
    entities: usize,
    ours_only: bool,
    /// Write the graph as CSV for peers in other languages, and do nothing else.
    export: Option<String>,
    /// Read these articles, again and again with other names, and do nothing else.
    articles: Option<String>,
}

fn options() -> Options {
    let mut options =
        Options { statements: 2_000_000, entities: 200_000, ours_only: false, export: None, articles: None };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        match word.as_str() {
            "--export" => {
                options.export = words.next();
                continue;
            }
            "--articles" => {
                options.articles = words.next();
                options.statements = 200_000;
                continue;
            }
            _ => {}
        }
        let mut number = || words.next().and_then(|number| number.parse().ok()).expect("a number follows");
        match word.as_str() {
            "--statements" => options.statements = number(),
            "--entities" => options.entities = number(),
            "--ours-only" => options.ours_only = true,
            other => panic!("{other} is no option"),
        }
    }
    options
}

fn main() {
    let options = options();
    if let Some(file) = &options.articles {
        return articles::run(Path::new(file), options.statements);
    }
    let data = Data::new(options.entities, options.statements);
    let count = data.statements.len();
    if let Some(file) = &options.export {
        return export(file, &data).expect("room on the disk");
    }
    println!("{} entities, {count} statements, {} documents", data.entities, data.documents());
    let folder = tempfile::tempdir().expect("a temporary folder");
    let before = resident();

    let path = folder.path().join("newsgraph");
    let processor_before = processor();
    let started = Instant::now();
    let store = Ours::load(&path, &data);
    let ours_load = started.elapsed();
    println!("\n## load, durable, with names and provenance");
    row("newsgraph", ours_load, count);
    println!("newsgraph processor time for it: {:.2} s", processor() - processor_before);
    println!("newsgraph memory after loading, without indices: {} B/statement", (resident() - before) / count as u64);
    let log = size(&path);
    println!("newsgraph disk: {:.1} B/statement", log as f64 / count as f64);
    drop(store);
    println!("newsgraph image for fast opening: {:.1} B/statement", (size(&path) - log) as f64 / count as f64);
    opening(&path, &data);

    let store = Store::open(&path).expect("it was just closed");
    let ours = Ours::new(&store);
    let mut engines: Vec<Box<dyn Engine>> = vec![Box::new(ours)];
    if !options.ours_only {
        let path = folder.path().join("oxigraph");
        let (peer, time) = timed(|| Oxigraph::load(&path, &data));
        let what = if cfg!(feature = "rocksdb") { "oxigraph (bulk loader, RocksDB)" } else { "oxigraph (in memory)" };
        row(what, time, count);
        println!("oxigraph / newsgraph: {:.1}", ratio(time, ours_load));
        #[cfg(feature = "rocksdb")]
        let peer = {
            drop(peer);
            println!("oxigraph disk: {:.1} B/statement", size(&path) as f64 / count as f64);
            let (peer, time) = timed(|| {
                let peer = Oxigraph::open(&path);
                let (subject, relation, _) = data.statements[0];
                assert!(peer.one_hop(subject, relation) > 0);
                peer
            });
            println!("oxigraph open to first answer: {:.1} ms", time.as_secs_f64() * 1e3);
            peer
        };
        engines.push(Box::new(peer));
        let path = folder.path().join("grafeo.db");
        let (peer, time) = timed(|| Grafeo::load(&path, &data));
        row("grafeo (batches)", time, count);
        println!("grafeo disk: {:.1} B/statement", size(&path) as f64 / count as f64);
        engines.push(Box::new(peer));
    }
    turns::run(&engines, &data);
    whole_graph(&engines);
    drop(engines);
    drop(store);
    readers::run(&path, &data);
    println!("\npeak memory of the whole run: {} MB", peak() >> 20);
}

fn export(file: &str, data: &Data) -> std::io::Result<()> {
    let mut out = std::io::BufWriter::new(fs::File::create(file)?);
    for (place, (subject, relation, object)) in data.statements.iter().enumerate() {
        let (document, name) = (place / data::PER_DOCUMENT, Data::name(*subject as usize));
        writeln!(out, "{subject},{relation},{object},{document},{name}")?;
    }
    out.flush()
}

fn opening(path: &Path, data: &Data) {
    println!("\n## open to first answer");
    let (subject, relation, _) = data.statements[0];
    let name = Data::name(subject as usize);
    let first_answer = || {
        let store = Store::open(path).expect("it was just closed");
        let found = store.graph().entity(&name).expect("everybody has a name");
        assert!(found.outgoing(&*Data::relation(relation.into())).count() > 0);
        store
    };
    for _ in 0..3 {
        let before = processor();
        let (store, time) = timed(first_answer);
        let worked = (processor() - before) * 1e3;
        println!("newsgraph with the image: {:.1} ms ({worked:.0} ms of processor time)", time.as_secs_f64() * 1e3);
        drop(store);
    }
    for _ in 0..2 {
        fs::remove_file(path.join("cache")).expect("closing leaves an image");
        let before = processor();
        let (store, time) = timed(first_answer);
        let worked = (processor() - before) * 1e3;
        println!("newsgraph without it: {:.1} ms ({worked:.0} ms of processor time)", time.as_secs_f64() * 1e3);
        drop(store);
    }
}

fn whole_graph(engines: &[Box<dyn Engine>]) {
    type Whole = (&'static str, fn(&dyn Engine) -> Option<u64>);
    let questions: [Whole; 3] = [
        ("two-hop rows of the whole graph", |engine| engine.all_two_hops()),
        ("join of two relations", |engine| engine.join(3, 11)),
        ("top out-degree", |engine| engine.top_out_degree()),
    ];
    for (name, question) in questions {
        println!("\n## {name}");
        let mut ours = None;
        for engine in engines {
            let (answer, time) = timed(|| question(&**engine));
            let Some(answer) = answer else { continue };
            let (expected, base) = *ours.get_or_insert((answer, time));
            println!(
                "{:<12} {:>12.2} ms   {:>9.1} × ours   ({answer})",
                engine.name(),
                time.as_secs_f64() * 1e3,
                ratio(time, base)
            );
            assert_eq!(answer, expected, "{} disagrees", engine.name());
        }
    }
}
