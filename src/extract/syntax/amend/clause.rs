//! Clauses joined to the wrong word.

use crate::extract::syntax::noun_phrase::subtree;
use crate::extract::value::time::weekday;
use crate::nlp::{Dependency, PennTag, Sentence, Tag};
use crate::schema::{Effect, Schema};

/// "The court in Lyon *on Friday* freed Ana Silva": a day behind the subject, with its verb to come, tells when.
pub(super) fn days_of_subjects(sentence: &mut Sentence) {
    for day in 1..sentence.tokens.len() {
        let token = &sentence.tokens[day];
        let on = sentence.tokens[day - 1].form.eq_ignore_ascii_case("on");
        let Some(noun) = token.head.map(|head| head as usize).filter(|_| token.relation == Dependency::Nmod) else {
            continue;
        };
        let subject = &sentence.tokens[noun];
        let takes_part = matches!(subject.relation, Dependency::Nsubj | Dependency::NsubjPass);
        let verb = subject.head.filter(|&verb| verb as usize > day && takes_part);
        let tensed = verb.filter(|&verb| {
            let first = (day + 1..=verb as usize).find(|&word| sentence.tokens[word].tag != Tag::Adverb);
            first.is_some_and(|first| {
                matches!(sentence.tokens[first].penn, PennTag::Vbd | PennTag::Vbz | PennTag::Vbp | PennTag::Md)
            })
        });
        if let Some(verb) = tensed.filter(|_| on && weekday(&sentence.tokens[day].form).is_some()) {
            sentence.tokens[day].head = Some(verb);
            sentence.tokens[day].relation = Dependency::Obl;
        }
    }
}

/// "X and Y have pledged funds and *Z is* taxing goods": a name behind the verb, right before another verb, is that verb's
/// subject and no member of the list before.
pub(super) fn later_subjects(sentence: &mut Sentence) {
    for subject in 2..sentence.tokens.len().saturating_sub(1) {
        let token = &sentence.tokens[subject];
        let Some(first) = token.head.map(|head| head as usize).filter(|_| token.relation == Dependency::Conj) else {
            continue;
        };
        let doer = &sentence.tokens[first];
        let Some(verb) = doer.head.map(|head| head as usize).filter(|&verb| verb < subject && first < verb) else {
            continue;
        };
        if !matches!(doer.relation, Dependency::Nsubj | Dependency::NsubjPass) {
            continue;
        }
        let other = (subject + 1..sentence.tokens.len()).find(|&other| {
            let next = &sentence.tokens[other];
            next.tag == Tag::Verb && next.relation == Dependency::Conj && next.head == Some(verb as u32)
        });
        let Some(other) = other.filter(|&other| {
            let between = (subject + 1..other).all(|word| sentence.tokens[word].head == Some(other as u32));
            let own = sentence
                .children(other)
                .any(|child| matches!(sentence.tokens[child].relation, Dependency::Nsubj | Dependency::NsubjPass));
            between && !own
        }) else {
            continue;
        };
        let passive = sentence.children(other).any(|child| sentence.tokens[child].relation == Dependency::AuxPass);
        sentence.tokens[subject].head = Some(other as u32);
        sentence.tokens[subject].relation = if passive { Dependency::NsubjPass } else { Dependency::Nsubj };
    }
}

/// "Saw proteins found in glue and *used* a dye": a past tense with an object goes with the main verb, not with the
/// participle before it.
pub(super) fn past_tenses(sentence: &mut Sentence) {
    for verb in 1..sentence.tokens.len() {
        let token = &sentence.tokens[verb];
        if token.relation != Dependency::Conj || !matches!(token.penn, PennTag::Vbd | PennTag::Vbn) {
            continue;
        }
        let Some(participle) = token.head.map(|head| head as usize) else { continue };
        let above = &sentence.tokens[participle];
        let told = above.relation == Dependency::Acl && matches!(above.penn, PennTag::Vbn | PennTag::Vbd);
        let Some(noun) = above.head.map(|head| head as usize).filter(|_| told) else { continue };
        let has =
            |relation: Dependency| sentence.children(verb).any(|child| sentence.tokens[child].relation == relation);
        let main = sentence.tokens[noun].head.map(|head| head as usize).filter(|&main| {
            let token = &sentence.tokens[main];
            main < noun && token.tag == Tag::Verb && token.penn == PennTag::Vbd
        });
        let own = [Dependency::Nsubj, Dependency::OblAgent, Dependency::Aux, Dependency::AuxPass].into_iter().any(has);
        if let Some(main) = main.filter(|_| has(Dependency::Obj) && !own) {
            sentence.tokens[verb].head = Some(main as u32);
        }
    }
}

