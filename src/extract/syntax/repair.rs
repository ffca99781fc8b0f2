//! Mends readings that dependency parsers often miss, where the words leave no doubt.

use crate::nlp::{Dependency, PennTag, Tag};

use crate::extract::syntax::clause::{Clause, Link, Oblique, PredicateKind, Voice, is_relative_pronoun};
use crate::extract::syntax::repair_agent::agent_behind;
use crate::extract::syntax::repair_subject::mend_subject;
use crate::extract::syntax::tree::Tree;
use crate::extract::syntax::word_classes::GETTING;
use crate::extract::value::time::{is_time, is_time_adverb};

/// Verbs whose object is a clause far more often than a thing.
const SAYING: &[&str] = &[
    "allege", "announce", "argue", "believe", "claim", "confirm", "deny", "estimate", "fear", "hope", "insist", "know",
    "report", "say", "state", "suggest", "tell", "think", "warn",
];

/// Further verbs after which a finite clause is what they tell.
const FINDING: &[&str] = &[
    "acknowledge",
    "admit",
    "assume",
    "conclude",
    "explain",
    "hypothesize",
    "indicate",
    "learn",
    "note",
    "predict",
    "realize",
    "reveal",
    "show",
];

/// Mends one clause, and its governor where that has taken a part of it.
pub fn mend(tree: &Tree, found: &mut [Clause], position: usize) {
    predicted(tree, &mut found[position]);
    tied_object(tree, &mut found[position]);
    bare_object(tree, &mut found[position]);
    day_object(tree, &mut found[position]);
    misplaced_relative(tree, &mut found[position]);
    content_of_saying(tree, found, position);
    controlled(tree, found, position);
    reason(tree, &mut found[position]);
    charge(tree, found, position);
    subject_as_root(tree, found, position);
    comment(tree, found, position);
    misplaced_subject(tree, found, position);
    speaking_on(tree, found, position);
    spent(tree, found, position);
    agent_behind(tree, &mut found[position]);
    mend_subject(tree, found, position);
}

/// "…, *he said*." and "…, *he said*, …": a reporting verb with nothing but its subject between two marks is set beside
/// the main clause, wherever the tree has hung it.
fn comment(tree: &Tree, found: &mut [Clause], position: usize) {
    reversed_comment(tree, &mut found[position]);
    let clause = &found[position];
    let predicate = clause.predicate;
    let saying = SAYING.contains(&tree.lemma(predicate).as_str()) || tree.lemma(predicate) == "add";
    let (Some(&subject), true) = (clause.subjects.first(), saying && clause.own_subject) else { return };
    let first = tree.subtree(subject, |_| true)[0].min(predicate);
    let is_mark = |index: usize| tree.token(index).tag == Tag::Punctuation;
    let opened = first.checked_sub(1).is_some_and(is_mark);
    let closed = (predicate + 1..tree.tokens.len()).find(|&index| !is_day_phrase(tree, index));
    let after = tree.subtree(subject, |_| true).last().map_or(predicate, |last| last + 1);
    let reversed = subject > predicate && (after >= tree.tokens.len() || is_mark(after));
    let closed = reversed || subject < predicate && closed.is_none_or(is_mark);
    let hung = matches!(clause.link, Link::Relative | Link::Adverbial | Link::Noun | Link::Coordinate);
    if !(opened && closed && hung && clause.marker.is_none() && clause.objects.is_empty()) {
        return;
    }
    let Some(main) = found.iter().map(|other| other.predicate).find(|&other| tree.head(other).is_none()) else {
        return;
    };
    if main >= predicate {
        return;
    }
    let clause = &mut found[position];
    clause.link = Link::Beside;
    clause.governor = Some(main);
    clause.noun = None;
}

/// "…, *said a spokesman*" with the speaker read as the object.
fn reversed_comment(tree: &Tree, clause: &mut Clause) {
    let predicate = clause.predicate;
    let opened = predicate.checked_sub(1).is_some_and(|before| tree.token(before).tag == Tag::Punctuation);
    let saying = matches!(tree.lemma(predicate).as_str(), "say" | "add" | "report" | "warn" | "write");
    let [speaker] = *clause.objects.as_slice() else { return };
    let right_after = tree.subtree(speaker, |_| true)[0] == predicate + 1;
    if opened && saying && right_after && !clause.own_subject && clause.auxiliaries.is_empty() {
        clause.subjects = std::mem::take(&mut clause.objects);
        clause.own_subject = true;
    }
}

