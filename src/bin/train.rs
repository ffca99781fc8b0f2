//! Trains the English model, and annotates CoNLL-U with a model to see what it is worth: `train --help`.

use std::error::Error;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::{Parser, ValueEnum};
use newsgraph::nlp::{Analyzer, conllu};

const SEED: u64 = 1;

/// Trains the English model.
#[derive(Parser)]
enum Command {
    /// Trains all but the network; writes to WORK what the network is trained on.
    Prepare { corpora: PathBuf, work: PathBuf },
    /// Puts the model together when the network is trained.
    Join { work: PathBuf, model: PathBuf },
    /// Annotates a file with a model: CoNLL-U on standard output.
    Annotate { model: PathBuf, file: PathBuf, what: Input },
}

/// What of the file is annotated.
#[derive(Clone, Copy, ValueEnum)]
enum Input {
    /// The words of a CoNLL-U file are kept.
    Words,
    /// The text of a CoNLL-U file (.conllu) or of any other file.
    Text,
    /// Each line is a question.
    Questions,
}

fn main() -> Result<(), Box<dyn Error>> {
    match Command::parse() {
        Command::Prepare { corpora, work } => Ok(newsgraph::nlp::train::prepare(&corpora, &work, SEED)?),
        Command::Join { work, model } => join(&work, &model),
        Command::Annotate { model, file, what } => annotate(&model, &file, what),
    }
}

fn join(work: &Path, model: &Path) -> Result<(), Box<dyn Error>> {
    let bytes = newsgraph::nlp::train::join(work)?;
    eprintln!("{} bytes", bytes.len());
    Ok(std::fs::write(model, bytes)?)
}

fn annotate(model: &Path, file: &Path, what: Input) -> Result<(), Box<dyn Error>> {
    let start = Instant::now();
    let analyzer = Analyzer::from_bytes(&std::fs::read(model)?)?;
    let loaded = start.elapsed();
    let content = std::fs::read_to_string(file)?;
    let mut texts = match file.extension().is_some_and(|extension| extension == "conllu") {
        true => conllu::read(&content)?,
        false => vec![conllu::AnnotatedText { text: content, ..conllu::AnnotatedText::default() }],
    };
    let start = Instant::now();
    for text in &mut texts {
        match what {
            Input::Words => text.analysis = analyzer.analyse_tokens(&text.analysis),
            Input::Text => {
                text.analysis = analyzer.analyse(&text.text);
                text.sentence_ids.clear();
            }
            Input::Questions => {
                let questions = std::mem::take(&mut text.text);
                let read = questions.lines().flat_map(|question| analyzer.analyse_question(question).sentences);
                text.analysis.sentences.extend(read);
            }
        }
    }
    let taken = start.elapsed();
    let words: usize =
        texts.iter().flat_map(|text| &text.analysis.sentences).map(|sentence| sentence.tokens.len()).sum();
    eprintln!(
        "loaded in {loaded:.1?}; {words} words in {taken:.2?}: {:.0} a second",
        words as f64 / taken.as_secs_f64()
    );
    let mut out = BufWriter::new(std::io::stdout().lock());
    texts.iter().try_for_each(|text| conllu::write(text, &mut out))?;
    Ok(out.flush()?)
}
