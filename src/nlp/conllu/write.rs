use std::io::{self, Write};

use super::AnnotatedText;
use crate::nlp::{NameKind, Sentence};

/// Writes CoNLL-U: `# newdoc`, `# newpar`, `# sent_id` and `# text`, and for each word UPOS, XPOS, LEMMA, HEAD, DEPREL,
/// with `SpaceAfter=No` and `NER=B-PER` … (persons, organisations, locations) in the last column.
///
/// # Errors
/// Those of `out`.
pub fn write(annotated: &AnnotatedText, out: &mut impl Write) -> io::Result<()> {
    write_with_notes(annotated, |_, _| Vec::new(), out)
}

/// The same with `notes` (each `Key=Value`) for the last column of the word given by sentence and token.
///
/// # Errors
/// Those of `out`.
pub fn write_with_notes(
    annotated: &AnnotatedText,
    notes: impl Fn(usize, usize) -> Vec<String>,
    out: &mut impl Write,
) -> io::Result<()> {
    match &annotated.id {
        Some(id) => writeln!(out, "# newdoc id = {}", one_line(id))?,
        None => writeln!(out, "# newdoc")?,
    }
    for (index, sentence) in annotated.analysis.sentences.iter().enumerate() {
        if sentence.starts_paragraph {
            writeln!(out, "# newpar")?;
        }
        match annotated.sentence_ids.get(index).and_then(Option::as_deref) {
            Some(id) => writeln!(out, "# sent_id = {}", one_line(id))?,
            None => writeln!(out, "# sent_id = {}", index + 1)?,
        }
        writeln!(out, "# text = {}", one_line(sentence.span.of(&annotated.text)))?;
        write_words(sentence, &annotated.text, |token| notes(index, token), out)?;
        writeln!(out)?;
    }
    Ok(())
}

/// Line breaks and tabs become blanks, as every line of the format stands by itself.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn write_words(
    sentence: &Sentence,
    text: &str,
    notes: impl Fn(usize) -> Vec<String>,
    out: &mut impl Write,
) -> io::Result<()> {
    let tokens = &sentence.tokens;
    for (at, token) in tokens.iter().enumerate() {
        let mut misc: Vec<String> = Vec::new();
        if let Some(label) = name_label(sentence, at) {
            misc.push(format!("NER={label}"));
        }
        misc.extend(notes(at));
        let mut end = at + 1;
        while !token.span.is_empty() && tokens.get(end).is_some_and(|next| next.span.is_empty()) {
            end += 1;
        }
        let space = |after: usize| match tokens.get(after) {
            Some(next) if next.span.start == tokens[after - 1].span.end => Some("SpaceAfter=No"),
            _ => None,
        };
        if end > at + 1 {
            let form = one_line(token.span.of(text));
            writeln!(out, "{}-{}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{}", at + 1, end, space(end).unwrap_or("_"))?;
        } else if !token.span.is_empty() {
            misc.extend(space(end).map(str::to_owned));
        }
        let misc = if misc.is_empty() { "_".to_owned() } else { misc.join("|") };
        let head = token.head.map_or(0, |head| head + 1);
        let (form, lemma) = (one_line(&token.form), one_line(&token.lemma));
        let (tag, penn, relation) = (token.tag.as_str(), token.penn.as_str(), token.relation.as_str());
        writeln!(out, "{}\t{form}\t{lemma}\t{tag}\t{penn}\t_\t{head}\t{relation}\t_\t{misc}", at + 1)?;
    }
    Ok(())
}

fn name_label(sentence: &Sentence, at: usize) -> Option<String> {
    let name = sentence.names.iter().find(|name| name.tokens.contains(&at))?;
    let kind = match name.kind {
        NameKind::Person => "PER",
        NameKind::Organization => "ORG",
        NameKind::Location => "LOC",
        NameKind::Miscellaneous => return None,
    };
    let position = if name.tokens.start == at { "B" } else { "I" };
    Some(format!("{position}-{kind}"))
}