/// "*X and Y* must act, he said" with X and Y taken for those who say it: they belong to what is said.
fn misplaced_subject(tree: &Tree, found: &mut [Clause], position: usize) {
    let clause = &found[position];
    let Some(above) = found.iter().position(|other| Some(other.predicate) == clause.governor) else { return };
    let governor = &found[above];
    let said = SAYING.contains(&tree.lemma(governor.predicate).as_str())
        && clause.link == Link::Content
        && !clause.own_subject
        && governor.predicate > clause.predicate;
    let (before, after): (Vec<usize>, Vec<usize>) =
        governor.subjects.iter().partition(|&&subject| subject < clause.predicate);
    let open = tree.dependents_by(clause.predicate, &[Dependency::Mark]).any(|mark| tree.lemma(mark) == "to");
    if said && !open && !before.is_empty() && !after.is_empty() {
        found[above].subjects = after;
        let clause = &mut found[position];
        clause.subjects = before;
        clause.own_subject = true;
    }
}

/// "on Monday", "today", "in a statement": what may follow a reporting verb at the end of its sentence.
fn is_day_phrase(tree: &Tree, index: usize) -> bool {
    let lemma = tree.lemma(index);
    matches!(&*lemma, "on" | "in" | "statement" | "a") || is_time(tree, index, "") || is_time_adverb(&lemma)
}

/// "The king is to meet the queen": the copula is an auxiliary.
fn predicted(tree: &Tree, clause: &mut Clause) {
    let verb = tree.token(clause.predicate).tag == Tag::Verb;
    if clause.kind != PredicateKind::Copula || !verb || clause.marker.as_deref() != Some("to") {
        return;
    }
    let subjects = tree.dependents_by(clause.predicate, &[Dependency::NsubjOuter]);
    clause.subjects.extend(subjects.flat_map(|head| tree.coordinated(head)));
    clause.kind = PredicateKind::Verb;
    clause.own_subject = !clause.subjects.is_empty();
    if tree.dependent(clause.predicate, &[Dependency::AuxPass]).is_some() {
        clause.voice = Voice::Passive;
    }
}

/// "is based in *the town*": a phrase with a preposition before it is no object; "up to 20 people" may be one.
fn tied_object(tree: &Tree, clause: &mut Clause) {
    let tied = |object: usize| {
        tree.preposition(object)
            .filter(|_| tree.dependent(object, &[Dependency::Nummod]).is_none() && !tree.is_numeral(object))
    };
    let (obliques, objects) = clause.objects.iter().partition(|&&object| tied(object).is_some());
    clause.objects = objects;
    let obliques: Vec<usize> = obliques;
    let obliques = obliques.into_iter().filter_map(|head| Some(Oblique { preposition: tied(head)?, head }));
    clause.obliques.extend(obliques.collect::<Vec<_>>());
}

/// "did not resign *because the party won*" is no content of resigning.
fn reason(tree: &Tree, clause: &mut Clause) {
    let content = tree.token(clause.predicate).relation == Dependency::Ccomp && clause.link == Link::Content;
    let marker = clause.marker.as_deref();
    if content
        && matches!(
            marker,
            Some("because" | "although" | "though" | "while" | "after" | "before" | "until" | "since" | "unless")
        )
    {
        clause.link = Link::Adverbial;
    }
}

/// Verbs that say of their object what a clause with a preposition tells.
const CHARGING: &[&str] = &[
    "accuse",
    "acquit",
    "arrest",
    "award",
    "ban",
    "bar",
    "blame",
    "charge",
    "clear",
    "condemn",
    "convict",
    "criticise",
    "criticize",
    "detain",
    "dismiss",
    "execute",
    "exonerate",
    "expel",
    "fine",
    "fire",
    "honor",
    "honour",
    "imprison",
    "jail",
    "praise",
    "prevent",
    "punish",
    "sack",
    "sentence",
    "stop",
    "suspect",
    "suspend",
    "thank",
];

