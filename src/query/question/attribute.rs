//! What an article says of something that somebody has: "Ann Lee's time", "the value of the contract", "the score".

use std::collections::BTreeSet;

use crate::graph::Graph;
use crate::model::{DocumentId, EntityId};
use crate::query::answer::{Answer, Quote};
use crate::query::bind::Node;
use crate::query::link::entities;
use crate::query::render::quotes;
use crate::query::text::{content_words, one_line, stem};

use super::introduced::asserted;

/// Mentions that are looked at.
const MOST_MENTIONS: usize = 60;

/// Words between an owner and what is owned.
const MOST_BETWEEN: usize = 4;

/// Whether a number is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// "what was X's time"
    Anything,
    /// "how long was X's sentence"
    Number,
}

/// What the articles say of the thing that a phrase names by its owner; nothing if they do not.
pub(super) fn told(graph: &Graph, phrase: &str, wanted: Wanted) -> Vec<Answer> {
    let Some((owner, noun)) = owned(phrase) else { return Vec::new() };
    let mut answers: Vec<Answer> = Vec::new();
    for entity in entities(graph, owner).into_iter().filter(|linked| linked.cost <= 1).map(|linked| linked.entity) {
        for (text, quote) in beside_owner(graph, entity, &noun, wanted).into_iter().chain(had(graph, entity, &noun)) {
            match answers.iter_mut().find(|answer| answer.answer == text) {
                Some(known) => known.evidence.push(quote),
                None => answers.push(asserted(text, quote)),
            }
        }
    }
    answers
}

/// The owner and the noun of "Ann Lee's time in Lima", "the value of the contract".
fn owned(phrase: &str) -> Option<(&str, String)> {
    let marked = ["'s ", "’s ", "' ", "’ "].iter().find_map(|mark| phrase.split_once(mark));
    let (owner, thing) = match marked {
        Some((owner, thing)) => (owner, before_preposition(thing)),
        None => phrase.split_once(" of ").map(|(thing, owner)| (owner, thing))?,
    };
    let noun = content_words(thing).pop()?;
    Some((owner.trim(), noun))
}

fn before_preposition(text: &str) -> &str {
    let cuts = [" in ", " at ", " on ", " for ", " of ", " against ", " from "];
    let cut = cuts.iter().filter_map(|word| text.find(word)).min();
    &text[..cut.unwrap_or(text.len())]
}

/// "Ann Lee's 40 million loan", "His time was …", "the value of the contract is …".
fn beside_owner(graph: &Graph, owner: EntityId, noun: &str, wanted: Wanted) -> Vec<(String, Quote)> {
    let found = graph.mentions_of(owner).into_iter().take(MOST_MENTIONS).filter_map(|mention| {
        let document = graph.document(mention.document)?;
        let after = document.text.get(mention.span.end as usize..mention.sentence.end as usize)?;
        let possessive = matches!(
            mention.span.of(&document.text).to_lowercase().as_str(),
            "his" | "her" | "its" | "their" | "my" | "our"
        );
        let after = match possessive {
            true => after,
            false => after.strip_prefix("'s").or_else(|| after.strip_prefix("’s"))?,
        };
        let words: Vec<&str> = after.split_whitespace().collect();
        let is_noun = |word: &&str| content_words(word).first().is_some_and(|word| word == noun);
        let at = words.iter().take(MOST_BETWEEN + 1).position(is_noun)?;
        let text = match words[at + 1..].split_first() {
            Some((&("was" | "is" | "were" | "are" | "of"), value)) => clause(value),
            _ => words[..at].join(" "),
        };
        let number = text.contains(|letter: char| letter.is_ascii_digit()) || names_number(&text);
        let fits = !text.is_empty()
            && (number || wanted == Wanted::Anything && at + 1 < words.len() && text != words[..at].join(" "));
        let quote = Quote {
            document: document.name.clone(),
            sentence: one_line(mention.sentence.of(&document.text)),
            statement: String::new(),
        };
        fits.then_some((text, quote))
    });
    found.collect()
}

