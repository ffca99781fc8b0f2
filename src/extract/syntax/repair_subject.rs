//! Mends whose act a clause tells, where the tree hands it to the wrong word.

use crate::lexicon::{NounClass, antecedent_of, noun_class};
use crate::model::EntityType;
use crate::nlp::{Dependency, NameKind, PennTag, Tag};

use crate::extract::syntax::clause::{Clause, Link, is_relative_pronoun};
use crate::extract::syntax::tree::Tree;
use crate::extract::value::time::is_time;

/// Mends the subject of one clause.
pub fn mend_subject(tree: &Tree, found: &mut [Clause], position: usize) {
    bare_subject(tree, &mut found[position]);
    rivals(tree, found, position);
    behind_conjunction(tree, found, position);
    reduced_relative(tree, &mut found[position]);
    who_of_person(tree, &mut found[position]);
    which_agrees(tree, &mut found[position]);
    agreeing_antecedent(tree, &mut found[position]);
    of_thinker(tree, found, position);
    of_last_speaker(tree, found, position);
    of_speaker_again(tree, found, position);
    of_last_subject(tree, found, position);
    behind_complement(tree, found, position);
}

/// "In 2007 *a fire in the town* killed nine": a phrase without preposition before a finite verb that has no subject is the
/// subject.
fn bare_subject(tree: &Tree, clause: &mut Clause) {
    let finite = clause.auxiliaries.first().copied().unwrap_or(clause.predicate);
    if clause.own_subject || clause.link != Link::Root || !is_finite(tree.token(finite).penn) {
        return;
    }
    let found = clause.obliques.iter().position(|oblique| {
        let determined = || tree.dependent(oblique.head, &[Dependency::Det, Dependency::Nummod]).is_some();
        let named = tree.token(oblique.head).tag == Tag::ProperNoun;
        oblique.preposition.is_empty()
            && oblique.head < finite
            && tree.is_nominal(oblique.head)
            && (named || determined())
            && !is_time(tree, oblique.head, "")
            && tree.dependent(oblique.head, &[Dependency::Case]).is_none()
    });
    if let Some(position) = found {
        let head = clause.obliques.remove(position).head;
        clause.subjects = tree.coordinated(head);
        clause.own_subject = true;
    }
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
    if told_person(tree, found, position, nearest) {
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
fn told_person(tree: &Tree, found: &mut [Clause], position: usize, nearest: usize) -> bool {
    let clause = &found[position];
    let Some(above) = found.iter().position(|other| Some(other.predicate) == clause.governor) else { return false };
    let teller = &found[above];
    let unaddressed = teller.objects.is_empty() && teller.indirect.is_empty();
    let tells = matches!(&*tree.lemma(teller.predicate), "assure" | "inform" | "notify" | "remind" | "tell" | "warn");
    let right_behind = |head: &usize| {
        let begins = tree.subtree(*head, |_| true)[0];
        // The tree may hang the article of the first phrase on the second.
        let article = begins.checked_sub(1).is_some_and(|before| tree.token(before).tag == Tag::Determiner);
        begins == teller.predicate + 1 || article && begins == teller.predicate + 2
    };
    if clause.link != Link::Content || !tells || !unaddressed || !clause.subjects.iter().any(right_behind) {
        return false;
    }
    let (told, own): (Vec<usize>, Vec<usize>) = clause.subjects.iter().partition(|&&subject| subject < nearest);
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
    let person =
        |head: usize| kind(head) == Some(NameKind::Person) || noun_class(&tree.lemma(head)) == Some(NounClass::Person);
    let above = tree.head(noun).filter(|&head| head < noun && tree.is_nominal(head) && person(head));
    if matches!(kind(noun), Some(NameKind::Location | NameKind::Organization)) && above.is_some() {
        clause.noun = above;
    }
}

/// "Owners of Delta, which *is* based there", "talks with the union, which *were* suspended": the verb tells whether one or
/// several are meant.
fn which_agrees(tree: &Tree, clause: &mut Clause) {
    let which = clause.subjects.iter().any(|&subject| tree.token(subject).penn == PennTag::Wdt);
    let Some(noun) = clause.noun.filter(|_| clause.link == Link::Relative && which) else { return };
    let finite =
        clause.auxiliaries.iter().copied().min().or_else(|| tree.dependent(clause.predicate, &[Dependency::Cop]));
    let finite = tree.token(finite.unwrap_or(clause.predicate));
    let several = match (finite.penn, &*finite.form.to_lowercase()) {
        (PennTag::Vbz, _) | (_, "was") => false,
        (PennTag::Vbp, _) | (_, "were") => true,
        _ => return,
    };
    let joined = |word: usize| tree.dependent(word, &[Dependency::Conj]).is_some();
    let plural = |word: usize| matches!(tree.token(word).penn, PennTag::Nns) || joined(word);
    // "The staff of the bank, which were …"; a body with a name beside something in the plural is one.
    let group = |word: usize| {
        let class = noun_class(&tree.lemma(word)).filter(|_| tree.token(word).tag == Tag::Noun);
        matches!(class, Some(NounClass::Group | NounClass::Organisation))
    };
    if several && !plural(noun) && !group(noun) {
        let above = tree.head(noun).filter(|&above| above < noun && plural(above));
        if let Some(above) = above.filter(|_| tree.token(noun).relation == Dependency::Nmod) {
            clause.noun = Some(above);
        }
    } else if !several && tree.token(noun).penn == PennTag::Nns && !joined(noun) {
        let below = tree.dependents_by(noun, &[Dependency::Nmod]);
        let one = below.filter(|&child| child < clause.predicate && tree.token(child).penn == PennTag::Nnp).last();
        if one.is_some() {
            clause.noun = one;
        }
    }
}

/// "Founded by twelve states, including Chad and Mali, which *is* based there": a verb in the singular is not about several.
fn agreeing_antecedent(tree: &Tree, clause: &mut Clause) {
    let finite = clause.auxiliaries.first().copied().or_else(|| tree.dependent(clause.predicate, &[Dependency::Cop]));
    let singular = tree.token(finite.unwrap_or(clause.predicate)).penn == PennTag::Vbz;
    let pronoun = clause.subjects.iter().any(|&subject| tree.token(subject).penn == PennTag::Wdt);
    let Some(noun) = clause.noun.filter(|_| clause.link == Link::Relative && singular && pronoun) else { return };
    let several = |word: usize| {
        let plural = matches!(tree.token(word).penn, PennTag::Nns | PennTag::Nnps);
        plural && tree.token(word).tag == Tag::Noun || tree.dependent(word, &[Dependency::Conj]).is_some()
    };
    let examples = matches!(tree.preposition(noun).as_deref(), Some("including" | "such as" | "like"));
    if !several(noun) || !examples {
        return;
    }
    let mut at = noun;
    while let Some(above) = tree.head(at) {
        let subject = || tree.dependent(above, &[Dependency::Nsubj, Dependency::NsubjPass]);
        let found = if tree.is_nominal(above) { Some(above) } else { subject() };
        if let Some(one) = found.filter(|&one| one < noun && !several(one) && tree.is_nominal(one)) {
            clause.noun = Some(one);
            return;
        }
        at = above;
    }
}

/// "Has refused demands for a ban, *fearing* a war": it is no ban that fears.
fn of_thinker(tree: &Tree, found: &mut [Clause], position: usize) {
    let clause = &found[position];
    let thinks =
        matches!(&*tree.lemma(clause.predicate), "argue" | "cite" | "claim" | "fear" | "hope" | "vow" | "warn")
            && tree.token(clause.predicate).penn == PennTag::Vbg;
    let parted = clause.predicate.checked_sub(1).is_some_and(|before| &*tree.token(before).form == ",");
    let Some(noun) = clause.noun.filter(|_| clause.link == Link::Noun && thinks && parted && !clause.own_subject)
    else {
        return;
    };
    let thing = tree.token(noun).tag == Tag::Noun && names_thing(&tree.lemma(noun));
    let Some(governor) = found.iter().find(|other| Some(other.predicate) == clause.governor) else { return };
    if thing && governor.own_subject && !governor.subjects.contains(&noun) && governor.predicate < noun {
        let clause = &mut found[position];
        clause.link = Link::Adverbial;
        clause.noun = None;
    }
}

/// True for nouns that are known to name no person or body.
fn names_thing(lemma: &str) -> bool {
    let class =
        noun_class(lemma).map(NounClass::entity_type).or_else(|| antecedent_of(lemma).map(|noun| noun.entity_type));
    !matches!(class, Some(EntityType::Person | EntityType::Group | EntityType::Organization | EntityType::Country))
        && !lemma.ends_with("er")
}

/// "Said the army is responding *and asked* for help": a verb in the past after one in the present goes on with what the
/// speaker did.
fn of_speaker_again(tree: &Tree, found: &mut [Clause], position: usize) {
    let clause = &found[position];
    let past = tree.token(clause.predicate).penn == PennTag::Vbd && clause.auxiliaries.is_empty();
    if clause.link != Link::Coordinate || clause.own_subject || !past {
        return;
    }
    let at = |predicate: Option<usize>| found.iter().find(|other| Some(other.predicate) == predicate);
    let Some(said) = at(clause.governor).filter(|said| said.link == Link::Content) else { return };
    let Some(speech) = at(said.governor).filter(|speech| SPEECH.contains(&&*tree.lemma(speech.predicate))) else {
        return;
    };
    let first = said.auxiliaries.first().copied().or_else(|| tree.dependent(said.predicate, &[Dependency::Cop]));
    // "have abused and ignored": the second may be a participle.
    let finite = first.unwrap_or(said.predicate);
    let perfect = tree.lemma(finite) == "have" && !said.auxiliaries.is_empty();
    // "Warned that floods could follow and *urged* people to leave": no past follows "could".
    let modal = tree.token(finite).penn == PennTag::Md;
    let present = matches!(tree.token(finite).penn, PennTag::Vbz | PennTag::Vbp) && !perfect || modal;
    let spoke = tree.token(speech.predicate).penn == PennTag::Vbd && speech.predicate < said.predicate;
    if present && spoke {
        let (subjects, governor) = (speech.subjects.clone(), speech.predicate);
        found[position].subjects = subjects;
        found[position].governor = Some(governor);
    }
}

/// "Described the vote as free but *criticised* the delay": a verb that the tree ties to a complement of another verb in
/// the same tense has that verb's subject.
fn behind_complement(tree: &Tree, found: &mut [Clause], position: usize) {
    let clause = &found[position];
    let Some(above) = tree.head(clause.predicate).filter(|_| clause.link == Link::Coordinate && !clause.own_subject)
    else {
        return;
    };
    let joined = tree.dependent(clause.predicate, &[Dependency::Cc]).is_some();
    let Some(governor) = found.iter().find(|other| Some(other.predicate) == clause.governor) else { return };
    let complement = above != governor.predicate
        && tree.head(above) == Some(governor.predicate)
        && matches!(tree.token(above).tag, Tag::Noun | Tag::ProperNoun | Tag::Adjective)
        && !matches!(tree.token(above).relation, Dependency::Nsubj | Dependency::NsubjPass);
    let same_tense = is_finite(tree.token(clause.predicate).penn)
        && tree.token(clause.predicate).penn == tree.token(governor.predicate).penn;
    if joined && complement && same_tense && governor.own_subject && governor.voice == clause.voice {
        let subjects = governor.subjects.clone();
        found[position].subjects = subjects;
    }
}

/// "He said the trial would be unfair, *adding* …": it is the speaker who adds.
fn of_last_speaker(tree: &Tree, found: &mut [Clause], position: usize) {
    let clause = &found[position];
    let says =
        tree.token(clause.predicate).penn == PennTag::Vbg && SPEAKING_ON.contains(&&*tree.lemma(clause.predicate));
    let beside = clause.marker.as_deref().is_none_or(|marker| marker == "while");
    if !says || clause.link != Link::Adverbial || clause.own_subject || !beside {
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
    "accuse",
    "add",
    "advocate",
    "argue",
    "blame",
    "call",
    "cite",
    "claim",
    "condemn",
    "criticise",
    "criticize",
    "demand",
    "describe",
    "explain",
    "insist",
    "note",
    "praise",
    "promise",
    "reject",
    "say",
    "stress",
    "tell",
    "urge",
    "warn",
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
    // "signed the accord, *a move that* …": beside the whole clause.
    if matches!(
        &*tree.lemma(apposition),
        "decision" | "development" | "gesture" | "move" | "practice" | "sign" | "step"
    ) {
        return None;
    }
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