/// "accused X *of selling it*", "stopped X *from leaving*": what X is said to do, or kept from doing.
fn charge(tree: &Tree, found: &mut [Clause], position: usize) {
    let clause = &found[position];
    let tied = matches!(clause.marker.as_deref(), Some("of" | "for" | "from" | "with"));
    // "of *having* sold it".
    let first = clause.auxiliaries.iter().copied().min().unwrap_or(clause.predicate);
    let open = tree.token(first).penn == PennTag::Vbg && !clause.own_subject;
    let Some(governor) = found.iter().find(|other| Some(other.predicate) == clause.governor) else { return };
    let charging = CHARGING.contains(&tree.lemma(governor.predicate).as_str());
    let about = match clause.link {
        Link::Adverbial => true,
        Link::Noun => clause.noun.is_some_and(|noun| governor.undergoers().contains(&noun)),
        _ => false,
    };
    // "Confessed *to killing* her": what somebody says of himself.
    let admits = clause.marker.as_deref() == Some("to")
        && matches!(&*tree.lemma(governor.predicate), "admit" | "confess" | "plead")
        && clause.link == Link::Adverbial;
    if open && (admits || tied && charging && about) {
        let clause = &mut found[position];
        clause.link = Link::Content;
        clause.noun = None;
    }
}

/// "Activists protested against the dam.", "The strike, it said, had closed the port.": a sentence whose subject the
/// tree takes for the root has its verb beneath that noun.
fn subject_as_root(tree: &Tree, found: &mut [Clause], position: usize) {
    let clause = &found[position];
    let predicate = clause.predicate;
    let Some(root) = tree.head(predicate).filter(|&head| tree.head(head).is_none()) else { return };
    // "Kenya: Police arrest a man": what stands before a colon does nothing.
    let topic = tree.tokens.get(root + 1).is_some_and(|token| &*token.form == ":");
    let noun = matches!(tree.token(root).tag, Tag::Noun | Tag::ProperNoun) && root < predicate && !topic;
    if clause.own_subject || !noun || found.iter().any(|other| other.predicate == root) {
        return;
    }
    let tensed =
        |word: usize| matches!(tree.token(word).penn, PennTag::Vbd | PennTag::Vbz | PennTag::Vbp | PennTag::Md);
    let full_stop = tree.tokens.last().is_some_and(|token| &*token.form == ".");
    // "Sony to buy Bungie": a headline.
    let headline = clause.marker.as_deref() == Some("to")
        && tree.token(root).tag == Tag::ProperNoun
        && tree.tokens.get(root + 1).is_some_and(|token| &*token.form == "to");
    let taken = match clause.link {
        Link::Noun if headline => true,
        // A participle right after the noun, and no other verb for the full stop to end.
        Link::Noun => {
            tree.token(predicate).penn == PennTag::Vbn
                && clause.agents.is_empty()
                && full_stop
                && clause.auxiliaries.is_empty()
                && !(root..predicate).any(|word| tree.token(word).tag == Tag::Punctuation)
                && !(0..tree.tokens.len()).any(|word| tensed(word) && !tree.is_under(word, predicate))
        }
        Link::Beside => clause.auxiliaries.iter().chain([&predicate]).any(|&word| tensed(word)),
        _ => false,
    };
    if taken {
        let clause = &mut found[position];
        clause.subjects = tree.coordinated(root);
        clause.own_subject = true;
        if clause.link == Link::Noun {
            clause.link = Link::Root;
            clause.noun = None;
            clause.voice = Voice::Active;
        }
    }
}

/// "control about 70% of the city": a bare phrase after a verb without object is the object.
fn bare_object(tree: &Tree, clause: &mut Clause) {
    if clause.kind != PredicateKind::Verb || clause.voice == Voice::Passive || !clause.undergoers().is_empty() {
        return;
    }
    let predicate = clause.predicate;
    let bare = clause.obliques.iter().position(|oblique| {
        let adverbial = is_time(tree, oblique.head, "") || is_time_adverb(&tree.lemma(oblique.head));
        let got = GETTING.contains(&&*tree.lemma(predicate))
            && tree.dependent(oblique.head, &[Dependency::Nummod]).is_some()
            && tree.token(oblique.head).relation == Dependency::Obl;
        let adverbial = adverbial && !got;
        let asked = tree.token(oblique.head).penn == PennTag::Wp;
        oblique.preposition.is_empty()
            && oblique.head > predicate
            && tree.is_nominal(oblique.head)
            && !(adverbial || asked)
    });
    if let Some(bare) = bare {
        clause.objects.push(clause.obliques.remove(bare).head);
    }
}

