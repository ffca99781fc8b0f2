//! Time expressions: which phrases are one, and what their words are.

use crate::model::{MONTHS, WEEKDAYS};
use jiff::civil::Weekday;

use crate::lexicon::{NounClass, noun_class};
use crate::nlp::{Dependency, Name, NameKind, PennTag, Tag};

use crate::extract::syntax::phrase::{phrase_words, words_text};
use crate::extract::syntax::tree::Tree;

const SHORT_MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const UNITS: &[&str] = &[
    "afternoon",
    "century",
    "dawn",
    "day",
    "decade",
    "dusk",
    "evening",
    "fall",
    "fortnight",
    "hour",
    "midday",
    "midnight",
    "minute",
    "moment",
    "month",
    "morning",
    "night",
    "noon",
    "noontime",
    "quarter",
    "second",
    "spring",
    "summer",
    "time",
    "today",
    "tomorrow",
    "tonight",
    "week",
    "weekend",
    "winter",
    "year",
    "yesterday",
    "autumn",
    "era",
    "period",
];
const ANCHORS: &[&str] = &[
    "war",
    "invasion",
    "election",
    "attack",
    "pandemic",
    "crisis",
    "conflict",
    "collapse",
    "independence",
    "meeting",
    "summit",
    "outbreak",
    "start",
    "beginning",
    "end",
    "coup",
    "revolution",
    "referendum",
    "strike",
    "death",
    "ceremony",
    "match",
    "game",
    "hostility",
    "fighting",
    "storm",
    "earthquake",
];

/// Which month a word names (1 to 12), also shortened: "Feb.", "Sept".
pub fn month(word: &str) -> Option<i8> {
    let word = word.to_lowercase();
    let word = word.trim_end_matches('.');
    if let Some(index) = MONTHS.iter().position(|name| *name == word) {
        return Some(index as i8 + 1);
    }
    let short = if word == "sept" { "sep" } else { word };
    SHORT_MONTHS.iter().position(|name| *name == short).map(|index| index as i8 + 1)
}

/// True for the name of a month in capitals.
pub fn names_month(form: &str) -> bool {
    form.starts_with(char::is_uppercase) && month(form).is_some()
}

/// Which day of the week a word names.
pub fn weekday(word: &str) -> Option<Weekday> {
    let word = word.to_lowercase();
    let singular = word.strip_suffix('s').unwrap_or(&word);
    let index = WEEKDAYS.iter().position(|name| *name == singular)?;
    Weekday::from_monday_zero_offset(index as i8).ok()
}

/// The year that a word of four digits names.
pub fn year(word: &str) -> Option<i16> {
    let value: i16 = word.parse().ok()?;
    (word.len() == 4 && (1000..2200).contains(&value)).then_some(value)
}

/// True if the phrase headed by `head`, after `preposition`, says when something happens.
pub fn is_time(tree: &Tree, head: usize, preposition: &str) -> bool {
    let token = tree.token(head);
    let lemma = token.lemma.to_lowercase();
    // "into five months", "of the week" say no time of their own.
    if matches!(
        preposition,
        "of" | "with"
            | "to"
            | "into"
            | "about"
            | "against"
            | "than"
            | "according to"
            | "according"
            | "including"
            | "as"
    ) {
        return false;
    }
    // "Jan Kowal", "April Jones".
    let person = |name: &Name| name.kind == NameKind::Person && name.tokens.contains(&head);
    if tree.names.iter().any(person) && weekday(&lemma).is_none() {
        return false;
    }
    if month(&token.form).is_some() && (token.tag == Tag::ProperNoun || token.form.starts_with(char::is_uppercase)) {
        return lemma != "may" && lemma != "march"
            || !preposition.is_empty()
            || tree.dependent(head, &[Dependency::Nummod]).is_some();
    }
    // "on 4 April", where the tree has the number above the month.
    if token.tag == Tag::Numeral && tree.dependents(head).iter().any(|&child| names_month(&tree.token(child).form)) {
        return true;
    }
    // "1600 UTC" is an hour.
    let zone = tree.tokens.get(head + 1).is_some_and(|next| matches!(&*next.form, "UTC" | "GMT" | "hours" | "local"));
    if weekday(&lemma).is_some() || (token.tag == Tag::Numeral && !zone && year(&token.form).is_some()) {
        return true;
    }
    // "since its creation in 1950".
    if matches!(preposition, "after" | "before" | "following" | "since" | "until")
        && tree
            .dependents_by(head, &[Dependency::Nmod])
            .any(|child| tree.preposition(child).as_deref() == Some("in") && year(&tree.token(child).form).is_some())
    {
        return true;
    }
    // "by the end of 2024", "since the start of the month".
    if matches!(lemma.as_str(), "beginning" | "end" | "eve" | "middle" | "start")
        && matches!(preposition, "" | "at" | "by" | "in" | "since" | "until" | "before" | "after" | "on" | "towards")
        && tree
            .dependents_by(head, &[Dependency::Nmod])
            .any(|child| tree.preposition(child).as_deref() == Some("of") && is_time(tree, child, "in"))
    {
        return true;
    }
    // "by a quarter of a point".
    let part = lemma == "quarter"
        && tree
            .dependents_by(head, &[Dependency::Nmod])
            .any(|child| tree.preposition(child).as_deref() == Some("of") && !is_time(tree, child, ""));
    if part {
        return false;
    }
    // "extended it by six months": how much, not when.
    if preposition == "by" && tree.dependent(head, &[Dependency::Nummod]).is_some() && UNITS.contains(&lemma.as_str()) {
        return false;
    }
    // "in extra time", "by injury time": a part of a match.
    let played = lemma == "time"
        && tree
            .dependents_by(head, &[Dependency::Amod, Dependency::Compound])
            .any(|child| matches!(&*tree.lemma(child), "added" | "extra" | "injury" | "stoppage"));
    if played {
        return false;
    }
    if UNITS.contains(&lemma.as_str()) {
        return !matches!(preposition, "for" | "at") || lemma != "time";
    }
    matches!(preposition, "before" | "after" | "during" | "since" | "until" | "ahead of" | "following" | "prior to")
        && (ANCHORS.contains(&lemma.as_str())
            || noun_class(&lemma) == Some(NounClass::Event)
            || matches!(preposition, "during" | "ahead of" | "following" | "prior to"))
}

