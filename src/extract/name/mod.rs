//! Proper names: where they begin and end, and what they name.

pub(super) mod document;
pub(super) mod entity_type;
pub(super) mod evidence;
pub(super) mod link;
pub(super) mod role;
pub(super) mod span;
pub(super) mod spelling;
pub(super) mod whole;

use std::ops::Range;

use crate::extract::name::document::{add_surnames, drop_opening_nouns, strip_opening_words};
use crate::extract::name::entity_type::{
    agree_on_types, ends_in_title, is_named_storm, is_title_before_person, no_person, type_of,
};
use crate::extract::name::evidence::{agree_in_series, correct_types};
use crate::extract::name::span::{
    extend_number, is_adjective_of_place, is_compound_adjective, is_office_alone, is_prefixed, keeps_title,
    number_before, person_alone,
};
use crate::extract::syntax::noun_phrase::{head_of, subtree, words_of};
use crate::extract::value::time::month;
use crate::lexicon::{
    Gender, NounClass, body_of, city, countries, gender_of_given_name, is_calendar_word, is_given_name, is_title,
    noun_class, office, organisation, region, title_gender,
};
use crate::model::EntityType;
use crate::nlp::{Analysis, Dependency, NameKind, PennTag, Sentence, Tag};

/// A proper name in a sentence, title and article stripped.
#[derive(Clone, Debug)]
pub struct NameMention {
    pub sentence: usize,
    /// The bare name.
    pub tokens: Range<usize>,
    /// Syntactic head of the bare name.
    pub head: usize,
    /// Other tokens that head a phrase for the same bearer: titles, and the head of the whole phrase.
    pub other_heads: Vec<usize>,
    /// The bare name as written.
    pub text: String,
    /// The name with its title, where it has one ("President Putin").
    pub titled: Option<String>,
    /// What it names, or `None` while unknown.
    pub entity_type: Option<EntityType>,
    /// True if the analysis takes it for a person's.
    pub tagged_person: bool,
    /// True if the words around it leave no doubt of its type.
    pub settled: bool,
    /// Gender told by title or given name.
    pub gender: Option<Gender>,
    /// Titles and descriptions in lower case, with the word for their state or organisation ("Ukrainian", "NATO").
    pub titles: Vec<(String, Option<String>)>,
}

/// Finds the proper names of a document.
pub fn find(analysis: &Analysis) -> Vec<NameMention> {
    let mut found = Vec::new();
    for (index, sentence) in analysis.sentences.iter().enumerate() {
        for (tokens, kind) in raw_names(sentence) {
            if let Some(name) = name_mention(sentence, index, tokens, kind) {
                found.push(name);
            }
        }
    }
    add_surnames(analysis, &mut found);
    strip_opening_words(analysis, &mut found);
    drop_opening_nouns(analysis, &mut found);
    agree_on_types(&mut found);
    correct_types(analysis, &mut found);
    agree_in_series(analysis, &mut found);
    found
}

/// The spans that the analysis names, and runs of proper nouns beside them.
fn raw_names(sentence: &Sentence) -> Vec<(Range<usize>, Option<NameKind>)> {
    let mut spans: Vec<(Range<usize>, Option<NameKind>)> =
        sentence.names.iter().map(|name| (name.tokens.clone(), Some(name.kind))).collect();
    let mut covered = vec![false; sentence.tokens.len()];
    for (tokens, _) in &spans {
        tokens.clone().for_each(|token| covered[token] = true);
    }
    let mut index = 0;
    while index < sentence.tokens.len() {
        if covered[index]
            || sentence.tokens[index].tag != Tag::ProperNoun
            || !is_capitalised(&sentence.tokens[index].form)
        {
            index += 1;
            continue;
        }
        let start = index;
        while index < sentence.tokens.len()
            && !covered[index]
            && sentence.tokens[index].tag == Tag::ProperNoun
            && is_capitalised(&sentence.tokens[index].form)
            && (index == start || connected(sentence, start..index, index))
        {
            index += 1;
        }
        spans.push((start..index, None));
    }
    for index in 0..spans.len() {
        if spans[index].1 == Some(NameKind::Person) {
            let (person, rest) = person_alone(sentence, spans[index].0.clone());
            spans[index].0 = person;
            spans.extend(rest.map(|rest| (rest, Some(NameKind::Location))));
        }
    }
    spans.sort_by_key(|(tokens, _)| tokens.start);
    whole::bodies_of(sentence, joined(sentence, whole::quoted_titles(sentence, spans)))
}

