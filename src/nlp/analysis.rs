use std::ops::Range;

use super::tags::{Dependency, PennTag, Tag};
use crate::model::Span;

/// What the English analysis saw in one text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Analysis {
    /// Sentences in text order.
    pub sentences: Vec<Sentence>,
}

/// One sentence: its words with a dependency tree over them, and the names in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Sentence {
    /// From the first byte of the first token to the end of the last one.
    pub span: Span,
    /// Words and punctuation in text order; never empty.
    pub tokens: Vec<Token>,
    /// Named entities, in text order, not overlapping.
    pub names: Vec<Name>,
    /// True where a paragraph (or heading, or list item) begins with this sentence.
    pub starts_paragraph: bool,
}

/// A syntactic word. A contraction ("don't") is two tokens whose spans divide its bytes.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    /// Where it stands in the text.
    pub span: Span,
    /// The word as written.
    pub form: Box<str>,
    /// Its dictionary form ("paid" → "pay"); names keep their capitals.
    pub lemma: Box<str>,
    /// Universal part of speech.
    pub tag: Tag,
    /// Penn Treebank tag: tense, number, degree.
    pub penn: PennTag,
    /// Index in the sentence of the word it depends on; `None` for the root.
    pub head: Option<u32>,
    /// How it depends on its head.
    pub relation: Dependency,
}

/// A name found in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Token indices in the sentence, end-exclusive.
    pub tokens: Range<usize>,
    /// What it names.
    pub kind: NameKind,
}

/// The coarse kinds of names that the model tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// A person.
    Person,
    /// A company, party, ministry, army, newspaper, team …
    Organization,
    /// A country, city, region, river, building …
    Location,
    /// Another name: an event, product, work, nationality.
    Miscellaneous,
}

impl Sentence {
    /// Indices of the words that depend on `head`, in order.
    pub fn children(&self, head: usize) -> impl Iterator<Item = usize> + '_ {
        self.tokens.iter().enumerate().filter(move |(_, token)| token.head == Some(head as u32)).map(|(index, _)| index)
    }

    /// The root of the tree.
    pub fn root(&self) -> usize {
        self.tokens.iter().position(|token| token.head.is_none()).unwrap_or(0)
    }
}
