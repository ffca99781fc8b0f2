//! Builds an analysis by hand from one token a line: form, lemma, UPOS, Penn tag, head, relation, and `B-PER` and the like.

use newsgraph::model::Span;
use newsgraph::nlp::{Analysis, Dependency, Name, NameKind, PennTag, Sentence, Tag, Token};

/// The text and its analysis; a blank line ends a sentence, `_` at the end of a form says that no space follows it.
pub fn tree(lines: &str) -> (String, Analysis) {
    let mut text = String::new();
    let mut sentences = Vec::new();
    let mut rows: Vec<Vec<&str>> = Vec::new();
    for line in lines.lines().map(str::trim).chain([""]) {
        if line.is_empty() {
            if !rows.is_empty() {
                sentences.push(sentence(&mut text, &rows));
                rows.clear();
            }
        } else {
            rows.push(line.split_whitespace().collect());
        }
    }
    (text, Analysis { sentences })
}

fn sentence(text: &mut String, rows: &[Vec<&str>]) -> Sentence {
    let mut tokens = Vec::new();
    let mut names: Vec<Name> = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let glued = row[0].len() > 1 && row[0].ends_with('_');
        let form = row[0].trim_end_matches('_');
        let start = text.len();
        text.push_str(form);
        let span = Span::new(start, text.len());
        if !glued {
            text.push(' ');
        }
        let head: u32 = row[4].parse().expect("a head");
        tokens.push(Token {
            span,
            form: form.into(),
            lemma: row[1].into(),
            tag: Tag::from_label(row[2]).expect("a part of speech"),
            penn: PennTag::from_label(row[3]).expect("a Penn tag"),
            head: head.checked_sub(1),
            relation: Dependency::from_label(row[5]).expect("a relation"),
        });
        match row.get(6).and_then(|label| label.split_once('-')) {
            Some(("B", kind)) => names.push(Name { tokens: index..index + 1, kind: kind_of(kind) }),
            Some(_) => names.last_mut().expect("a name to continue").tokens.end = index + 1,
            None => {}
        }
    }
    let span = tokens[0].span.join(tokens[tokens.len() - 1].span);
    Sentence { span, tokens, names, starts_paragraph: false }
}

fn kind_of(label: &str) -> NameKind {
    match label {
        "PER" => NameKind::Person,
        "ORG" => NameKind::Organization,
        "LOC" => NameKind::Location,
        _ => NameKind::Miscellaneous,
    }
}