/// "Closed two offices, *its chief executive, Ana Silva*, said.": what stands between the last comma and a verb of speech
/// that has no subject is who speaks.
pub(super) fn last_speakers(sentence: &mut Sentence, schema: &Schema) {
    let Some(verb) = (0..sentence.tokens.len()).rev().find(|&word| sentence.tokens[word].tag != Tag::Punctuation)
    else {
        return;
    };
    let token = &sentence.tokens[verb];
    let speaks = token.penn == PennTag::Vbd
        && schema.verb_effect(&token.lemma) == Some(Effect::Reports)
        && !sentence.children(verb).any(|child| sentence.tokens[child].relation == Dependency::Nsubj)
        && sentence.children(verb).any(|child| sentence.tokens[child].relation == Dependency::Ccomp);
    let is_comma = |word: usize| &*sentence.tokens[word].form == ",";
    if !speaks || verb < 4 || !is_comma(verb - 1) {
        return;
    }
    let mut speaker = None;
    let mut at = verb - 2;
    while let Some(above) = sentence.tokens[at].head.map(|head| head as usize)
        && above < verb
    {
        let first = subtree(sentence, at).first().copied().unwrap_or(at);
        if sentence.tokens[at].relation == Dependency::Appos && (is_comma(first) || first > 0 && is_comma(first - 1)) {
            speaker = Some(at);
        }
        at = above;
    }
    if let Some(speaker) = speaker {
        sentence.tokens[speaker].head = Some(verb as u32);
        sentence.tokens[speaker].relation = Dependency::Nsubj;
    }
}

/// "Said it will keep the mine but *will close* the plant": a second verb with the same auxiliary is said, too.
pub(super) fn joined_reports(sentence: &mut Sentence, schema: &Schema) {
    for verb in 1..sentence.tokens.len() {
        let token = &sentence.tokens[verb];
        let Some(says) = token.head.map(|head| head as usize).filter(|_| token.relation == Dependency::Conj) else {
            continue;
        };
        let modal = |verb: usize| {
            let auxiliary = sentence.children(verb).find(|&child| sentence.tokens[child].penn == PennTag::Md);
            auxiliary.map(|auxiliary| sentence.tokens[auxiliary].lemma.clone())
        };
        let own = sentence
            .children(verb)
            .any(|child| matches!(sentence.tokens[child].relation, Dependency::Nsubj | Dependency::NsubjPass));
        let reports = schema.verb_effect(&sentence.tokens[says].lemma) == Some(Effect::Reports);
        let Some(same) = modal(verb).filter(|_| reports && !own && modal(says).is_none()) else { continue };
        let told = sentence.children(says).find(|&child| {
            let said = sentence.tokens[child].relation == Dependency::Ccomp;
            said && says < child && child < verb && modal(child).as_ref() == Some(&same)
        });
        if let Some(told) = told {
            sentence.tokens[verb].head = Some(told as u32);
        }
    }
}

/// "Calls *for more tanks* to help": a preposition right before a noun that hangs on the word before it belongs to that noun,
/// not to the verb behind.
pub(super) fn prepositions_of_nouns(sentence: &mut Sentence) {
    for word in 1..sentence.tokens.len() {
        let token = &sentence.tokens[word];
        let preposition = matches!(&*token.form, "for" | "of" | "with" | "on" | "in" | "about");
        if token.relation != Dependency::Mark || !preposition {
            continue;
        }
        let noun = (word + 1..sentence.tokens.len()).find(|&noun| {
            let token = &sentence.tokens[noun];
            let before = token.head.is_some_and(|head| (head as usize) < word) && token.relation == Dependency::Nmod;
            before && (word + 1..noun).all(|inner| sentence.tokens[inner].head == Some(noun as u32))
        });
        let free =
            |noun: &usize| !sentence.children(*noun).any(|child| sentence.tokens[child].relation == Dependency::Case);
        if let Some(noun) = noun.filter(free) {
            let token = &mut sentence.tokens[word];
            (token.head, token.relation, token.tag) = (Some(noun as u32), Dependency::Case, Tag::Adposition);
        }
    }
}

/// "Were able to show the car had come from X and *spoke* with Y": a past tense without auxiliary is no second half of
/// "had come", but goes with the finite verb above it.
pub(super) fn finite_conjuncts(sentence: &mut Sentence) {
    for verb in 1..sentence.tokens.len() {
        let token = &sentence.tokens[verb];
        let Some(first) = token.head.map(|head| head as usize).filter(|_| token.relation == Dependency::Conj) else {
            continue;
        };
        let has = |verb: usize, relations: &[Dependency]| {
            sentence.children(verb).any(|child| relations.contains(&sentence.tokens[child].relation))
        };
        let bare = token.penn == PennTag::Vbd
            && !has(verb, &[Dependency::Nsubj, Dependency::NsubjPass, Dependency::Aux, Dependency::AuxPass]);
        let told = &sentence.tokens[first];
        let perfect = told.penn == PennTag::Vbn && told.relation == Dependency::Ccomp && has(first, &[Dependency::Aux]);
        if !bare || !perfect {
            continue;
        }
        let mut above = told.head.map(|head| head as usize);
        while let Some(word) = above {
            let token = &sentence.tokens[word];
            let finite = matches!(token.penn, PennTag::Vbd | PennTag::Vbz | PennTag::Vbp)
                || has(word, &[Dependency::Cop, Dependency::Aux, Dependency::AuxPass])
                    && has(word, &[Dependency::Nsubj]);
            if finite {
                break;
            }
            above = token.head.map(|head| head as usize);
        }
        if let Some(above) = above.filter(|&above| above < first) {
            sentence.tokens[verb].head = Some(above as u32);
        }
    }
}
