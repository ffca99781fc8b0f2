//! The graph store against embedded peers, in one process and in turns.
//!
//! `cargo run --release -- [--statements N] [--entities N] [--ours-only] [--export FILE]`

mod data;
mod engine;
mod grafeo_engine;
mod ours;
mod oxigraph_engine;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use newsgraph::model::EntityType;
use newsgraph::store::Store;

use data::Data;
use engine::Engine;
use grafeo_engine::Grafeo;
use ours::Ours;
use oxigraph_engine::Oxigraph;

/// The longest that one measurement of one engine may take.
const PATIENCE: Duration = Duration::from_secs(4);

struct Options {
    statements: usize,
    entities: usize,
    ours_only: bool,
    /// Write the graph as CSV for peers in other languages, and do nothing else.
    export: Option<String>,
}

fn options() -> Options {
    let mut options = Options { statements: 2_000_000, entities: 200_000, ours_only: false, export: None };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        if word == "--export" {
            options.export = words.next();
            continue;
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
        row("oxigraph (bulk loader, RocksDB)", time, count);
        println!("oxigraph / newsgraph: {:.1}", ratio(time, ours_load));
        drop(peer);
        println!("oxigraph disk: {:.1} B/statement", size(&path) as f64 / count as f64);
        let (peer, time) = timed(|| {
            let peer = Oxigraph::open(&path);
            let (subject, relation, _) = data.statements[0];
            assert!(peer.one_hop(subject, relation) > 0);
            peer
        });
        println!("oxigraph open to first answer: {:.1} ms", time.as_secs_f64() * 1e3);
        engines.push(Box::new(peer));
        let path = folder.path().join("grafeo.db");
        let (peer, time) = timed(|| Grafeo::load(&path, &data));
        row("grafeo (batches)", time, count);
        println!("grafeo disk: {:.1} B/statement", size(&path) as f64 / count as f64);
        engines.push(Box::new(peer));
    }
    walks(&engines, &data);
    whole_graph(&engines);
    drop(engines);
    drop(store);
    readers_and_writer(&path, &data);
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

/// What one engine is measured on.
type Question = (&'static str, fn(&dyn Engine, (u32, u8, u32)) -> Option<u64>);

fn walks(engines: &[Box<dyn Engine>], data: &Data) {
    let questions: [Question; 7] = [
        ("one hop", |engine, (s, r, _)| Some(engine.one_hop(s, r) as u64)),
        ("one hop back", |engine, (_, r, o)| Some(engine.reverse_hop(o, r) as u64)),
        ("two-hop count", |engine, (s, r, _)| Some(engine.two_hops(s, r) as u64)),
        ("three hops, distinct", |engine, (s, r, _)| Some(engine.three_hops(s, r) as u64)),
        ("shortest path", |engine, (s, _, o)| {
            Some(engine.shortest(s, (o.wrapping_mul(31) + 17) % 200_000).map_or(0, |steps| steps as u64 + 1))
        }),
        ("SPARQL one hop", |engine, (s, r, _)| engine.query_one_hop(s, r).map(|count| count as u64)),
        ("SPARQL two-hop count", |engine, (s, r, _)| engine.query_two_hops(s, r).map(|count| count as u64)),
    ];
    for (name, question) in questions {
        println!("\n## {name}");
        let samples = data.samples(2000);
        let mut spent = vec![(Duration::ZERO, 0u32); engines.len()];
        let mut answers: Vec<Vec<u64>> = vec![Vec::new(); engines.len()];
        // In turns, a few samples each, so that a busy machine is busy for all.
        for samples in samples.chunks(20) {
            for (place, engine) in engines.iter().enumerate() {
                if spent[place].0 > PATIENCE {
                    continue;
                }
                for sample in samples {
                    let (answer, time) = timed(|| question(&**engine, *sample));
                    let Some(answer) = answer else { continue };
                    spent[place] = (spent[place].0 + time, spent[place].1 + 1);
                    answers[place].push(answer);
                    if spent[place].0 > PATIENCE {
                        break;
                    }
                }
            }
        }
        for (place, engine) in engines.iter().enumerate() {
            let (time, count) = spent[place];
            if count == 0 {
                continue;
            }
            let each = time.as_secs_f64() / f64::from(count);
            let ours = spent[0].0.as_secs_f64() / f64::from(spent[0].1);
            println!("{:<12} {:>12.2} µs   {:>9.1} × ours   ({count} samples)", engine.name(), each * 1e6, each / ours);
            let common = answers[place].len().min(answers[0].len());
            assert_eq!(answers[place][..common], answers[0][..common], "{} disagrees", engine.name());
        }
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
            println!("{:<12} {:>12.2} ms   {:>9.1} × ours   ({answer})", engine.name(), time.as_secs_f64() * 1e3, ratio(time, base));
            assert_eq!(answer, expected, "{} disagrees", engine.name());
        }
    }
}

fn readers_and_writer(path: &Path, data: &Data) {
    println!("\n## one reader beside a writer");
    let mut store = Store::open(path).expect("it was just closed");
    let reader = store.reader();
    let samples = data.samples(10_000);
    let speed = || {
        let started = Instant::now();
        let mut hops = 0u64;
        while started.elapsed() < Duration::from_secs(2) {
            let graph = reader.snapshot();
            let ours = Ours::of(graph);
            for (subject, relation, _) in &samples[..1000] {
                hops += 1;
                std::hint::black_box(ours.one_hop(*subject, *relation));
            }
        }
        hops as f64 / started.elapsed().as_secs_f64()
    };
    let alone = speed();
    let done = AtomicBool::new(false);
    let (beside, commits) = std::thread::scope(|scope| {
        let writer = scope.spawn(|| {
            let mut commits = 0u32;
            while !done.load(Ordering::Relaxed) {
                let mut batch = store.batch();
                let new = batch.entity("Newcomer", EntityType::Thing);
                let relation = batch.relation(&Data::relation(0));
                for (subject, ..) in &samples[..50] {
                    batch.link(new, relation, newsgraph::model::EntityId(*subject));
                }
                store.write(batch).expect("room on the disk");
                commits += 1;
            }
            commits
        });
        let beside = speed();
        done.store(true, Ordering::Relaxed);
        (beside, writer.join().expect("the writer does not panic"))
    });
    println!("alone {alone:.0} hops/s, beside {commits} commits of 50 statements {beside:.0} hops/s: {:.2}", beside / alone);
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let started = Instant::now();
    let done = work();
    (done, started.elapsed())
}

fn ratio(one: Duration, other: Duration) -> f64 {
    one.as_secs_f64() / other.as_secs_f64()
}

fn row(name: &str, time: Duration, count: usize) {
    println!("{name}: {:.2} s, {:.0} statements/s", time.as_secs_f64(), count as f64 / time.as_secs_f64());
}

/// Bytes of a file or of everything in a folder.
fn size(path: &Path) -> u64 {
    let Ok(entries) = fs::read_dir(path) else { return path.metadata().map_or(0, |file| file.len()) };
    entries.filter_map(Result::ok).map(|entry| size(&entry.path())).sum()
}

fn status(field: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(field)).unwrap_or_default();
    line.trim().trim_end_matches(" kB").trim().parse::<u64>().unwrap_or(0) << 10
}

/// Seconds that the processors have worked for this process; on a busy machine, less than the time that passed.
fn processor() -> f64 {
    const TICKS_PER_SECOND: f64 = 100.0;
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(") ").next().unwrap_or_default();
    let ticks = after_name.split(' ').skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok());
    ticks.sum::<f64>() / TICKS_PER_SECOND
}

fn resident() -> u64 {
    status("VmRSS:")
}

fn peak() -> u64 {
    status("VmHWM:")
}
