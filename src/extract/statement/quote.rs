//! Direct speech: which words stand in quotation marks, across sentences, and who speaks them.

use crate::model::Span;
use crate::nlp::{Analysis, PennTag, Tag};
use crate::schema::{Effect, Schema};

use crate::extract::syntax::clause::Clause;
use crate::extract::syntax::tree::Tree;

/// A word of the document: sentence and token.
pub type WordAt = (usize, usize);

/// The direct speech of a document.
#[derive(Clone, Debug, Default)]
pub struct Quotes {
    /// For each sentence and token, which run of direct speech it is in.
    inside: Vec<Vec<Option<usize>>>,
    speakers: Vec<Option<WordAt>>,
}

/// Words in quotation marks shorter than this are no speech but a turn of phrase.
const SHORTEST_SPEECH: usize = 4;

impl Quotes {
    /// Finds the direct speech of a document and, where the text says so, its speakers.
    pub fn find(text: &str, analysis: &Analysis, trees: &[Tree], clauses: &[Vec<Clause>], schema: &Schema) -> Quotes {
        let (inside, runs) = runs(text, analysis);
        let mut quotes = Quotes { inside, speakers: vec![None; runs.len()] };
        for (index, run) in runs.iter().enumerate() {
            let own = speaker_around(run, &quotes, trees, clauses, schema, index);
            let continued = || {
                // Nothing but quotation marks between two runs: the same person goes on.
                let previous = index.checked_sub(1)?;
                let adjacent = runs[previous].last.0 == run.first.0 || runs[previous].last.0 + 1 == run.first.0;
                let ends_sentence = runs[previous].last.1 + 2 >= trees[runs[previous].last.0].tokens.len();
                // "…," X told the crowd. "They …": nor does anybody else speak in the very next sentence.
                let next_sentence = runs[previous].last.0 + 1 == run.first.0;
                (adjacent && (ends_sentence || next_sentence) && run.first.1 <= 1)
                    .then_some(quotes.speakers[previous])
                    .flatten()
            };
            quotes.speakers[index] = own.or_else(continued);
        }
        quotes
    }

    /// The speaker of the direct speech in which the word stands: `None` outside speech or if nobody is named.
    pub fn speaker(&self, sentence: usize, token: usize) -> Option<WordAt> {
        self.speakers[self.run(sentence, token)?]
    }

    /// True if the word stands in direct speech.
    pub fn is_inside(&self, sentence: usize, token: usize) -> bool {
        self.run(sentence, token).is_some()
    }

    fn run(&self, sentence: usize, token: usize) -> Option<usize> {
        *self.inside.get(sentence)?.get(token)?
    }
}

struct Run {
    first: WordAt,
    last: WordAt,
}

type Inside = Vec<Vec<Option<usize>>>;

/// Runs of words between quotation marks. A mark that opens while another is open continues it: a quotation of
/// several paragraphs opens anew with each of them; one that does not was opened by mistake.
fn runs(text: &str, analysis: &Analysis) -> (Inside, Vec<Run>) {
    let mut inside: Inside = analysis.sentences.iter().map(|sentence| vec![None; sentence.tokens.len()]).collect();
    let mut words: Vec<Vec<WordAt>> = Vec::new();
    let mut open = false;
    let mut end = 0;
    for (at, sentence) in analysis.sentences.iter().enumerate() {
        for (index, token) in sentence.tokens.iter().enumerate() {
            let mark = mark(&token.form, token.penn).map(|mark| by_spaces(text, token.span, mark));
            let gap = text.get(end..token.span.start as usize).unwrap_or_default();
            end = token.span.end as usize;
            if open && mark.is_none() && gap.matches('\n').count() > 1 {
                open = false;
                words.pop();
            }
            match mark {
                Some(Mark::Open) => {
                    open = true;
                    words.push(Vec::new());
                }
                Some(Mark::Close) => open = false,
                Some(Mark::Straight) if open && index == 0 && starts_speech(analysis, at) => words.push(Vec::new()),
                Some(Mark::Straight) => {
                    open = !open;
                    if open {
                        words.push(Vec::new());
                    }
                }
                None if open => {
                    if let Some(run) = words.last_mut() {
                        run.push((at, index));
                    }
                }
                None => {}
            }
        }
    }
    let mut kept = Vec::new();
    for run in words {
        let (Some(&first), Some(&last)) = (run.first(), run.last()) else { continue };
        // A mark that is never closed would swallow the rest of the article.
        if run.len() < SHORTEST_SPEECH || last.0 - first.0 > 12 {
            continue;
        }
        for (sentence, token) in run {
            inside[sentence][token] = Some(kept.len());
        }
        kept.push(Run { first, last });
    }
    (inside, kept)
}

enum Mark {
    Open,
    Close,
    Straight,
}

fn mark(form: &str, penn: PennTag) -> Option<Mark> {
    match form {
        "“" | "«" | "``" => Some(Mark::Open),
        "”" | "»" => Some(Mark::Close),
        "\"" if penn == PennTag::OpenQuote => Some(Mark::Straight),
        "\"" | "''" => Some(Mark::Straight),
        _ => None,
    }
}

/// A straight mark with a space on one side only tells by it whether it opens or closes.
fn by_spaces(text: &str, span: Span, mark: Mark) -> Mark {
    let before = text.get(..span.start as usize).and_then(|text| text.chars().next_back());
    let after = text.get(span.end as usize..).and_then(|text| text.chars().next());
    let free = |side: Option<char>| side.is_none_or(char::is_whitespace);
    match (mark, free(before), free(after)) {
        (Mark::Straight, true, false) => Mark::Open,
        (Mark::Straight, false, true) => Mark::Close,
        (mark, ..) => mark,
    }
}

/// True if a straight mark at the head of a sentence opens a further paragraph of speech rather than closing it.
fn starts_speech(analysis: &Analysis, sentence: usize) -> bool {
    analysis.sentences[sentence].tokens.get(1).is_some_and(|token| token.tag != Tag::Punctuation)
}

/// The subject of the reporting verb beside the run: before its first word or after its last one in the same
/// sentence, or at the end of the sentence before ("He said:").
fn speaker_around(
    run: &Run,
    quotes: &Quotes,
    trees: &[Tree],
    clauses: &[Vec<Clause>],
    schema: &Schema,
    index: usize,
) -> Option<WordAt> {
    let before = run.first.0.checked_sub(1).filter(|_| run.first.1 <= 1).filter(|&sentence| {
        let tokens = &trees[sentence].tokens;
        tokens.last().is_some_and(|token| matches!(&*token.form, ":" | ","))
    });
    let sentences = [Some(run.first.0), Some(run.last.0), before];
    sentences.into_iter().flatten().find_map(|sentence| {
        let reporting = |clause: &&Clause| {
            let lemma = trees[sentence].lemma(clause.predicate);
            // "…," she continued: beside direct speech only.
            quotes.run(sentence, clause.predicate) != Some(index)
                && (schema.verb_effect(&lemma) == Some(Effect::Reports) || lemma == "continue")
        };
        let outside = |subject: &&usize| quotes.run(sentence, **subject) != Some(index);
        let mut candidates: Vec<&Clause> = clauses[sentence].iter().filter(reporting).collect();
        let edge = if sentence == run.first.0 {
            run.first.1
        } else if sentence == run.last.0 {
            run.last.1
        } else {
            usize::MAX
        };
        candidates.sort_by_key(|clause| clause.predicate.abs_diff(edge.min(trees[sentence].tokens.len())));
        candidates.iter().find_map(|clause| clause.doers().iter().find(outside).map(|&subject| (sentence, subject)))
    })
}
