//! What the words of a sentence tell beyond its statements: when, why, how. Only what stands there in so many words.

use crate::graph::Graph;
use crate::model::{MONTHS, Statement, WEEKDAYS};
use crate::nlp::Tag;

use super::words::{Word, sentence_words, text_of};

/// The words of each sentence behind a statement, the first few.
pub(super) fn words_of(graph: &Graph, statement: &Statement) -> Vec<Vec<Word>> {
    const MOST: usize = 4;
    statement.evidence.iter().take(MOST).map(|evidence| sentence_words(graph.sentence_text(evidence))).collect()
}

/// The times that a sentence names by day, month, year or "last week"; how long something takes is none.
pub(super) fn times(words: &[Word]) -> Vec<String> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let length = words[at..].iter().take_while(|word| belongs_to_time(word)).count();
        let run = &words[at..at + length];
        if run.iter().any(fixes_day) || run.windows(2).any(|pair| is_relative(&pair[0], &pair[1])) {
            let end =
                run.iter().rposition(|word| word.lower != "the" && word.lower != ",").map_or(length, |last| last + 1);
            let start = run.iter().position(|word| word.lower != "," && word.lower != "of").unwrap_or(0);
            let preposition = at.checked_sub(1).filter(|before| ORDERS.contains(&words[*before].lower.as_str()));
            found.push(text_of(&words[preposition.unwrap_or(at + start)..at + end]));
        }
        at += length.max(1);
    }
    found
}

const ORDERS: &[&str] = &["since", "before", "after", "until", "by", "between", "from"];

fn belongs_to_time(word: &Word) -> bool {
    let lower = word.lower.as_str();
    fixes_day(word)
        || is_unit(lower)
        || matches!(lower, "last" | "next" | "this" | "early" | "late" | "of" | "," | "the" | "ago" | "and" | "earlier")
        || word
            .lower
            .trim_end_matches(|letter: char| letter.is_ascii_alphabetic())
            .parse::<u8>()
            .is_ok_and(|day| day <= 31)
}

/// A day, a month, a year.
fn fixes_day(word: &Word) -> bool {
    let lower = word.lower.trim_end_matches('.');
    let month = MONTHS.contains(&lower)
        || word.tag == Tag::ProperNoun
            && lower.len() >= 3
            && lower.len() <= 4
            && MONTHS.iter().any(|m| m.starts_with(lower));
    let month = month && (lower != "may" && lower != "march" || word.form.starts_with(char::is_uppercase));
    let year = lower.len() == 4 && lower.parse::<u16>().is_ok_and(|year| (1200..2200).contains(&year));
    WEEKDAYS.contains(&lower) || month || year || matches!(lower, "yesterday" | "today" | "tomorrow" | "tonight")
}

/// True for a word that says on which day: "this", "Monday", "yesterday".
pub(super) fn names_day(word: &str) -> bool {
    let lower = word.to_lowercase();
    let lower = lower.as_str();
    WEEKDAYS.contains(&lower)
        || MONTHS.contains(&lower)
        || matches!(lower, "this" | "last" | "next" | "yesterday" | "today" | "tomorrow" | "previous" | "same")
}

fn is_unit(lower: &str) -> bool {
    let units = ["day", "week", "month", "year", "night", "morning", "evening", "afternoon", "weekend", "decade"];
    let seasons = ["spring", "summer", "autumn", "winter", "century"];
    units.contains(&lower.trim_end_matches('s')) || seasons.contains(&lower)
}

/// "last week", "this year", "years ago".
fn is_relative(one: &Word, other: &Word) -> bool {
    matches!(one.lower.as_str(), "last" | "next" | "this") && is_unit(&other.lower)
        || is_unit(&one.lower) && matches!(other.lower.as_str(), "ago" | "earlier")
}

/// Words that open a reason, the clearest first.
const REASONS: &[&[&str]] = &[
    &["because", "of"],
    &["because"],
    &["due", "to"],
    &["owing", "to"],
    &["as", "a", "result", "of"],
    &["on", "the", "grounds"],
    &["citing"],
    &["in", "protest"],
    &["in", "response", "to"],
    &["in", "order", "to"],
    &["so", "that"],
];

/// Words that may open one.
const OCCASIONS: &[&[&str]] = &[&["amid"], &["over"], &["after"], &["following"]];

/// Why: what stands behind the clearest word of reason after the verb of a statement, or before it at the head of the
/// sentence.
pub(super) fn clear_reason(words: &[Word], verb: usize) -> Option<String> {
    grounds(words).or_else(|| opened(words, verb, REASONS))
}

/// Why, by a word that may only say when ("after"), or by a purpose ("to …").
pub(super) fn weak_reason(words: &[Word], verb: usize) -> Option<String> {
    opened(words, verb, OCCASIONS).or_else(|| purpose(words, verb))
}

/// Why, by a sentence and the verb asked about; only a clear word of reason counts.
pub(in crate::query) fn reason_told(sentence: &str, verb: &str) -> Option<String> {
    let words = sentence_words(sentence);
    clear_reason(&words, position_of(&words, verb))
}

