//! The clauses of a sentence: who does what to whom, with the participants that grammar leaves unsaid.
//!
//! Clause by clause extraction follows the idea of ClausIE (Del Corro and Gemulla, WWW 2013) on Universal Dependencies.

use crate::lexicon::{NounClass, noun_class};
use crate::nlp::{Dependency, PennTag, Tag};

use crate::extract::syntax::participants::{
    by_depth, describes_later, ends_period, is_means, share_agents, with_names,
};
use crate::extract::syntax::repair::mend;
use crate::extract::syntax::repair_subject::described;
use crate::extract::syntax::tree::Tree;
use crate::extract::syntax::word_classes::INTRANSITIVE;
use crate::extract::value::time::{is_time, is_time_adverb as is_time_word};

/// Whether the subject acts or is acted upon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// "visited"
    Active,
    /// "was visited"
    Passive,
}

/// What kind of word carries the clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PredicateKind {
    /// A verb.
    Verb,
    /// A noun or adjective with a copula: "is a member", "are ready".
    Copula,
    /// A noun phrase after a preposition with a copula: "is in Kyiv".
    Place,
}

/// How a clause hangs in the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// The main clause.
    Root,
    /// The content of its governor: "said *that he came*", "agreed *to come*".
    Content,
    /// An adverbial clause: "*before visiting Poland*".
    Adverbial,
    /// A clause on a noun: "troops *fighting in the east*", "plans *to leave*".
    Noun,
    /// A relative clause.
    Relative,
    /// Coordinated with its governor.
    Coordinate,
    /// Set beside its governor: "…, *he said*".
    Beside,
}

/// A noun phrase tied to a predicate by a preposition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Oblique {
    /// The preposition, lower case; empty for a bare phrase ("on" is said, "Thursday" is not).
    pub preposition: String,
    /// Head of the noun phrase.
    pub head: usize,
}

/// One predicate with its participants, each given by the head of its noun phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// The word that carries the clause.
    pub predicate: usize,
    /// What kind of word it is.
    pub kind: PredicateKind,
    /// Active or passive.
    pub voice: Voice,
    /// Grammatical subjects, coordinated ones each for itself; may stand in another clause.
    pub subjects: Vec<usize>,
    /// True if the clause says its subject itself.
    pub own_subject: bool,
    /// Direct objects.
    pub objects: Vec<usize>,
    /// Indirect objects.
    pub indirect: Vec<usize>,
    /// By-phrases of a passive.
    pub agents: Vec<usize>,
    /// Prepositional and bare adverbial phrases, agents left out.
    pub obliques: Vec<Oblique>,
    /// Particles: "shoot *down*".
    pub particles: Vec<usize>,
    /// Auxiliaries, its own or shared with the verb that it is coordinated with.
    pub auxiliaries: Vec<usize>,
    /// The predicate that governs it.
    pub governor: Option<usize>,
    /// How it hangs on the governor.
    pub link: Link,
    /// The noun that it hangs on, for [`Link::Noun`] and [`Link::Relative`].
    pub noun: Option<usize>,
    /// The word that introduces it ("if", "to", "before"), lower case.
    pub marker: Option<String>,
}

impl Clause {
    /// Who acts: the subject of an active clause, the by-phrase of a passive one.
    pub fn doers(&self) -> &[usize] {
        match self.voice {
            Voice::Active => &self.subjects,
            Voice::Passive => &self.agents,
        }
    }

    /// Who or what is acted upon.
    ///
    /// "urged *them* to come" counts whichever object the tree calls it.
    pub fn undergoers(&self) -> &[usize] {
        match self.voice {
            // "asked the premier to go": with no other object the person addressed is it.
            Voice::Active if self.objects.is_empty() => &self.indirect,
            Voice::Active => &self.objects,
            Voice::Passive => &self.subjects,
        }
    }
}

const SUBJECTS: &[Dependency] = &[Dependency::Nsubj, Dependency::NsubjPass];
pub(super) const AUXILIARIES: &[Dependency] = &[Dependency::Aux, Dependency::AuxPass];
pub(super) const OBLIQUES: &[Dependency] = &[Dependency::Obl, Dependency::OblUnmarked, Dependency::OblAgent];

