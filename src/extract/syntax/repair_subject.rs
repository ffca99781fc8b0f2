//! Mends whose act a clause tells, where the tree hands it to the wrong word.

use crate::lexicon::{NounClass, antecedent_of, noun_class};
use crate::model::EntityType;
use crate::nlp::{Dependency, NameKind, PennTag, Tag};

use crate::extract::syntax::clause::{Clause, Link, is_relative_pronoun};
use crate::extract::syntax::tree::Tree;
use crate::extract::value::time::is_time;

/// Mends the subject of one clause.
pub fn mend_subject(tree: &Tree, found: &mut [Clause], position: usize) {
    rivals(tree, found, position);
    behind_conjunction(tree, found, position);
    reduced_relative(tree, &mut found[position]);
    who_of_person(tree, &mut found[position]);
    of_last_speaker(tree, found, position);
    of_last_subject(tree, found, position);
}

/// "A report by X, *a company*, *two phones* were found": of two phrases before the verb that nothing joins, the nearer
/// one is the subject.
fn rivals(tree: &Tree, found: &mut [Clause], position: usize) {
    let clause = &found[position];
    let predicate = clause.predicate;
    let own = |head: usize| {
        tree.head(head) == Some(predicate)
            && head < predicate
            && matches!(tree.token(head).relation, Dependency::Nsubj | Dependency::NsubjPass)
    };
    let heads: Vec<usize> = clause.subjects.iter().copied().filter(|&head| own(head)).collect();
    let Some(&nearest) = heads.last().filter(|_| heads.len() > 1) else { return };
    let first = tree.subtree(nearest, |_| true)[0];
    if told_person(tree, found, position, first) {
        return;
    }
    let clause = &found[position];
    let parted = first.checked_sub(1).is_some_and(|before| &*tree.token(before).form == ",");
    if !parted || matches!(tree.token(nearest).penn, PennTag::Wdt | PennTag::Wp) {
        return;
    }
    let main = predicate;
    let (before, own): (Vec<usize>, Vec<usize>) = clause.subjects.iter().partition(|&&subject| subject < first);
    found[position].subjects = own;
    // "*The envoy alleged*, by the way, the firm had paid": the first subject is that of a verb of speech between the two.
    let speech = found.iter_mut().find(|other| {
        let between = before.iter().all(|&subject| subject < other.predicate) && other.predicate < first;
        let speaks = SPEECH.contains(&&*tree.lemma(other.predicate)) && is_finite(tree.token(other.predicate).penn);
        between && speaks && !other.own_subject && other.governor == Some(main)
    });
    if let Some(speech) = speech {
        speech.subjects = before;
        speech.own_subject = true;
        speech.link = Link::Beside;
        speech.noun = None;
    }
}

/// "Told *the court the files* were lost": the first of the two phrases behind such a verb is who is told.
fn told_person(tree: &Tree, found: &mut [Clause], position: usize, first: usize) -> bool {
    let clause = &found[position];
    let Some(above) = found.iter().position(|other| Some(other.predicate) == clause.governor) else { return false };
    let teller = &found[above];
    let unaddressed = teller.objects.is_empty() && teller.indirect.is_empty();
    let tells = matches!(&*tree.lemma(teller.predicate), "assure" | "inform" | "notify" | "remind" | "tell" | "warn");
    let right_behind = |head: &usize| tree.subtree(*head, |_| true).first() == Some(&(teller.predicate + 1));
    if clause.link != Link::Content || !tells || !unaddressed || !clause.subjects.iter().any(|head| right_behind(head))
    {
        return false;
    }
    let (told, own): (Vec<usize>, Vec<usize>) = clause.subjects.iter().partition(|&&subject| subject < first);
    found[position].subjects = own;
    found[above].indirect = told;
    true
}

