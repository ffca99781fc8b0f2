//! The words of a noun phrase.

use crate::model::Span;
use crate::nlp::{Dependency, Tag};

use crate::extract::syntax::tree::Tree;

/// A participle on a noun may bring this many words along; a longer one is told by a statement of its own.
const LONGEST_PARTICIPLE: usize = 3;
/// As many for an infinitive, which says what the noun is about ("the right to …").
const LONGEST_INFINITIVE: usize = 10;
/// As many for whatever clause tells which one of its kind a bare noun means.
const LONGEST_RESTRICTION: usize = 10;

/// True for clauses on a noun that are no part of its phrase.
fn is_aside(tree: &Tree, child: usize) -> bool {
    if tree.token(child).relation != Dependency::Acl {
        return false;
    }
    let infinitive = tree.dependents_by(child, &[Dependency::Mark]).any(|mark| tree.lemma(mark) == "to");
    let longest = if infinitive { LONGEST_INFINITIVE } else { LONGEST_PARTICIPLE };
    tree.subtree(child, |_| true).len() > longest
}

/// The words that belong to the phrase headed by `head`, in order: modifiers and complements, but no relative clause,
/// no long participle, no apposition, no coordinated phrase (each is a participant of its own), no preposition before it.
pub fn phrase_words(tree: &Tree, head: usize) -> Vec<usize> {
    use Dependency::*;
    let copula = tree.dependent(head, &[Cop]).is_some();
    let own = |child: usize, top: bool| {
        let token = tree.token(child);
        // "In 2006 the town was a target": when and where the clause takes place.
        if top && copula && child < head && matches!(token.relation, Obl | OblUnmarked | Advmod) {
            return false;
        }
        let left_out = matches!(
            token.relation,
            AclRelcl | Parataxis | Discourse | Vocative | Reparandum | Dislocated | NsubjOuter
        );
        let beside = top
            && matches!(
                token.relation,
                Conj | Cc | CcPreconj | Appos | Cop | Nsubj | NsubjPass | Aux | Mark | Advcl | Ccomp
            );
        let before = top && token.relation == Case && child < head;
        let cited = top && tree.preposition(child).is_some_and(|preposition| preposition.starts_with("according"));
        !(left_out || beside || before || cited || is_aside(tree, child))
    };
    let direct = |child: usize| tree.head(child) == Some(head);
    let mut words = tree.subtree(head, |child| own(child, direct(child)));
    let loose = |word: usize| matches!(tree.token(word).tag, Tag::Punctuation);
    while words.len() > 1 && words.last().is_some_and(|&word| loose(word)) {
        words.pop();
    }
    let skipped = words.iter().take_while(|&&word| word != head && loose(word)).count();
    words.drain(..skipped);
    if !copula && is_bare(tree, head, &words) {
        words.extend(restriction(tree, head));
    }
    words
}

/// "The decision", "an area": a noun that says nothing without what follows.
fn is_bare(tree: &Tree, head: usize, words: &[usize]) -> bool {
    tree.token(head).tag == Tag::Noun
        && words.iter().all(|&word| word == head || tree.token(word).relation == Dependency::Det)
}

/// The clause right behind the noun that says which one is meant ("an area *sheltering hundreds of people*").
fn restriction(tree: &Tree, head: usize) -> Vec<usize> {
    let clause = tree.dependents_by(head, &[Dependency::Acl, Dependency::AclRelcl]).find(|&clause| clause > head);
    let words = clause.map(|clause| tree.subtree(clause, |_| true)).unwrap_or_default();
    // "The accord, *which has lapsed*" says nothing of which one is meant.
    let parted = tree.tokens.get(head + 1).is_some_and(|next| next.tag == Tag::Punctuation);
    let tied = words.first() == Some(&(head + 1)) && words.len() <= LONGEST_RESTRICTION && !parted;
    if tied { words } else { Vec::new() }
}

/// The words of the phrase as one string, without a leading article; gaps where something was left out are closed.
pub fn phrase_text(tree: &Tree, head: usize, text: &str) -> String {
    let mut words = phrase_words(tree, head);
    let article = words.first().is_some_and(|&first| {
        first != head && matches!(tree.token(first).form.to_lowercase().as_str(), "the" | "a" | "an")
    });
    if article {
        words.remove(0);
    }
    // "also an attack", "particularly the area": the adverb belongs to the clause.
    let adverbs = words.iter().take_while(|&&word| {
        word != head
            && tree.head(word) == Some(head)
            && matches!(
                &*tree.lemma(word),
                "also" | "not" | "just" | "only" | "even" | "particularly" | "then" | "still"
            )
    });
    let adverbs = adverbs.count();
    words.drain(..adverbs);
    // "so far 288 children", "and the depot": what hangs there by mistake.
    let loose = words.iter().take_while(|&&word| {
        let counted = words.iter().any(|&other| other > word && tree.token(other).tag == Tag::Numeral);
        let token = tree.token(word);
        let adverb = matches!(&*token.form.to_lowercase(), "now" | "so" | "far" | "still" | "already");
        word != head && (token.relation == Dependency::Cc || adverb && (counted || &*token.form != "far"))
    });
    let loose = loose.count();
    words.drain(..loose);
    without_loose_marks(words_text(tree, &words, text))
}

/// The text without quotation marks around it or without their other half, and without a bracket left open.
fn without_loose_marks(mut text: String) -> String {
    let curly = |text: &str, mark: char| text.matches(mark).count();
    if text.matches('"').count() % 2 == 1 {
        text = text.replace('"', "");
    }
    if curly(&text, '“') != curly(&text, '”') {
        text = text.replace(['“', '”'], "");
    }
    if curly(&text, '(') != curly(&text, ')') {
        text = text.replace(['(', ')'], "");
    }
    let quoted = |text: &str, open: char, close: char| {
        text.len() > 2 && text.starts_with(open) && text.ends_with(close) && curly(text, open) <= 2
    };
    if quoted(&text, '"', '"') || quoted(&text, '“', '”') {
        text = text.trim_matches(['"', '“', '”']).to_owned();
    }
    text.trim().to_owned()
}

/// These words as one string, with the spaces of the article between neighbours.
pub fn words_text(tree: &Tree, words: &[usize], text: &str) -> String {
    let mut out = String::new();
    let mut last: Option<usize> = None;
    for &word in words {
        let span = tree.token(word).span;
        if let Some(previous) = last {
            let adjacent = previous + 1 == word && tree.token(previous).span.end == span.start;
            if !adjacent {
                out.push(' ');
            }
        }
        out.push_str(span.of(text));
        last = Some(word);
    }
    out
}

/// From the first to the last of these words, in bytes of the text.
pub fn words_span(tree: &Tree, words: impl IntoIterator<Item = usize>) -> Span {
    let spans = words.into_iter().map(|word| tree.token(word).span);
    spans.reduce(Span::join).unwrap_or_default()
}

/// How many words a dateline takes ("LAGOS, 3 May 2021 — The minister …"): nothing in it takes part in what follows.
pub fn dateline(tree: &Tree) -> usize {
    let dash = (0..tree.tokens.len().min(12)).find(|&index| matches!(&*tree.token(index).form, "—" | "–" | "--"));
    let heading = |index: usize| {
        let token = tree.token(index);
        matches!(token.tag, Tag::ProperNoun | Tag::Numeral | Tag::Punctuation | Tag::Symbol)
            || token.form.starts_with(char::is_uppercase)
    };
    match dash {
        Some(dash) if dash > 0 && (0..dash).all(heading) => dash,
        _ => 0,
    }
}
