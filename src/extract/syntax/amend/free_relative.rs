//! "What he called an attack": the phrase that says what is meant, in place of the pronoun.

use crate::extract::syntax::word_classes::DESCRIBING;
use crate::nlp::{Dependency, PennTag, Sentence, Tag};

/// Verbs that say for what somebody takes something.
const JUDGING: &[&str] = &[
    "allege", "believe", "brand", "call", "claim", "consider", "deem", "describe", "discover", "dub", "find",
    "identify", "judge", "know", "label", "say", "see", "suspect", "term", "think", "view",
];

/// "Released footage of *what they found to be tanks*", "faces *what analysts describe as a crisis*": tanks and crisis take
/// the place of the pronoun, and the verb becomes a relative clause on them.
pub(super) fn free_relatives(sentence: &mut Sentence) {
    for what in 0..sentence.tokens.len() {
        if sentence.tokens[what].penn != PennTag::Wp || !sentence.tokens[what].form.eq_ignore_ascii_case("what") {
            continue;
        }
        let verb = sentence.children(what).find(|&child| {
            let token = &sentence.tokens[child];
            token.relation == Dependency::AclRelcl && JUDGING.contains(&&*token.lemma)
        });
        let Some((verb, meant)) = verb.and_then(|verb| Some((verb, meant(sentence, verb)?))) else { continue };
        for child in sentence.children(meant).collect::<Vec<_>>() {
            let relation = sentence.tokens[child].relation;
            let before = child < meant && child > verb;
            if before && matches!(relation, Dependency::Case | Dependency::Mark | Dependency::Cop) {
                (sentence.tokens[child].head, sentence.tokens[child].relation) = (Some(verb as u32), Dependency::Dep);
            }
        }
        for child in sentence.children(what).filter(|&child| child != verb).collect::<Vec<_>>() {
            sentence.tokens[child].head = Some(meant as u32);
        }
        let place = (sentence.tokens[what].head, sentence.tokens[what].relation);
        (sentence.tokens[meant].head, sentence.tokens[meant].relation) = place;
        sentence.tokens[verb].head = Some(meant as u32);
        // "What they believe to be tanks": how far it is believed is no statement of its own.
        let lemma = &*sentence.tokens[verb].lemma;
        if lemma != "describe" && (lemma == "consider" || !DESCRIBING.contains(&lemma)) {
            sentence.tokens[verb].relation = Dependency::Discourse;
        }
        (sentence.tokens[what].head, sentence.tokens[what].relation) = (Some(verb as u32), Dependency::Dep);
    }
}

/// The noun behind the verb that says what is meant: its object, what stands behind "as" or "to be".
fn meant(sentence: &Sentence, verb: usize) -> Option<usize> {
    let has = |child: usize, relation: Dependency, form: &str| {
        sentence
            .children(child)
            .any(|word| sentence.tokens[word].relation == relation && &*sentence.tokens[word].form == form)
    };
    let own_subject = sentence.children(verb).any(|child| sentence.tokens[child].relation == Dependency::Nsubj);
    sentence.children(verb).filter(|_| own_subject).find(|&child| {
        let token = &sentence.tokens[child];
        let nominal = matches!(token.tag, Tag::Noun | Tag::ProperNoun) && child > verb;
        nominal
            && match token.relation {
                Dependency::Obj => true,
                Dependency::Xcomp => {
                    has(child, Dependency::Cop, "be")
                        || has(child, Dependency::Case, "as")
                        || !has(child, Dependency::Mark, "to")
                }
                Dependency::Obl | Dependency::Advcl => has(child, Dependency::Case, "as"),
                _ => false,
            }
    })
}