/// "visiting Poland Friday", "join the alliance one day": the day says when, the name before it is the object.
fn day_object(tree: &Tree, clause: &mut Clause) {
    let (days, objects): (Vec<usize>, Vec<usize>) = clause.objects.iter().partition(|&&object| is_day(tree, object));
    clause.objects = objects;
    for day in days {
        let before = tree.dependents_by(day, &[Dependency::Compound, Dependency::NmodDesc]);
        clause.objects.extend(before.filter(|&word| matches!(tree.token(word).tag, Tag::Noun | Tag::ProperNoun)));
        clause.obliques.push(Oblique { preposition: String::new(), head: day });
    }
}

/// A day of the week, or "one day" with a noun before it.
fn is_day(tree: &Tree, object: usize) -> bool {
    let compound = tree.dependent(object, &[Dependency::Compound]).is_some();
    is_time(tree, object, "")
        && (tree.token(object).tag == Tag::ProperNoun || (compound && tree.lemma(object) == "day"))
}

/// "X, who heads Y, said": a clause that begins with "who" or "which" right after a noun is about that noun.
fn misplaced_relative(tree: &Tree, clause: &mut Clause) {
    if matches!(clause.link, Link::Relative | Link::Root) {
        return;
    }
    let Some(&pronoun) =
        clause.subjects.iter().find(|&&subject| matches!(tree.token(subject).penn, PennTag::Wp | PennTag::Wdt))
    else {
        return;
    };
    let before = (0..pronoun).rev().find(|&index| tree.token(index).tag != Tag::Punctuation);
    let noun =
        before.filter(|&index| matches!(tree.token(index).tag, Tag::Noun | Tag::ProperNoun) && pronoun - index <= 2);
    let Some(noun) = noun.filter(|_| is_relative_pronoun(tree, pronoun)) else { return };
    clause.link = Link::Relative;
    clause.noun = Some(phrase_head(tree, noun));
}

/// The head of the name or compound that ends here.
fn phrase_head(tree: &Tree, mut word: usize) -> usize {
    while let Some(head) = tree.head(word)
        && head < word
        && matches!(tree.token(word).relation, Dependency::Flat | Dependency::Compound)
    {
        word = head;
    }
    word
}

/// "led Finland *to seek* membership", "urged lawmakers *to act*": an infinitive read as a purpose, or as a clause on
/// the object, is what the object is led to do.
fn controlled(tree: &Tree, found: &mut [Clause], position: usize) {
    let clause = &found[position];
    if clause.marker.as_deref() != Some("to")
        || clause.own_subject
        || !matches!(clause.link, Link::Adverbial | Link::Noun)
    {
        return;
    }
    let Some(governor) = found.iter().find(|other| Some(other.predicate) == clause.governor) else { return };
    let object = governor.undergoers().first().copied();
    // "was reported by X *to have fled*": what is said of the subject.
    let raised = governor.voice == Voice::Passive
        && clause.link == Link::Adverbial
        && (SAYING.contains(&tree.lemma(governor.predicate).as_str()) && tree.lemma(governor.predicate) != "tell");
    if raised {
        found[position].link = Link::Content;
        return;
    }
    // "called on X *to act*".
    let called = matches!(&*tree.lemma(governor.predicate), "call" | "appeal")
        && governor
            .obliques
            .iter()
            .any(|oblique| matches!(&*oblique.preposition, "on" | "upon" | "to") && oblique.head < clause.predicate);
    if called && governor.predicate < clause.predicate {
        found[position].link = Link::Content;
        found[position].noun = None;
        return;
    }
    let on_object = clause.noun.is_none_or(|noun| Some(noun) == object);
    if CONTROLLING.contains(&tree.lemma(governor.predicate).as_str())
        && on_object
        && object.is_some_and(|object| object < clause.predicate)
    {
        found[position].link = Link::Content;
        found[position].noun = None;
    }
}

/// Verbs whose object does what the infinitive after it says.
const CONTROLLING: &[&str] = &[
    "advise",
    "allow",
    "ask",
    "beg",
    "cause",
    "challenge",
    "encourage",
    "force",
    "help",
    "instruct",
    "invite",
    "lead",
    "order",
    "permit",
    "persuade",
    "press",
    "pressure",
    "prompt",
    "push",
    "require",
    "tell",
    "urge",
    "warn",
];

