//! Who somebody is by the words beside the name: "the singer Lila Moreau", "Lila Moreau, a singer from Kelmore,".

use crate::graph::{Graph, normalised_name};
use crate::lexicon::{NounClass, countries, is_title, noun_class};
use crate::model::{EntityId, EntityType, Mention};
use crate::nlp::Tag;
use crate::query::answer::{Answer, Quote, Status};
use crate::query::evaluate::object_text;
use crate::query::link::names_of;
use crate::query::render::quotes;
use crate::query::text::{content_words, one_line, stem};

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
            None => found.push(asserted(text, quote)),
        }
    }
    found
}

/// "Ann Lee, 43,", "43-year-old Ann Lee", "Ann Lee, who is 43", "Ann Lee, aged 43".
pub(super) fn ages(graph: &Graph, id: EntityId) -> Vec<Answer> {
    let Some(entity) = graph.entity_by_id(id) else { return Vec::new() };
    let names: Vec<String> = names_of(entity).map(normalised_name).collect();
    let found = graph.mentions_of(id).into_iter().take(MOST_MENTIONS).filter_map(|mention| {
        let document = graph.document(mention.document)?;
        let sentence = mention.sentence.of(&document.text);
        let words = sentence_words(sentence);
        let (start, end) = name_in(&words, &names)?;
        let age = age_beside(&words, start, end)?;
        let quote = Quote { document: document.name.clone(), sentence: one_line(sentence), statement: String::new() };
        Some((age, quote))
    });
    // "died at the age of 99", "died aged 99"
    let stated = graph.outgoing(id).filter_map(|statement| {
        let text = object_text(statement).to_lowercase();
        let after = text.split_once("age of ").or_else(|| text.split_once("aged ")).map(|(_, after)| after)?;
        let age: String = after.chars().take_while(char::is_ascii_digit).collect();
        let quote = quotes(graph, [statement.id]).into_iter().next()?;
        (!age.is_empty()).then_some((age, quote))
    });
    let mut answers: Vec<Answer> = Vec::new();
    for (age, quote) in found.chain(stated) {
        match answers.iter_mut().find(|answer| answer.answer == age) {
            Some(known) => known.evidence.push(quote),
            None => answers.push(asserted(age, quote)),
        }
    }
    answers
}

fn age_beside(words: &[Word], start: usize, end: usize) -> Option<String> {
    let number =
        |word: &Word| word.lower.parse::<u8>().ok().filter(|age| (1..=120).contains(age)).map(|age| age.to_string());
    let after: Vec<&str> = words[end..].iter().take(5).map(|word| word.lower.as_str()).collect();
    let skipped = match after.as_slice() {
        [",", "who", "is" | "was" | "turned", ..] => 3,
        [",", "aged", ..] => 2,
        ["is" | "was" | "turned" | "aged", ..] => 1,
        [",", _, ",", ..] => 1,
        _ => 0,
    };
    let bare =
        skipped == 1 && after.first() == Some(&"is") && after.get(2).is_some_and(|next| !next.starts_with("year"));
    let told = words.get(end + skipped).filter(|_| skipped > 0 && !bare).and_then(number);
    told.or_else(|| {
        let before = &words[start.saturating_sub(7)..start];
        let joined: Vec<String> = before.iter().map(|word| word.lower.clone()).collect();
        let joined = joined.join("").replace("–", "-");
        let at = joined.find("-year-old")?;
        let digits: String = joined[..at].chars().rev().take_while(char::is_ascii_digit).collect();
        (!digits.is_empty()).then(|| digits.chars().rev().collect())
    })
}

/// "the Lomar refinery in Westmark": the place that stands right behind a phrase.
pub(super) fn whereabouts(graph: &Graph, phrase: &str) -> Vec<Answer> {
    let plain = phrase.trim().trim_start_matches("the ").to_lowercase();
    let mut answers: Vec<Answer> = Vec::new();
    if plain.len() < 3 {
        return answers;
    }
    for document in graph.documents() {
        for mention in graph.mentions_in(document.id) {
            let place = graph.entity_by_id(graph.resolve(mention.entity)).filter(|entity| {
                matches!(entity.entity_type, EntityType::Place | EntityType::Country | EntityType::Facility)
            });
            let Some(place) = place else { continue };
            let (first, start) = (mention.sentence.start as usize, mention.span.start as usize);
            let before = document.text.get(first..start).unwrap_or_default().to_lowercase();
            let local = [" in ", " in the ", " at ", " near "];
            let located = local.iter().any(|local| before.ends_with(&format!("{plain}{local}")));
            if !located || answers.iter().any(|answer| answer.answer == place.name) {
                continue;
            }
            let sentence = one_line(mention.sentence.of(&document.text));
            let quote = Quote { document: document.name.clone(), sentence, statement: String::new() };
            let aliases = names_of(place).filter(|name| *name != place.name).map(str::to_owned).collect();
            answers.push(Answer { aliases, ..asserted(place.name.clone(), quote) });
        }
    }
    answers
}

