//! Noun phrases, prepositional phrases and times in a question, found by tags and by the names in the graph.

use crate::graph::Graph;
use crate::lexicon::office;
use crate::model::{MONTHS, WEEKDAYS};
use crate::nlp::Tag;
use crate::query::link::is_name;

use super::words::{Word, text_of};

/// The longest name, in words, that is looked for.
const LONGEST_NAME: usize = 7;

/// How many words from `at` on are a name in the graph; 0 if none.
pub(super) fn name_length(graph: &Graph, words: &[Word], at: usize) -> usize {
    let most = LONGEST_NAME.min(words.len() - at);
    (1..=most)
        .rev()
        .find(|&length| {
            let run = &words[at..at + length];
            let ends = [&run[0], &run[length - 1]];
            if ends.iter().any(|word| word.is_question_word() || word.negates() || word.auxiliary().is_some()) {
                return false;
            }
            if length == 1
                && !matches!(run[0].tag, Tag::Noun | Tag::ProperNoun | Tag::Adjective | Tag::Other)
                && !run[0].form.starts_with(char::is_uppercase)
            {
                return false;
            }
            let named = graph.entities_named(&text_of(run));
            named.iter().filter_map(|id| graph.entity_by_id(*id)).any(is_name)
        })
        .unwrap_or(0)
}

/// The end of the noun phrase that starts at `at`, with its "of" phrases and coordinated names; `at` if there is none.
pub(super) fn phrase_end(graph: &Graph, words: &[Word], at: usize) -> usize {
    let mut end = core_end(graph, words, at);
    while end > at && end < words.len() {
        let joins = match words[end].lower.as_str() {
            "of" => true,
            "and" | "or" | "," | "&" => words.get(end + 1).is_some_and(|next| next.is_nominal() && !next.is_verb()),
            _ => false,
        };
        let next = if joins { core_end(graph, words, end + 1) } else { end };
        if next <= end + 1 {
            break;
        }
        end = next;
    }
    end
}

/// The end of a noun phrase without what follows its head.
pub(super) fn core_end(graph: &Graph, words: &[Word], at: usize) -> usize {
    let mut end = at;
    while end < words.len() {
        let begins_another = end > at && opens_phrase(&words[end]) && !opens_phrase(&words[end - 1]);
        let name = name_length(graph, words, end);
        if begins_another {
            break;
        } else if name > 0 {
            end += name;
        } else if words[end].is_nominal() || is_inner_participle(words, end) {
            end += 1;
        } else {
            break;
        }
    }
    end
}

/// A determiner begins a noun phrase: "is Ukraine *a member*".
fn opens_phrase(word: &Word) -> bool {
    word.tag == Tag::Determiner || matches!(word.lower.as_str(), "a" | "an" | "the")
}

/// "NATO founding countries", "neighbouring states": a participle before a noun, or an adverb before an adjective.
fn is_inner_participle(words: &[Word], at: usize) -> bool {
    let word = &words[at];
    let Some(next) = words.get(at + 1) else { return false };
    let before_noun = matches!(next.tag, Tag::Noun | Tag::ProperNoun);
    let adverb = word.tag == Tag::Adverb && next.tag == Tag::Adjective && !word.is_question_word();
    // "the stolen painting"
    let passive = word.is_past() && at > 0 && opens_phrase(&words[at - 1]);
    word.is_verb() && (word.lower.ends_with("ing") || passive) && before_noun || adverb
}

/// A preposition with its noun phrase; an empty phrase for a preposition left alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Prepositional {
    pub(super) preposition: String,
    pub(super) phrase: String,
}

/// What stands after a verb.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Complements {
    /// The direct object, and a second one.
    pub(super) objects: Vec<String>,
    /// Lemmas of the nouns in the direct object.
    pub(super) nouns: Vec<String>,
    /// Particles.
    pub(super) particles: Vec<String>,
    /// Prepositional phrases that are no times.
    pub(super) prepositional: Vec<Prepositional>,
    /// Times: preposition (or nothing) and words.
    pub(super) times: Vec<Prepositional>,
    /// The words of a clause: "to provide aid", "that …".
    pub(super) clause: Option<Vec<Word>>,
}

const PARTICLES: &[&str] = &["up", "down", "out", "off", "away", "back", "over"];

/// Reads what stands after a verb.
pub(super) fn complements(graph: &Graph, words: &[Word]) -> Complements {
    let mut found = Complements::default();
    let mut at = 0;
    while at < words.len() {
        let rest = &words[at..];
        if let Some(clause) = clause(graph, rest) {
            found.clause = Some(clause.to_vec());
            break;
        }
        if is_reduced_relative(&found, rest) {
            if let Some(object) = found.objects.last_mut() {
                *object = format!("{object} {}", text_of(rest));
            }
            break;
        }
        let end = phrase_end(graph, rest, 0);
        at += if is_particle(graph, rest, at == 0) {
            found.particles.push(rest[0].lower.clone());
            1
        } else if end > 0 {
            let end = name_before_office(graph, rest, end);
            let end = before_adjective(rest, end);
            add_phrase(&mut found, &rest[..end]);
            end
        } else if rest[0].is_preposition() || rest[0].lower == "to" || rest.len() == 1 && rest[0].may_be_preposition() {
            let end = phrase_end(graph, rest, 1).max(1);
            add_prepositional(&mut found, &rest[..end]);
            end
        } else {
            1
        };
    }
    found
}

