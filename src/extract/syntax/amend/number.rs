//! Which words a number belongs to.

use crate::nlp::{Dependency, Sentence, Tag};

/// "Fell *1.5* percent to 12.3 billion": the number right before the word counts it.
pub(super) fn percentages(sentence: &mut Sentence) {
    for noun in 1..sentence.tokens.len() {
        let percent = matches!(&*sentence.tokens[noun].lemma, "percent" | "cent" | "%");
        let number = match &*sentence.tokens[noun].lemma {
            "cent" if noun > 1 && &*sentence.tokens[noun - 1].form == "per" => noun - 2,
            _ => noun - 1,
        };
        let token = &sentence.tokens[number];
        let elsewhere = token.head.is_some_and(|head| head as usize > noun);
        if percent && token.tag == Tag::Numeral && elsewhere {
            sentence.tokens[number].head = Some(noun as u32);
            sentence.tokens[number].relation = Dependency::Nummod;
        }
    }
}

/// "Faces *up to* 20 years": the words bound the number, and what is counted is the object.
pub(super) fn bounded_numbers(sentence: &mut Sentence) {
    for up in 1..sentence.tokens.len().saturating_sub(3) {
        let is = |word: usize, form: &str| sentence.tokens[word].form.eq_ignore_ascii_case(form);
        let number = up + 2;
        if !(is(up, "up") && is(up + 1, "to") && sentence.tokens[number].tag == Tag::Numeral) {
            continue;
        }
        let particle = sentence.tokens[up].relation == Dependency::CompoundPrt;
        let counted = sentence.tokens[number].head.map(|head| head as usize).filter(|&head| head > number);
        let whole = counted.unwrap_or(number);
        // "Killed *up to 20 people*" right behind the verb: no phrase of place or time.
        let beside = sentence.tokens[whole].head.filter(|&head| head as usize + 1 == up);
        let verbal = beside.filter(|&head| sentence.tokens[head as usize].tag == Tag::Verb);
        let bare = matches!(sentence.tokens[whole].relation, Dependency::Obl | Dependency::OblUnmarked);
        if !(particle || verbal.is_some() && bare) {
            continue;
        }
        let verb = if particle { sentence.tokens[up].head } else { verbal };
        sentence.tokens[up].head = Some(number as u32);
        sentence.tokens[up].relation = Dependency::Advmod;
        sentence.tokens[up + 1].head = Some(up as u32);
        sentence.tokens[up + 1].relation = Dependency::Fixed;
        let taken = verb.is_some_and(|verb| {
            sentence.children(verb as usize).any(|child| sentence.tokens[child].relation == Dependency::Obj)
        });
        if let Some(counted) = counted.filter(|&counted| sentence.tokens[counted].head == verb && !taken) {
            sentence.tokens[counted].relation = Dependency::Obj;
        }
    }
}
