//! Which relations answer to a word of a question.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::model::Statement;
use crate::schema::{ObjectSlot, RelationType, Schema, VerbFrame};

use super::nearby::Nearby;
use super::text::verb_stem;

/// The use of a verb in a question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct VerbUse<'w> {
    /// Its lemma.
    pub(crate) lemma: &'w str,
    /// Lemmas that stand with it: particles and nouns after it.
    pub(crate) words: Vec<String>,
    /// Prepositions after it.
    pub(crate) prepositions: Vec<String>,
    /// What the hole leaves open.
    pub(crate) open: OpenSlot,
    /// Active, or passive with the prepositions that nothing follows ("was shot at").
    pub(crate) voice: VoiceAsked,
}

/// Whether a preposition may be missing because its noun is asked for ("where did X travel").
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum OpenSlot {
    /// Nothing is missing.
    #[default]
    None,
    /// A place with its preposition.
    Place,
}

/// Whether the question's verb is passive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum VoiceAsked {
    /// "who asked for weapons"
    #[default]
    Active,
    /// "who was asked for weapons": the undergoer is no noun after a preposition, unless that stands alone.
    Passive {
        /// Prepositions without a noun.
        alone: Vec<String>,
    },
}

/// At which end of the verb the participant stands that a question is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    /// "who died"
    Subject,
    /// "who was killed"
    Undergoer,
}

/// How a statement stands to the clause that it answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Turn {
    /// Subject for subject, object for object.
    Straight,
    /// Read from the object.
    Turned,
    /// Either way.
    Either,
}

/// Which relations of statements answer to the relation of a clause, and at what cost.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RelationTest {
    /// The words as asked, for people.
    pub text: String,
    /// True if any relation will do.
    pub any: bool,
    /// Names that answer, each with its cost (0 is the relation itself) and direction.
    pub names: BTreeMap<String, (u8, Turn)>,
    /// Stems of verbs whose open relations answer.
    pub stems: BTreeSet<String>,
    /// Relations that answer only where they are planned, wanted or possible: who wants to join seeks membership.
    pub intended: BTreeSet<String>,
    /// Families of these relations: what is near to them.
    pub families: BTreeSet<String>,
    /// Words that the trigger must have ("defence" of "defence minister").
    pub nouns: Vec<String>,
    /// True if the verb says more than the relation it stands for: only statements in its own words answer.
    pub own_words: bool,
    /// What else tells of these relations.
    pub nearby: Nearby,
    /// Prepositions asked for; an open relation with another one is a worse match.
    pub prepositions: Vec<String>,
}

/// How well a statement's relation answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RelationFit {
    /// 0: the relation itself; more: further away.
    pub(crate) cost: u8,
    /// Direction.
    pub(crate) turn: Turn,
    /// True if the statement's subject and object are meant as they stand, also those of a passive.
    pub(crate) literal: bool,
    /// True if the relation ends in a preposition of its own: `died_in`.
    pub(crate) oblique: bool,
    /// True if the question has the verb of the statement but not the noun that goes with it there: "what did X *sign*",
    /// where X "signed an agreement with Y".
    pub(crate) by_verb: bool,
}

impl RelationTest {
    /// Any relation at all.
    pub fn any() -> RelationTest {
        RelationTest { text: "*".to_owned(), any: true, ..RelationTest::default() }
    }

    /// The relation of exactly this name, or the one of which it is the inverse.
    pub fn named(schema: &Schema, name: &str) -> RelationTest {
        let mut test = RelationTest { text: name.to_owned(), ..RelationTest::default() };
        let inverse = schema.relations().iter().find(|relation| relation.inverse.as_deref() == Some(name));
        match inverse {
            Some(relation) => test.admit(schema, &relation.name, 0, Turn::Turned),
            None => test.admit(schema, name, 0, Turn::Straight),
        }
        test
    }

    /// Every relation of a family.
    pub fn family(schema: &Schema, family: &str) -> RelationTest {
        let mut test = RelationTest { text: format!("family:{family}"), ..RelationTest::default() };
        for relation in schema.relations().iter().filter(|relation| relation.family == family) {
            test.admit(schema, &relation.name, 0, Turn::Straight);
        }
        test
    }

