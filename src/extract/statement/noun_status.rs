//! How far the article stands behind what a noun tells: "fears of an attack", "a possible visit", "called for an inquiry",
//! "prevented a strike" tell of nothing that has happened.

use crate::model::{Modality, Polarity};
use crate::nlp::{Dependency, PennTag};
use crate::schema::Effect;

use crate::extract::statement::status::{Judge, Status};
use crate::extract::syntax::clause::{Clause, PredicateKind};

/// Adjectives before an event noun that leave open whether it takes place.
const OPEN: &[&str] = &[
    "attempted",
    "eventual",
    "feared",
    "hypothetical",
    "imminent",
    "likely",
    "possible",
    "potential",
    "prospective",
    "rumored",
    "rumoured",
    "suspected",
    "threatened",
];

/// Adjectives before an event noun that is still to come.
const AHEAD: &[&str] =
    &["coming", "expected", "forthcoming", "future", "intended", "planned", "proposed", "scheduled", "upcoming"];

impl Judge<'_> {
    /// The standing of an event noun: that of a phrase, unless the words around it leave the event open.
    pub fn event(&self, noun: usize) -> Status {
        let status = self.presupposed(noun);
        match self.openness(noun) {
            Some(Openness::Never) => {
                Status { polarity: Polarity::Negative, modality: status.modality, source: status.source }
            }
            Some(Openness::Open(modality)) => Status { modality, ..status },
            None => status,
        }
    }

    /// False for what is, will be or may be: it leaves open what it lasts until.
    pub(super) fn is_past(&self, clause: &Clause) -> bool {
        let finite = clause.auxiliaries.first().copied().unwrap_or(clause.predicate);
        let copula = || self.tree.dependent(clause.predicate, &[Dependency::Cop]);
        let word = copula().filter(|_| clause.kind != PredicateKind::Verb && clause.auxiliaries.is_empty());
        let tag = self.tree.token(word.unwrap_or(finite)).penn;
        !matches!(tag, PennTag::Md | PennTag::Vb | PennTag::Vbp | PennTag::Vbz)
    }

    pub(super) fn is_rejecting(&self, governor: &Clause) -> bool {
        let lemma = self.tree.lemma(governor.predicate);
        let family = self
            .schema
            .verb_frames(&lemma)
            .first()
            .map(|frame| self.schema.relation_at(frame.relation).family.as_str());
        matches!(family, Some("deny" | "refuse")) || lemma == "dismiss"
    }

    pub(super) fn is_ranked(&self, noun: usize) -> bool {
        let ranks = |word: usize| {
            matches!(&*self.tree.lemma(word), "first" | "second" | "third" | "last" | "only" | "next" | "latest")
                || self.tree.token(word).penn == PennTag::Jjs
        };
        // "was the first to sign": the rank itself stands for whoever has it.
        ranks(noun) || self.tree.dependents_by(noun, &[Dependency::Amod, Dependency::Nummod]).any(ranks)
    }

    fn openness(&self, noun: usize) -> Option<Openness> {
        let tree = self.tree;
        let modifier = |list: &[&str]| {
            tree.dependents_by(noun, &[Dependency::Amod])
                .any(|child| list.contains(&&*tree.token(child).form.to_lowercase()))
        };
        if modifier(OPEN) {
            return Some(Openness::Open(Modality::Hypothetical));
        }
        if modifier(AHEAD) {
            return Some(Openness::Open(Modality::Planned));
        }
        // "There was no attack": the article says that it did not happen.
        if tree.dependents_by(noun, &[Dependency::Det]).any(|child| tree.lemma(child) == "no") {
            return Some(Openness::Never);
        }
        let head = tree.head(noun)?;
        let lemma = tree.lemma(head);
        let relation = tree.token(noun).relation;
        match relation {
            // "fears of an attack", "plans for a visit", "the threat of a strike".
            Dependency::Nmod | Dependency::Compound => {
                let bound =
                    matches!(tree.preposition(noun).as_deref(), Some("of" | "for" | "against" | "about" | "over"));
                let effect = self.schema.noun_effect(&lemma).filter(|_| bound)?;
                open(effect, tree.preposition(noun).as_deref())
            }
            // "fear an attack", "called for an inquiry", "is planning a visit".
            Dependency::Obj | Dependency::Obl | Dependency::NsubjPass => {
                let called = relation == Dependency::Obl;
                if called && tree.preposition(noun).as_deref() != Some("for") {
                    return None;
                }
                let effect = self.schema.verb_effect(&lemma)?;
                // "prevented an attack": there was none; "did not stop the attack", "stopped the shelling": there was.
                let kept_from =
                    matches!(&*lemma, "avoid" | "ban" | "block" | "cancel" | "forbid" | "prevent" | "prohibit");
                let negated = tree.dependents_by(head, &[Dependency::Advmod]).any(|child| tree.lemma(child) == "not");
                if effect == Effect::Refuses && (!kept_from || negated) {
                    return None;
                }
                open(effect, tree.preposition(noun).as_deref())
            }
            _ => None,
        }
    }
}

enum Openness {
    Open(Modality),
    Never,
}

fn open(effect: Effect, preposition: Option<&str>) -> Option<Openness> {
    match effect {
        Effect::Fears | Effect::Wants => Some(Openness::Open(Modality::Hypothetical)),
        Effect::Plans if preposition != Some("about") => Some(Openness::Open(Modality::Planned)),
        Effect::Refuses => Some(Openness::Open(Modality::Hypothetical)),
        _ => None,
    }
}