/// "Munich" before "Conference", "Warsaw" before "Pact": a name that only modifies the proper noun behind it is part of it.
fn joined(sentence: &Sentence, spans: Vec<(Range<usize>, Option<NameKind>)>) -> Vec<(Range<usize>, Option<NameKind>)> {
    let mut out: Vec<(Range<usize>, Option<NameKind>)> = Vec::new();
    for (tokens, kind) in spans {
        if let Some((last, last_kind)) = out.last_mut()
            && kind.is_none()
            && matches!(last_kind, Some(NameKind::Location | NameKind::Organization | NameKind::Miscellaneous))
            && last.end == tokens.start
            && {
                let head = &sentence.tokens[head_of(sentence, last)];
                head.relation == Dependency::Compound && head.head.is_some_and(|head| tokens.contains(&(head as usize)))
            }
            && !tokens.clone().any(|token| {
                let form = &*sentence.tokens[token].form;
                is_title(form) || office(form).is_some() || body_of(&form.to_lowercase()).is_some()
            })
        {
            last.end = tokens.end;
            *last_kind = None;
        } else {
            out.push((tokens, kind));
        }
    }
    out
}

/// True if the word at `index` hangs together with the run before it.
fn connected(sentence: &Sentence, run: Range<usize>, index: usize) -> bool {
    let inside = |token: usize| sentence.tokens[token].head.is_some_and(|head| run.contains(&(head as usize)));
    let joins = |relation: Dependency| {
        matches!(relation, Dependency::Flat | Dependency::Compound | Dependency::NmodDesc | Dependency::Goeswith)
    };
    (inside(index) && joins(sentence.tokens[index].relation))
        || run.clone().any(|token| {
            joins(sentence.tokens[token].relation)
                && sentence.tokens[token].head.is_some_and(|head| head as usize >= index)
        })
}

fn is_capitalised(form: &str) -> bool {
    form.chars().next().is_some_and(|letter| letter.is_uppercase() || letter.is_numeric())
}

pub fn name_mention(
    sentence: &Sentence,
    index: usize,
    tokens: Range<usize>,
    kind: Option<NameKind>,
) -> Option<NameMention> {
    let mut name = tokens.clone();
    while name.start < name.end && drops_at_start(sentence, &name) {
        name.start += 1;
    }
    while name.start < name.end && drops_at_end(sentence, &name) {
        name.end -= 1;
    }
    if kind == Some(NameKind::Person)
        && name.start == 0
        && name.len() > 1
        && is_opening_noun(sentence)
        && !is_named_storm(sentence, &name)
    {
        name.start += 1;
    }
    if &*sentence.tokens[name.end.saturating_sub(1)].form == "-" || is_prefixed(sentence, &name) {
        return None;
    }
    extend_number(sentence, &mut name);
    let mut titles_from = name.start;
    let person = kind == Some(NameKind::Person) || kind.is_none();
    if person {
        while name.end - name.start > 1 && is_title_word(sentence, name.start) {
            name.start += 1;
        }
    }
    extend_person(sentence, &mut name, kind);
    if matches!(kind, None | Some(NameKind::Miscellaneous)) && !name.is_empty() {
        number_before(sentence, &mut name);
    }
    if name.is_empty() {
        return None;
    }
    let words: Vec<usize> = name.clone().collect();
    let mut text = words_of(sentence, &words);
    if !text.chars().any(char::is_alphabetic)
        || text.chars().count() == 1
        || is_calendar_word(&text)
        || is_office_alone(sentence, &name)
        || text == "al" && name.start > 0 && &*sentence.tokens[name.start - 1].form == "et"
        || (name.len() == 1 && is_title(&text) && kind != Some(NameKind::Person))
    {
        return None;
    }
    let introduced = name.start == 0
        || matches!(sentence.tokens[name.start - 1].tag, Tag::Determiner | Tag::Pronoun | Tag::Particle);
    if kind.is_none() && name.len() == 1 && introduced && is_common_noun(sentence, name.start) {
        return None;
    }
    if name.len() == 1 && is_adjective_of_place(sentence, name.start) || is_compound_adjective(sentence, &name) {
        return None;
    }
    let head = head_of(sentence, &name);
    let mut other_heads = Vec::new();
    let mut titles = Vec::new();
    let mut entity_type = type_of(&text, sentence, &name, kind);
    if entity_type.is_none() && name.start > titles_from {
        entity_type = Some(EntityType::Person);
    }
    if entity_type != Some(EntityType::Person) && is_title_before_person(sentence, &name) {
        return None;
    }
    if entity_type == Some(EntityType::Person) {
        entity_type = no_person(sentence, &name, head).or(entity_type);
    }
    let is_person = entity_type == Some(EntityType::Person);
    let mut gender = None;
    if is_person || entity_type.is_none() {
        gender = gender_of(sentence, &name);
        titles_from = collect_titles(sentence, &name, head, titles_from, &mut other_heads, &mut titles);
        for token in titles_from..name.start {
            gender = gender.or_else(|| title_gender(&sentence.tokens[token].form));
        }
        for (title, _) in &titles {
            gender = gender.or_else(|| office(title).and_then(|office| office.gender));
        }
    }
    let whole = head_of(sentence, &(titles_from.min(name.start)..name.end));
    if whole != head && whole >= titles_from {
        other_heads.push(whole);
    }
    let mut titled = None;
    if titles_from < name.start {
        let all: Vec<usize> = (titles_from..name.end).collect();
        let long = words_of(sentence, &all);
        if name.len() == 1 && keeps_title(&sentence.tokens[name.start - 1].form) {
            name.start -= 1;
            text = words_of(sentence, &name.clone().collect::<Vec<_>>());
        }
        if is_capitalised(&long) {
            titled = Some(long);
        }
    }
    other_heads.sort_unstable();
    other_heads.dedup();
    let tagged_person = kind == Some(NameKind::Person);
    Some(NameMention {
        sentence: index,
        tokens: name,
        head,
        other_heads,
        text,
        titled,
        entity_type,
        tagged_person,
        settled: false,
        gender,
        titles,
    })
}

