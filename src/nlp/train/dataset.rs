//! What the network is trained on, written as plain arrays for `train/network/data.py`.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::names::Plain;
use crate::nlp::analysis::{Name, NameKind, Sentence};
use crate::nlp::model::WordLists;
use crate::nlp::name::{Evidence, Label};
use crate::nlp::network::{Style, rows};
use crate::nlp::tags::{Dependency, PennTag, Tag};
use crate::nlp::word::{Word, WordBuffer};

/// Where a sentence comes from: corpora mark names after rules of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Source {
    Ewt,
    Gum,
    Wikigold,
    Wnut,
    Twitter,
    News,
    Text,
}

/// Stands where a label is not known.
const UNKNOWN: u8 = 255;
const UNKNOWN_HEAD: u16 = u16::MAX;

/// Tags of a word, its head and its relation to it.
type TreeWord = (Tag, PennTag, Option<u32>, Dependency);

/// A sentence with what is known of it.
pub(super) struct Example {
    pub(super) source: Source,
    pub(super) document: u32,
    pub(super) forms: Vec<String>,
    /// Tags, heads and relations of its words; empty if there is no tree.
    pub(super) tree: Vec<TreeWord>,
    /// `None` if names were not marked.
    pub(super) names: Option<Vec<Name>>,
}

impl Example {
    pub(super) fn of_tree(source: Source, document: u32, sentence: &Sentence, names: Option<Vec<Name>>) -> Example {
        let forms = sentence.tokens.iter().map(|token| token.form.to_string()).collect();
        let tree = sentence.tokens.iter().map(|token| (token.tag, token.penn, token.head, token.relation)).collect();
        Example { source, document, forms, tree, names }
    }

    pub(super) fn of_names(source: Source, document: u32, plain: Plain) -> Example {
        Example { source, document, forms: plain.forms, tree: Vec::new(), names: Some(plain.names) }
    }

    pub(super) fn of_text(source: Source, document: u32, sentence: &Sentence) -> Example {
        let forms = sentence.tokens.iter().map(|token| token.form.to_string()).collect();
        Example { source, document, forms, tree: Vec::new(), names: None }
    }

    fn labels(&self) -> Vec<u8> {
        let Some(names) = &self.names else { return vec![UNKNOWN; self.forms.len()] };
        let mut labels = vec![Label::OUTSIDE.0; self.forms.len()];
        for Name { tokens, kind } in names {
            labels[tokens.clone()].fill(Label::inside(*kind).0);
            labels[tokens.start] = Label::begin(*kind).0;
        }
        labels
    }
}

/// The kinds of names of a corpus whose marks are `PER`, `ORG`, `LOC` and others.
pub(super) fn kind(label: &str) -> NameKind {
    match label {
        "PER" | "person" => NameKind::Person,
        "ORG" | "corporation" | "group" => NameKind::Organization,
        "LOC" | "location" => NameKind::Location,
        _ => NameKind::Miscellaneous,
    }
}

/// Writes `NAME.forms` (a sentence a line, its words separated by tabs) and `NAME.arrays`: the numbers of sentences and
/// words, then lengths, sources and documents of the sentences; then rows of the words, tags, heads (from 1; 0: root),
/// relations, labels. All little-endian.
pub(super) fn write(
    folder: &Path,
    name: &str,
    examples: &[Example],
    classes: &[(Tag, PennTag)],
    lists: &WordLists,
) -> io::Result<()> {
    let mut forms = BufWriter::new(File::create(folder.join(format!("{name}.forms")))?);
    let mut arrays = BufWriter::new(File::create(folder.join(format!("{name}.arrays")))?);
    let total: usize = examples.iter().map(|example| example.forms.len()).sum();
    let all = |write: &mut dyn FnMut(&Example) -> io::Result<()>| examples.iter().try_for_each(write);
    arrays.write_all(&(examples.len() as u32).to_le_bytes())?;
    arrays.write_all(&(total as u32).to_le_bytes())?;
    all(&mut |example| arrays.write_all(&(example.forms.len() as u32).to_le_bytes()))?;
    all(&mut |example| arrays.write_all(&[example.source as u8]))?;
    all(&mut |example| arrays.write_all(&example.document.to_le_bytes()))?;
    let mut buffer = WordBuffer::default();
    all(&mut |example| {
        let words: Vec<Word> = example.forms.iter().map(|form| Word::new(form, lists, &mut buffer)).collect();
        let evidence = Evidence::of(example.forms.iter().map(String::as_str), lists);
        let style = Style::of(&words);
        for (at, word) in words.iter().enumerate() {
            for row in rows(word, evidence[at], at == 0, style) {
                arrays.write_all(&row.to_le_bytes())?;
            }
        }
        let line: Vec<String> = example.forms.iter().map(|form| form.replace(['\t', '\n'], " ")).collect();
        writeln!(forms, "{}", line.join("\t"))
    })?;
    let class = |tag, penn| classes.iter().position(|pair| *pair == (tag, penn)).map_or(UNKNOWN, |class| class as u8);
    let mut per_word = |known: &dyn Fn(&TreeWord) -> Vec<u8>, unknown: &[u8]| {
        all(&mut |example| match example.tree.is_empty() {
            true => (0..example.forms.len()).try_for_each(|_| arrays.write_all(unknown)),
            false => example.tree.iter().try_for_each(|word| arrays.write_all(&known(word))),
        })
    };
    per_word(&|&(tag, penn, ..)| vec![class(tag, penn)], &[UNKNOWN])?;
    let head = |head: Option<u32>| head.map_or(0, |head| head as u16 + 1).to_le_bytes().to_vec();
    per_word(&|word| head(word.2), &UNKNOWN_HEAD.to_le_bytes())?;
    per_word(&|word| vec![word.3 as u8], &[UNKNOWN])?;
    all(&mut |example| arrays.write_all(&example.labels()))?;
    forms.flush()?;
    arrays.flush()
}
