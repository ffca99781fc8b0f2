use std::collections::BTreeSet;

use crate::extract::reference::builder::Builder;
use crate::extract::syntax::noun_phrase::{NounPhrase, subtree, words_of};
use crate::lexicon::{countries, is_calendar_word};
use crate::model::EntityType;
use crate::nlp::{Sentence, Tag};

/// True for the nouns by which a war is called.
pub fn is_war(lemma: &str) -> bool {
    matches!(lemma, "war" | "invasion" | "conflict")
}

/// A war that the document speaks of, with the states that are said to take part or to suffer it.
#[derive(Clone, Debug)]
pub struct War {
    pub draft: usize,
    pub states: BTreeSet<&'static str>,
}

/// "The war in Ukraine", "the Russia-Ukraine war", "Russia's invasion of Ukraine": one event, if the states agree.
/// An indefinite one ("a war between …") is no event of the document.
pub fn of_phrase(builder: &mut Builder<'_>, index: usize, phrase: &NounPhrase) -> Option<usize> {
    let sentence = builder.sentence(index);
    let token = &sentence.tokens[phrase.head];
    let lemma = token.lemma.to_lowercase();
    let indefinite = phrase.determiner.is_some() && !phrase.is_definite(sentence);
    if !is_war(&lemma) || indefinite || token.form.to_lowercase() != lemma {
        return None;
    }
    let mut states = BTreeSet::new();
    let mut plain = true;
    for &modifier in &phrase.modifiers {
        for word in subtree(sentence, modifier) {
            match state_at(builder, index, word) {
                Some(state) => {
                    states.insert(state);
                }
                None => plain &= is_neutral(sentence, word),
            }
        }
    }
    states.extend(phrase.possessor.and_then(|possessor| state_at(builder, index, possessor)));
    for &complement in &phrase.complements {
        states.extend(subtree(sentence, complement).into_iter().filter_map(|word| state_at(builder, index, word)));
    }
    if states.is_empty() || !plain {
        return None;
    }
    let draft = with_states(builder, &states);
    let form = words_of(sentence, &phrase.words);
    builder.add_form(draft, &form);
    Some(draft)
}

fn state_at(builder: &Builder<'_>, index: usize, token: usize) -> Option<&'static str> {
    let draft = builder.demonym_at(index, token).or_else(|| builder.draft_at(index, token))?;
    builder.drafts[draft].country
}

fn is_neutral(sentence: &Sentence, word: usize) -> bool {
    let token = &sentence.tokens[word];
    let other_war = matches!(
        &*token.lemma.to_lowercase(),
        "civil"
            | "cold"
            | "trade"
            | "nuclear"
            | "new"
            | "possible"
            | "potential"
            | "wide"
            | "proxy"
            | "internal"
            | "first"
            | "second"
    );
    matches!(token.tag, Tag::Punctuation | Tag::Numeral | Tag::Conjunction | Tag::Adverb)
        || is_calendar_word(&token.form)
        || token.tag == Tag::Adjective && !other_war
        || &*token.lemma == "scale"
}

/// The war of the document with these states: one whose states include these or are included in them.
pub fn with_states(builder: &mut Builder<'_>, states: &BTreeSet<&'static str>) -> usize {
    let mut fitting = (0..builder.wars.len())
        .filter(|&war| builder.wars[war].states.is_subset(states) || states.is_subset(&builder.wars[war].states));
    if let (Some(war), None) = (fitting.next(), fitting.next()) {
        builder.wars[war].states.extend(states);
        return builder.wars[war].draft;
    }
    let draft = builder.create(EntityType::Event);
    builder.drafts[draft].identifiable = true;
    builder.wars.push(War { draft, states: states.clone() });
    draft
}

/// "The war", "the February invasion": the only war that the document names, or the one it speaks of most by far.
pub fn taken_up(builder: &Builder<'_>, index: usize, phrase: &NounPhrase) -> Option<usize> {
    let sentence = builder.sentence(index);
    let lemma = sentence.tokens[phrase.head].lemma.to_lowercase();
    let plain = phrase.modifiers.iter().all(|&modifier| {
        subtree(sentence, modifier)
            .into_iter()
            .all(|word| is_neutral(sentence, word) || builder.demonym_at(index, word).is_some())
    });
    if !is_war(&lemma) || !plain {
        return None;
    }
    let mut wars: Vec<(usize, usize)> =
        builder.wars.iter().map(|war| (builder.drafts[war.draft].mentions.len(), war.draft)).collect();
    wars.sort_unstable_by(|left, right| right.cmp(left));
    match wars.as_slice() {
        [(_, only)] => Some(*only),
        [(most, first), (next, _), ..] if *most > 2 * next => Some(*first),
        _ => None,
    }
}

/// The states in a war's proper name ("Russia-Ukraine War").
pub fn states_in_name(text: &str) -> Option<BTreeSet<&'static str>> {
    let words: Vec<&str> = text.split([' ', '-', '–']).filter(|word| !word.is_empty()).collect();
    if !words.iter().any(|word| is_war(&word.to_lowercase()))
        || words.iter().any(|word| matches!(*word, "World" | "Cold" | "Civil"))
    {
        return None;
    }
    let states: BTreeSet<&'static str> = words
        .iter()
        .filter_map(|word| countries().named(word).or_else(|| countries().of_adjective(word)))
        .map(|country| country.name)
        .collect();
    (!states.is_empty()).then_some(states)
}
