//! Trains the English model, and annotates CoNLL-U with a model to see what it is worth:
//!
//! ```text
//! train prepare CORPORA WORK          trains all but the network; writes to WORK what the network is trained on
//! train join WORK MODEL               puts the model together when the network is trained
//! train annotate MODEL FILE words     keeps the words of a CoNLL-U file and annotates them; CoNLL-U on standard output
//! train annotate MODEL FILE text      annotates the text of a CoNLL-U file (.conllu) or of any other file
//! ```

use std::error::Error;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use newsgraph::nlp::{Analyzer, conllu};

const SEED: u64 = 1;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments.as_slice() {
        ["annotate", model, file, "words"] => annotate(model, file, |analyzer, text| {
            text.analysis = analyzer.analyse_tokens(&text.analysis);
        }),
        ["annotate", model, file, "text"] => annotate(model, file, |analyzer, text| {
            text.analysis = analyzer.analyse(&text.text);
            text.sentence_ids.clear();
        }),
        ["annotate", model, file, "questions"] => annotate(model, file, |analyzer, text| {
            let questions = std::mem::take(&mut text.text);
            for question in questions.lines() {
                text.analysis.sentences.extend(analyzer.analyse_question(question).sentences);
            }
        }),
        ["prepare", corpora, work] => prepare(corpora, work),
        ["join", work, model] => join(work, model),
        _ => {
            eprintln!(
                "usage: train prepare CORPORA WORK | train join WORK MODEL | train annotate MODEL FILE words|text|questions"
            );
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn prepare(corpora: &str, work: &str) -> Result<(), Box<dyn Error>> {
    Ok(newsgraph::nlp::train::prepare(Path::new(corpora), Path::new(work), SEED)?)
}

fn join(work: &str, model: &str) -> Result<(), Box<dyn Error>> {
    let bytes = newsgraph::nlp::train::join(Path::new(work))?;
    eprintln!("{} bytes", bytes.len());
    Ok(std::fs::write(model, bytes)?)
}

fn annotate(
    model: &str,
    file: &str,
    how: impl Fn(&Analyzer, &mut conllu::AnnotatedText),
) -> Result<(), Box<dyn Error>> {
    let start = Instant::now();
    let analyzer = Analyzer::from_bytes(&std::fs::read(model)?)?;
    let loaded = start.elapsed();
    let content = std::fs::read_to_string(file)?;
    let mut texts = match Path::new(file).extension().is_some_and(|extension| extension == "conllu") {
        true => conllu::read(&content)?,
        false => vec![conllu::AnnotatedText { text: content, ..conllu::AnnotatedText::default() }],
    };
    let start = Instant::now();
    texts.iter_mut().for_each(|text| how(&analyzer, text));
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
