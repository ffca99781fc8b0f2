use crate::model::MONTHS;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::model::TimeExpression;

use super::text::{content_words, coverage, one_line};

/// How the time of a statement must stand to the time asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeOrder {
    /// "on", "in", "during".
    At,
    /// "before", "until".
    Before,
    /// "after", "since".
    After,
}

impl TimeOrder {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            TimeOrder::At => "at",
            TimeOrder::Before => "before",
            TimeOrder::After => "after",
        }
    }
}

/// When something must have happened to answer a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeRestriction {
    /// How it stands to `text`.
    pub order: TimeOrder,
    /// The words, without the preposition.
    pub text: String,
    /// The days they stand for, if they are a date.
    pub start: Option<Date>,
    /// The last of these days.
    pub end: Option<Date>,
}

impl TimeRestriction {
    /// Reads the words after a preposition ("on", "before" …); dates of one day, month or year become days.
    pub fn new(preposition: &str, text: &str) -> TimeRestriction {
        let order = match preposition {
            "before" | "until" | "till" | "by" => TimeOrder::Before,
            "after" | "since" | "following" => TimeOrder::After,
            _ => TimeOrder::At,
        };
        let (start, end) = days(text).unzip();
        TimeRestriction { order, text: text.to_owned(), start, end }
    }

    /// True if a sentence has the very words ("before the war"); a day or month alone proves nothing.
    pub(crate) fn is_quoted(&self, sentence: &str) -> bool {
        let order = match self.order {
            TimeOrder::At => return false,
            TimeOrder::Before => "before",
            TimeOrder::After => "after",
        };
        one_line(sentence).to_lowercase().contains(&format!("{order} {}", self.text.to_lowercase()))
    }

    /// True if words that no time was read from name this very day or month ("a boy from the ruins on Tuesday").
    pub(crate) fn is_told_in(&self, words: &str) -> bool {
        let asked = content_words(&self.text);
        self.order == TimeOrder::At && !asked.is_empty() && coverage(&asked, &content_words(words)) >= 0.99
    }

    /// True if `time` is as asked: by its days where both are known, else by the words.
    pub fn admits(&self, time: &TimeExpression) -> bool {
        if let (Some(start), Some(end), Some(first)) = (self.start, self.end, time.start) {
            let last = time.end.unwrap_or(first);
            return match self.order {
                TimeOrder::At => first <= end && last >= start,
                TimeOrder::Before => last < start,
                TimeOrder::After => first > end || (first >= start && self.text.len() == 4),
            };
        }
        let said = content_words(&time.text);
        let before = said.iter().any(|word| matches!(word.as_str(), "before" | "until" | "ahead" | "prior"));
        let after = said.iter().any(|word| matches!(word.as_str(), "after" | "since" | "following"));
        let order = match (before, after) {
            (true, _) => TimeOrder::Before,
            (_, true) => TimeOrder::After,
            _ => TimeOrder::At,
        };
        order == self.order && coverage(&content_words(&self.text), &said) >= 0.99
    }
}

/// First and last day of "2019-03-21", "21 March 2019", "March 2019" and "2019".
fn days(text: &str) -> Option<(Date, Date)> {
    if let Ok(day) = text.trim().parse::<Date>() {
        return Some((day, day));
    }
    let words = content_words(text);
    let year = words.iter().find_map(|word| word.parse::<i16>().ok().filter(|year| (1000..=2200).contains(year)))?;
    let month = words.iter().find_map(|word| {
        let position =
            MONTHS.iter().position(|month| *month == word || (word.len() >= 3 && month.starts_with(&**word)));
        position.map(|position| position as i8 + 1)
    });
    let day = words.iter().find_map(|word| {
        word.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse::<i8>().ok().filter(|day| (1..=31).contains(day))
    });
    match (month, day) {
        (Some(month), Some(day)) => Date::new(year, month, day).ok().map(|date| (date, date)),
        (Some(month), None) => Date::new(year, month, 1).ok().map(|first| (first, first.last_of_month())),
        (None, _) => Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str, days: Option<(Date, Date)>) -> TimeExpression {
        let (start, end) = days.unzip();
        TimeExpression { text: text.into(), start, end }
    }

    #[test]
    fn dates_are_compared_as_days_and_words_as_words() {
        let march = TimeRestriction::new("in", "March 2022");
        assert!(march.admits(&said("on Monday", days("2022-03-21"))));
        assert!(!march.admits(&said("on Monday", days("2022-04-21"))));
        assert!(TimeRestriction::new("before", "2022").admits(&said("in 2008", days("2008"))));
        assert!(TimeRestriction::new("on", "Thursday").admits(&said("on Thursday", days("2022-03-24"))));
        let war = TimeRestriction::new("before", "the war");
        assert!(war.admits(&said("before the war", None)));
        assert!(!war.admits(&said("during the war", None)));
    }
}