/// Who is introduced by an office: "the president of Poland" by "Polish President X", "President X of Poland", or by
/// "President X" in a sentence that names Poland.
pub(super) fn holders(graph: &Graph, office: &str, of: &[String]) -> Vec<Answer> {
    let nouns = content_words(office);
    let owners: Vec<String> = of.iter().map(|name| name.to_lowercase()).collect();
    let mut answers: Vec<Answer> = Vec::new();
    for entity in graph.entities().filter(|entity| entity.entity_type == EntityType::Person) {
        // "President Ann Lee" is a name with the office in it: the office must stand before the name itself.
        let plain = |name: &String| !nouns.iter().any(|noun| name.starts_with(noun.as_str()));
        let names: Vec<String> = names_of(entity)
            .filter(|name| name.contains(char::is_uppercase))
            .map(normalised_name)
            .filter(plain)
            .collect();
        for mention in graph.mentions_of(entity.id).into_iter().take(MOST_MENTIONS) {
            let Some(document) = graph.document(mention.document) else { continue };
            let sentence = mention.sentence.of(&document.text);
            let lower = sentence.to_lowercase();
            if !nouns.iter().all(|noun| lower.contains(noun.as_str()))
                || !owners.is_empty() && !owners.iter().any(|owner| lower.contains(owner.as_str()))
            {
                continue;
            }
            let words = sentence_words(sentence);
            let Some((start, end)) = name_in(&words, &names) else { continue };
            if !holds(&words, start, end, &nouns, &owners) {
                continue;
            }
            let quote =
                Quote { document: document.name.clone(), sentence: one_line(sentence), statement: String::new() };
            match answers.iter_mut().find(|answer| answer.answer == entity.name) {
                Some(known) if known.evidence.contains(&quote) => {}
                Some(known) => known.evidence.push(quote),
                None => {
                    let aliases = names_of(entity).filter(|name| *name != entity.name).map(str::to_owned).collect();
                    answers.push(Answer { aliases, ..asserted(entity.name.clone(), quote) });
                }
            }
        }
    }
    answers
}

/// True if every sentence says that the office was held before: "the former president", "was mayor from 2008 to 2016".
pub(super) fn is_former(office: &str, answer: &Answer) -> bool {
    let head = content_words(office).pop().unwrap_or_default();
    let former = |quote: &Quote| {
        let words: Vec<String> = quote.sentence.split_whitespace().map(str::to_lowercase).collect();
        let Some(at) = words.iter().position(|word| content_words(word).contains(&head)) else { return false };
        let before = words[at.saturating_sub(6)..at].iter();
        let mut before = before.map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric()));
        let ended = words[at..].windows(4).any(|run| {
            let year = |word: &str| word.trim_matches(|letter: char| !letter.is_numeric()).len() == 4;
            run[0] == "from" && year(&run[1]) && matches!(&*run[2], "to" | "until") && year(&run[3])
        });
        before.any(|word| matches!(word, "former" | "ex" | "late" | "served" | "ousted")) || ended
    };
    !answer.evidence.is_empty() && answer.evidence.iter().all(former)
}

/// The office stands right before the name or is set beside it, with its owner; or alone, in a sentence that names only
/// this owner and this holder.
fn holds(words: &[Word], start: usize, end: usize, nouns: &[String], owners: &[String]) -> bool {
    let owned = |text: &str| {
        let text = text.to_lowercase();
        owners.is_empty() || owners.iter().any(|owner| text.contains(owner.as_str()))
    };
    let named = |text: &str| {
        let head = text.split(" of ").next().unwrap_or_default();
        let said = content_words(head);
        nouns.iter().all(|noun| said.contains(noun))
    };
    let former = |text: &str| {
        text.to_lowercase().split_whitespace().any(|word| matches!(word, "former" | "ex" | "late" | "deputy" | "vice"))
    };
    // "the strategy of Prime Minister X": the title alone stands before the name.
    let title = |text: String| match text.rsplit_once(" of ") {
        Some((_, title)) if named(title) && content_words(title).len() == nouns.len() => title.to_owned(),
        _ => text,
    };
    let before = before(words, start).map(title).filter(|text| named(text) && !former(text));
    let after = after(words, end).filter(|text| named(text) && !former(text));
    let followed =
        words.get(end).is_some_and(|word| word.lower == "of") && owned(&text_of(&words[end..words.len().min(end + 4)]));
    let elsewhere = |word: &Word| {
        let country = countries().named(&word.form).or_else(|| countries().of_adjective(&word.form));
        country.is_some_and(|country| !owners.contains(&country.name.to_lowercase()))
    };
    let alone = !words.iter().any(elsewhere)
        && words.iter().filter(|word| Some(&stem(&word.lower)) == nouns.last()).count() == 1;
    let stated = [&before, &after].into_iter().flatten().any(|text| owned(text));
    stated || before.is_some_and(|text| followed || alone && content_words(&text).len() == nouns.len())
}

pub(super) fn asserted(text: String, quote: Quote) -> Answer {
    Answer {
        answer: text,
        aliases: Vec::new(),
        status: Status::Asserted,
        attributed_to: None,
        time: None,
        evidence: vec![quote],
    }
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
pub(super) fn name_in(words: &[Word], names: &[String]) -> Option<(usize, usize)> {
    let runs =
        (1..=6).rev().flat_map(|length| (0..=words.len().saturating_sub(length)).map(move |at| (at, at + length)));
    // A comma behind the name is no part of it, though names are compared without it.
    let ends_in_word = |end: usize| words[end - 1].form.ends_with(char::is_alphanumeric);
    runs.filter(|&(at, end)| end <= words.len() && words[at].form.starts_with(char::is_uppercase) && ends_in_word(end))
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

/// Nouns for those who speak or act for others.
const OFFICES: &[&str] = &["justice", "spokesman", "spokeswoman", "spokesperson", "spokespeople"];

/// Nouns for people and those who act, titles.
fn is_description(word: &Word) -> bool {
    let noun = stem(&word.lower);
    is_title(&noun)
        || OFFICES.contains(&noun.as_str())
        || matches!(noun_class(&noun), Some(NounClass::Person)) && word.lower != "man" && word.lower != "woman"
}
