//! A mend of trees: "The court heard the experts *and the jury* left" is not what the court heard.

use super::analysis::Token;
use super::tags::{Dependency, PennTag, Tag};

/// Gives a coordinated verb without subject the noun before it, if the tree takes this for a coordinated object of the first
/// verb: without a conjunction or comma of its own the verb cannot join the first one.
pub(super) fn part_clauses(tokens: &mut [Token]) {
    for verb in 2..tokens.len() {
        if tokens[verb].tag == Tag::Verb && tokens[verb].relation == Dependency::Conj {
            part(tokens, verb);
        }
    }
}

fn part(tokens: &mut [Token], verb: usize) -> Option<()> {
    let first = tokens[verb].head? as usize;
    let own = |tokens: &[Token], word: usize| tokens[word].head == Some(verb as u32);
    let subject = (0..verb).any(|word| {
        let relation = tokens[word].relation;
        own(tokens, word) && matches!(relation, Dependency::Nsubj | Dependency::NsubjPass | Dependency::Csubj)
    });
    let finite = matches!(tokens[verb].penn, PennTag::Vbd | PennTag::Vbp | PennTag::Vbz)
        || (first..verb).any(|word| own(tokens, word) && tokens[word].tag == Tag::Auxiliary);
    if subject || !finite || first >= verb || tokens[first].tag != Tag::Verb {
        return None;
    }
    let mut last = verb - 1;
    while last > first && own(tokens, last) && matches!(tokens[last].tag, Tag::Auxiliary | Tag::Adverb | Tag::Particle)
    {
        last -= 1;
    }
    // The head of the phrase that ends there.
    let mut noun = last;
    while tokens[noun].relation != Dependency::Conj {
        let above = tokens[noun].head? as usize;
        if above <= first || above >= verb {
            return None;
        }
        noun = above;
    }
    let object = tokens[noun].head? as usize;
    let nominal = matches!(tokens[noun].tag, Tag::Noun | Tag::ProperNoun | Tag::Pronoun);
    if !nominal || object <= first || object > noun {
        return None;
    }
    let of_either = |word: &usize| [Some(noun as u32), Some(verb as u32)].contains(&tokens[*word].head);
    let conjunction = (object..noun).filter(of_either).find(|&word| tokens[word].relation == Dependency::Cc)?;
    let joined = |word: usize| own(tokens, word) && matches!(tokens[word].relation, Dependency::Cc | Dependency::Punct);
    if (noun..verb).any(joined) {
        return None;
    }
    let passive = (noun..verb).any(|word| own(tokens, word) && tokens[word].relation == Dependency::AuxPass);
    tokens[noun].head = Some(verb as u32);
    tokens[noun].relation = if passive { Dependency::NsubjPass } else { Dependency::Nsubj };
    tokens[conjunction].head = Some(verb as u32);
    Some(())
}
