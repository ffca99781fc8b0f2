//! Corpora of names.

use crate::nlp::analysis::{Name, NameKind};

/// Documents of a file with a word and its label on each line. `kind` maps the labels' types.
pub(super) fn read_columns(content: &str, kind: impl Fn(&str) -> NameKind, unit: Unit) -> Vec<Vec<Plain>> {
    let mut documents: Vec<Vec<Plain>> = vec![Vec::new()];
    let (mut forms, mut names): (Vec<String>, Vec<Name>) = Default::default();
    for line in content.lines().chain([""]) {
        let mut columns = line.split_whitespace();
        let (Some(form), Some(label)) = (columns.next(), columns.next_back()) else {
            if !forms.is_empty() {
                if unit == Unit::Sentence {
                    documents.push(Vec::new());
                }
                let last = documents.len() - 1;
                documents[last].push(Plain {
                    forms: std::mem::take(&mut forms),
                    names: std::mem::take(&mut names),
                    id: None,
                });
            }
            continue;
        };
        if form == "-DOCSTART-" {
            documents.push(Vec::new());
            continue;
        }
        let at = forms.len();
        forms.push(form.to_owned());
        if let Some((position, kind)) = label.split_once('-').map(|(position, name)| (position, kind(name))) {
            match names.last_mut() {
                Some(name) if position == "I" && name.tokens.end == at && name.kind == kind => name.tokens.end = at + 1,
                _ => names.push(Name { tokens: at..at + 1, kind }),
            }
        }
    }
    documents
}

/// Words of a sentence and the names in it, with its number in a treebank.
#[derive(Default)]
pub(super) struct Plain {
    pub(super) forms: Vec<String>,
    pub(super) names: Vec<Name>,
    pub(super) id: Option<String>,
}

/// What a file is a row of: documents with their sentences, or sentences that have nothing to do with each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Document,
    Sentence,
}
