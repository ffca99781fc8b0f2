use crate::extract::reference::antecedent::{Candidate, candidates, person_of_paragraph};
use crate::extract::reference::builder::Builder;
use crate::extract::reference::context::{means_collection, owner_of_whole, speaker};
use crate::extract::reference::discourse::MentionKind;
use crate::extract::reference::features::class_of;
use crate::extract::reference::weights::Ranker;
use crate::lexicon::Gender;
use crate::nlp::{Dependency, PennTag, Sentence, Tag};

/// What a pronoun asks of its antecedent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Agreement {
    /// he, his
    Person(Gender),
    /// it, its
    Singular,
    /// they, their
    Plural,
}

/// Decides among the candidates for a pronoun at (sentence, token); `None` leaves it without antecedent.
pub type Choice<'c> = dyn FnMut((usize, usize), Agreement, &[Candidate]) -> Option<usize> + 'c;

/// Leads personal and relative pronouns to their antecedents where that is clear, in text order.
pub fn resolve(builder: &mut Builder<'_>, ranker: &Ranker) {
    resolve_with(builder, &mut |_, wanted, candidates| ranker.best(candidates, wanted));
}

/// As [`resolve`], with another judge: training looks at the candidates and chooses by the gold annotation.
pub fn resolve_with(builder: &mut Builder<'_>, choose: &mut Choice<'_>) {
    for index in 0..builder.analysis.sentences.len() {
        let sentence = builder.sentence(index);
        for token in 0..sentence.tokens.len() {
            if !matches!(
                sentence.tokens[token].penn,
                PennTag::Prp | PennTag::PrpPossessive | PennTag::Wp | PennTag::Wdt | PennTag::WpPossessive
            ) && sentence.tokens[token].tag != Tag::Pronoun
            {
                continue;
            }
            let draft = if is_relative(sentence, token) {
                relative_antecedent(sentence, token).and_then(|head| builder.draft_at(index, head))
            } else {
                agreement(sentence, token).and_then(|wanted| {
                    if let Some(speaker) = speaker(builder, index, token, wanted) {
                        return Some(speaker);
                    }
                    if means_collection(builder, index, token) {
                        return None;
                    }
                    if let Some(owner) = owner_of_whole(builder, index, token) {
                        return Some(owner);
                    }
                    let candidates = candidates(builder, index, token, wanted);
                    let chosen = choose((index, token), wanted, &candidates)?;
                    person_of_paragraph(builder, index, token, wanted, chosen).or(Some(chosen))
                })
            };
            if let Some(draft) = draft {
                builder.mention(draft, index, token, token..token + 1, MentionKind::Pronoun);
            }
        }
    }
}

fn is_relative(sentence: &Sentence, token: usize) -> bool {
    matches!(sentence.tokens[token].penn, PennTag::Wp | PennTag::Wdt | PennTag::WpPossessive)
}

/// The noun that the relative clause around the pronoun describes.
fn relative_antecedent(sentence: &Sentence, token: usize) -> Option<usize> {
    let mut current = token;
    for _ in 0..6 {
        let word = &sentence.tokens[current];
        let above = word.head? as usize;
        if word.relation == Dependency::AclRelcl {
            return (above < token).then_some(above);
        }
        current = above;
    }
    None
}

fn agreement(sentence: &Sentence, token: usize) -> Option<Agreement> {
    let word = &sentence.tokens[token];
    if word.relation == Dependency::Expl {
        return None;
    }
    class_of(&word.form)
}