/// How, by a sentence and the verb asked about.
pub(in crate::query) fn manner_told(sentence: &str, verb: &str) -> Option<String> {
    let words = sentence_words(sentence);
    manner(&words, position_of(&words, verb))
}

/// The only time that a sentence names, if the form asked about is a verb of it.
pub(in crate::query) fn only_time(sentence: &str, verb: &str) -> Option<String> {
    let words = sentence_words(sentence);
    let verbal = words.get(position_of(&words, verb)).is_some_and(Word::is_verb);
    match times(&words).as_slice() {
        [only] if verbal => Some(only.clone()),
        _ => None,
    }
}

fn position_of(words: &[Word], form: &str) -> usize {
    let first = form.split_whitespace().next().unwrap_or_default().to_lowercase();
    words.iter().position(|word| word.lower == first).unwrap_or(0)
}

fn opened(words: &[Word], verb: usize, phrases: &[&[&str]]) -> Option<String> {
    let opens = |at: usize, phrase: &[&str]| {
        phrase.iter().enumerate().all(|(offset, word)| words.get(at + offset).is_some_and(|w| w.lower == *word))
    };
    phrases.iter().find_map(|phrase| {
        let after = (verb + 1..words.len()).find(|&at| opens(at, phrase));
        let at = after.or_else(|| opens(0, phrase).then_some(0))?;
        let end = clause_end(words, at + phrase.len());
        // "over 200": a number, no reason.
        let number = words.get(at + phrase.len()).is_some_and(|word| word.tag == Tag::Numeral);
        (!number && end > at + phrase.len()).then(|| text_of(&words[at..end]))
    })
}

fn purpose(words: &[Word], verb: usize) -> Option<String> {
    let purpose = (verb + 2..words.len().saturating_sub(1)).find(|&at| {
        words[at].lower == "to" && words[at + 1].is_verb() && !words[at - 1].is_verb() && words[at - 1].lower != "not"
    })?;
    Some(text_of(&words[purpose..clause_end(words, purpose + 1)]))
}

/// "for security reasons".
fn grounds(words: &[Word]) -> Option<String> {
    let noun = words.iter().position(|word| matches!(word.lower.as_str(), "reasons" | "grounds"))?;
    let start = (noun.saturating_sub(5)..noun).rev().find(|&at| matches!(words[at].lower.as_str(), "for" | "on"))?;
    (noun > start + 1).then(|| text_of(&words[start..=noun]))
}

/// Words that open a way of doing something.
const WAYS: &[&str] = &["by", "using", "through", "via", "with"];

/// How: "by …ing", "using …", "with …" after the verb of a statement.
pub(super) fn manner(words: &[Word], verb: usize) -> Option<String> {
    let doing = |at: &usize| {
        words[*at].lower == "by" && words.get(at + 1).is_some_and(|next| next.lower.ends_with("ing") && next.is_verb())
    };
    let at = (verb + 1..words.len())
        .find(doing)
        .or_else(|| (verb + 1..words.len()).find(|&at| WAYS[1..].contains(&words[at].lower.as_str())))?;
    let end = clause_end(words, at + 1);
    (end > at + 1).then(|| text_of(&words[at..end]))
}

/// Where a clause ends: at a comma before another clause, a quotation mark, a semicolon, the end.
fn clause_end(words: &[Word], start: usize) -> usize {
    (start..words.len())
        .find(|&at| {
            matches!(words[at].lower.as_str(), ";" | ":" | "." | "—" | "–" | ")")
                || words[at].lower == "," && at > start + 1
        })
        .unwrap_or(words.len())
}

/// Prepositions that open a place.
const LOCATIVE: &[&str] = &[
    "in", "at", "near", "between", "off", "along", "outside", "inside", "on", "across", "around", "south", "north",
    "east", "west",
];

/// Where: the first phrase after the verb that a preposition of place opens and that has a name in it ("between A and B",
/// "off the coast of C").
pub(super) fn place(words: &[Word], verb: usize) -> Option<String> {
    (verb + 1..words.len()).filter(|&at| LOCATIVE.contains(&words[at].lower.as_str())).find_map(|at| {
        let joins = |word: &Word| matches!(word.lower.as_str(), "of" | "and");
        let mut end = at + 1;
        while words.get(end).is_some_and(|word| joins(word) || word.is_nominal() && word.auxiliary().is_none()) {
            end += 1;
        }
        while words[end - 1].lower != words[at].lower && joins(&words[end - 1]) {
            end -= 1;
        }
        let run = &words[at + 1..end];
        let named = run.iter().any(|word| word.tag == Tag::ProperNoun && word.form.starts_with(char::is_uppercase));
        let timed =
            run.iter().any(|word| belongs_to_time(word) && !matches!(word.lower.as_str(), "of" | "the" | "and" | ","));
        (named && !timed).then(|| text_of(&words[at..end]))
    })
}

/// Where the words of a statement's relation stand in its sentence.
pub(super) fn verb_position(words: &[Word], statement: &Statement) -> usize {
    position_of(words, &statement.trigger)
}