/// "Was held after *a guard escaped* and called": a word that is preposition and conjunction, with a finite verb behind its
/// noun, begins a clause; the noun is its subject.
fn behind_conjunction(tree: &Tree, found: &mut [Clause], position: usize) {
    let clause = &found[position];
    let joined = tree.dependent(clause.predicate, &[Dependency::Cc]).is_some();
    let finite = tree.token(clause.predicate).penn == PennTag::Vbd
        || clause.auxiliaries.iter().any(|&word| is_finite(tree.token(word).penn));
    let opens = |word: &str| matches!(word, "after" | "before" | "as" | "since" | "until");
    let marked = clause.link == Link::Adverbial && clause.marker.as_deref().is_some_and(opens);
    if clause.own_subject
        || !finite
        || !marked && (joined || !matches!(clause.link, Link::Coordinate | Link::Adverbial))
    {
        return;
    }
    let Some(above) = found.iter().position(|other| Some(other.predicate) == clause.governor) else { return };
    let governor = &found[above];
    let between = |head: usize| governor.predicate < head && head < clause.predicate;
    let taken = governor.obliques.iter().position(|oblique| {
        let opened = if marked { oblique.preposition.is_empty() } else { opens(&oblique.preposition) };
        opened && between(oblique.head) && !is_time(tree, oblique.head, "") && tree.is_nominal(oblique.head)
    });
    let others = found.iter().any(|other| between(other.predicate) && other.own_subject);
    let Some(taken) = taken.filter(|_| !others) else { return };
    let subject = found[above].obliques.remove(taken);
    let clause = &mut found[position];
    clause.subjects = vec![subject.head];
    clause.own_subject = true;
    clause.link = Link::Adverbial;
    clause.marker = clause.marker.take().or(Some(subject.preposition));
}

fn is_finite(tag: PennTag) -> bool {
    matches!(tag, PennTag::Vbd | PennTag::Vbz | PennTag::Vbp | PennTag::Md)
}

/// "The emergency *the governor* declared": a finite relative clause has a subject; without a pronoun it is the noun right
/// before the verb.
fn reduced_relative(tree: &Tree, clause: &mut Clause) {
    let finite = clause.auxiliaries.iter().chain([&clause.predicate]).any(|&word| is_finite(tree.token(word).penn));
    let Some(noun) = clause.noun.filter(|_| clause.link == Link::Relative && finite && !clause.own_subject) else {
        return;
    };
    let first = clause.auxiliaries.iter().copied().chain([clause.predicate]).min().unwrap_or(clause.predicate);
    let pronoun = (noun..clause.predicate).any(|word| is_relative_pronoun(tree, word));
    let Some(before) = first.checked_sub(1).filter(|_| !pronoun) else { return };
    let mut head = before;
    while let Some(above) = tree.head(head)
        && above < head
        && matches!(tree.token(head).relation, Dependency::Flat | Dependency::Compound)
    {
        head = above;
    }
    let nominal = matches!(tree.token(before).tag, Tag::ProperNoun | Tag::Pronoun | Tag::Noun);
    let of = tree.head(head).filter(|&of| of >= noun);
    let Some(of) = of.filter(|_| nominal && head > noun && head != noun) else { return };
    if matches!(tree.token(of).tag, Tag::Noun | Tag::ProperNoun) {
        clause.subjects = vec![head];
        clause.own_subject = true;
        clause.noun = Some(of);
        clause.objects.push(of);
    }
}

/// "Ana Ruiz of Chile, *who* won": it is the person who won.
fn who_of_person(tree: &Tree, clause: &mut Clause) {
    let kind = |word: usize| tree.names.iter().find(|name| name.tokens.contains(&word)).map(|name| name.kind);
    let who = clause.subjects.iter().any(|&subject| tree.token(subject).penn == PennTag::Wp);
    let Some(noun) = clause.noun.filter(|_| clause.link == Link::Relative && who) else { return };
    let above = tree.head(noun).filter(|&head| head < noun && kind(head) == Some(NameKind::Person));
    if kind(noun) == Some(NameKind::Location) && above.is_some() {
        clause.noun = above;
    }
}