/// True for words that name days, months or years, or count from today.
pub fn names_day(text: &str) -> bool {
    text.split(|character: char| !character.is_alphanumeric()).any(|word| {
        let relative = matches!(&*word.to_lowercase(), "last" | "this" | "today" | "yesterday");
        relative || weekday(word).is_some() || names_month(word) || year(word).is_some()
    })
}

/// Adverbs that say when.
pub fn is_time_adverb(lemma: &str) -> bool {
    matches!(
        lemma,
        "ago"
            | "overnight"
            | "today"
            | "yesterday"
            | "tomorrow"
            | "tonight"
            | "now"
            | "currently"
            | "recently"
            | "earlier"
            | "later"
    )
}

/// The words of a time phrase, with the preposition where it carries meaning ("before the war").
pub fn time_text(tree: &Tree, head: usize, text: &str) -> String {
    let mut words = phrase_words(tree, head);
    // "Saturday (2024 Friday, UTC)".
    let bracket = words.iter().copied().find(|&word| word > head && tree.token(word).penn == PennTag::OpenBracket);
    words.retain(|&word| bracket.is_none_or(|bracket| word < bracket));
    // "Wednesday in a journal": what stands after a day in another phrase says no time.
    let elsewhere: Vec<usize> = tree
        .dependents_by(head, &[Dependency::Nmod, Dependency::Obl])
        .filter(|&child| child > head && !is_time(tree, child, "") && tree.preposition(child).as_deref() != Some("of"))
        .filter(|_| weekday(&tree.lemma(head)).is_some() || tree.token(head).tag == Tag::Numeral)
        .flat_map(|child| tree.subtree(child, |_| true))
        .collect();
    words.retain(|word| !elsewhere.contains(word));
    // "Friday and Saturday".
    let further =
        tree.dependents_by(head, &[Dependency::Conj]).filter(|&child| child > head && is_time(tree, child, ""));
    words.extend(further.flat_map(|child| tree.subtree(child, |_| true)));
    words.extend(until(tree, head));
    words.sort_unstable();
    words.dedup();
    let case = tree.dependents_by(head, &[Dependency::Case]).find(|&case| case < head);
    if let Some(case) = case.filter(|&case| !matches!(tree.lemma(case).as_str(), "on" | "in" | "at")) {
        words.extend(tree.subtree(case, |_| true));
        words.sort_unstable();
        words.dedup();
    }
    // "Thursday's attack" is on Thursday.
    words.retain(|&word| !(tree.token(word).penn == PennTag::Pos && tree.head(word) == Some(head)));
    words_text(tree, &words, text).trim_start_matches([',', ' ']).to_owned()
}

/// "From March 15 *to 17*", "from 2010 *until 2014*": the words that say when it ended.
fn until(tree: &Tree, head: usize) -> Vec<usize> {
    if tree.preposition(head).as_deref() != Some("from") {
        return Vec::new();
    }
    let last = tree.subtree(head, |_| true).last().copied().unwrap_or(head);
    let ends = |&word: &usize| matches!(&*tree.lemma(word), "to" | "until" | "till" | "through");
    let Some(end) = Some(last + 1).filter(|&next| next < tree.tokens.len()).filter(ends).or_else(|| {
        // The tree may hang the end under the beginning.
        (head + 1..=last).find(|word| ends(word))
    }) else {
        return Vec::new();
    };
    let dated = |word: usize| {
        let token = tree.token(word);
        token.tag == Tag::Numeral || names_month(&token.form) || weekday(&token.lemma).is_some()
    };
    let days = (end + 1..tree.tokens.len()).take_while(|&word| dated(word)).collect::<Vec<_>>();
    if days.is_empty() { Vec::new() } else { std::iter::once(end).chain(days).collect() }
}
