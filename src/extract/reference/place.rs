//! Where words stand in a sentence, as far as it tells who a pronoun stands for.

use crate::extract::reference::role::governor;
use crate::nlp::{Dependency, Sentence, Tag};

/// The part that a phrase plays for its governor.
pub fn role(sentence: &Sentence, head: usize) -> &'static str {
    match governor(sentence, head).1 {
        Dependency::Nsubj | Dependency::NsubjPass | Dependency::NsubjOuter => "subject",
        Dependency::Obj | Dependency::Iobj => "object",
        Dependency::Obl | Dependency::OblAgent => "oblique",
        Dependency::NmodPoss => "possessor",
        Dependency::Nmod => "complement",
        Dependency::Compound | Dependency::NmodDesc => "modifier",
        Dependency::Root => "root",
        _ => "other",
    }
}

/// True if the candidate is the subject of a clause in which the pronoun's own clause is embedded.
pub fn governs(sentence: &Sentence, candidate: usize, pronoun: usize) -> bool {
    let (Some(verb), Dependency::Nsubj | Dependency::NsubjPass) = governor(sentence, candidate) else { return false };
    ancestors(sentence, pronoun).any(|above| above == verb)
}

/// The words above a word, the nearest first.
pub fn ancestors(sentence: &Sentence, token: usize) -> impl Iterator<Item = usize> + '_ {
    let above = |current: &usize| sentence.tokens[*current].head.map(|head| head as usize);
    std::iter::successors(above(&token), above).take(sentence.tokens.len())
}

/// The verb (or other predicate) of the clause in which a word stands.
pub fn clause_of(sentence: &Sentence, token: usize) -> Option<usize> {
    std::iter::once(token).chain(ancestors(sentence, token)).find(|&current| {
        let word = &sentence.tokens[current];
        word.tag == Tag::Verb
            || sentence.children(current).any(|child| {
                matches!(
                    sentence.tokens[child].relation,
                    Dependency::Nsubj | Dependency::NsubjPass | Dependency::Cop | Dependency::NsubjOuter
                )
            })
    })
}

/// How the pronoun's clause hangs on the candidate's: "same", "ccomp", "advcl" …, "apart" if it does not.
pub fn clause_relation(sentence: &Sentence, candidate: usize, pronoun: usize) -> &'static str {
    let (Some(upper), Some(lower)) = (clause_of(sentence, candidate), clause_of(sentence, pronoun)) else {
        return "none";
    };
    if upper == lower {
        return "same";
    }
    let chain: Vec<usize> = std::iter::once(lower).chain(ancestors(sentence, lower)).collect();
    if let Some(place) = chain.iter().position(|&clause| clause == upper) {
        return label(sentence.tokens[chain[place - 1]].relation);
    }
    if ancestors(sentence, upper).any(|above| above == lower) { "below" } else { "apart" }
}

fn label(relation: Dependency) -> &'static str {
    match relation {
        Dependency::Ccomp => "ccomp",
        Dependency::Xcomp => "xcomp",
        Dependency::Advcl => "advcl",
        Dependency::AclRelcl => "relative",
        Dependency::Acl => "acl",
        Dependency::Conj => "conj",
        Dependency::Parataxis => "parataxis",
        _ => "phrase",
    }
}

pub fn is_main_subject(sentence: &Sentence, head: usize) -> bool {
    let (governing, relation) = governor(sentence, head);
    matches!(relation, Dependency::Nsubj | Dependency::NsubjPass)
        && governing.is_some_and(|verb| sentence.tokens[verb].head.is_none())
}

/// True if an odd number of quotation marks stands before the token.
pub fn in_quotes(sentence: &Sentence, token: usize) -> bool {
    let mut open = false;
    for word in &sentence.tokens[..token.min(sentence.tokens.len())] {
        match &*word.form {
            "“" | "``" => open = true,
            "”" | "''" => open = false,
            "\"" => open = !open,
            _ => {}
        }
    }
    open
}

/// True between parentheses.
pub fn in_parentheses(sentence: &Sentence, token: usize) -> bool {
    let count = |mark: &str| sentence.tokens[..token].iter().filter(|word| &*word.form == mark).count();
    count("(") > count(")")
}

/// True for a member of a series ("Smith and Jones").
pub fn is_coordinated(sentence: &Sentence, head: usize) -> bool {
    sentence.tokens[head].relation == Dependency::Conj
        || sentence.children(head).any(|child| sentence.tokens[child].relation == Dependency::Conj)
}
