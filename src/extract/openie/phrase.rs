//! Which words an argument has.

use crate::extract::Tree;
use crate::nlp::{Dependency, Tag};

/// Whether the word that introduces a clause ("after", "that") is one of its words.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Marker {
    Keep,
    Drop,
}

/// The words of a noun phrase: without its preposition, what is coordinated or in apposition with it, what is told of it
/// aside, the clause that it carries with a copula, and the dependent `without`.
pub(super) fn phrase(tree: &Tree, head: usize, without: Option<usize>) -> Vec<usize> {
    let words = tree.subtree(head, |child| {
        Some(child) != without
            && if tree.head(child) == Some(head) { belongs(tree, child, head) } else { stays(tree, child) }
    });
    trim(tree, words)
}

/// The words of a noun phrase with all that is coordinated with it.
pub(super) fn joint_phrase(tree: &Tree, head: usize) -> Vec<usize> {
    let heads = tree.coordinated(head);
    let mut words: Vec<usize> = heads.iter().flat_map(|&each| phrase(tree, each, None)).collect();
    words.sort_unstable();
    let (Some(&first), Some(&last)) = (words.first(), words.last()) else { return words };
    for &each in &heads {
        let between = tree.dependents_by(each, &[Dependency::Cc, Dependency::Punct]);
        words.extend(between.filter(|&word| word > first && word < last));
    }
    trim(tree, words)
}

/// The words of a predicate noun or adjective, without the arguments and adverbs of its clause.
pub(super) fn predicate_phrase(tree: &Tree, head: usize) -> Vec<usize> {
    use Dependency::*;
    let after_copula = |child: usize| copula(tree, head).is_none_or(|copula| child > copula);
    let words = tree.subtree(head, |child| {
        if tree.head(child) != Some(head) {
            return stays(tree, child);
        }
        match tree.token(child).relation {
            Obl | OblUnmarked | OblAgent | Xcomp => false,
            Advmod => child < head && after_copula(child) && !is_negation(tree, child),
            _ => belongs(tree, child, head),
        }
    });
    trim(tree, words)
}

/// The words of a whole clause that is an argument.
pub(super) fn clause_words(tree: &Tree, predicate: usize, marker: Marker) -> Vec<usize> {
    use Dependency::*;
    let words = tree.subtree(predicate, |child| {
        if tree.head(child) != Some(predicate) {
            return true;
        }
        match tree.token(child).relation {
            Mark => marker == Marker::Keep || child > predicate || tree.lemma(child) == "to",
            Cc => child > predicate,
            Parataxis | Discourse | Vocative => false,
            _ => true,
        }
    });
    trim(tree, words)
}

/// The words of the preposition of a phrase, in order: "according to".
pub(super) fn preposition_words(tree: &Tree, head: usize) -> Vec<usize> {
    let cases = tree.dependents_by(head, &[Dependency::Case]).filter(|&case| case < head);
    let mut words: Vec<usize> = cases
        .flat_map(|case| {
            std::iter::once(case).chain(tree.dependents_by(case, &[Dependency::Fixed]).collect::<Vec<_>>())
        })
        .collect();
    words.sort_unstable();
    words
}

/// The copula of a predicate.
pub(super) fn copula(tree: &Tree, head: usize) -> Option<usize> {
    tree.dependent(head, &[Dependency::Cop])
}

/// "not", "n't", "never".
pub(super) fn is_negation(tree: &Tree, index: usize) -> bool {
    matches!(&*tree.lemma(index), "not" | "n't" | "n’t" | "never")
}

/// Whether a word right under the head of a phrase is part of it.
fn belongs(tree: &Tree, child: usize, head: usize) -> bool {
    use Dependency::*;
    match tree.token(child).relation {
        Conj | Cc | CcPreconj | Appos | Cop | Nsubj | NsubjPass | Csubj | CsubjPass | Aux | AuxPass | Mark | Expl
        | Advcl | Ccomp | Parataxis | Discourse | Vocative | Reparandum | Dislocated | NsubjOuter | CsubjOuter => false,
        Case => child > head,
        AclRelcl | Acl => !is_aside(tree, child),
        _ => true,
    }
}

/// Whether a word deeper in a phrase is part of it.
fn stays(tree: &Tree, child: usize) -> bool {
    use Dependency::*;
    !matches!(tree.token(child).relation, Parataxis | Discourse | Vocative)
}

/// True if a clause on a noun is set off by a comma, dash or bracket: it tells more of the noun and does not narrow it.
fn is_aside(tree: &Tree, predicate: usize) -> bool {
    let first = tree.subtree(predicate, |_| true)[0];
    let set_off = |index: usize| tree.token(index).tag == Tag::Punctuation && !is_quote(&tree.token(index).form);
    set_off(first) || first.checked_sub(1).is_some_and(set_off)
}

fn is_quote(form: &str) -> bool {
    matches!(form, "``" | "\"" | "“" | "`" | "'" | "‘")
}

/// Leaves out commas and the like at the ends and where something was left out, and quotes and brackets without partner.
pub(super) fn trim(tree: &Tree, mut words: Vec<usize>) -> Vec<usize> {
    words.sort_unstable();
    words.dedup();
    loop {
        let before = words.len();
        words = without_loose_stops(tree, &words);
        let lonely = unpaired(tree, &words);
        words.retain(|word| !lonely.contains(word));
        if words.len() == before {
            return words;
        }
    }
}

fn without_loose_stops(tree: &Tree, words: &[usize]) -> Vec<usize> {
    let loose = |at: usize| {
        let word = words[at];
        let token = tree.token(word);
        let stop = matches!(&*token.form, "," | ";" | ":" | "." | "--" | "-" | "–" | "—");
        let joined = at > 0 && words[at - 1] + 1 == word && words.get(at + 1) == Some(&(word + 1));
        token.tag == Tag::Punctuation && stop && !joined
    };
    (0..words.len()).filter(|&at| !loose(at)).map(|at| words[at]).collect()
}

/// Quotation marks and brackets whose partner is not among the words.
fn unpaired(tree: &Tree, words: &[usize]) -> Vec<usize> {
    let mut open: Vec<usize> = Vec::new();
    let mut lonely = Vec::new();
    for &word in words {
        match &*tree.token(word).form {
            "``" | "“" | "(" | "-LRB-" => open.push(word),
            "''" | "”" | ")" | "-RRB-" => lonely.extend(open.pop().is_none().then_some(word)),
            "\"" if open.last().is_some_and(|&last| &*tree.token(last).form == "\"") => {
                open.pop();
            }
            "\"" => open.push(word),
            _ => {}
        }
    }
    lonely.extend(open);
    lonely
}
