//! Statements that clauses make: subject, relation, object, and everything that qualifies them.

use crate::lexicon::{NounClass, noun_class};
use crate::model::{EntityType, ValueType};
use crate::nlp::{Dependency, PennTag, Tag};
use crate::schema::Effect;

use crate::extract::statement::draft::{Draft, Participant};
use crate::extract::statement::qualify::qualify;
use crate::extract::statement::relation::{Relation, named_relation, of_complement, open_relation, snake, state_of};
use crate::extract::statement::scene::{Naming, Scene};
use crate::extract::statement::setting::time_phrases;
use crate::extract::statement::status::Status;
use crate::extract::statement::{causing, demand, implied, loss, wording};
use crate::extract::syntax::clause::{Clause, Link, Oblique, PredicateKind, Voice};
use crate::extract::syntax::idiom::is_adverbial;
use crate::extract::syntax::phrase::dateline;
use crate::extract::syntax::word_classes::{CIRCUMSTANTIAL, EMPTY_ALONE, GETTING, SERVING, TRANSITIVE};
use crate::extract::value::time::is_time;

/// The statements of a sentence's clauses, and the event nouns that they have used up.
pub fn drafts(scene: &Scene) -> (Vec<Draft>, Vec<usize>) {
    let mut found = Vec::new();
    let mut used = Vec::new();
    for clause in scene.clauses.iter().filter(|clause| clause.kind != PredicateKind::Copula) {
        found.extend(demand::draft(scene, clause));
        let causing = causing::drafts(scene, clause);
        if !causing.is_empty() {
            found.extend(causing);
            continue;
        }
        let named = named_relation(scene.tree, clause, scene.schema, &|head| scene.entity_type(head));
        let Some(relation) = named.or_else(|| open(scene, clause)) else { continue };
        let relation = wording::complete(scene, clause, relation);
        used.extend(relation.trigger.iter().copied().filter(|&word| word != clause.predicate));
        if is_carried_by_its_content(scene, clause, &relation) {
            continue;
        }
        // What something is made for holds as far as its making does.
        let judged = wording::made_for(scene, clause).filter(|_| relation.name.contains("_to_")).unwrap_or(clause);
        found.extend(ClauseReader { scene, clause, status: scene.judge.status(judged) }.drafts(&relation));
    }
    (found, used)
}

/// The open relation of a clause that no pattern fits.
fn open(scene: &Scene, clause: &Clause) -> Option<Relation> {
    match clause.kind {
        PredicateKind::Verb => open_relation(scene.tree, clause),
        PredicateKind::Place => {
            let preposition = scene.tree.preposition(clause.predicate)?;
            if is_adverbial(scene.tree, &preposition, clause.predicate) || preposition.starts_with("according") {
                return None;
            }
            if let Some(state) = state_of(scene.tree, clause) {
                return Some(state);
            }
            let trigger = scene.tree.dependents_by(clause.predicate, &[Dependency::Cop, Dependency::Case]).collect();
            let name = format!("be_{}", snake(&preposition));
            let object = stranded(scene, clause).unwrap_or(clause.predicate);
            Some(Relation { name, family: None, trigger, objects: vec![object], direct: false })
        }
        PredicateKind::Copula => None,
    }
}

/// "The pressure her staff *are under in the north*": of two prepositions the first belongs to the noun before the clause.
fn stranded(scene: &Scene, clause: &Clause) -> Option<usize> {
    let mut cases = scene.tree.dependents_by(clause.predicate, &[Dependency::Case]);
    let (first, second) = (cases.next()?, cases.next()?);
    let noun = clause.noun.filter(|&noun| noun < first)?;
    let beside = second == first + 1 && scene.tree.token(second).tag == Tag::Adposition;
    let of_clause = scene.tree.dependents_by(clause.predicate, &[Dependency::Cop]).any(|copula| copula + 1 == first);
    (beside && of_clause).then_some(noun)
}

