//! Who bears a name, a title, an office.

use crate::lexicon::is_given_name;
use crate::nlp::{Dependency, Name, NameKind, PennTag, Sentence, Tag};
use crate::schema::Schema;

/// "International Monetary Fund (IMF) chief *Ana Silva* met …": who holds the office does it, not the body before the
/// brackets.
pub(super) fn bearers_behind_acronyms(sentence: &mut Sentence) {
    for index in 1..sentence.names.len() {
        let person = sentence.names[index].tokens.start;
        if sentence.names[index].kind != NameKind::Person {
            continue;
        }
        let is = |word: usize, form: &str| &*sentence.tokens[word].form == form;
        let Some(close) = (0..person).rev().take(MOST_TITLE_WORDS + 1).find(|&word| is(word, ")")) else { continue };
        let title: Vec<usize> = (close + 1..person).collect();
        let worded = title.iter().all(|&word| {
            is(word, "-") || matches!(sentence.tokens[word].tag, Tag::Noun | Tag::ProperNoun | Tag::Adjective)
        });
        if !worded || close < 3 || !is(close - 2, "(") {
            continue;
        }
        let organization = |word: usize| {
            let mut names = sentence.names.iter().filter(|name| name.kind == NameKind::Organization);
            names.any(|name| name.tokens.contains(&word))
        };
        let Some(&office) = title.iter().rev().find(|&&word| !is(word, "-")) else { continue };
        if !organization(close - 3) && !organization(close - 1) {
            continue;
        }
        let mut head = close - 3;
        while let Some(above) = sentence.tokens[head].head.map(|above| above as usize).filter(|&above| above < close) {
            head = above;
        }
        if sentence.tokens[head].head.is_none_or(|above| above as usize <= person) {
            continue;
        }
        let (above, relation) = (sentence.tokens[head].head, sentence.tokens[head].relation);
        let mut hang = |word: usize, head: Option<u32>, relation| {
            sentence.tokens[word].head = head;
            sentence.tokens[word].relation = relation;
        };
        hang(person, above, relation);
        for &word in title.iter().chain([&head]) {
            hang(word, Some(office as u32), Dependency::Compound);
        }
        hang(office, Some(person as u32), Dependency::NmodDesc);
    }
}

/// Words of a title between a body and the name of who holds it.
const MOST_TITLE_WORDS: usize = 5;

/// "Elected *Ana Silva president*": the name is the object, the office what it is chosen for.
pub(super) fn offices_given(sentence: &mut Sentence, schema: &Schema) {
    for office in 2..sentence.tokens.len() {
        let token = &sentence.tokens[office];
        let Some(verb) = token.head.map(|head| head as usize).filter(|_| token.relation == Dependency::Obj) else {
            continue;
        };
        let gives = matches!(
            &*sentence.tokens[verb].lemma,
            "appoint" | "crown" | "declare" | "elect" | "make" | "name" | "nominate" | "re-elect"
        );
        let known = schema.role(&token.lemma.to_lowercase()).is_some();
        if !gives || !known || token.tag != Tag::Noun {
            continue;
        }
        let name = sentence
            .names
            .iter()
            .find(|name| name.kind == NameKind::Person && name.tokens.end <= office && name.tokens.start == verb + 1);
        let Some(name) = name.map(|name| name.tokens.clone()) else { continue };
        let under = name.clone().all(|word| {
            sentence.tokens[word].head.is_some_and(|head| head as usize == office || name.contains(&(head as usize)))
        });
        if !under {
            continue;
        }
        for word in name.clone() {
            let token = &mut sentence.tokens[word];
            token.tag = Tag::ProperNoun;
            token.head = Some(name.start as u32);
            token.relation = Dependency::Flat;
        }
        sentence.tokens[name.start].head = Some(verb as u32);
        sentence.tokens[name.start].relation = Dependency::Obj;
        sentence.tokens[office].relation = Dependency::Xcomp;
    }
}

/// "Became *chief executive*": the adjective is a noun there.
pub(super) fn chief_executives(sentence: &mut Sentence) {
    for last in 1..sentence.tokens.len() {
        let first = last - 1;
        let pair = sentence.tokens[first].form.eq_ignore_ascii_case("chief")
            && sentence.tokens[last].form.eq_ignore_ascii_case("executive");
        let heads_phrase = sentence.tokens[last].head.is_none_or(|head| {
            !matches!(sentence.tokens[last].relation, Dependency::Amod | Dependency::Compound) || head as usize <= last
        });
        if !pair || sentence.tokens[last].tag != Tag::Adjective || !heads_phrase {
            continue;
        }
        let above = (sentence.tokens[first].head, sentence.tokens[first].relation);
        let token = &mut sentence.tokens[last];
        token.tag = Tag::Noun;
        token.penn = PennTag::Nn;
        if token.head == Some(first as u32) {
            (token.head, token.relation) = above;
        }
        let token = &mut sentence.tokens[first];
        token.head = Some(last as u32);
        token.relation = Dependency::Amod;
    }
}

