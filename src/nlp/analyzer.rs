use std::borrow::Cow;
use std::sync::OnceLock;

use super::analysis::{Analysis, Name, Sentence, Token};
use super::dateline;
use super::model::{Model, ModelError, WordLists};
use super::name::{self, Evidence};
use super::network::{self, Reading, SentenceRows, Style};
use super::subject;
use super::token::{self, Gap};
use super::truecase::truecase;
use super::word::{Word, WordBuffer};
use crate::model::Span;

/// Analyses English text: sentences, words, tags, lemmas, trees and names. Cheap to share between threads.
pub struct Analyzer {
    model: Model,
}

/// A sentence on its way through the stages.
struct Draft<'t> {
    spans: Vec<Span>,
    forms: Vec<Cow<'t, str>>,
    words: Vec<Word>,
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
        let pieces = token::pieces(text, &self.model.base.splitter);
        let ends = token::sentence_ends(text, &pieces, &self.model.base.boundaries, &self.model.base.words);
        let mut drafts = Vec::new();
        let mut start = 0;
        for end in (0..pieces.len()).filter(|&at| ends[at]) {
            let part = &pieces[start..=end];
            let spans = part.iter().map(|piece| Span::new(piece.start, piece.end)).collect();
            let forms = part.iter().map(|piece| token::plain(&text[piece.start..piece.end])).collect();
            drafts.push(self.draft(spans, forms, part[0].gap == Gap::Paragraph));
            start = end + 1;
        }
        let (parts, datelines) = self.without_datelines(drafts);
        let mut analysis = self.finish(parts);
        dateline::join(&mut analysis.sentences, &datelines);
        analysis
    }

    /// Sets datelines apart from the sentences that they stand before, so that both are read well. Gives the positions of
    /// the datelines, each right before its sentence.
    fn without_datelines<'t>(&self, drafts: Vec<Draft<'t>>) -> (Vec<Draft<'t>>, Vec<usize>) {
        let mut parts = Vec::with_capacity(drafts.len());
        let mut datelines = Vec::new();
        for draft in drafts {
            let length = if draft.starts_paragraph || parts.is_empty() { dateline::length(&draft.forms) } else { 0 };
            if length == 0 {
                parts.push(draft);
                continue;
            }
            let (mut spans, mut forms) = (draft.spans, draft.forms);
            let (rest, sentence) = (spans.split_off(length), forms.split_off(length));
            datelines.push(parts.len());
            parts.push(self.draft(spans, forms, draft.starts_paragraph));
            parts.push(self.draft(rest, sentence, draft.starts_paragraph));
        }
        (parts, datelines)
    }

    /// Analyses a question or request: one sentence, whatever its punctuation. One without any capital is read as if names
    /// had theirs: their lemmas have them, the forms stay as written. Spans are bytes of `text`.
    pub fn analyse_question(&self, text: &str) -> Analysis {
        let text = token::beginning(text, u32::MAX as usize);
        let pieces = token::pieces(text, &self.model.base.splitter);
        if pieces.is_empty() {
            return Analysis::default();
        }
        let spans = pieces.iter().map(|piece| Span::new(piece.start, piece.end)).collect();
        let forms: Vec<&str> = pieces.iter().map(|piece| &text[piece.start..piece.end]).collect();
        let cased = truecase(&forms, &self.model.base.words);
        let mut analysis =
            self.finish(vec![self.draft(spans, cased.iter().map(|form| token::plain(form)).collect(), true)]);
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
            let forms = sentence.tokens.iter().map(|token| Cow::Borrowed(&*token.form)).collect();
            self.draft(spans, forms, sentence.starts_paragraph)
        });
        self.finish(drafts.collect())
    }

    fn draft<'t>(&self, spans: Vec<Span>, forms: Vec<Cow<'t, str>>, starts_paragraph: bool) -> Draft<'t> {
        let mut buffer = WordBuffer::default();
        let words = forms.iter().map(|form| Word::new(form, &self.model.base.words, &mut buffer)).collect();
        Draft { spans, forms, words, starts_paragraph }
    }

    /// Tags, trees and names; names need the whole document.
    fn finish(&self, drafts: Vec<Draft>) -> Analysis {
        let rows: Vec<SentenceRows> = drafts.iter().map(|draft| draft.rows(&self.model.base.words)).collect();
        let readings = self.model.network.read_sentences(&rows);
        let labels =
            drafts.iter().zip(&readings).map(|(draft, reading)| (draft.words.as_slice(), reading.labels.as_slice()));
        let names = name::names_of_document(&labels.collect::<Vec<_>>());
        let sentences = drafts.iter().zip(readings).zip(names);
        let mut sentences: Vec<Sentence> =
            sentences.map(|((draft, reading), names)| self.sentence(draft, &reading, names)).collect();
        name::mend_surnames(&mut sentences);
        Analysis { sentences }
    }

    /// Puts everything together.
    fn sentence(&self, draft: &Draft, reading: &Reading, names: Vec<Name>) -> Sentence {
        let tokens = draft.forms.iter().enumerate().map(|(at, form)| {
            let (tag, penn) = self.model.base.tags[reading.classes[at] as usize];
            let (head, relation) = reading.arcs[at];
            let lemma = self.model.base.lemmas.lemma(form, tag, penn);
            Token { span: draft.spans[at], form: (&**form).into(), lemma, tag, penn, head, relation }
        });
        let mut tokens: Vec<Token> = tokens.collect();
        name::join_phrases(&mut tokens, &names);
        subject::part_clauses(&mut tokens);
        let span = draft.spans.iter().copied().reduce(Span::join).unwrap_or_default();
        Sentence { span, tokens, names, starts_paragraph: draft.starts_paragraph }
    }
}

impl Draft<'_> {
    fn rows(&self, lists: &WordLists) -> SentenceRows {
        let evidence = Evidence::of(self.forms.iter().map(|form| &**form), lists);
        let style = Style::of(&self.words);
        let words = self.words.iter().zip(evidence).enumerate();
        words.map(|(at, (word, evidence))| network::rows(word, evidence, at == 0, style)).collect()
    }
}
