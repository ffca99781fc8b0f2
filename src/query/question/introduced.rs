//! Who somebody is by the words beside the name: "the singer Lila Moreau", "Lila Moreau, a singer from Kelmore,".

use crate::graph::{Graph, normalised_name};
use crate::lexicon::{NounClass, is_title, noun_class};
use crate::model::{EntityId, Mention};
use crate::nlp::Tag;
use crate::query::answer::{Answer, Quote, Status};
use crate::query::link::names_of;
use crate::query::text::{one_line, stem};

use super::words::{Word, sentence_words, text_of};

/// Mentions that are looked at.
const MOST_MENTIONS: usize = 40;

/// The descriptions that stand beside a name, each once, with the sentence.
pub(super) fn introductions(graph: &Graph, id: EntityId) -> Vec<Answer> {
    let Some(entity) = graph.entity_by_id(id) else { return Vec::new() };
    let names: Vec<String> =
        names_of(entity).filter(|name| name.contains(char::is_uppercase)).map(normalised_name).collect();
    let mut found: Vec<Answer> = Vec::new();
    for mention in graph.mentions_of(id).into_iter().take(MOST_MENTIONS) {
        let Some((text, quote)) = introduction(graph, &mention, &names) else { continue };
        match found.iter_mut().find(|answer| normalised_name(&answer.answer) == normalised_name(&text)) {
            Some(known) => known.evidence.push(quote),
            None => found.push(Answer {
                answer: text,
                aliases: Vec::new(),
                status: Status::Asserted,
                attributed_to: None,
                time: None,
                evidence: vec![quote],
            }),
        }
    }
    found
}

fn introduction(graph: &Graph, mention: &Mention, names: &[String]) -> Option<(String, Quote)> {
    let document = graph.document(mention.document)?;
    let sentence = mention.sentence.of(&document.text);
    let words = sentence_words(sentence);
    let (start, end) = name_in(&words, names)?;
    let text = after(&words, end).or_else(|| before(&words, start))?;
    let quote = Quote { document: document.name.clone(), sentence: one_line(sentence), statement: String::new() };
    Some((text, quote))
}

/// Where the longest of the names stands.
fn name_in(words: &[Word], names: &[String]) -> Option<(usize, usize)> {
    let runs =
        (1..=6).rev().flat_map(|length| (0..=words.len().saturating_sub(length)).map(move |at| (at, at + length)));
    runs.filter(|&(at, end)| end <= words.len() && words[at].form.starts_with(char::is_uppercase))
        .find(|&(at, end)| names.contains(&normalised_name(&text_of(&words[at..end]))))
}

/// "…, a singer from Kelmore," or "…, head of the union, said".
fn after(words: &[Word], end: usize) -> Option<String> {
    if words.get(end)?.lower != "," {
        return None;
    }
    let rest = &words[end + 1..];
    let close =
        rest.iter().position(|word| matches!(word.lower.as_str(), "," | "." | ";" | "who" | "which" | "—" | "–"))?;
    let phrase = &rest[..close];
    let head = phrase.iter().position(|word| word.is_preposition()).unwrap_or(phrase.len());
    let verb =
        phrase[..head].iter().any(|word| word.is_verb() || word.auxiliary().is_some() || word.tag == Tag::Conjunction);
    (!verb && head > 0 && is_description(&phrase[head - 1])).then(|| text_of(without_article(phrase)))
}

/// "the singer …", "Interior Minister …".
fn before(words: &[Word], start: usize) -> Option<String> {
    let describing = |word: &Word| {
        matches!(word.tag, Tag::Noun | Tag::Adjective | Tag::ProperNoun) && word.auxiliary().is_none()
            || matches!(word.lower.as_str(), "-" | "of" | "and" | "for" | "'s" | "’s")
    };
    let length = words[..start].iter().rev().take_while(|word| describing(word)).count();
    let run = &words[start - length..start];
    let begin =
        run.iter().position(|word| word.tag != Tag::Conjunction && !word.is_preposition() && word.lower != "'s")?;
    let phrase = &run[begin..];
    is_description(phrase.last()?).then(|| text_of(phrase))
}

fn without_article(phrase: &[Word]) -> &[Word] {
    match phrase.first().map(|word| word.lower.as_str()) {
        Some("a" | "an" | "the") => &phrase[1..],
        _ => phrase,
    }
}

/// Nouns for people and those who act, titles.
fn is_description(word: &Word) -> bool {
    let noun = stem(&word.lower);
    is_title(&noun)
        || matches!(noun_class(&noun), Some(NounClass::Person)) && word.lower != "man" && word.lower != "woman"
}
