//! Analyses the text of each line of a JSONL file, as often as lines come on standard input, and prints for each time the
//! number of words and the seconds: the other half of `analysis_speed.py`.
use std::io::{BufRead, stdin};
use std::time::Instant;

use newsgraph::nlp::Analyzer;
use newsgraph::read::{ReadOptions, read_path};

fn main() {
    let start = Instant::now();
    let analyzer = Analyzer::embedded();
    eprintln!("model loaded in {:.1} ms", start.elapsed().as_secs_f64() * 1e3);
    let path = std::env::args().nth(1).unwrap_or_default();
    let texts: Vec<String> =
        read_path(path, &ReadOptions::default()).filter_map(|article| Some(article.ok()?.text)).collect();
    for _ in stdin().lock().lines() {
        let start = Instant::now();
        let count = |text: &String| -> usize {
            analyzer.analyse(text).sentences.iter().map(|sentence| sentence.tokens.len()).sum()
        };
        let words: usize = texts.iter().map(count).sum();
        println!("{words}\t{}", start.elapsed().as_secs_f64());
    }
}