/// The clause under a verb, in the sense of what is said, planned or wanted.
pub fn content<'a>(scene: &Scene<'a>, clause: &Clause) -> Option<&'a Clause> {
    scene.clauses.iter().find(|other| other.link == Link::Content && other.governor == Some(clause.predicate))
}

/// "agreed to reinforce", "keeps sending", "is trying to leave": the clause under the verb says it all.
fn is_carried_by_its_content(scene: &Scene, clause: &Clause, relation: &Relation) -> bool {
    let effect = scene.schema.verb_effect(&scene.tree.lemma(clause.predicate));
    if scene.tree.lemma(clause.predicate) == "be"
        && content(scene, clause).is_some_and(|content| content.marker.as_deref() == Some("to"))
    {
        return true;
    }
    // "claims to have repelled": the participle carries the meaning.
    // "has until May to comply": likewise.
    if scene.tree.lemma(clause.predicate) == "have"
        && clause.objects.is_empty()
        && content(scene, clause).is_some_and(|content| {
            scene.tree.token(content.predicate).penn == PennTag::Vbn || content.marker.as_deref() == Some("to")
        })
    {
        return true;
    }
    let carries = matches!(
        effect,
        Some(Effect::Plans | Effect::Tries | Effect::Achieves | Effect::Refuses | Effect::Fears | Effect::Wants)
    );
    // "is considered to be": likewise.
    // "was accused of stealing" tells who was accused.
    // "were confirmed killed" tells of the dead.
    let blamed = matches!(relation.family.as_deref(), Some("accuse" | "casualty" | "charge"));
    let reported = effect == Some(Effect::Reports) && clause.voice == Voice::Passive && !blamed;
    // "Threatened to strike", "declined to comment": the clause under it makes no statement of its own.
    let bare = |content: &Clause| {
        content.kind == PredicateKind::Verb
            && content.voice == Voice::Active
            && content.undergoers().is_empty()
            && content.obliques.is_empty()
            && content.marker.as_deref() == Some("to")
            && self::content(scene, content).is_none()
    };
    let spoken = matches!(relation.family.as_deref(), Some("demand" | "promise" | "refuse" | "threaten"));
    // "promised *that* homes would be built".
    let told = |content: &Clause| {
        let promised = matches!(relation.family.as_deref(), Some("promise" | "threaten"));
        promised && content.own_subject && content.marker.as_deref() == Some("that")
    };
    if spoken && content(scene, clause).is_some_and(|content| bare(content) || told(content)) {
        return false;
    }
    let passive = clause.voice == Voice::Passive && relation.direct;
    let no_object = relation.objects.is_empty() || passive || !relation.direct && relation.family.is_none();
    (reported || carries && (no_object || effect == Some(Effect::Achieves))) && content(scene, clause).is_some()
}

/// One clause with its standing.
pub(super) struct ClauseReader<'a, 's> {
    pub(super) scene: &'s Scene<'a>,
    pub(super) clause: &'s Clause,
    pub(super) status: Status,
}

impl ClauseReader<'_, '_> {
    fn drafts(&self, relation: &Relation) -> Vec<Draft> {
        if let Some(mut losses) = loss::losses(self.scene, self.clause, relation, self.status) {
            losses.iter_mut().for_each(|draft| qualify(self.scene, self.clause, draft, &[], &[]));
            return losses;
        }
        let mut doers = self.doers();
        if !self.tells_of_speaker(relation) {
            doers.retain(|&doer| self.scene.first_person(doer).is_none());
        }
        let doers: Vec<usize> = doers.into_iter().flat_map(|doer| self.scene.with_examples(doer)).collect();
        let time_phrases = time_phrases(self.scene, self.clause);
        let free: Vec<&Oblique> = self
            .clause
            .obliques
            .iter()
            .filter(|oblique| !relation.objects.contains(&oblique.head) && !time_phrases.contains(&oblique.head))
            .filter(|oblique| !oblique.preposition.starts_with("according"))
            .filter(|oblique| !is_adverbial(self.scene.tree, &oblique.preposition, oblique.head))
            .collect();
        let mut found = if !doers.is_empty() {
            self.active(relation, &doers, &free, &time_phrases)
        } else if self.clause.voice == Voice::Passive {
            self.agentless(relation, &free, &time_phrases)
        } else {
            Vec::new()
        };
        for draft in &mut found {
            qualify(self.scene, self.clause, draft, &relation.objects, &free);
        }
        found
    }