    /// The relations that a verb expresses, those that are cases of them, and open relations of the verb.
    pub(crate) fn verb(schema: &Schema, usage: &VerbUse) -> RelationTest {
        let mut text = vec![usage.lemma.to_owned()];
        text.extend(RelationTest::best_frame(schema, usage).into_iter().flat_map(|frame| frame.words.clone()));
        let mut test = RelationTest { text: text.join(" "), ..RelationTest::default() };
        test.prepositions.clone_from(&usage.prepositions);
        test.stems.insert(verb_stem(usage.lemma));
        let fitting = fitting_frames(schema, usage);
        let most = fitting.iter().map(|frame| frame.weight()).max();
        for frame in fitting.iter().filter(|frame| Some(frame.weight()) == most) {
            let named = schema.relation_at(frame.relation);
            test.own_words |= named.specific.iter().any(|verb| verb == usage.lemma);
            test.admit_with_cases(schema, &named.name);
        }
        test
    }

    /// The frame that fits a verb best.
    pub(crate) fn best_frame<'s>(schema: &'s Schema, usage: &VerbUse) -> Option<&'s VerbFrame> {
        let fitting = fitting_frames(schema, usage);
        let most = fitting.iter().map(|frame| frame.weight()).max();
        fitting.into_iter().find(|frame| Some(frame.weight()) == most)
    }

    /// Lets in open relations of the verb under the form in which it was asked.
    pub(crate) fn admit_form(&mut self, form: &str) {
        self.stems.insert(verb_stem(form));
    }

    /// Lets in a relation of the schema (or an open one), with the direction that it has by itself.
    pub(crate) fn admit(&mut self, schema: &Schema, name: &str, cost: u8, turn: Turn) {
        let symmetric = schema.relation(name).is_some_and(|relation| relation.symmetric);
        if let Some(relation) = schema.relation(name) {
            self.families.insert(relation.family.clone());
        }
        let turn = if symmetric { Turn::Either } else { turn };
        let entry = self.names.entry(name.to_owned()).or_insert((cost, turn));
        if cost < entry.0 {
            *entry = (cost, turn);
        }
    }

    /// Lets in a relation and those that are cases of it ("shelled" is a case of "attacked").
    pub(crate) fn admit_with_cases(&mut self, schema: &Schema, name: &str) {
        if let Some(relation) = schema.relation(name) {
            self.nearby.add(schema, relation);
        }
        self.admit(schema, name, 0, Turn::Straight);
        for case in schema.cases_of(name) {
            self.admit(schema, &case.name, 1, Turn::Straight);
        }
        if name == "seeks_membership_in" {
            self.admit(schema, "joined", 1, Turn::Straight);
            self.intended.insert("joined".to_owned());
        }
    }

    /// Lets in the relations of the family that tell of the same participant from another side, as far as nobody asks by
    /// whom: whoever died was killed or lost, and whoever was killed died.
    pub(crate) fn admit_other_sides(&mut self, schema: &Schema, asked: Asked) {
        let named: Vec<&RelationType> = self.names.keys().filter_map(|name| schema.relation(name)).collect();
        let mut found: Vec<(&str, Turn)> = Vec::new();
        for one in named {
            let beside = schema.relations().iter().filter(|other| other.family == one.family && other.name != one.name);
            for other in beside {
                let (mine, doer) = match asked {
                    Asked::Undergoer => (&one.object.role, &one.subject.role),
                    Asked::Subject => (&one.subject.role, &one.object.role),
                };
                if mine.is_none() {
                    continue;
                }
                let crossed = match asked {
                    Asked::Undergoer => &other.subject.role == mine,
                    Asked::Subject => &other.object.role == mine && doer.is_none(),
                };
                let beside = asked == Asked::Undergoer && &other.object.role == mine && &other.subject.role != doer;
                if crossed {
                    found.push((&other.name, Turn::Turned));
                } else if beside {
                    found.push((&other.name, Turn::Straight));
                }
            }
        }
        for (name, turn) in found {
            self.admit(schema, name, 0, turn);
        }
    }

    /// How a statement's relation answers, with regard to the words that express it.
    pub(crate) fn fit_statement(&self, statement: &Statement) -> Option<RelationFit> {
        let fit = self.fit(&statement.relation)?;
        let mut words = statement.trigger.split_whitespace();
        let verb = words.next().map(verb_stem).unwrap_or_default();
        if self.own_words && !self.is_worded(&statement.trigger) {
            return None;
        }
        let nouns_asked = self.text.contains(' ');
        Some(RelationFit { by_verb: !self.any && !nouns_asked && self.stems.contains(&verb), ..fit })
    }

    /// True if the words of a relation have the verb that was asked for, or a noun made of it ("murder", "annexation").
    pub(crate) fn is_worded(&self, trigger: &str) -> bool {
        let has = |word: &str| {
            self.stems.iter().any(|stem| verb_stem(word) == *stem || stem.len() > 3 && word.starts_with(stem))
        };
        trigger.split_whitespace().any(|word| has(&word.to_lowercase()))
    }

    /// How a relation of a graph answers; `None` if it does not.
    pub(crate) fn fit(&self, relation: &str) -> Option<RelationFit> {
        let oblique = relation.rsplit_once('_').is_some_and(|(_, last)| is_preposition(last));
        let fit = |cost, turn| Some(RelationFit { cost, turn, literal: false, oblique, by_verb: false });
        if self.any {
            return fit(0, Turn::Straight).map(|fit| RelationFit { literal: true, ..fit });
        }
        if let Some(&(cost, turn)) = self.names.get(relation) {
            return Some(RelationFit { cost, turn, literal: true, oblique, by_verb: false });
        }
        let shape = Shape::of(relation);
        if shape.passive || shape.base.contains('_') {
            for (name, &(cost, turn)) in self.names.iter().rev() {
                match shape.base.strip_prefix(name.as_str()) {
                    Some("") => return fit(cost, turn),
                    Some(rest) if rest.strip_prefix('_').is_some_and(is_preposition) => {
                        return fit(cost + self.preposition_cost(rest), turn);
                    }
                    _ => {}
                }
            }
        }
        let mut parts = shape.base.splitn(2, '_');
        let (head, rest) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        if !self.stems.contains(&verb_stem(head)) {
            return None;
        }
        fit(1 + self.preposition_cost(rest), Turn::Straight)
    }

    fn preposition_cost(&self, rest: &str) -> u8 {
        let last = rest.rsplit('_').next().unwrap_or_default();
        u8::from(!last.is_empty() && !self.prepositions.is_empty() && !self.prepositions.iter().any(|p| p == last))
    }
}

