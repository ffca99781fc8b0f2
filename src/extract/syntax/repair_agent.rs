//! Agents that a tree ties to another word than their verb.

use crate::lexicon::{NounClass, is_abstract, noun_class};
use crate::nlp::{Dependency, NameKind};

use crate::extract::syntax::clause::{Clause, Link, Voice};
use crate::extract::syntax::tree::Tree;

/// "Was found under a bridge *by walkers*": where no agent stands, people behind the last phrase are it, unless its noun
/// tells of something that they made or did.
pub(super) fn agent_behind(tree: &Tree, clause: &mut Clause) {
    if clause.voice != Voice::Passive || !clause.agents.is_empty() || clause.link == Link::Noun {
        return;
    }
    let made = |word: usize| {
        let lemma = tree.lemma(word);
        let class = noun_class(&lemma);
        matches!(class, Some(NounClass::Event | NounClass::Work | NounClass::Law | NounClass::Product))
            || is_abstract(&lemma)
    };
    let people = |word: usize| {
        let class = noun_class(&tree.lemma(word));
        let named = tree.names.iter().any(|name| name.tokens.contains(&word) && name.kind != NameKind::Location);
        named || matches!(class, Some(NounClass::Person | NounClass::Group | NounClass::Organisation))
    };
    let last = clause.obliques.iter().rfind(|oblique| oblique.head > clause.predicate && !made(oblique.head));
    let by = last.and_then(|last| {
        let mut behind = tree.dependents_by(last.head, &[Dependency::Nmod]);
        behind.find(|&child| tree.preposition(child).as_deref() == Some("by") && people(child))
    });
    if let Some(by) = by {
        clause.agents = tree.coordinated(by);
    }
}