/// The clauses of a sentence, in the order of their predicates.
pub fn clauses(tree: &Tree) -> Vec<Clause> {
    let mut found: Vec<Clause> = (0..tree.tokens.len())
        .filter_map(|index| predicate_kind(tree, index).map(|kind| bare(tree, index, kind)))
        .collect();
    for position in 0..found.len() {
        mend(tree, &mut found, position);
    }
    let order = by_depth(tree, &found);
    for position in order {
        let governor =
            found[position].governor.and_then(|governor| found.iter().find(|clause| clause.predicate == governor));
        let mut inherited = inherit(tree, &found[position], governor);
        // "X is a company founded by Y", "X, a company founded by Y": it is X that was founded.
        for noun in inherited.subjects.iter_mut().chain(&mut inherited.objects) {
            *noun = bearer(tree, &found, *noun).unwrap_or(*noun);
        }
        share_agents(tree, &mut found, position);
        share_objects(tree, &mut found, position);
        let clause = &mut found[position];
        if clause.link == Link::Relative {
            clause.subjects.retain(|&index| !is_relative_pronoun(tree, index));
            clause.objects.retain(|&index| !is_relative_pronoun(tree, index));
            clause.obliques.retain(|oblique| !is_relative_pronoun(tree, oblique.head));
        }
        if let Some(auxiliaries) = inherited.auxiliaries {
            clause.auxiliaries = auxiliaries;
        }
        if clause.subjects.is_empty() {
            clause.subjects = inherited.subjects;
        }
        if clause.objects.is_empty() {
            clause.objects = inherited.objects;
        }
        clause.obliques.extend(inherited.obliques);
    }
    found
}

/// "Condemned *and rejected* the plan": of two verbs with only a conjunction between them, the object belongs to both.
fn share_objects(tree: &Tree, found: &mut [Clause], position: usize) {
    let clause = &found[position];
    let joined = clause.link == Link::Coordinate && !clause.own_subject && clause.voice == Voice::Active;
    let Some(before) = clause.predicate.checked_sub(2).filter(|_| joined && !clause.objects.is_empty()) else { return };
    let only_conjunction = tree.token(before + 1).penn == PennTag::Cc
        && tree.token(before).penn == tree.token(clause.predicate).penn
        && clause.objects.iter().all(|&object| object > clause.predicate);
    let objects = clause.objects.clone();
    let first = found.iter_mut().find(|other| other.predicate == before && Some(before) == tree.head(before + 2));
    if let Some(first) = first.filter(|first| only_conjunction && first.voice == Voice::Active)
        && first.objects.is_empty()
        && first.obliques.is_empty()
        && first.kind == PredicateKind::Verb
        && !INTRANSITIVE.contains(&&*tree.lemma(before))
    {
        first.objects = objects;
    }
}

fn predicate_kind(tree: &Tree, index: usize) -> Option<PredicateKind> {
    use Dependency::*;
    let token = tree.token(index);
    if tree.dependent(index, &[Cop]).is_some() {
        let place = tree.is_nominal(index) && tree.dependent(index, &[Case]).is_some_and(|case| case < index);
        return Some(if place { PredicateKind::Place } else { PredicateKind::Copula });
    }
    let clausal = matches!(
        token.relation,
        Root | Ccomp
            | Xcomp
            | Advcl
            | AdvclRelcl
            | Acl
            | AclRelcl
            | Conj
            | Parataxis
            | Csubj
            | CsubjPass
            | CsubjOuter
            | List
            | Appos
            | Dep
    );
    let modifier_only =
        token.relation == Conj && tree.head(index).is_some_and(|head| tree.token(head).relation == Amod);
    (token.tag == Tag::Verb && clausal && !modifier_only).then_some(PredicateKind::Verb)
}

