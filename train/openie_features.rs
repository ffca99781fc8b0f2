//! Prints every tuple of the sentences on standard input (one a line) with the features of its confidence, for
//! `train/openie_weights.py`: sentence, features as `name=value`, relation, arguments, with tabs between them.

use std::io::{self, BufRead, Write};

use newsgraph::extract::openie::extractions_with_features;
use newsgraph::nlp::Analyzer;

fn main() -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let line = line?;
        let analysis = Analyzer::embedded().analyse_question(&line);
        for sentence in &analysis.sentences {
            for (tuple, features) in extractions_with_features(&line, sentence) {
                let features: Vec<String> = features.iter().map(|(name, value)| format!("{name}={value}")).collect();
                let arguments = tuple.arguments.join("\t");
                writeln!(out, "{line}\t{}\t{}\t{arguments}", features.join(" "), tuple.relation)?;
            }
        }
    }
    out.flush()
}