/// Words up to the end of their clause.
fn clause(words: &[&str]) -> String {
    const MOST: usize = 12;
    const ENDS: &[&str] = &["and", "but", "which", "who", "after", "because", "when", "while", "as"];
    let mut text: Vec<&str> = Vec::new();
    for word in words.iter().take(MOST) {
        if ENDS.contains(word) {
            break;
        }
        text.push(word);
        if word.ends_with([',', ';', ':', '.']) {
            break;
        }
    }
    text.join(" ").trim_end_matches([',', ';', ':', '.']).to_owned()
}

fn names_number(text: &str) -> bool {
    const NUMBERS: &[&str] =
        &["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "million", "billion"];
    text.to_lowercase().split([' ', '-']).any(|word| NUMBERS.contains(&word))
}

/// "was given a two-year sentence": what somebody got or has, with its number.
fn had(graph: &Graph, owner: EntityId, noun: &str) -> Vec<(String, Quote)> {
    const HAVING: &[&str] =
        &["was_given", "was_handed", "receive", "received", "get", "serve", "have", "has", "earn", "post"];
    let found = graph.outgoing(owner).filter(|statement| HAVING.contains(&statement.relation.as_str()));
    let told = found.filter_map(|statement| {
        let object = Node::of(&statement.object)?;
        let text = one_line(object.text(graph));
        let named = content_words(before_preposition(&text)).last().is_some_and(|last| last == noun);
        let number = text.contains(|letter: char| letter.is_ascii_digit()) || names_number(&text);
        let quote = quotes(graph, [statement.id]).into_iter().next()?;
        (named && number).then_some((text, quote))
    });
    told.collect()
}

/// "what was the score (of the final, between A and B)": "3-1" in a sentence of the article that names those asked about. Of
/// several articles without a name, none.
pub(super) fn score(graph: &Graph, phrase: &str) -> Vec<Answer> {
    let words: Vec<&str> = phrase.split_whitespace().collect();
    if !words.iter().take(3).any(|word| matches!(stem(&word.to_lowercase()).as_str(), "score" | "scoreline")) {
        return Vec::new();
    }
    let names: Vec<BTreeSet<EntityId>> = words
        .iter()
        .filter(|word| word.starts_with(char::is_uppercase))
        .map(|word| entities(graph, word).into_iter().map(|linked| graph.resolve(linked.entity)).collect())
        .collect();
    let mut found: Vec<(DocumentId, String, Quote)> = Vec::new();
    for document in graph.documents() {
        let named =
            |ids: &BTreeSet<EntityId>| graph.mentions_in(document.id).any(|mention| ids.contains(&mention.entity));
        if !names.iter().all(named) {
            continue;
        }
        for line in document.text.split(['\n', '?', '!']).flat_map(|line| line.split(". ")) {
            for score in line.split_whitespace().filter_map(as_score) {
                let quote =
                    Quote { document: document.name.clone(), sentence: one_line(line), statement: String::new() };
                if !found.iter().any(|(known, text, _)| *known == document.id && *text == score) {
                    found.push((document.id, score, quote));
                }
            }
        }
    }
    let articles: BTreeSet<DocumentId> = found.iter().map(|(id, ..)| *id).collect();
    if names.is_empty() && articles.len() > 1 {
        return Vec::new();
    }
    found.into_iter().map(|(_, text, quote)| asserted(text, quote)).collect()
}

/// "3-1", "21–15,".
fn as_score(word: &str) -> Option<String> {
    let plain = word.trim_matches(|letter: char| !letter.is_ascii_digit());
    let (one, other) = plain.split_once(['-', '–'])?;
    let points = |text: &str| !text.is_empty() && text.len() <= 3 && text.chars().all(|letter| letter.is_ascii_digit());
    let alone = word.trim_matches(|letter: char| letter.is_ascii_punctuation()) == plain;
    (points(one) && points(other) && alone).then(|| plain.to_owned())
}
