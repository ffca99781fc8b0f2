//! Real articles, read again and again with other names.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::{Duration, Instant};

use newsgraph::extract::{Extraction, Extractor, changes};
use newsgraph::model::Article;
use newsgraph::read::{ReadOptions, read_path};
use newsgraph::schema::Schema;
use newsgraph::store::Store;

use crate::measure::{peak, size};

/// Documents that wait for the disk together, as `newsgraph ingest` has it.
const CHUNK: usize = 64;

/// What the time went into.
#[derive(Default)]
struct Spent {
    analysis: Duration,
    linking: Duration,
    store: Duration,
}

pub fn run(file: &Path, statements: usize) {
    let articles: Vec<Article> = read_path(file, &ReadOptions::default()).filter_map(Result::ok).collect();
    assert!(!articles.is_empty(), "{} holds no article", file.display());
    let names = names(&articles);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("news");
    let mut store = Store::open(&path).expect("a new folder");
    let extractor = Extractor::new(Schema::news());
    let (mut spent, mut read, mut text, mut words) = (Spent::default(), 0, 0, 0);
    'rounds: for round in 0.. {
        for chunk in articles.chunks(CHUNK) {
            if store.graph().statement_count() >= statements {
                break 'rounds;
            }
            let chunk: Vec<Article> = chunk.iter().map(|article| renamed(article, &names, round)).collect();
            read += chunk.len();
            text += chunk.iter().map(|article| article.text.len()).sum::<usize>();
            words += chunk.iter().map(|article| article.text.split_whitespace().count()).sum::<usize>();
            ingest(&mut store, &extractor, chunk, &mut spent);
        }
    }
    let Spent { analysis, linking, store: storing } = spent;
    let whole = (analysis + linking + storing).as_secs_f64();
    let graph = store.graph();
    println!("{read} articles of {} with other names, {words} words, {} bytes each", articles.len(), text / read);
    println!("{} statements, {} entities", graph.statement_count(), graph.entity_ids().count());
    let each = [("analysis", analysis), ("linking", linking), ("store", storing)];
    for (what, time) in each {
        println!("{what}: {:.2} s, {:.1} %", time.as_secs_f64(), 100.0 * time.as_secs_f64() / whole);
    }
    println!("on one thread: {:.0} words a second", words as f64 / whole);
    let a_document = |bytes: u64| bytes as f64 / read as f64;
    println!("disk: {:.0} bytes an article, text and all", a_document(size(&path)));
    let started = Instant::now();
    store.compact(&mut |_| ()).expect("room on the disk");
    println!(
        "compaction: {:.2} s; then {:.0} bytes an article",
        started.elapsed().as_secs_f64(),
        a_document(size(&path))
    );
    let compact = size(&path);
    drop(store);
    println!("image for fast opening: {:.0} bytes an article more", a_document(size(&path) - compact));
    let started = Instant::now();
    let store = Store::open(&path).expect("it was just closed");
    println!("open: {:.1} ms; peak memory {} MB", started.elapsed().as_secs_f64() * 1e3, peak() >> 20);
    assert!(store.graph().statement_count() >= statements);
}

fn ingest(store: &mut Store, extractor: &Extractor, chunk: Vec<Article>, spent: &mut Spent) {
    let timed = |into: &mut Duration, started: Instant| *into += started.elapsed();
    let started = Instant::now();
    let extractions: Vec<Extraction> =
        chunk.iter().map(|article| extractor.extract(&article.text, article.published)).collect();
    timed(&mut spent.analysis, started);
    for (article, extraction) in chunk.into_iter().zip(&extractions) {
        let started = Instant::now();
        let changes = changes(store.graph(), article, extraction, None);
        timed(&mut spent.linking, started);
        let started = Instant::now();
        store.stage(changes).expect("every round has other texts");
        timed(&mut spent.store, started);
    }
    let started = Instant::now();
    store.commit_staged().expect("room on the disk");
    timed(&mut spent.store, started);
}

/// Words that begin with a capital letter inside sentences, and never stand without one.
fn names(articles: &[Article]) -> BTreeSet<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut small = BTreeSet::new();
    for article in articles {
        let mut ends_sentence = true;
        for word in article.text.split_whitespace() {
            let plain = word.trim_matches(|letter: char| !letter.is_alphanumeric());
            let capital = plain.chars().next().is_some_and(char::is_uppercase);
            if plain.len() > 3 && plain.chars().skip(1).all(char::is_lowercase) {
                if !capital {
                    small.insert(plain.to_owned());
                } else if !ends_sentence {
                    *seen.entry(plain.to_owned()).or_default() += 1;
                }
            }
            ends_sentence = word.ends_with(['.', '!', '?', ':', '"', '”']);
        }
    }
    let is_name = |(name, count): (String, usize)| (count > 1 && !small.contains(&name.to_lowercase())).then_some(name);
    seen.into_iter().filter_map(is_name).collect()
}

/// The article with a syllable more at the end of every name, another in every round.
fn renamed(article: &Article, names: &BTreeSet<String>, round: usize) -> Article {
    let mut ending = String::new();
    let mut number = round;
    while number > 0 {
        ending.push(char::from(b"bdfgklmnprstvz"[number % 14]));
        ending.push(char::from(b"aeiou"[number % 5]));
        number /= 14;
    }
    let mut text = String::with_capacity(article.text.len() + 1000);
    let mut rest = &*article.text;
    while let Some(start) = rest.find(char::is_alphabetic) {
        text.push_str(&rest[..start]);
        rest = &rest[start..];
        let end = rest.find(|letter: char| !letter.is_alphabetic()).unwrap_or(rest.len());
        text.push_str(&rest[..end]);
        if names.contains(&rest[..end]) {
            text.push_str(&ending);
        }
        rest = &rest[end..];
    }
    text.push_str(rest);
    Article { name: format!("{round}-{}", article.name), text, ..article.clone() }
}