/// "*Singer* Ana Silva, known as …, died", "banned the airline *Coast Air*": the common noun before a name is the title of
/// a person; a noun with an article, and what is no person, is named by what stands beside it.
pub(super) fn titles_beside(sentence: &mut Sentence) {
    for index in 0..sentence.names.len() {
        let name = sentence.names[index].tokens.clone();
        let person = sentence.names[index].kind == NameKind::Person;
        let Some(title) = name.start.checked_sub(1) else { continue };
        let (above, relation) = (sentence.tokens[title].head, sentence.tokens[title].relation);
        let taken = matches!(relation, Dependency::Nsubj | Dependency::NsubjPass | Dependency::Obj);
        if sentence.tokens[title].penn != PennTag::Nn || above.is_none() {
            continue;
        }
        let definite = sentence
            .children(title)
            .any(|child| matches!(sentence.tokens[child].relation, Dependency::Det | Dependency::NmodPoss));
        let sister = |word: &usize| {
            let token = &sentence.tokens[*word];
            taken && token.head == above && token.relation == relation
        };
        let apposed = |word: &usize| {
            let token = &sentence.tokens[*word];
            let hung = match token.relation {
                Dependency::Appos => token.head == Some(title as u32),
                Dependency::Nsubj | Dependency::NsubjPass => taken,
                _ => false,
            };
            person && !definite && hung
        };
        let Some(head) = name.clone().find(|word| sister(word) || apposed(word)) else { continue };
        for word in name.clone().filter(|&word| word != head) {
            if sentence.tokens[word].head.is_none_or(|above| !name.contains(&(above as usize))) {
                sentence.tokens[word].head = Some(head as u32);
                sentence.tokens[word].relation = Dependency::Compound;
            }
        }
        if !person && definite {
            sentence.tokens[head].head = Some(title as u32);
            sentence.tokens[head].relation = Dependency::Appos;
            continue;
        }
        for child in sentence.children(title).filter(|&child| child > head).collect::<Vec<_>>() {
            sentence.tokens[child].head = Some(head as u32);
        }
        sentence.tokens[head].head = above;
        sentence.tokens[head].relation = relation;
        sentence.tokens[title].head = Some(head as u32);
        sentence.tokens[title].relation = Dependency::NmodDesc;
    }
}

/// "Beat *Ana Silva* 6-3", "*Reform UK* won": two capitalised words with the same place in the tree are one name.
pub(super) fn whole_names(sentence: &mut Sentence) {
    for given in 0..sentence.tokens.len().saturating_sub(1) {
        let surname = given + 1;
        let (left, right) = (&sentence.tokens[given], &sentence.tokens[surname]);
        let beside = left.tag == Tag::ProperNoun
            && right.tag == Tag::ProperNoun
            && left.head == right.head
            && left.relation == right.relation
            && matches!(left.relation, Dependency::Nsubj | Dependency::NsubjPass | Dependency::Obj | Dependency::Obl)
            && right.form.starts_with(char::is_uppercase);
        let longer =
            |word: usize| sentence.names.iter().any(|name| name.tokens.contains(&word) && name.tokens.len() > 1);
        if !beside || longer(given) || longer(surname) {
            continue;
        }
        // "Reform *UK* won": a body with its country in its name.
        let kind = |word: usize| sentence.names.iter().find(|name| name.tokens.contains(&word)).map(|name| name.kind);
        let body = matches!(left.relation, Dependency::Nsubj | Dependency::NsubjPass)
            && kind(surname) == Some(NameKind::Location)
            && kind(given) != Some(NameKind::Location);
        let whole = match is_given_name(&left.form) {
            true => NameKind::Person,
            false if body => NameKind::Organization,
            false => continue,
        };
        sentence.tokens[surname].head = Some(given as u32);
        sentence.tokens[surname].relation = Dependency::Flat;
        sentence.names.retain(|name| !name.tokens.contains(&given) && !name.tokens.contains(&surname));
        let at = sentence.names.partition_point(|name| name.tokens.start < given);
        sentence.names.insert(at, Name { tokens: given..surname + 1, kind: whole });
    }
}

/// "*Secretary of State* Ana Silva signed …": who holds the office does it, not the office with a name beneath it.
pub(super) fn titles_with_field(sentence: &mut Sentence, schema: &Schema) {
    for index in 0..sentence.names.len() {
        let name = sentence.names[index].tokens.clone();
        if sentence.names[index].kind != NameKind::Person || name.start < 3 {
            continue;
        }
        let capital = |word: usize| {
            let token = &sentence.tokens[word];
            token.form.starts_with(char::is_uppercase) && token.tag != Tag::Punctuation
        };
        let field: Vec<usize> =
            (0..name.start).rev().take(MOST_TITLE_WORDS).take_while(|&word| capital(word)).collect();
        let (Some(&last), Some(&first)) = (field.first(), field.last()) else { continue };
        let Some(title) = first.checked_sub(2).filter(|&title| capital(title)) else { continue };
        let of = &*sentence.tokens[first - 1].form == "of";
        let office = schema.role(&sentence.tokens[title].lemma.to_lowercase()).is_some();
        let outside = |word: &usize| sentence.tokens[*word].head.is_none_or(|head| !name.contains(&(head as usize)));
        let Some(head) = name.clone().find(outside).filter(|_| of && office) else { continue };
        let mut above = sentence.tokens[head].head.map(|head| head as usize);
        while let Some(word) = above.filter(|word| (first..=last).contains(word)) {
            above = sentence.tokens[word].head.map(|head| head as usize);
        }
        if above != Some(title) {
            continue;
        }
        for child in sentence.children(title).filter(|&child| child > head).collect::<Vec<_>>() {
            // "…, and her colleague, *Kim Lee*": beside the colleague.
            let beside = sentence.tokens[child].relation == Dependency::Appos;
            let joined = sentence
                .children(head)
                .filter(|&other| beside && other < child && sentence.tokens[other].relation == Dependency::Conj)
                .last();
            sentence.tokens[child].head = Some(joined.unwrap_or(head) as u32);
        }
        sentence.tokens[head].head = sentence.tokens[title].head;
        sentence.tokens[head].relation = sentence.tokens[title].relation;
        sentence.tokens[title].head = Some(head as u32);
        sentence.tokens[title].relation = Dependency::NmodDesc;
        sentence.tokens[last].head = Some(title as u32);
        sentence.tokens[last].relation = Dependency::Nmod;
        sentence.tokens[first - 1].head = Some(last as u32);
    }
}