/// The person told, or what something is said in.
fn is_addressed(governor: &Clause, noun: usize) -> bool {
    let said_in = |oblique: &Oblique| oblique.head == noun && matches!(&*oblique.preposition, "in" | "to" | "on");
    governor.objects.contains(&noun) || governor.indirect.contains(&noun) || governor.obliques.iter().any(said_in)
}

/// "Spent years *building* it" read as a clause on the years.
fn spent(tree: &Tree, found: &mut [Clause], position: usize) {
    let clause = &found[position];
    let on_time = clause.link == Link::Noun
        && !clause.own_subject
        && tree.token(clause.predicate).penn == PennTag::Vbg
        && clause.noun.is_some_and(|noun| is_time(tree, noun, ""));
    let spends = clause.governor.is_some_and(|governor| tree.lemma(governor) == "spend");
    if on_time && spends {
        found[position].link = Link::Content;
        found[position].noun = None;
    }
}

/// "…, *citing* a report", "…, *adding* that …" under what is said: whoever says it does so.
fn speaking_on(tree: &Tree, found: &mut [Clause], position: usize) {
    let clause = &found[position];
    let speaks = matches!(&*tree.lemma(clause.predicate), "add" | "cite" | "quote" | "stress" | "warn");
    let open = clause.link == Link::Adverbial
        && clause.marker.is_none()
        && !clause.own_subject
        && tree.token(clause.predicate).penn == PennTag::Vbg;
    if !(speaks && open) {
        return;
    }
    let Some(host) = found.iter().find(|other| Some(other.predicate) == clause.governor) else { return };
    let said = host.link == Link::Content
        && host.governor.is_some_and(|above| above < host.predicate && SAYING.contains(&tree.lemma(above).as_str()));
    if said {
        found[position].governor = host.governor;
    }
}

/// "said on Thursday *that …*" read as a relative clause on the day, and "claimed *the bridge* had fallen" read as
/// claiming the bridge.
fn content_of_saying(tree: &Tree, found: &mut [Clause], position: usize) {
    let clause = &found[position];
    let Some(above) = found.iter().position(|other| Some(other.predicate) == clause.governor) else { return };
    let governor = &found[above];
    let lemma = tree.lemma(governor.predicate);
    let tells = SAYING.contains(&lemma.as_str()) || FINDING.contains(&lemma.as_str());
    if !tells || governor.predicate > clause.predicate {
        return;
    }
    if clause.own_subject && clause.marker.as_deref() == Some("that") && clause.link != Link::Content {
        let said = clause.link == Link::Coordinate && tree.head(clause.predicate) == Some(governor.predicate)
            || clause.link == Link::Relative && clause.noun.is_some_and(|noun| governor.undergoers().contains(&noun))
            // "told the court *that …*", "said in a statement *that …*".
            || clause.link == Link::Noun && clause.noun.is_some_and(|noun| is_addressed(governor, noun));
        if said {
            found[position].link = Link::Content;
            found[position].noun = None;
            return;
        }
    }
    if clause.link == Link::Relative && clause.own_subject {
        let on_day = clause.noun.is_some_and(|noun| {
            governor.obliques.iter().any(|oblique| oblique.head == noun && is_time(tree, noun, &oblique.preposition))
        });
        if on_day {
            found[position].link = Link::Content;
        }
        return;
    }
    let tensed =
        |&word: &usize| matches!(tree.token(word).penn, PennTag::Vbd | PennTag::Vbz | PennTag::Vbp | PennTag::Md);
    let finite = clause.auxiliaries.iter().chain([&clause.predicate]).any(tensed)
        || tree.dependent(clause.predicate, &[Dependency::Cop]).is_some();
    let between = |&object: &usize| governor.predicate < object && object < clause.predicate;
    let joined = tree.dependent(clause.predicate, &[Dependency::Cc]).is_some();
    let beneath = matches!(clause.link, Link::Content | Link::Adverbial | Link::Noun)
        || clause.link == Link::Coordinate && !joined;
    let unsaid = !clause.own_subject && clause.marker.is_none();
    if beneath && finite && unsaid && governor.objects.first().is_some_and(between) {
        let subjects = std::mem::take(&mut found[above].objects);
        let clause = &mut found[position];
        clause.subjects = subjects;
        clause.own_subject = true;
        clause.link = Link::Content;
    }
}
