use std::sync::OnceLock;

use super::analysis::{Analysis, Name, Sentence, Token};
use super::model::{Model, ModelError};
use super::name::{Evidence, NameInput};
use super::parse::{self, Input};
use super::tags::{PennTag, Tag};
use super::token::{self, Gap};
use super::truecase::truecase;
use super::word::{Word, WordBuffer};
use super::{name, tag};
use crate::model::Span;

/// Analyses English text: sentences, words, tags, lemmas, trees and names. Cheap to share between threads.
pub struct Analyzer {
    model: Model,
}

/// A sentence on its way through the stages.
struct Draft<'t> {
    spans: Vec<Span>,
    forms: Vec<&'t str>,
    words: Vec<Word>,
    classes: Vec<u8>,
    starts_paragraph: bool,
}

impl Analyzer {
    /// The model that comes with this crate, loaded once.
    ///
    /// # Panics
    /// Never: that the shipped model can be read is tested.
    pub fn embedded() -> &'static Analyzer {
        static ANALYZER: OnceLock<Analyzer> = OnceLock::new();
        ANALYZER.get_or_init(|| {
            let model = Analyzer::from_bytes(include_bytes!("../../data/models/english.model"));
            model.expect("the embedded model was written by this version's training program")
        })
    }

    /// Reads a model file written by the training program.
    ///
    /// # Errors
    /// [`ModelError`] if it is no model, from another version, or damaged.
    pub fn from_bytes(file: &[u8]) -> Result<Analyzer, ModelError> {
        Ok(Analyzer { model: Model::read(file)? })
    }

    /// Analyses a text of one document; spans are bytes of `text`. Text beyond 4 GiB is not looked at.
    pub fn analyse(&self, text: &str) -> Analysis {
        let text = token::beginning(text, u32::MAX as usize);
        let pieces = token::pieces(text, &self.model.splitter);
        let ends = token::sentence_ends(text, &pieces, &self.model.boundaries, &self.model.words);
        let mut drafts = Vec::new();
        let mut start = 0;
        for end in (0..pieces.len()).filter(|&at| ends[at]) {
            let part = &pieces[start..=end];
            let spans = part.iter().map(|piece| Span::new(piece.start, piece.end)).collect();
            let forms = part.iter().map(|piece| &text[piece.start..piece.end]).collect();
            drafts.push(self.draft(spans, forms, part[0].gap == Gap::Paragraph));
            start = end + 1;
        }
        self.finish(drafts)
    }

    /// Analyses a question or request: one sentence, whatever its punctuation. One without any capital is read as if names
    /// had theirs: their lemmas have them, the forms stay as written. Spans are bytes of `text`.
    pub fn analyse_question(&self, text: &str) -> Analysis {
        let text = token::beginning(text, u32::MAX as usize);
        let pieces = token::pieces(text, &self.model.splitter);
        if pieces.is_empty() {
            return Analysis::default();
        }
        let spans = pieces.iter().map(|piece| Span::new(piece.start, piece.end)).collect();
        let forms: Vec<&str> = pieces.iter().map(|piece| &text[piece.start..piece.end]).collect();
        let cased = truecase(&forms, &self.model.words);
        let mut analysis = self.finish(vec![self.draft(spans, cased.iter().map(String::as_str).collect(), true)]);
        for token in analysis.sentences.iter_mut().flat_map(|sentence| &mut sentence.tokens) {
            token.form = token.span.of(text).into();
        }
        analysis
    }

    /// Analyses a text whose sentences and words are known, as [`conllu::read`](super::conllu::read) gives them:
    /// keeps spans, forms and paragraphs, and fills in the rest anew.
    pub fn analyse_tokens(&self, tokens: &Analysis) -> Analysis {
        let drafts = tokens.sentences.iter().filter(|sentence| !sentence.tokens.is_empty()).map(|sentence| {
            let spans = sentence.tokens.iter().map(|token| token.span).collect();
            let forms = sentence.tokens.iter().map(|token| &*token.form).collect();
            self.draft(spans, forms, sentence.starts_paragraph)
        });
        self.finish(drafts.collect())
    }

    /// Tags a sentence.
    fn draft<'t>(&self, spans: Vec<Span>, forms: Vec<&'t str>, starts_paragraph: bool) -> Draft<'t> {
        let mut buffer = WordBuffer::default();
        let words: Vec<Word> = forms.iter().map(|form| Word::new(form, &self.model.words, &mut buffer)).collect();
        let mut classes = Vec::with_capacity(words.len());
        tag::tag(&words, &self.model.tagger, &mut classes);
        Draft { spans, forms, words, classes, starts_paragraph }
    }

    /// Names, which need the whole document, and trees.
    fn finish(&self, drafts: Vec<Draft>) -> Analysis {
        let inputs: Vec<NameInput> = drafts.iter().map(|draft| draft.name_input(&self.model)).collect();
        let names = name::names_of_document(&inputs, &self.model.names);
        let sentences = drafts.iter().zip(names).map(|(draft, names)| self.sentence(draft, names));
        Analysis { sentences: sentences.collect() }
    }

    /// Parses a sentence and puts everything together.
    fn sentence(&self, draft: &Draft, names: Vec<Name>) -> Sentence {
        let tags: Vec<(Tag, PennTag)> = draft.classes.iter().map(|&class| self.model.tags[class as usize]).collect();
        let arcs = parse::parse(&Input::new(&draft.words, &draft.classes, &self.model.tags), &self.model.parser);
        let tokens = draft.forms.iter().enumerate().map(|(at, form)| {
            let (tag, penn) = tags[at];
            let (head, relation) = arcs[at];
            let lemma = self.model.lemmas.lemma(form, tag, penn);
            Token { span: draft.spans[at], form: (*form).into(), lemma, tag, penn, head, relation }
        });
        let tokens: Vec<Token> = tokens.collect();
        let span = draft.spans.iter().copied().reduce(Span::join).unwrap_or_default();
        Sentence { span, tokens, names, starts_paragraph: draft.starts_paragraph }
    }
}

impl Draft<'_> {
    fn name_input(&self, model: &Model) -> NameInput<'_> {
        let evidence = Evidence::of(self.forms.iter().copied(), &model.words);
        NameInput { words: &self.words, tags: &self.classes, evidence }
    }
}