fn drops_at_start(sentence: &Sentence, name: &Range<usize>) -> bool {
    let token = &sentence.tokens[name.start];
    matches!(token.tag, Tag::Determiner | Tag::Punctuation | Tag::Adposition | Tag::Conjunction)
        || &*token.form == "'s"
        || &*token.form == "’s"
}

/// A common noun that only its place at the head of the sentence puts in capitals ("Frontline").
fn is_opening_noun(sentence: &Sentence) -> bool {
    let token = &sentence.tokens[0];
    let form = token.form.to_lowercase();
    !is_given_name(&token.form)
        && !is_title(&token.form)
        && office(&form).is_none()
        && (noun_class(&form).is_some() || token.tag != Tag::ProperNoun)
}

fn drops_at_end(sentence: &Sentence, name: &Range<usize>) -> bool {
    if name.len() > 1 && ends_in_title(sentence, name) {
        return true;
    }
    let token = &sentence.tokens[name.end - 1];
    // "Theresa May" is a name, "Theresa Tuesday" none.
    let surname = token.relation == Dependency::Flat && month(&token.form).is_some();
    if name.len() > 1
        && !surname
        && is_calendar_word(&token.form)
        && name.start + 1 < name.end
        && !matches!(&*sentence.tokens[name.end - 2].form, "Black" | "Good" | "Bloody" | "Ash" | "of")
    {
        return true;
    }
    matches!(token.tag, Tag::Punctuation | Tag::Adposition | Tag::Conjunction | Tag::Determiner) && &*token.form != "."
        || token.penn == PennTag::Pos
}

fn is_title_word(sentence: &Sentence, index: usize) -> bool {
    let form = &*sentence.tokens[index].form;
    is_title(form)
        || office(form).is_some()
        || (form.chars().all(|letter| letter.is_lowercase() || letter == '-'))
        || countries().of_adjective(form).is_some() && !is_given_name(form)
}

/// A tagger may stop inside a person's name: the flat name that continues it belongs to it.
fn extend_person(sentence: &Sentence, name: &mut Range<usize>, kind: Option<NameKind>) {
    if kind != Some(NameKind::Person) {
        return;
    }
    while let Some(next) = sentence.tokens.get(name.end) {
        let continues = next.tag == Tag::ProperNoun
            && next.relation == Dependency::Flat
            && next.head.is_some_and(|head| name.contains(&(head as usize)))
            && !sentence.names.iter().any(|other| other.tokens.contains(&name.end));
        if !continues {
            break;
        }
        name.end += 1;
    }
}

/// "The Court", "the Church": a common noun in capitals, which no list and no tagger holds for a name.
fn is_common_noun(sentence: &Sentence, index: usize) -> bool {
    let form = &*sentence.tokens[index].form;
    let common = noun_class(&form.to_lowercase()).is_some()
        || noun_class(&sentence.tokens[index].lemma.to_lowercase()).is_some();
    let listed = countries().named(form).is_some()
        || city(form).is_some()
        || region(form).is_some()
        || organisation(form).is_some();
    common && !listed && !is_given_name(form)
}