/// "He said the trial would be unfair, *adding* …": it is the speaker who adds.
fn of_last_speaker(tree: &Tree, found: &mut [Clause], position: usize) {
    let clause = &found[position];
    let says =
        tree.token(clause.predicate).penn == PennTag::Vbg && SPEAKING_ON.contains(&&*tree.lemma(clause.predicate));
    if !says || clause.link != Link::Adverbial || clause.own_subject || clause.marker.is_some() {
        return;
    }
    let Some(governor) = found.iter().find(|other| Some(other.predicate) == clause.governor) else { return };
    if governor.link != Link::Content || governor.predicate > clause.predicate || !governor.own_subject {
        return;
    }
    let Some(speech) = found.iter().find(|other| Some(other.predicate) == governor.governor) else { return };
    if SPEECH.contains(&&*tree.lemma(speech.predicate)) && speech.predicate < governor.predicate {
        found[position].governor = Some(speech.predicate);
    }
}

/// Participles that go on with what somebody has begun to say.
const SPEAKING_ON: &[&str] = &[
    "add", "argue", "call", "cite", "claim", "describe", "explain", "insist", "note", "say", "stress", "tell", "warn",
];

/// Verbs of speech whose content such a participle may follow.
const SPEECH: &[&str] = &[
    "add", "allege", "announce", "argue", "claim", "declare", "explain", "insist", "note", "say", "state", "stress",
    "tell", "warn", "write",
];

/// "The shell protects it, and the root takes up water, *holds* the soil": a verb without subject goes with the last
/// subject before it, also where the tree ties it to an earlier verb. A joined "-ing" form is no such verb: "and *paying*
/// it back seems hard" has no subject at all.
fn of_last_subject(tree: &Tree, found: &mut [Clause], position: usize) {
    let clause = &found[position];
    if clause.own_subject || clause.link != Link::Coordinate {
        return;
    }
    let Some(governor) = found.iter().find(|other| Some(other.predicate) == clause.governor) else { return };
    let loose = tree.token(clause.predicate).penn == PennTag::Vbg
        && clause.auxiliaries.is_empty()
        && is_finite(tree.token(governor.predicate).penn)
        && clause.predicate.checked_sub(1).is_some_and(|before| tree.token(before).penn == PennTag::Cc);
    if loose {
        found[position].governor = None;
        return;
    }
    let nearest = found[..position].iter().rev().find(|other| {
        let sister = other.governor == clause.governor && other.link == Link::Coordinate && other.own_subject;
        sister && governor.predicate < other.predicate && tree.head(other.predicate) == Some(governor.predicate)
    });
    let Some(nearest) = nearest.filter(|_| is_finite(tree.token(clause.predicate).penn)) else { return };
    let subjects = nearest.subjects.clone();
    found[position].subjects = subjects;
}

/// The noun that an apposition describes: "Ann Lee of Delta Shipping, *a carrier*" describes the company.
pub fn described(tree: &Tree, apposition: usize) -> Option<usize> {
    let head = tree.head(apposition).filter(|_| tree.token(apposition).relation == Dependency::Appos)?;
    let kind = |word: usize| tree.names.iter().find(|name| name.tokens.contains(&word)).map(|name| name.kind);
    if kind(head) != Some(NameKind::Person) || names_person(&tree.lemma(apposition)) {
        return Some(head);
    }
    let mut nearer = tree.dependents_by(head, &[Dependency::Nmod]).filter(|&child| child < apposition);
    nearer.find(|&child| matches!(kind(child), Some(NameKind::Organization | NameKind::Location))).or(Some(head))
}

/// False for nouns that name no human being: "firm", "island".
fn names_person(lemma: &str) -> bool {
    let class =
        noun_class(lemma).map(NounClass::entity_type).or_else(|| antecedent_of(lemma).map(|noun| noun.entity_type));
    !matches!(class, Some(EntityType::Organization | EntityType::Place | EntityType::Facility | EntityType::Country))
}