/// A clause with what the sentence itself says of it.
fn bare(tree: &Tree, predicate: usize, kind: PredicateKind) -> Clause {
    use Dependency::*;
    let (governor, link) = governor(tree, predicate);
    // "today has 30 members": a day is no subject, whatever the tree says.
    let subjects = tree.dependents_by(predicate, SUBJECTS).filter(|&head| !is_time_word(&tree.lemma(head)));
    let mut own: Vec<usize> = subjects.flat_map(|head| tree.coordinated(head)).collect();
    // "Silva et al".
    own.retain(|&head| !(tree.lemma(head) == "al" && head > 0 && &*tree.token(head - 1).form == "et"));
    // "the 31-member NATO has": of two nouns side by side the second is the subject.
    let beside: Vec<usize> = own.clone();
    let number_after = |head: usize| tree.tokens.get(head + 1).is_some_and(|token| token.head == Some(head as u32));
    let named = own.clone();
    own.retain(|&head| !describes_later(tree, head, &named));
    own.retain(|&head| {
        let numbered = number_after(head) && tree.is_numeral(head + 1);
        !(beside.contains(&(head + 1)) || numbered && beside.contains(&(head + 2)))
    });
    let participle = (tree.token(predicate).penn == PennTag::Vbn
        || tree.token(predicate).penn == PennTag::Vbd && link == Link::Noun)
        && tree.dependent(predicate, &[Aux]).is_none();
    let passive = tree.dependent(predicate, &[NsubjPass, AuxPass, CsubjPass]).is_some()
        || (participle && own.is_empty() && matches!(link, Link::Noun | Link::Adverbial))
        || tree.dependent(predicate, &[OblAgent]).is_some();
    // "has vowed" is active, whatever the tree calls its subject.
    let auxiliaries: Vec<usize> = tree.dependents_by(predicate, AUXILIARIES).collect();
    let without_be = !auxiliaries.is_empty()
        && !auxiliaries.iter().any(|&auxiliary| matches!(&*tree.lemma(auxiliary), "be" | "get" | "'s"));
    let passive = passive && !without_be;
    let voice = if passive && kind == PredicateKind::Verb { Voice::Passive } else { Voice::Active };
    let mut agents = Vec::new();
    let mut obliques = Vec::new();
    for head in tree.dependents_by(predicate, OBLIQUES) {
        let preposition = tree.preposition(head).unwrap_or_default();
        if ends_period(tree, predicate, head, &preposition) {
            continue;
        }
        let by = preposition == "by" && !is_time(tree, head, &preposition);
        // "known by its acronym": not whoever knows.
        let known_by = tree.lemma(predicate) == "know" && tree.token(head).tag == Tag::Noun;
        let agent = (tree.token(head).relation == OblAgent || by) && voice == Voice::Passive && !known_by;
        for each in tree.coordinated(head) {
            if agent && !is_means(tree, each) {
                agents.push(each);
            } else {
                let own_preposition = tree.preposition(each).filter(|_| each != head);
                obliques
                    .push(Oblique { preposition: own_preposition.unwrap_or_else(|| preposition.clone()), head: each });
            }
        }
    }
    let marks: Vec<usize> = tree.dependents_by(predicate, &[Mark]).collect();
    let marker = marks.first().map(|&mark| {
        let fixed = tree.dependents_by(mark, &[Fixed]).map(|word| tree.lemma(word));
        std::iter::once(tree.lemma(mark)).chain(fixed).collect::<Vec<_>>().join(" ")
    });
    // "became a republic", "remains a member of X".
    let becomes = matches!(tree.lemma(predicate).as_str(), "become" | "remain");
    let bare = |head: usize| tree.is_nominal(head) && tree.dependent(head, &[Case, Mark, Aux, AuxPass, Cop]).is_none();
    let turned = tree.dependents_by(predicate, &[Xcomp]).filter(|&head| becomes && bare(head));
    let objects = tree.dependents_by(predicate, &[Obj]).chain(turned);
    Clause {
        predicate,
        kind,
        voice,
        own_subject: !own.is_empty(),
        subjects: own,
        objects: with_names(tree, objects.flat_map(|head| tree.coordinated(head)).collect()),
        indirect: tree.dependents_by(predicate, &[Iobj]).flat_map(|head| tree.coordinated(head)).collect(),
        agents,
        obliques,
        particles: tree.dependents_by(predicate, &[CompoundPrt]).collect(),
        auxiliaries,
        governor,
        link,
        noun: tree.head(predicate).filter(|_| matches!(link, Link::Noun | Link::Relative)),
        marker,
    }
}

/// The nearest predicate above, and how the clause hangs on it.
fn governor(tree: &Tree, predicate: usize) -> (Option<usize>, Link) {
    use Dependency::*;
    let link = match tree.token(predicate).relation {
        Root => Link::Root,
        Ccomp | Xcomp | Csubj | CsubjPass | CsubjOuter => Link::Content,
        Advcl => Link::Adverbial,
        AdvclRelcl | AclRelcl => Link::Relative,
        Acl => Link::Noun,
        Conj => Link::Coordinate,
        _ => Link::Beside,
    };
    let mut at = predicate;
    for _ in 0..tree.tokens.len() {
        match tree.head(at) {
            None => return (None, link),
            Some(head) if predicate_kind(tree, head).is_some() => return (Some(head), link),
            Some(head) => at = head,
        }
    }
    (None, link)
}

#[derive(Default)]
struct Inherited {
    subjects: Vec<usize>,
    objects: Vec<usize>,
    obliques: Vec<Oblique>,
    auxiliaries: Option<Vec<usize>>,
}

