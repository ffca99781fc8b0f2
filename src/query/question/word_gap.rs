//! The question word with its noun: "which Ukrainian cities", "how many drones", "to whom".

use crate::graph::Graph;
use crate::nlp::Tag;
use crate::query::plan::{Restriction, Term};
use crate::query::restrict::restriction;

use super::phrases::{core_end, name_length, phrase_end};
use super::words::{Word, text_of};

/// What kind of question word it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    Who,
    What,
    Which,
    Where,
    When,
    Count,
    Why,
    How,
}

/// The question word with what belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Front {
    pub(super) asked: Asked,
    /// A preposition before it.
    pub(super) preposition: Option<String>,
    /// The noun phrase after "which", "what", "how many".
    pub(super) noun: Option<NounPhrase>,
    /// The first word after all that.
    pub(super) end: usize,
}

/// A noun phrase taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NounPhrase {
    /// All of it, as written.
    pub(super) text: String,
    /// Lemma of its head.
    pub(super) head: String,
    /// Words before the head, without determiners.
    pub(super) modifiers: Vec<Word>,
    /// What follows "of".
    pub(super) of: Option<Vec<Word>>,
}

impl Front {
    /// The variable for what is asked, with the restriction that its noun puts on it.
    pub(super) fn variable(&self) -> Term {
        let name = match self.asked {
            Asked::Who => "who",
            Asked::Which => "which",
            Asked::Where => "where",
            _ => "what",
        };
        let restriction = match &self.noun {
            Some(noun) => {
                let modifiers = noun.modifiers.iter().map(|word| word.lower.clone()).collect();
                restriction(&noun.head, modifiers)
            }
            None => Restriction::default(),
        };
        Term::Variable { name: name.to_owned(), restriction }
    }
}

/// Reads the question word at the start; `None` if there is none.
pub(super) fn front(graph: &Graph, words: &[Word]) -> Option<Front> {
    let preposition = match words {
        [first, second, ..] if first.may_be_preposition() && second.is_question_word() => Some(first.lower.clone()),
        _ => None,
    };
    let at = usize::from(preposition.is_some());
    let word = words.get(at)?;
    let next = words.get(at + 1);
    let (asked, noun_at) = match (word.lower.as_str(), next.map(|next| next.lower.as_str())) {
        ("how", Some("many" | "much")) => {
            // "how many of the passengers"
            let of = words.get(at + 2).is_some_and(|word| word.lower == "of");
            (Asked::Count, Some(at + 2 + usize::from(of)))
        }
        ("how", Some("long" | "far" | "high" | "tall" | "deep" | "wide" | "heavy" | "fast")) => (Asked::Count, None),
        ("how", Some("often" | "big" | "large")) => return None,
        ("who" | "whom" | "whose", _) => (Asked::Who, None),
        ("which", Some("of")) => (Asked::Which, Some(at + 2)),
        ("which", _) => (Asked::Which, Some(at + 1)),
        ("what", Some(_)) => (Asked::What, next.filter(|next| opens_noun(next)).map(|_| at + 1)),
        ("where", _) => (Asked::Where, None),
        ("when", _) => (Asked::When, None),
        ("why", _) => (Asked::Why, None),
        ("how", _) => (Asked::How, None),
        _ => return None,
    };
    let measured = asked == Asked::Count && noun_at.is_none();
    let end = noun_at.unwrap_or(at + 1 + usize::from(measured));
    let noun = noun_at.and_then(|start| noun_phrase(graph, words, start));
    let noun = noun.or_else(|| {
        let word = next.filter(|_| measured)?;
        let measure =
            NounPhrase { text: word.lower.clone(), head: word.lower.clone(), modifiers: Vec::new(), of: None };
        Some((measure, end))
    });
    let (noun, end) = match noun {
        Some((noun, end)) => (Some(noun), end),
        None => (None, end),
    };
    let asked = match (&noun, asked) {
        (Some(noun), Asked::What) if matches!(noun.head.as_str(), "time" | "date" | "day" | "year" | "month") => {
            Asked::When
        }
        (Some(noun), Asked::Which) if matches!(noun.head.as_str(), "date" | "day" | "year" | "month") => Asked::When,
        (Some(noun), Asked::What | Asked::Which) if SHARES.contains(&noun.head.as_str()) => Asked::Count,
        (Some(_), Asked::What) => Asked::Which,
        (_, asked) => asked,
    };
    Some(Front { asked, preposition, noun, end })
}

/// "what percentage of voters": a number.
const SHARES: &[&str] = &["percentage", "percent", "proportion", "share"];

fn opens_noun(word: &Word) -> bool {
    word.auxiliary().is_none() && matches!(word.tag, Tag::Noun | Tag::ProperNoun | Tag::Adjective | Tag::Numeral)
}

/// The noun phrase from `start`, leaving at least a verb behind it.
fn noun_phrase(graph: &Graph, words: &[Word], start: usize) -> Option<(NounPhrase, usize)> {
    // "which demand did Norway refuse": what stands between the question word and an auxiliary is the noun.
    let auxiliary = words.get(start..)?.iter().take(5).position(|word| word.auxiliary().is_some() && !word.is_verb());
    let bare = |word: &Word| !word.is_preposition() && !word.is_question_word() && word.tag != Tag::Determiner;
    let before = auxiliary.filter(|&at| at > 0 && words[start..start + at].iter().all(bare)).map(|at| start + at);
    let mut core = before.unwrap_or_else(|| core_end(graph, words, start));
    let verb_left =
        |end: usize| words.get(end..).unwrap_or_default().iter().any(|w| w.is_verb() || w.auxiliary().is_some());
    if core > start && !verb_left(core) {
        // The verb was taken for a noun: the first plural noun is the head.
        let plural = (start..core).find(|&at| {
            words[at].lower.ends_with('s') && words[at].lower != "'s" && name_length(graph, words, at) == 0
        });
        core = plural.map_or(start + 1, |at| at + 1);
    }
    if core <= start {
        return None;
    }
    let mut end = core;
    let mut of = None;
    if words.get(core).is_some_and(|word| word.lower == "of") {
        let after = phrase_end(graph, words, core + 1);
        if after > core + 1 && verb_left(after) {
            of = Some(words[core + 1..after].to_vec());
            end = after;
        }
    }
    let modifiers =
        words[start..core - 1].iter().filter(|word| word.tag != Tag::Determiner && word.tag != Tag::Numeral).cloned();
    let noun = NounPhrase {
        text: text_of(&words[start..end]),
        head: words[core - 1].lemma.clone(),
        modifiers: modifiers.collect(),
        of,
    };
    Some((noun, end))
}