/// "that it was destroyed", "to provide aid".
fn clause<'w>(graph: &Graph, rest: &'w [Word]) -> Option<&'w [Word]> {
    let verb_follows = rest[1..].iter().any(|word| word.is_verb() || word.auxiliary().is_some());
    match rest[0].lower.as_str() {
        "that" | "whether" | "if" if verb_follows => Some(&rest[1..]),
        "to" => {
            let next = rest.get(1)?;
            let infinitive =
                next.is_verb() || next.lower == "do" || phrase_end(graph, rest, 1) == 1 && !next.may_be_preposition();
            infinitive.then_some(rest)
        }
        _ => None,
    }
}

/// "appointed Ann Lee minister": the name is one phrase, the office another.
fn name_before_office(graph: &Graph, words: &[Word], end: usize) -> usize {
    let name = name_length(graph, words, 0);
    let is_office = |words: &[Word]| {
        let text = text_of(words).to_lowercase();
        office(&text).is_some() || text.split_whitespace().next_back().is_some_and(|last| office(last).is_some())
    };
    let titled = name > 0 && name < end && words[name].lower != "of" && words[name].lower != "and";
    if titled && is_office(&words[name..end]) { name } else { end }
}

/// "called the deal lousy", "found Ann Lee guilty": an adjective behind the noun is a phrase of its own.
fn before_adjective(words: &[Word], end: usize) -> usize {
    let noun = |word: &Word| matches!(word.tag, Tag::Noun | Tag::ProperNoun);
    let split = end > 1
        && words[end - 1].tag == Tag::Adjective
        && noun(&words[end - 2])
        && words[end - 1].form == words[end - 1].lower;
    if split { end - 1 } else { end }
}

/// "down" in "shoot down": right after the verb, or at the end.
fn is_particle(graph: &Graph, rest: &[Word], first: bool) -> bool {
    let word = &rest[0];
    let last = rest.len() == 1;
    let governs = phrase_end(graph, rest, 1) > 1;
    PARTICLES.contains(&word.lower.as_str()) && (first || last) && !(word.lower == "over" && governs)
}

/// "lands held by Sweden": a participle after the object keeps its own phrases.
fn is_reduced_relative(found: &Complements, rest: &[Word]) -> bool {
    rest[0].is_verb() && rest[0].is_past() && !found.objects.is_empty() && found.prepositional.is_empty()
}

fn add_phrase(found: &mut Complements, words: &[Word]) {
    let phrase = text_of(words);
    if is_time(words) {
        found.times.push(Prepositional { preposition: String::new(), phrase });
        return;
    }
    if found.objects.is_empty() {
        let nouns = words.iter().filter(|word| matches!(word.tag, Tag::Noun | Tag::ProperNoun));
        found.nouns = nouns.map(|word| word.lemma.clone()).collect();
    }
    found.objects.push(phrase);
}

fn add_prepositional(found: &mut Complements, words: &[Word]) {
    let preposition = words[0].lower.clone();
    let phrase = text_of(&words[1..]);
    let order = matches!(preposition.as_str(), "before" | "after" | "since" | "during" | "until" | "till");
    let temporal = !phrase.is_empty() && (order || is_time(&words[1..]));
    let list = if temporal { &mut found.times } else { &mut found.prepositional };
    list.push(Prepositional { preposition, phrase });
}

/// True if the text is a day, a month, a year.
pub(in crate::query) fn is_date(text: &str) -> bool {
    text.split_whitespace().any(|word| is_day_or_month(&word.trim_matches(',').to_lowercase()))
        || text.parse::<u16>().is_ok_and(|year| (1000..2200).contains(&year))
}

/// True if the words are a day, a month, a year or another stretch of time.
pub(super) fn is_time(words: &[Word]) -> bool {
    let content: Vec<&str> = words.iter().filter(|w| w.tag != Tag::Determiner).map(|w| w.lower.as_str()).collect();
    let Some(last) = content.last() else { return false };
    let year = last.len() == 4 && last.parse::<u16>().is_ok_and(|year| (1000..2200).contains(&year));
    let in_date = |word: &&&str| is_day_or_month(word) || IN_DATES.contains(*word) || word.parse::<u16>().is_ok();
    let date = content.iter().any(|word| is_day_or_month(word)) && content.iter().all(|word| in_date(&word));
    year || date || TIME_WORDS.contains(last) || last.parse::<jiff::civil::Date>().is_ok()
}

/// Words within a date.
const IN_DATES: &[&str] = &["of", ",", "last", "next", "this", "early", "late", "morning", "evening", "night"];

const TIME_WORDS: &[&str] = &[
    "today",
    "yesterday",
    "tomorrow",
    "tonight",
    "week",
    "weeks",
    "month",
    "months",
    "year",
    "years",
    "day",
    "days",
    "hours",
    "morning",
    "afternoon",
    "evening",
    "night",
    "weekend",
    "spring",
    "summer",
    "autumn",
    "winter",
    "century",
    "decade",
    "now",
    "recently",
    "ago",
];

fn is_day_or_month(word: &str) -> bool {
    WEEKDAYS.contains(&word) || MONTHS.contains(&word)
}
