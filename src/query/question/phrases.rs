//! Noun phrases, prepositional phrases and times in a question, found by tags and by the names in the graph.

use crate::graph::Graph;
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
            "and" | "or" | "," | "&" => words.get(end + 1).is_some_and(|next| {
                next.is_nominal() && !next.is_verb() && words[end + 1..].iter().take(2).all(|word| !word.is_verb())
            }),
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
        let name = name_length(graph, words, end);
        if name > 0 {
            end += name;
        } else if end > at && opens_phrase(&words[end]) && !opens_phrase(&words[end - 1]) {
            break;
        } else if words[end].is_nominal() || end > at && is_inner_participle(words, end) {
            end += 1;
        } else if end == at
            && words[end].is_verb()
            && words.get(end + 1).is_some_and(|next| next.tag == Tag::Noun)
            && words[end].lower.ends_with("ing")
        {
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

/// "NATO founding countries": a participle between a noun and another.
fn is_inner_participle(words: &[Word], at: usize) -> bool {
    let word = &words[at];
    let before_noun = words.get(at + 1).is_some_and(|next| matches!(next.tag, Tag::Noun | Tag::ProperNoun));
    let adjective = word.tag == Tag::Adverb && words.get(at + 1).is_some_and(|next| next.tag == Tag::Adjective);
    word.is_verb() && word.lower.ends_with("ing") && before_noun || adjective
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

const PARTICLES: &[&str] = &["up", "down", "out", "off", "away", "back", "over", "on", "in"];

/// Reads what stands after a verb.
pub(super) fn complements(graph: &Graph, words: &[Word]) -> Complements {
    let mut found = Complements::default();
    let mut at = 0;
    while at < words.len() {
        let word = &words[at];
        let lower = word.lower.as_str();
        let next_is_phrase =
            words.get(at + 1).is_some_and(|next| phrase_end(graph, &words[at + 1..], 0) > 0 && !next.is_verb());
        if matches!(lower, "that" | "whether" | "if")
            && at + 2 < words.len()
            && words[at + 1..].iter().any(Word::is_verb)
        {
            found.clause = Some(words[at + 1..].to_vec());
            break;
        }
        if lower == "to"
            && words.get(at + 1).is_some_and(|next| !next_is_phrase || next.is_verb())
            && at + 1 < words.len()
        {
            found.clause = Some(words[at..].to_vec());
            break;
        }
        if PARTICLES.contains(&lower)
            && (at == 0 || at + 1 == words.len())
            && !(next_is_phrase && matches!(lower, "on" | "in" | "over"))
            && (at == 0 && !matches!(lower, "on" | "in")
                || !word.is_preposition()
                || !found.objects.is_empty() && !matches!(lower, "on" | "in"))
        {
            found.particles.push(lower.to_owned());
            at += 1;
            continue;
        }
        let end = phrase_end(graph, words, at);
        if end > at {
            let phrase = text_of(&words[at..end]);
            if is_time(&words[at..end]) {
                found.times.push(Prepositional { preposition: String::new(), phrase });
            } else {
                if found.objects.is_empty() {
                    let nouns = words[at..end].iter().filter(|word| matches!(word.tag, Tag::Noun | Tag::ProperNoun));
                    found.nouns = nouns.map(|word| word.lemma.clone()).collect();
                }
                found.objects.push(phrase);
            }
            at = end;
            continue;
        }
        if word.is_preposition() || lower == "to" {
            let end = phrase_end(graph, words, at + 1);
            // "lands held by Sweden": a participle after the noun keeps its own phrase.
            let phrase = text_of(&words[at + 1..end.max(at + 1)]);
            let preposition = lower.to_owned();
            let temporal = matches!(lower, "before" | "after" | "since" | "during" | "until" | "till")
                || is_time(&words[at + 1..end.max(at + 1)]);
            let list = if temporal && !phrase.is_empty() { &mut found.times } else { &mut found.prepositional };
            list.push(Prepositional { preposition, phrase });
            at = end.max(at + 1);
            continue;
        }
        if word.is_verb() && !found.objects.is_empty() && word.is_past() {
            // A reduced relative clause belongs to the object.
            if let Some(object) = found.objects.last_mut() {
                *object = format!("{object} {}", text_of(&words[at..]));
            }
            break;
        }
        at += 1;
    }
    found
}

/// True if the words are a day, a month, a year or another stretch of time.
pub(super) fn is_time(words: &[Word]) -> bool {
    let content: Vec<&Word> = words.iter().filter(|word| word.tag != Tag::Determiner).collect();
    let Some(last) = content.last() else { return false };
    let year = last.lower.len() == 4 && last.lower.parse::<u16>().is_ok_and(|year| (1000..2200).contains(&year));
    year || TIME_WORDS.contains(&last.lower.as_str())
        || content.iter().any(|word| DAYS_AND_MONTHS.contains(&word.lower.as_str()))
            && content.iter().all(|word| {
                word.lower.parse::<u16>().is_ok()
                    || DAYS_AND_MONTHS.contains(&word.lower.as_str())
                    || word.lower == "of"
                    || word.lower == ","
                    || matches!(word.lower.as_str(), "last" | "next" | "this" | "early" | "late")
            })
        || last.lower.parse::<jiff::civil::Date>().is_ok()
}

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

const DAYS_AND_MONTHS: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