/// What a clause takes from the words that it hangs on.
fn inherit(tree: &Tree, clause: &Clause, governor: Option<&Clause>) -> Inherited {
    let mut inherited = Inherited::default();
    match clause.link {
        Link::Coordinate => {
            let Some(governor) = governor.filter(|governor| tree.head(clause.predicate) == Some(governor.predicate))
            else {
                return inherited;
            };
            inherited.subjects = governor.subjects.clone();
            let shares = !clause.own_subject && clause.auxiliaries.is_empty();
            // "will go to X and meet Y" shares the auxiliary; "was hit and burned" must not turn active verbs passive.
            let same_form = matches!(tree.token(clause.predicate).penn, PennTag::Vb | PennTag::Vbn);
            if shares && same_form {
                inherited.auxiliaries = Some(governor.auxiliaries.clone());
            }
        }
        // "*Keeping peace* helps everyone": nobody in particular.
        Link::Content if matches!(tree.token(clause.predicate).relation, Dependency::Csubj | Dependency::CsubjPass) => {
        }
        Link::Content => {
            inherited.subjects = governor.map(|governor| controller(tree, clause, governor)).unwrap_or_default()
        }
        Link::Adverbial => inherited.subjects = governor.map(|governor| governor.subjects.clone()).unwrap_or_default(),
        Link::Noun => {
            let noun = clause.noun.unwrap_or(clause.predicate);
            let infinitive = clause.marker.as_deref() == Some("to");
            inherited.subjects = match tree.dependent(noun, &[Dependency::NmodPoss]) {
                Some(possessor) if infinitive => vec![possessor],
                // "a reminder of *the need* to act", "*the start of talks* to end it": not what the main clause speaks of.
                None if infinitive => governor
                    .filter(|governor| {
                        let beside = tree.head(noun) == Some(governor.predicate) && !governor.subjects.contains(&noun);
                        beside && governor.kind != PredicateKind::Copula
                            || governor.predicate == noun
                            || governor.objects.contains(&noun)
                    })
                    .map(|governor| governor.subjects.clone())
                    .unwrap_or_default(),
                // "signs of sending", "a bill for banning": it is not the noun that does so.
                possessor if is_introduced_gerund(tree, clause) => {
                    let holds = |governor: &&Clause| {
                        let lemma = tree.lemma(governor.predicate);
                        matches!(&*lemma, "have" | "face" | "express" | "accept" | "deny" | "admit" | "take")
                            && governor.objects.contains(&noun)
                    };
                    let holders = governor.filter(holds).map(|governor| governor.subjects.clone());
                    possessor.map(|possessor| vec![possessor]).or(holders).unwrap_or_default()
                }
                _ => tree.coordinated(noun),
            };
        }
        Link::Relative => inherited = relative(tree, clause),
        Link::Root | Link::Beside => {}
    }
    inherited.subjects.retain(|&subject| subject != clause.predicate && !tree.is_under(subject, clause.predicate));
    inherited
}

/// "(for) banning": an "-ing" form behind a preposition, whichever word the tree ties that to.
fn is_introduced_gerund(tree: &Tree, clause: &Clause) -> bool {
    let behind = clause.predicate.checked_sub(1).is_some_and(|before| tree.token(before).penn == PennTag::In);
    tree.token(clause.predicate).penn == PennTag::Vbg && (behind || clause.marker.is_some())
}

/// Who or what a describing noun describes: the subject of its copula, or the noun that it is set beside.
fn bearer(tree: &Tree, found: &[Clause], noun: usize) -> Option<usize> {
    let copula = found.iter().find(|clause| clause.predicate == noun && clause.kind == PredicateKind::Copula);
    match copula {
        Some(copula) => copula.subjects.first().copied(),
        None => {
            let head = described(tree, noun).filter(|&head| head < noun)?;
            // "X was an icon of freedom, *a patriot who* …": a person described stands beside the whole description.
            let beneath = tree.head(head).filter(|_| tree.token(head).relation == Dependency::Nmod);
            let copula = beneath.and_then(|above| {
                found.iter().find(|clause| clause.predicate == above && clause.kind == PredicateKind::Copula)
            });
            let person = noun_class(&tree.lemma(noun)) == Some(NounClass::Person) && tree.token(head).tag == Tag::Noun;
            copula.filter(|_| person).and_then(|copula| copula.subjects.first().copied()).or(Some(head))
        }
    }
}