/// The frames of a verb whose words and prepositions all stand in the question.
fn fitting_frames<'s>(schema: &'s Schema, usage: &VerbUse) -> Vec<&'s VerbFrame> {
    let fits = |frame: &&VerbFrame| {
        let words = frame.words.iter().all(|word| usage.words.contains(word));
        let slot = match &frame.object {
            ObjectSlot::Direct => true,
            ObjectSlot::Preposition(wanted) => {
                let undergone = match &usage.voice {
                    VoiceAsked::Active => true,
                    VoiceAsked::Passive { alone } => alone.contains(wanted),
                };
                undergone && usage.prepositions.contains(wanted)
                    || usage.open == OpenSlot::Place && matches!(wanted.as_str(), "to" | "in" | "at" | "for")
            }
        };
        let required = frame.required.as_ref().is_none_or(|wanted| usage.prepositions.contains(wanted));
        words && slot && required
    };
    schema.verb_frames(usage.lemma).iter().filter(fits).collect()
}

/// "killed_in" is killing somewhere; "controls_arms" is not controlling.
pub(crate) fn is_preposition(words: &str) -> bool {
    matches!(
        words,
        "in" | "at"
            | "on"
            | "near"
            | "by"
            | "with"
            | "to"
            | "from"
            | "for"
            | "of"
            | "against"
            | "after"
            | "before"
            | "during"
            | "since"
            | "over"
            | "under"
            | "into"
            | "out_of"
            | "along"
            | "as"
            | "about"
            | "around"
            | "outside"
            | "inside"
    )
}

/// The name of a relation taken apart: `was_killed_in` is a passive without its doer.
pub(crate) struct Shape<'r> {
    /// True for an undergoer in the place of the subject.
    pub(crate) passive: bool,
    /// The name without `was_`.
    pub(crate) base: &'r str,
}

impl<'r> Shape<'r> {
    pub(crate) fn of(relation: &'r str) -> Shape<'r> {
        match relation.strip_prefix("was_") {
            Some(base) if !base.is_empty() => Shape { passive: true, base },
            _ => Shape { passive: false, base: relation },
        }
    }
}
