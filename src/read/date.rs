//! Dates as newspapers write them. Nothing is guessed: what is not wholly a date is none.

use jiff::civil::Date;

use crate::model::{MONTHS, WEEKDAYS};

/// Words that may stand before the date on a line of its own.
const LABELS: [&str; 7] = ["published", "updated", "posted", "date", "dated", "on", "first"];
/// Words that may stand after it: a time of day.
const TIME_WORDS: [&str; 14] =
    ["at", "am", "pm", "a.m", "p.m", "gmt", "utc", "bst", "cet", "cest", "est", "edt", "et", "local"];
/// How many lines at the head of a text are looked at: headline, byline, date.
const HEAD_LINES: usize = 4;

/// The day that `text` gives as a whole: ISO 8601 (a time after the day is passed over), "March 22, 2022",
/// "22 March 2022", "Tue, 22 Mar 2022 10:00:00 GMT".
pub fn parse_date(text: &str) -> Option<Date> {
    let text = text.trim();
    if let Some(day) = text.get(..10).and_then(iso) {
        let rest = &text[10..];
        return (rest.is_empty() || rest.starts_with(['T', 't', ' '])).then_some(day);
    }
    let words: Vec<&str> = words(text).collect();
    let (day, used) = written(&words)?;
    words[used..].iter().all(|word| is_time_of_day(word)).then_some(day)
}

/// The date on a line of its own among the first lines of an article, or in a dateline
/// ("GENEVA, March 22, 2022 (Agency) — …").
pub(super) fn at_head(text: &str) -> Option<Date> {
    let head = text.lines().map(str::trim).filter(|line| !line.is_empty()).take(HEAD_LINES);
    head.filter_map(|line| whole_line(line).or_else(|| dateline(line))).next()
}

fn whole_line(line: &str) -> Option<Date> {
    if line.len() > 80 {
        return None;
    }
    let words = line.split_whitespace();
    let unlabelled: Vec<&str> =
        words.skip_while(|word| LABELS.contains(&word.trim_end_matches(':').to_lowercase().as_str())).collect();
    parse_date(&unlabelled.join(" "))
}

/// A place of at most four words, a date with its year, perhaps an agency in brackets, and a dash.
fn dateline(line: &str) -> Option<Date> {
    let (before, _) = [" — ", " – ", " -- ", " - "]
        .iter()
        .filter_map(|dash| line.split_once(dash))
        .min_by_key(|(before, _)| before.len())?;
    if before.len() > 80 {
        return None;
    }
    let before = match before.split_once('(') {
        Some((before, agency)) if agency.trim_end().ends_with(')') => before,
        Some(_) => return None,
        None => before,
    };
    let (place, date) = before.split_once(',')?;
    let short = place.split_whitespace().count() <= 4 && place.starts_with(char::is_uppercase);
    short.then(|| parse_date(date)).flatten()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| character.is_whitespace() || character == ',' || character == '|')
        .map(|word| word.trim_end_matches('.'))
        .filter(|word| !word.is_empty() && *word != "-" && *word != "–")
}

/// A written-out date at the head of `words`, and how many of them it took.
fn written(words: &[&str]) -> Option<(Date, usize)> {
    let skipped = usize::from(words.first().is_some_and(|word| named(word, &WEEKDAYS).is_some()));
    let [first, second, third, ..] = words[skipped..] else { return None };
    let (month, day) = match named(first, &MONTHS) {
        Some(month) => (month, ordinal(second)?),
        None => (named(second, &MONTHS)?, ordinal(first)?),
    };
    let year = third.parse().ok().filter(|year| third.len() == 4 && (1600..=2200).contains(year))?;
    Some((Date::new(year, month as i8 + 1, day).ok()?, skipped + 3))
}

/// Position of a name in `names`; its first three letters (or "Sept", "Tues", "Thurs") are enough.
fn named(word: &str, names: &[&str]) -> Option<usize> {
    let word = word.to_lowercase();
    names.iter().position(|name| *name == word || (3..=5).contains(&word.len()) && name.starts_with(&word))
}

fn ordinal(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(|character: char| character.is_ascii_lowercase());
    let suffix = &word[digits.len()..];
    (digits.len() <= 2 && ["", "st", "nd", "rd", "th"].contains(&suffix)).then(|| digits.parse().ok()).flatten()
}

fn iso(text: &str) -> Option<Date> {
    text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-').then(|| text.parse().ok()).flatten()
}

fn is_time_of_day(word: &str) -> bool {
    let lower = word.to_lowercase();
    TIME_WORDS.contains(&lower.as_str())
        || lower.starts_with(|first: char| first.is_ascii_digit() || first == '+')
            && lower.trim_end_matches(|last: char| last.is_ascii_lowercase()).len() >= lower.len().saturating_sub(2)
            && lower.chars().all(|character| character.is_ascii_alphanumeric() || ".:+".contains(character))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn dates_as_newspapers_write_them() {
        for (text, day) in [
            ("2022-03-22", date(2022, 3, 22)),
            ("2022-03-22T18:00:00+01:00", date(2022, 3, 22)),
            ("March 22, 2022", date(2022, 3, 22)),
            ("Friday, January 4, 2019", date(2019, 1, 4)),
            ("Sept. 3, 2021", date(2021, 9, 3)),
            ("22 March 2022", date(2022, 3, 22)),
            ("1st May 2020", date(2020, 5, 1)),
            ("Tue, 22 Mar 2022 10:00:00 GMT", date(2022, 3, 22)),
            ("22 March 2022 | 9.30 am", date(2022, 3, 22)),
        ] {
            assert_eq!(parse_date(text), Some(day), "{text}");
        }
    }

    #[test]
    fn what_is_not_wholly_a_date_is_none() {
        for text in [
            "",
            "March",
            "2022",
            "March 22",
            "32 March 2022",
            "22 March 2022 the troops",
            "1 2 3",
            "February 30, 2022",
            "2022-03-2",
            "2022-13-01",
            "Ma 3 2022",
        ] {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }

    #[test]
    fn the_head_of_a_text() {
        assert_eq!(at_head("Friday, January 4, 2019 \n\n\nAn apartment building collapsed."), Some(date(2019, 1, 4)));
        assert_eq!(
            at_head("River bursts its banks\nBy Ann Lee\nPublished: 4 May 2021, 10:15\n\nText."),
            Some(date(2021, 5, 4))
        );
        assert_eq!(at_head("GENEVA, March 22, 2022 (Agency) — Talks began."), Some(date(2022, 3, 22)));
        assert_eq!(at_head("RIO DE JANEIRO, 2 June 2019 – A dam broke."), Some(date(2019, 6, 2)));
    }

    #[test]
    fn a_date_inside_the_text_is_not_its_own() {
        for text in [
            "The treaty was signed on March 22, 2022 - three years late.",
            "On March 22, 2022, the ministers met.",
            "One.\nTwo.\nThree.\nFour.\nMarch 22, 2022",
            "— The Post (@post) March 22, 2022",
            "March 22 (Agency) — Talks began.",
        ] {
            assert_eq!(at_head(text), None, "{text}");
        }
    }
}