    /// "I met her", "I am in Rome": what speakers tell of themselves counts where it is an act or a place, which
    /// "I think", "I like it" and "I am in awe" are not.
    fn tells_of_speaker(&self, relation: &Relation) -> bool {
        match relation.family.as_deref() {
            None | Some("claim" | "describe" | "fear" | "say") => false,
            Some("place") => relation.objects.iter().any(|&object| self.scene.is_place(object)),
            Some(_) => true,
        }
    }

    /// The doers; for a passive those of an event noun beside it ("killed in Russia's attack").
    fn doers(&self) -> Vec<usize> {
        let scene = self.scene;
        let doers = self.clause.doers().to_vec();
        if self.clause.voice != Voice::Passive {
            return doers;
        }
        let is_event = |head: usize| {
            let lemma = scene.tree.lemma(head);
            !scene.schema.noun_frames(&lemma).is_empty() || noun_class(&lemma) == Some(NounClass::Event)
        };
        let known = |head: usize| {
            scene.discourse.entity_at(scene.sentence, head).is_some_and(|entity| {
                let entity = scene.discourse.entity(entity);
                let war = matches!(&*scene.tree.lemma(head), "war" | "invasion" | "conflict" | "campaign");
                war && entity.entity_type == EntityType::Event && entity.identifiable
            })
        };
        let of_event = |head: usize| Some(scene.doers_of_noun(head)).filter(|doers| !doers.is_empty());
        if !doers.is_empty() {
            let event = doers.iter().find(|&&head| is_event(head) && !known(head));
            return event.and_then(|&head| of_event(head)).unwrap_or(doers);
        }
        let beside = self.clause.obliques.iter().filter(|oblique| {
            matches!(oblique.preposition.as_str(), "in" | "by" | "during")
                && !scene.schema.noun_frames(&scene.tree.lemma(oblique.head)).is_empty()
        });
        beside.map(|oblique| oblique.head).find_map(of_event).unwrap_or_default()
    }

    fn active(&self, relation: &Relation, doers: &[usize], free: &[&Oblique], times: &[usize]) -> Vec<Draft> {
        let scene = self.scene;
        let mut found = Vec::new();
        for &doer in doers {
            if !self.is_subject(doer) {
                continue;
            }
            let subject = scene.participant(doer);
            let through = self.through_object(relation, doer, free);
            let told = relation.family.is_none()
                && through
                    .as_ref()
                    .and_then(|draft| draft.relation.rsplit('_').next())
                    .is_some_and(|tie| self.is_party(tie));
            let direct = if told { &[] } else { relation.objects.as_slice() };
            found.extend(through);
            for object in direct.iter().flat_map(|&object| scene.with_examples(object)) {
                // "faces 20 years in prison": a stretch of time that one gets.
                let gets = GETTING.contains(&&*scene.tree.lemma(self.clause.predicate))
                    && scene.tree.dependent(object, &[Dependency::Nummod]).is_some();
                let is_when =
                    is_time(scene.tree, object, "") && !scene.tree.is_numeral(object) && !self.is_object(object);
                if object == doer || is_when && !gets {
                    continue;
                }
                let naming = Naming {
                    name: relation.name.clone(),
                    family: relation.family.clone(),
                    trigger: relation.trigger.clone(),
                };
                let object = scene.participant_apart(object, self.clause);
                let mut draft = scene.draft(subject.clone(), naming, Some(object), self.status);
                self.discount(&mut draft);
                found.push(draft);
            }
            found.extend(implied::drafts(scene, self.clause, relation, &subject, times, self.status));
            if relation.objects.is_empty() {
                found.extend(self.without_object(relation, subject, free, times));
            }
        }
        found
    }

