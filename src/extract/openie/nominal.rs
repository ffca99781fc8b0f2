//! Tuples that noun phrases imply without a verb.

use super::construction::{Candidate, Construction};
use super::phrase::{phrase, preposition_words};
use super::piece::{Piece, pieces};
use crate::extract::Tree;
use crate::nlp::{Dependency, PennTag, Tag};

/// Adds what the nouns that depend on one noun say of it.
pub(super) fn add(tree: &Tree, noun: usize, out: &mut Vec<Candidate>) {
    use Dependency::*;
    if !tree.is_nominal(noun) {
        return;
    }
    for &child in tree.dependents(noun) {
        let (holder, dependent) = (phrase(tree, noun, Some(child)), || phrase(tree, child, None));
        let be = vec![Piece::Supplied("be")];
        let (construction, relation, subject, rest) = match tree.token(child).relation {
            Appos if tree.is_nominal(child) => (Construction::Apposition, be, holder, dependent()),
            NmodDesc if tree.token(noun).tag == Tag::ProperNoun && !is_form_of_address(tree, child) => {
                let name = holder.into_iter().filter(|&word| word > child).collect();
                (Construction::Title, be, name, tree.subtree(child, |_| true))
            }
            NmodPoss if !is_possessive_pronoun(tree, child) => {
                let owner = dependent().into_iter().filter(|&word| tree.token(word).penn != PennTag::Pos).collect();
                let have = vec![Piece::Supplied(if is_plural(tree, child) { "have" } else { "has" })];
                (Construction::Possession, have, owner, holder)
            }
            Nmod if tree.is_nominal(child) && !preposition_words(tree, child).is_empty() => {
                let relation = be.into_iter().chain(pieces(preposition_words(tree, child))).collect();
                (Construction::Preposition, relation, holder, dependent())
            }
            _ => continue,
        };
        if !rest.is_empty() {
            let (subject, rest) = (pieces(subject), vec![pieces(rest)]);
            out.push(Candidate { construction, predicate: child, relation, subject, rest, marks: Vec::new() });
        }
    }
}

fn is_possessive_pronoun(tree: &Tree, index: usize) -> bool {
    matches!(tree.token(index).penn, PennTag::PrpPossessive | PennTag::WpPossessive)
}

/// "Mr.", "Dr.", "St.": no office, nothing to say of the person.
fn is_form_of_address(tree: &Tree, index: usize) -> bool {
    matches!(
        tree.token(index).form.trim_end_matches('.'),
        "Mr" | "Mrs" | "Ms" | "Miss" | "Dr" | "St" | "Jr" | "Sr" | "Rev" | "Mister" | "Messrs"
    )
}

fn is_plural(tree: &Tree, head: usize) -> bool {
    matches!(tree.token(head).penn, PennTag::Nns | PennTag::Nnps)
}
