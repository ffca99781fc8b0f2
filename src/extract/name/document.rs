//! What other sentences of the document tell of a name: a surname, a word that only opens its sentence.

use std::collections::BTreeSet;

use crate::extract::name::link::is_known;
use crate::extract::name::spelling::is_spelling_variant;
use crate::extract::name::{NameMention, name_mention};
use crate::extract::syntax::noun_phrase::words_of;
use crate::graph::normalised_name;
use crate::lexicon::{is_given_name, noun_class};
use crate::model::EntityType;
use crate::nlp::{Analysis, Dependency, NameKind};

/// "Green refused": the surname of a person whom the document names in full, where the tagger took it for another word.
pub fn add_surnames(analysis: &Analysis, names: &mut Vec<NameMention>) {
    let surnames = surnames(names);
    let mut added = Vec::new();
    for (index, sentence) in analysis.sentences.iter().enumerate() {
        for (token, word) in sentence.tokens.iter().enumerate() {
            let takes_part = matches!(
                word.relation,
                Dependency::Nsubj
                    | Dependency::NsubjPass
                    | Dependency::Obj
                    | Dependency::Iobj
                    | Dependency::Obl
                    | Dependency::OblAgent
                    | Dependency::NmodPoss
                    | Dependency::Conj
            );
            let known = names.iter().any(|name| name.sentence == index && name.tokens.contains(&token));
            if takes_part
                && !known
                && surnames.contains(&*word.form)
                && let Some(name) = name_mention(sentence, index, token..token + 1, Some(NameKind::Person))
            {
                added.push(name);
            }
        }
    }
    names.extend(added);
    names.sort_by_key(|name| (name.sentence, name.tokens.start));
}

/// The last words of the full names of persons.
fn surnames(names: &[NameMention]) -> BTreeSet<String> {
    let full = names.iter().filter(|name| name.entity_type == Some(EntityType::Person) && name.tokens.len() > 1);
    full.filter_map(|name| name.text.split(' ').next_back().map(str::to_owned)).collect()
}

/// "Frontline Bakhmut": a word that only opens the sentence, before the name of a place that the document knows.
pub fn strip_opening_words(analysis: &Analysis, names: &mut [NameMention]) {
    let places: Vec<String> = names
        .iter()
        .filter(|name| name.tokens.len() == 1 && name.entity_type == Some(EntityType::Place))
        .map(|name| normalised_name(&name.text))
        .collect();
    for name in names.iter_mut() {
        let sentence = &analysis.sentences[name.sentence];
        let opening = name.tokens.start == 0 && name.tokens.len() == 2 && !is_given_name(&sentence.tokens[0].form);
        if !opening || name.entity_type != Some(EntityType::Person) {
            continue;
        }
        let rest = words_of(sentence, &[1]);
        let key = normalised_name(&rest);
        if places.iter().any(|place| is_spelling_variant(place, &key)) {
            name.other_heads.push(name.head);
            name.tokens = 1..2;
            name.head = 1;
            name.text = rest;
            name.titled = None;
            name.titles.clear();
            name.entity_type = Some(EntityType::Place);
            name.tagged_person = false;
        }
    }
}

/// "Households …": a common noun that only its place at the head of a sentence puts in capitals is no name, unless
/// somebody in the document has it as surname ("Tom Baker … Baker said").
pub fn drop_opening_nouns(analysis: &Analysis, names: &mut Vec<NameMention>) {
    let inside: BTreeSet<String> =
        names.iter().filter(|name| name.tokens.start > 0).map(|name| normalised_name(&name.text)).collect();
    let surnames = surnames(names);
    names.retain(|name| {
        let sentence = &analysis.sentences[name.sentence];
        let token = &sentence.tokens[name.tokens.start];
        let common = name.tokens == (0..1)
            && noun_class(&token.lemma.to_lowercase()).is_some()
            && !is_given_name(&token.form)
            && !is_known(&name.text)
            && token.form.chars().skip(1).all(char::is_lowercase);
        !common || surnames.contains(&name.text) || inside.contains(&normalised_name(&name.text))
    });
}
