use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read, Write};

use anyhow::Context;
use newsgraph::extract::openie::{extractions, tab_separated};
use newsgraph::extract::{Discourse, LocalMention};
use newsgraph::nlp::Analyzer;
use newsgraph::nlp::conllu::{self, AnnotatedText};
use newsgraph::read::{Format, ReadOptions, read_articles};

use crate::args::{Annotate, AnnotationFormat};
use crate::exit::{Exit, UsageError};
use crate::screen::Screen;

/// What the English analysis sees in a text, or in sentences whose words are given.
pub fn run(annotate: &Annotate, screen: &mut Screen) -> anyhow::Result<Exit> {
    let texts = if annotate.tokens { given_words(annotate)? } else { plain_text(annotate)? };
    for text in &texts {
        match annotate.format {
            AnnotationFormat::Conllu => conllu(text, screen)?,
            AnnotationFormat::Openie => openie(text, screen)?,
        }
    }
    Ok(Exit::Answered)
}

/// For `openie` every line is one sentence; for `conllu` the sentences are found.
fn plain_text(annotate: &Annotate) -> anyhow::Result<Vec<AnnotatedText>> {
    let analyzer = Analyzer::embedded();
    let text = input(annotate)?;
    let annotated = |text: String, analysis| AnnotatedText { id: None, text, analysis, sentence_ids: Vec::new() };
    Ok(match annotate.format {
        AnnotationFormat::Conllu => {
            let analysis = analyzer.analyse(&text);
            vec![annotated(text, analysis)]
        }
        AnnotationFormat::Openie => {
            let lines = text.lines().filter(|line| !line.trim().is_empty());
            lines.map(|line| annotated(line.to_owned(), analyzer.analyse_question(line))).collect()
        }
    })
}

fn given_words(annotate: &Annotate) -> anyhow::Result<Vec<AnnotatedText>> {
    let texts = conllu::read(&input(annotate)?).map_err(|error| UsageError(error.to_string()))?;
    let analyzer = Analyzer::embedded();
    let again = |text: AnnotatedText| AnnotatedText { analysis: analyzer.analyse_tokens(&text.analysis), ..text };
    Ok(texts.into_iter().map(again).collect())
}

/// CoNLL-U with who is meant: `EntityType=Person` and `Coref=B-4`, `Coref=I-4` on the words of a mention, where equal
/// numbers stand for one entity of the text. Where mentions lie within one another, the innermost comes first.
fn conllu(text: &AnnotatedText, out: &mut Screen) -> io::Result<()> {
    let discourse = Discourse::of(&text.text, &text.analysis);
    let mut mentions: Vec<(usize, &LocalMention)> = Vec::new();
    for (number, entity) in discourse.entities.iter().enumerate() {
        mentions.extend(entity.mentions.iter().map(|mention| (number, mention)));
    }
    mentions.sort_by_key(|(number, mention)| (mention.tokens.len(), *number));
    let mut notes: BTreeMap<(usize, usize), (&str, Vec<String>)> = BTreeMap::new();
    for (number, mention) in mentions {
        let kind = discourse.entities[number].entity_type.as_str();
        for token in mention.tokens.clone() {
            let part = if token == mention.tokens.start { 'B' } else { 'I' };
            let (_, parts) = notes.entry((mention.sentence, token)).or_insert((kind, vec![]));
            parts.push(format!("{part}-{}", number + 1));
        }
    }
    let note = |sentence, token| match notes.get(&(sentence, token)) {
        Some((kind, parts)) => vec![format!("EntityType={kind}"), format!("Coref={}", parts.join(","))],
        None => Vec::new(),
    };
    conllu::write_with_notes(text, note, out)
}

/// A line for every tuple: sentence, confidence, relation, arguments, with tabs between them.
fn openie(text: &AnnotatedText, out: &mut dyn Write) -> io::Result<()> {
    for sentence in &text.analysis.sentences {
        let a_line = text.analysis.sentences.len() == 1;
        let given = if a_line { text.text.as_str() } else { sentence.span.of(&text.text) };
        for tuple in extractions(&text.text, sentence) {
            writeln!(out, "{}", tab_separated(given, &tuple))?;
        }
    }
    Ok(())
}

fn input(annotate: &Annotate) -> anyhow::Result<String> {
    let mut text = String::new();
    match &annotate.file {
        Some(path) => {
            let name = path.display().to_string();
            let file = File::open(path).with_context(|| format!("cannot read {name}"))?;
            let article = read_articles(&name, Some(Format::Text), file, &ReadOptions::default()).next();
            text = article.transpose()?.map(|article| article.text).unwrap_or_default();
        }
        None => {
            io::stdin().lock().read_to_string(&mut text).context("standard input is not UTF-8 text")?;
        }
    }
    Ok(text)
}