    /// "Came *second*", "ended *ten years of rule*": words of time that say what, not when.
    fn is_object(&self, head: usize) -> bool {
        let tree = self.scene.tree;
        let filled = || {
            of_complement(tree, head).is_some_and(|of| !is_time(tree, of, "of"))
                && tree.token(head).relation == Dependency::Obj
        };
        tree.token(head).tag == Tag::Adverb || filled()
    }

    /// Clauses without object: the content of speech, or the first phrase beside the verb, or nothing.
    fn without_object(
        &self,
        relation: &Relation,
        subject: Participant,
        free: &[&Oblique],
        times: &[usize],
    ) -> Vec<Draft> {
        let scene = self.scene;
        // "…, X warned": what is said stands before.
        let says = scene.schema.verb_effect(&scene.tree.lemma(self.clause.predicate)).is_some()
            || matches!(relation.family.as_deref(), Some("say" | "claim"));
        // "She commented: *"The council has …"*": what follows a colon comments on nothing.
        let first = self.clause.subjects.first().map_or(self.clause.predicate, |&subject| {
            scene.tree.subtree(subject, |_| true)[0].min(self.clause.predicate)
        });
        let introduced = (first.saturating_sub(2)..first).any(|word| &*scene.tree.token(word).form == ":");
        let tells = says && !introduced;
        let before = || {
            scene
                .clauses
                .iter()
                .find(|other| self.clause.link == Link::Beside && Some(other.predicate) == self.clause.governor)
                .filter(|_| tells)
        };
        if let Some(content) = content(scene, self.clause).or_else(before) {
            let naming = Naming {
                name: relation.name.clone(),
                family: relation.family.clone(),
                trigger: relation.trigger.clone(),
            };
            let mut draft =
                scene.draft(subject, naming, Some(scene.clause_participant(content.predicate)), self.status);
            draft.confidence -= 0.1;
            return vec![draft];
        }
        self.with_oblique(relation, &relation.name, &subject, free, times)
    }

    /// Statements whose object is the first phrase beside the verb (and what is coordinated with it), else a time, else
    /// nothing.
    pub(super) fn with_oblique(
        &self,
        relation: &Relation,
        base: &str,
        subject: &Participant,
        free: &[&Oblique],
        times: &[usize],
    ) -> Vec<Draft> {
        let scene = self.scene;
        let passive = self.clause.voice == Voice::Passive;
        // "found in 36 states": without its object such a verb has lost what it is about.
        let alone = relation.trigger.len() == 1 + self.clause.particles.len();
        let lemma = scene.tree.lemma(self.clause.predicate);
        let lost = !passive && alone && self.clause.particles.is_empty() && TRANSITIVE.contains(&&*lemma);
        if lost || matches!(relation.family.as_deref(), Some("say" | "claim")) {
            return Vec::new();
        }
        let tied: Vec<&&Oblique> = free.iter().filter(|oblique| !oblique.preposition.is_empty()).collect();
        let belongs = |oblique: &&&&Oblique| {
            let preposition = oblique.preposition.as_str();
            let punished = matches!(relation.family.as_deref(), Some("accuse" | "acquit" | "charge" | "sentence"));
            if punished && matches!(preposition, "with" | "for" | "of" | "on") {
                return true;
            }
            let role = preposition == "as" && matches!(relation.family.as_deref(), Some("describe" | "name"));
            let loose = passive && matches!(preposition, "with" | "for" | "as" | "of") && !role;
            // "comes as fighting goes on": only some verbs say with "as" what somebody or something is.
            let aside = preposition == "as" && !role && !SERVING.contains(&&*lemma);
            // "consists of", "died of": after an active verb it belongs to the verb.
            let bound = preposition == "of" && !passive;
            !(loose || aside || !bound && CIRCUMSTANTIAL.contains(&preposition))
        };
        let named = tied
            .iter()
            .find(|oblique| scene.is_named(oblique.head) && !CIRCUMSTANTIAL.contains(&&*oblique.preposition));
        let first = named.or_else(|| tied.iter().find(belongs));
        let mut found = Vec::new();
        if let Some(first) = first {
            let series = scene.tree.first_of_series(first.head);
            for oblique in tied.iter().filter(|oblique| scene.tree.first_of_series(oblique.head) == series) {
                let name = format!("{base}_{}", snake(&oblique.preposition));
                let mut trigger = relation.trigger.clone();
                trigger.extend(scene.tree.dependent(oblique.head, &[Dependency::Case]));
                let naming = Naming { name, family: relation.family.clone(), trigger };
                found.push(scene.draft(subject.clone(), naming, Some(scene.participant(oblique.head)), self.status));
            }
            // "marched from the park *to the palace*": where it led counts as much as where it began.
            let end = tied.iter().find(|oblique| first.preposition == "from" && oblique.preposition == "to");
            if let Some(end) = end.filter(|end| scene.is_named(end.head)) {
                let mut trigger = relation.trigger.clone();
                trigger.extend(scene.tree.dependent(end.head, &[Dependency::Case]));
                let naming = Naming { name: format!("{base}_to"), family: relation.family.clone(), trigger };
                found.push(scene.draft(subject.clone(), naming, Some(scene.participant(end.head)), self.status));
            }
        } else if let Some(&time) = times.first() {
            let preposition = scene.tree.preposition(time).map(|word| format!("_{}", snake(&word))).unwrap_or_default();
            let object = Participant { value_type: ValueType::Date, ..scene.participant(time) };
            let naming = Naming {
                name: format!("{base}{preposition}"),
                family: relation.family.clone(),
                trigger: relation.trigger.clone(),
            };
            found.push(scene.draft(subject.clone(), naming, Some(object), self.status));
        } else if self.says_enough(relation, subject) {
            let naming =
                Naming { name: base.to_owned(), family: relation.family.clone(), trigger: relation.trigger.clone() };
            let mut draft = scene.draft(subject.clone(), naming, None, self.status);
            draft.confidence -= 0.2;
            found.push(draft);
        }
        found.iter_mut().for_each(|draft| self.discount(draft));
        found
    }

