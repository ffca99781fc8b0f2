use std::collections::BTreeSet;

use super::super::analysis::{Name, NameKind, Sentence, Token};
use super::super::tags::{Dependency, PennTag, Tag};

/// Makes one phrase of a name: the tree has hung its later words beside the first one, or taken those of a person for
/// members of a series ("Ana and *Luis* *Paz*"); they belong to the first.
pub(crate) fn join_phrases(tokens: &mut [Token], names: &[Name]) {
    for name in names {
        let outside = |token: &Token| token.head.is_none_or(|head| !name.tokens.contains(&(head as usize)));
        let Some(first) = name.tokens.clone().find(|&at| outside(&tokens[at])) else { continue };
        let above = (tokens[first].head, tokens[first].relation);
        for at in first + 1..name.tokens.end {
            let beside = (tokens[at].head, tokens[at].relation) == above;
            let member = name.kind == NameKind::Person
                && tokens[at].tag == Tag::ProperNoun
                && (above.1, tokens[at].relation) == (Dependency::Conj, Dependency::Conj);
            if (beside || member) && outside(&tokens[at]) && !is_under(tokens, first, at) {
                tokens[at].head = Some(first as u32);
                tokens[at].relation = Dependency::Flat;
            }
        }
    }
}

/// True if `ancestor` is above the token in the tree.
fn is_under(tokens: &[Token], token: usize, ancestor: usize) -> bool {
    let above = |current: &usize| tokens[*current].head.map(|head| head as usize);
    std::iter::successors(above(&token), above).take(tokens.len()).any(|word| word == ancestor)
}

/// A surname that looks like an adverb ("Connolly denied it") and was read as one: the document names its bearer in full,
/// so it is what the verb beside it lacks, subject or object.
pub(crate) fn mend_surnames(sentences: &mut [Sentence]) {
    let mut surnames: BTreeSet<Box<str>> = BTreeSet::new();
    for sentence in sentences.iter() {
        let persons = sentence.names.iter().filter(|name| name.kind == NameKind::Person && name.tokens.len() > 1);
        surnames.extend(persons.map(|name| Box::from(&*sentence.tokens[name.tokens.end - 1].form)));
    }
    for sentence in sentences {
        for at in 0..sentence.tokens.len() {
            let token = &sentence.tokens[at];
            let Some(verb) = token.head.map(|head| head as usize) else { continue };
            let adverb = token.relation == Dependency::Advmod && surnames.contains(&*token.form);
            if !adverb || sentence.tokens[verb].tag != Tag::Verb {
                continue;
            }
            let has = |wanted: &[Dependency]| {
                sentence.children(verb).any(|child| wanted.contains(&sentence.tokens[child].relation))
            };
            let relation = if at < verb && !has(&[Dependency::Nsubj, Dependency::NsubjPass]) {
                Dependency::Nsubj
            } else if at == verb + 1 && !has(&[Dependency::Obj]) {
                Dependency::Obj
            } else {
                continue;
            };
            let token = &mut sentence.tokens[at];
            token.relation = relation;
            token.tag = Tag::ProperNoun;
            token.penn = PennTag::Nnp;
            token.lemma = token.form.clone();
        }
    }
}
