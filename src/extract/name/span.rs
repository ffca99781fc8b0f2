//! Where a name begins and ends.

use std::ops::Range;

use crate::extract::name::entity_type::has_family_name;
use crate::extract::syntax::noun_phrase::words_of;
use crate::lexicon::{city, countries, is_given_name, is_title, office, region, region_of_adjective};
use crate::nlp::{Dependency, NameKind, PennTag, Sentence, Tag};

/// A person's name, and what the tagger took for a part of it: where the person is from or belongs to ("Sheldon Yett of
/// UNICEF", "London Sadiq Khan").
pub fn person_alone(sentence: &Sentence, mut name: Range<usize>) -> (Range<usize>, Option<Range<usize>>) {
    if let Some(person) = behind_office_of(sentence, &name) {
        return (person, None);
    }
    let of = (name.start + 2..name.end).find(|&token| matches!(&*sentence.tokens[token].form, "of" | "from" | "at"));
    if let Some(of) = of {
        let rest = of + 1..name.end;
        name.end = of;
        return (name, Some(rest).filter(|rest| !rest.is_empty()));
    }
    let first = &*sentence.tokens[name.start].form;
    let place = city(first).is_some() || countries().named(first).is_some() || region(first).is_some();
    let second = name.len() > 2 && is_given_name(&sentence.tokens[name.start + 1].form);
    if place && second && !is_given_name(first) {
        name.start += 1;
        let before = name.start - 1..name.start;
        return (name, Some(before));
    }
    (name, None)
}

/// "Secretary of Justice Wanda Vázquez": the name that begins with the given name behind an office and its place.
fn behind_office_of(sentence: &Sentence, name: &Range<usize>) -> Option<Range<usize>> {
    let of = (name.start + 1..name.end).find(|&token| &*sentence.tokens[token].form == "of")?;
    office(&words_of(sentence, &(name.start..of).collect::<Vec<_>>()))?;
    let first = (of + 2..name.end - 1).find(|&token| is_given_name(&sentence.tokens[token].form))?;
    Some(first..name.end)
}

/// "Foreign Secretary": an office is nobody's name.
pub fn is_office_alone(sentence: &Sentence, name: &Range<usize>) -> bool {
    let text = words_of(sentence, &name.clone().collect::<Vec<_>>());
    let all_titles = || {
        name.clone().all(|token| {
            let form = &*sentence.tokens[token].form;
            is_title(form) || office(form).is_some()
        })
    };
    let of = (name.start + 1..name.end).find(|&token| &*sentence.tokens[token].form == "of");
    let office_of = of.is_some_and(|of| {
        let before = words_of(sentence, &(name.start..of).collect::<Vec<_>>());
        office(&before).is_some()
    });
    if office_of {
        return true;
    }
    name.len() > 1 && !has_family_name(sentence, name) && (office(&text).is_some() || all_titles())
}

/// "South Korean": an adjective of nationality in two words.
pub fn is_compound_adjective(sentence: &Sentence, name: &Range<usize>) -> bool {
    let text = words_of(sentence, &name.clone().collect::<Vec<_>>());
    let last = &sentence.tokens[name.end - 1];
    name.len() == 2
        && (countries().of_adjective(&text).is_some() || region_of_adjective(&text).is_some())
        && countries().named(&text).is_none()
        && (last.tag == Tag::Adjective || matches!(last.relation, Dependency::Amod | Dependency::Compound))
}

/// "Pro-Moscow", "anti-Brexit": an adjective.
pub fn is_prefixed(sentence: &Sentence, name: &Range<usize>) -> bool {
    let form = sentence.tokens[name.start].form.to_lowercase();
    let prefix = |word: &str| matches!(word, "pro" | "anti" | "non" | "post" | "pre" | "ex");
    form.split_once('-').is_some_and(|(first, _)| prefix(first))
        || prefix(&form) && sentence.tokens.get(name.start + 1).is_some_and(|next| &*next.form == "-")
        || name.start >= 2
            && &*sentence.tokens[name.start - 1].form == "-"
            && prefix(&sentence.tokens[name.start - 2].form.to_lowercase())
}

/// The number belongs to a name: of a model ("Boeing 737" is left to the tagger, "Ilyushin-76" is not), of one among
/// several ("World War Two", "Pius XII").
pub fn extend_number(sentence: &Sentence, name: &mut Range<usize>) {
    if let (Some(hyphen), Some(number)) = (sentence.tokens.get(name.end), sentence.tokens.get(name.end + 1)) {
        let touching =
            sentence.tokens[name.end - 1].span.end == hyphen.span.start && hyphen.span.end == number.span.start;
        if &*hyphen.form == "-" && touching && number.form.starts_with(|letter: char| letter.is_ascii_digit()) {
            name.end += 2;
            return;
        }
    }
    let Some(next) = sentence.tokens.get(name.end) else { return };
    let capital_word = matches!(&*next.form, "One" | "Two" | "Three" | "Four" | "Five");
    let roman = next.form.len() > 1 && next.form.chars().all(|letter| matches!(letter, 'I' | 'V' | 'X' | 'L'));
    let other_name = sentence.names.iter().any(|other| other.tokens.start == name.end);
    let proper = matches!(sentence.tokens[name.end - 1].tag, Tag::ProperNoun | Tag::Noun);
    // "Category 4", where no tagger knows the name without its number.
    let tagged =
        sentence.names.iter().any(|other| other.tokens.start == name.start && other.kind != NameKind::Miscellaneous);
    let numbered = !tagged
        && next.relation == Dependency::Flat
        && next.form.len() < 4
        && next.form.bytes().all(|letter| letter.is_ascii_digit());
    if (capital_word || roman || numbered) && proper && !other_name {
        name.end += 1;
    }
}

/// "The *737* Max": a number before a name that is one thing belongs to it, unless it is a year.
pub fn number_before(sentence: &Sentence, name: &mut Range<usize>) {
    let Some(number) = name.start.checked_sub(1).map(|before| &sentence.tokens[before]) else { return };
    let digits = number.form.parse::<u32>().is_ok_and(|value| !(1900..2100).contains(&value));
    let article = name.start.checked_sub(2).is_some_and(|before| sentence.tokens[before].tag == Tag::Determiner);
    let one = sentence.tokens[name.end - 1].penn == PennTag::Nnp;
    let counts =
        number.relation == Dependency::Nummod && number.head.is_some_and(|head| name.contains(&(head as usize)));
    if digits && article && one && counts {
        name.start -= 1;
    }
}

/// True for an adjective of nationality that modifies a noun: no name by itself.
pub fn is_adjective_of_place(sentence: &Sentence, index: usize) -> bool {
    let token = &sentence.tokens[index];
    let form = &*token.form;
    let adjective = countries().of_adjective(form).is_some() || region_of_adjective(form).is_some();
    adjective
        && countries().named(form).is_none()
        && (countries().of_people(form).is_none()
            || token.tag == Tag::Adjective
            || matches!(token.relation, Dependency::Amod | Dependency::Compound | Dependency::NmodDesc))
}

/// Titles of the Church and of monarchs belong to the name when nothing but a given name follows.
pub fn keeps_title(title: &str) -> bool {
    matches!(
        title,
        "Pope"
            | "King"
            | "Queen"
            | "Prince"
            | "Princess"
            | "Saint"
            | "St."
            | "Emperor"
            | "Empress"
            | "Sultan"
            | "Mother"
            | "Patriarch"
    )
}