fn gender_of(sentence: &Sentence, name: &Range<usize>) -> Option<Gender> {
    if name.len() < 2 && !is_given_name(&sentence.tokens[name.start].form) {
        return None;
    }
    gender_of_given_name(&sentence.tokens[name.start].form)
}

/// Titles before and beside a person's name; returns where the titled phrase begins.
fn collect_titles(
    sentence: &Sentence,
    name: &Range<usize>,
    head: usize,
    mut start: usize,
    other_heads: &mut Vec<usize>,
    titles: &mut Vec<(String, Option<String>)>,
) -> usize {
    let mut heads: Vec<usize> = sentence
        .children(head)
        .filter(|&child| !name.contains(&child))
        .filter(|&child| {
            let token = &sentence.tokens[child];
            let before = child < name.start
                && matches!(token.relation, Dependency::NmodDesc | Dependency::Compound | Dependency::Flat);
            (before || token.relation == Dependency::Appos) && is_person_noun(sentence, child)
        })
        .collect();
    let token = &sentence.tokens[head];
    if let Some(above) = token.head.map(|above| described_above(sentence, token.relation, above as usize))
        && matches!(token.relation, Dependency::Flat | Dependency::Appos | Dependency::NmodDesc | Dependency::Compound)
        && !name.contains(&above)
        && is_person_noun(sentence, above)
        && (above < head || token.relation == Dependency::Appos)
    {
        heads.push(above);
    }
    for &title in &heads {
        other_heads.push(title);
        let whole = subtree(sentence, title);
        let left: Vec<usize> = sentence
            .children(title)
            .filter(|&child| {
                child < title
                    && matches!(
                        sentence.tokens[child].relation,
                        Dependency::Compound | Dependency::Amod | Dependency::NmodPoss | Dependency::NmodDesc
                    )
            })
            .collect();
        let mut phrase: Vec<&str> = Vec::new();
        let mut of = None;
        for &child in &left {
            let form = &*sentence.tokens[child].form;
            if is_capitalised(form) && !is_title(form) || sentence.tokens[child].relation == Dependency::NmodPoss {
                of = Some(form.to_owned());
            } else {
                phrase.push(form);
            }
        }
        phrase.push(&sentence.tokens[title].form);
        let complement = sentence
            .children(title)
            .find(|&child| child > title && sentence.tokens[child].relation == Dependency::Nmod);
        if of.is_none() {
            of = complement.map(|child| sentence.tokens[child].form.to_string());
        }
        titles.push((phrase.join(" ").to_lowercase(), of));
        if title < name.start && (title..name.start).all(|token| sentence.tokens[token].tag != Tag::Punctuation) {
            let mut first = title;
            while first > 0
                && whole.contains(&(first - 1))
                && sentence.tokens[first - 1].tag != Tag::Determiner
                && (sentence.tokens[first - 1].tag != Tag::Punctuation || &*sentence.tokens[first - 1].form == "-")
            {
                first -= 1;
            }
            while first < title && sentence.tokens[first].tag == Tag::Adverb {
                first += 1;
            }
            start = start.min(first);
        }
    }
    if heads.is_empty() && start < name.start {
        let words: Vec<&str> = (start..name.start).map(|token| &*sentence.tokens[token].form).collect();
        let of =
            words.iter().find(|word| countries().of_adjective(word).is_some() || countries().named(word).is_some());
        let phrase: Vec<&str> = words.iter().filter(|word| Some(word) != of.as_ref()).copied().collect();
        titles.push((phrase.join(" ").to_lowercase(), of.map(|word| (*word).to_owned())));
    }
    start
}

/// "The head of the World Bank, Ajay Banga": an apposition hung on the bank belongs to its head.
fn described_above(sentence: &Sentence, relation: Dependency, above: usize) -> usize {
    let token = &sentence.tokens[above];
    match token.head {
        Some(noun)
            if relation == Dependency::Appos
                && token.relation == Dependency::Nmod
                && !is_person_noun(sentence, above)
                && is_person_noun(sentence, noun as usize) =>
        {
            noun as usize
        }
        _ => above,
    }
}

pub fn is_person_noun(sentence: &Sentence, index: usize) -> bool {
    let token = &sentence.tokens[index];
    if !matches!(token.tag, Tag::Noun | Tag::ProperNoun) {
        return false;
    }
    let lemma = token.lemma.to_lowercase();
    is_title(&token.form)
        || office(&lemma).is_some()
        || token.penn != PennTag::Nns && noun_class(&lemma) == Some(NounClass::Person)
}