    /// "the minister resigned" says something; "the situation continues", "it is" alone do not.
    fn says_enough(&self, relation: &Relation, subject: &Participant) -> bool {
        let lemma = self.scene.tree.lemma(self.clause.predicate);
        let counted = subject.quantity.as_ref().is_some_and(|quantity| quantity.number.is_some());
        // "45 drones had been launched": a light verb in the passive tells of what is counted.
        let told = counted && relation.family.is_some() && self.clause.voice == Voice::Passive;
        let light = self.scene.schema.is_light_verb(&lemma) && !told;
        let empty = EMPTY_ALONE.contains(&lemma.as_str()) || light || relation.family.as_deref() == Some("describe");
        let known = relation.family.is_some() || subject.quantity.is_some() || self.scene.is_named(subject.head);
        !empty && known
    }

    /// Less sure where the subject is understood from afar.
    pub(super) fn discount(&self, draft: &mut Draft) {
        let clause = self.clause;
        if !clause.own_subject && clause.link != Link::Coordinate {
            draft.confidence -= 0.1;
        }
        if draft.subject.head.abs_diff(clause.predicate) > 15 {
            draft.confidence -= 0.1;
        }
    }

    /// Nouns, names and pronouns can be subjects; "there" and "it" without meaning cannot.
    pub(super) fn is_subject(&self, head: usize) -> bool {
        if head < dateline(self.scene.tree) {
            return false;
        }
        let tree = self.scene.tree;
        self.scene.is_demonym(head)
            || self.scene.is_named(head)
            || tree.is_nominal(head)
                && tree.token(head).relation != Dependency::Expl
                && tree.token(head).penn != PennTag::Ex
            || matches!(tree.token(head).penn, PennTag::Wdt | PennTag::Wp)
            || tree.token(head).tag == Tag::Determiner
                && tree.dependents(head).iter().any(|&child| tree.token(child).relation == Dependency::Nmod)
            || tree.token(head).tag == Tag::Adjective && tree.dependent(head, &[Dependency::Det]).is_some()
    }
}
