use super::rows::{Row, RowSentence, SpaceAfter, rows};
use super::{AnnotatedText, ConlluError};
use crate::model::Span;
use crate::nlp::{Dependency, Name, NameKind, PennTag, Sentence, Tag, Token};

/// Reads CoNLL-U: one [`AnnotatedText`] for each `# newdoc` (one for the whole if there is none).
///
/// Columns with `_` are filled with [`Tag::Other`], [`PennTag::Xx`], the lower-case form and [`Dependency::Dep`]. Names
/// come from `NER=B-PER` and the like in the last column. Empty nodes and enhanced dependencies are not kept.
///
/// # Errors
/// [`ConlluError`] with the line where the file does not follow the format.
pub fn read(text: &str) -> Result<Vec<AnnotatedText>, ConlluError> {
    let mut texts: Vec<AnnotatedText> = Vec::new();
    for rows in rows(text)? {
        let new = rows.has_comment("newdoc");
        if new || texts.is_empty() {
            let id = rows.comment("newdoc id").map(str::to_owned);
            texts.push(AnnotatedText { id, ..AnnotatedText::default() });
        }
        if let Some(current) = texts.last_mut() {
            add(current, &rows)?;
        }
    }
    Ok(texts)
}

fn add(into: &mut AnnotatedText, rows: &RowSentence) -> Result<(), ConlluError> {
    let first = into.analysis.sentences.is_empty();
    let starts_paragraph = first || rows.has_comment("newpar");
    if !first {
        into.text.push_str(if starts_paragraph { "\n\n" } else { " " });
    }
    let spans = spans(&mut into.text, rows)?;
    let tokens = rows.words.iter().zip(&spans).map(|(row, &span)| token(row, span, rows.words.len()));
    let tokens = tokens.collect::<Result<Vec<Token>, ConlluError>>()?;
    let span = spans.iter().copied().reduce(Span::join).unwrap_or_default();
    into.analysis.sentences.push(Sentence { span, tokens, names: names(rows), starts_paragraph });
    into.sentence_ids.push(rows.comment("sent_id").map(str::to_owned));
    Ok(())
}

/// Appends the sentence to the text; where each word stands in it.
fn spans(text: &mut String, rows: &RowSentence) -> Result<Vec<Span>, ConlluError> {
    let mut spans = Vec::with_capacity(rows.words.len());
    let mut blank = false;
    let mut ranges = rows.ranges.iter().peekable();
    let mut at = 0;
    while at < rows.words.len() {
        if blank {
            text.push(' ');
        }
        let start = text.len();
        let after = match ranges.next_if(|range| range.0 == at) {
            Some(&(_, end, form, after)) => {
                text.push_str(form);
                divide(&rows.words[at..end], form, start, &mut spans);
                at = end;
                after
            }
            None => {
                text.push_str(rows.words[at].columns[1]);
                spans.push(Span::new(start, text.len()));
                at += 1;
                rows.words[at - 1].space_after()
            }
        };
        if u32::try_from(text.len()).is_err() {
            return Err(ConlluError::TooLong { line: rows.words[at - 1].line });
        }
        blank = after == SpaceAfter::Yes;
    }
    Ok(spans)
}

/// The words of a multiword token divide its bytes where they spell it; otherwise the first has it all, and the others
/// stand empty at its end.
fn divide(words: &[Row], form: &str, start: usize, spans: &mut Vec<Span>) {
    let spelt = words.iter().map(|word| word.columns[1].len()).sum::<usize>() == form.len()
        && words.iter().try_fold(form, |rest, word| rest.strip_prefix(word.columns[1])).is_some();
    let mut at = start;
    for (index, word) in words.iter().enumerate() {
        let length = match (spelt, index) {
            (true, _) => word.columns[1].len(),
            (false, 0) => form.len(),
            (false, _) => 0,
        };
        spans.push(Span::new(at, at + length));
        at += length;
    }
}

fn token(row: &Row, span: Span, words: usize) -> Result<Token, ConlluError> {
    let [_, form, lemma, upos, xpos, _, head, relation, _, _] = row.columns;
    let label = |column, found: &str| ConlluError::Label { line: row.line, column, found: found.to_owned() };
    let tag = match upos {
        "_" => Tag::Other,
        _ => Tag::from_label(upos).ok_or_else(|| label("UPOS", upos))?,
    };
    let relation = match relation {
        "_" => Dependency::Dep,
        _ => Dependency::from_label(relation)
            .or_else(|| Dependency::from_label(relation.split(':').next().unwrap_or(relation)))
            .ok_or_else(|| label("DEPREL", relation))?,
    };
    let head = match head {
        "_" => None,
        _ => match head.parse::<usize>() {
            Ok(0) => None,
            Ok(number) if number <= words => Some(number as u32 - 1),
            _ => return Err(ConlluError::Head { line: row.line, found: head.to_owned() }),
        },
    };
    Ok(Token {
        span,
        form: form.into(),
        lemma: if lemma == "_" && form != "_" { form.to_lowercase().into() } else { lemma.into() },
        tag,
        penn: PennTag::from_label(xpos).unwrap_or(PennTag::Xx),
        head,
        relation,
    })
}

fn names(rows: &RowSentence) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    for (at, row) in rows.words.iter().enumerate() {
        let Some((position, kind)) = row.misc("NER").and_then(|label| label.split_once('-')) else { continue };
        let kind = match kind {
            "PER" => NameKind::Person,
            "ORG" => NameKind::Organization,
            "LOC" => NameKind::Location,
            // Universal NER writes this for "outside" at the end of some sentences.
            "O" => continue,
            _ => NameKind::Miscellaneous,
        };
        match names.last_mut() {
            Some(name) if position == "I" && name.tokens.end == at && name.kind == kind => name.tokens.end = at + 1,
            _ => names.push(Name { tokens: at..at + 1, kind }),
        }
    }
    names
}