/// The understood subject of "agreed *to come*" and "urged them *to come*".
fn controller(tree: &Tree, clause: &Clause, governor: &Clause) -> Vec<usize> {
    let open = tree.token(clause.predicate).relation == Dependency::Xcomp
        || tree.token(clause.predicate).penn == PennTag::Vbg
        || clause.marker.as_deref() == Some("to");
    if !open {
        return Vec::new();
    }
    let lemma = tree.lemma(governor.predicate);
    // "the tanks *they need to win*": who needs them wins.
    let needed = matches!(&*lemma, "have" | "need" | "use" | "want")
        && governor.link == Link::Relative
        && governor.noun.is_some_and(|noun| governor.objects == [noun]);
    // "told the paper, *implying* that …": behind a comma it is the subject that goes on.
    let first = tree.subtree(clause.predicate, |_| true)[0];
    let goes_on = tree.token(clause.predicate).penn == PennTag::Vbg
        && first.checked_sub(1).is_some_and(|before| &*tree.token(before).form == ",");
    let subject_controls = needed || goes_on || matches!(&*lemma, "promise" | "threaten" | "vow");
    if !subject_controls && governor.voice == Voice::Active {
        // "spent eight years fortifying": a time does nothing.
        let objects: Vec<usize> =
            governor.objects.iter().copied().filter(|&object| !is_time(tree, object, "")).collect();
        if !objects.is_empty() {
            return objects;
        }
        if !governor.indirect.is_empty() {
            return governor.indirect.clone();
        }
        let called =
            governor.obliques.iter().filter(|oblique| matches!(oblique.preposition.as_str(), "on" | "upon" | "for"));
        let called: Vec<usize> = called.map(|oblique| oblique.head).collect();
        if !called.is_empty() && matches!(&*lemma, "call" | "wait" | "appeal" | "ask") {
            return called;
        }
    }
    governor.subjects.clone()
}

/// The antecedent of a relative clause in the place of its pronoun, or of the gap.
fn relative(tree: &Tree, clause: &Clause) -> Inherited {
    let mut inherited = Inherited::default();
    let Some(noun) = clause.noun else { return inherited };
    let pronoun = |index: usize| is_relative_pronoun(tree, index);
    let antecedents = vec![noun];
    if clause.subjects.iter().any(|&subject| pronoun(subject)) {
        inherited.subjects = antecedents;
    } else if clause.objects.iter().any(|&object| pronoun(object)) {
        inherited.objects = antecedents;
    } else if let Some(oblique) = clause.obliques.iter().find(|oblique| pronoun(oblique.head)) {
        inherited.obliques.push(Oblique { preposition: oblique.preposition.clone(), head: noun });
    } else if !clause.own_subject {
        inherited.subjects = antecedents;
    } else if clause.objects.is_empty()
        && clause.kind == PredicateKind::Verb
        && !has_conjunction(tree, clause)
        && !names_owner(tree, clause)
    {
        let adverb = tree.dependents(clause.predicate).iter().find_map(|&child| match &*tree.lemma(child) {
            "where" => Some("in"),
            "when" | "why" | "how" => Some(""),
            _ => None,
        });
        match adverb {
            Some(preposition) => inherited.obliques.push(Oblique { preposition: preposition.to_owned(), head: noun }),
            None if tree.token(clause.predicate).relation == Dependency::AclRelcl => inherited.objects = antecedents,
            None => {}
        }
    }
    inherited
}

/// "X, *whose husband* died": the noun outside owns the subject and is nothing else in the clause.
fn names_owner(tree: &Tree, clause: &Clause) -> bool {
    let owns = |&subject: &usize| {
        tree.dependents_by(subject, &[Dependency::NmodPoss])
            .any(|owner| tree.token(owner).penn == PennTag::WpPossessive)
    };
    clause.subjects.iter().any(owns)
}

/// "… whether it can help": a clause with a conjunction has no gap for a noun outside.
fn has_conjunction(tree: &Tree, clause: &Clause) -> bool {
    tree.dependents_by(clause.predicate, &[Dependency::Mark]).any(|mark| {
        !is_relative_pronoun(tree, mark) && !matches!(&*tree.lemma(mark), "that" | "where" | "when" | "why")
    })
}

/// "who", "which", "that" … where they stand for a noun outside the clause.
pub fn is_relative_pronoun(tree: &Tree, index: usize) -> bool {
    let token = tree.token(index);
    matches!(token.penn, PennTag::Wdt | PennTag::Wp)
        || (token.tag == Tag::Pronoun && token.lemma.eq_ignore_ascii_case("that"))
}
