//! The days that a time expression stands for.

use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::extract::value::quantity::parse_number;
use crate::model::TimeExpression;

use crate::extract::value::time::{month, names_month, weekday, year};

/// Reads a time expression against the day of publication; days stay unknown where the words or the date do not tell.
pub fn resolve(text: &str, published: Option<Date>) -> TimeExpression {
    if let Some((first, last)) = period_ends(text) {
        let (first, last) = (resolve(&first, published), resolve(&last, published));
        let ordered = first.start.zip(last.end).filter(|(start, end)| start <= end);
        return TimeExpression {
            text: text.to_owned(),
            start: ordered.map(|(start, _)| start),
            end: ordered.map(|(_, end)| end),
        };
    }
    let days = explicit(text, published).or_else(|| published.and_then(|published| relative(text, published)));
    let (start, end) = days.map_or((None, None), |(start, end)| (start, end));
    TimeExpression { text: text.to_owned(), start, end }
}

/// "From March 15 to 17" as "March 15" and "March 17", "from May to June 2019" as "May 2019" and "June 2019".
fn period_ends(text: &str) -> Option<(String, String)> {
    let period = text.strip_prefix("from ").or_else(|| text.strip_prefix("From "))?;
    let (first, last) = [" to ", " until ", " till ", " through "].iter().find_map(|word| period.split_once(word))?;
    let word =
        |text: &str, wanted: fn(&str) -> bool| text.split([' ', ',']).find(|word| wanted(word)).map(str::to_owned);
    let is_year = |word: &str| year(word).is_some();
    let mut first = first.trim_end_matches(',').to_owned();
    let mut last = last.to_owned();
    if let (Some(month), None) = (word(&first, names_month), word(&last, names_month))
        && last.split(' ').next().is_some_and(|day| day.len() <= 2)
    {
        last = format!("{month} {last}");
    }
    if let (Some(year), None) = (word(&last, is_year), word(&first, is_year))
        && word(&first, names_month).is_some()
    {
        first = format!("{first} {year}");
    }
    Some((first, last))
}

/// The expression for something that is still to come: "Tuesday" is then the next one, "in March" the coming one.
pub fn ahead(time: TimeExpression, published: Option<Date>) -> TimeExpression {
    let (Some(published), Some(start), Some(end)) = (published, time.start, time.end) else { return time };
    let words = || time.text.split(|character: char| !character.is_alphanumeric());
    let fixed = words().any(|word| year(word).is_some() || matches!(word, "last" | "past" | "since"));
    if end >= published || fixed {
        return time;
    }
    let step = if words().any(|word| weekday(word).is_some()) {
        7.days()
    } else if words().any(names_month) {
        1.year()
    } else {
        return time;
    };
    match (start.checked_add(step), end.checked_add(step)) {
        (Ok(start), Ok(end)) => TimeExpression { start: Some(start), end: Some(end), ..time },
        _ => time,
    }
}

/// The expression for something that is told in the past: "in November" is then the last one.
pub fn behind(time: TimeExpression, published: Option<Date>) -> TimeExpression {
    let (Some(published), Some(start), Some(end)) = (published, time.start, time.end) else { return time };
    let mut words = time.text.split(|character: char| !character.is_alphanumeric());
    if start <= published || !words.any(names_month) || words.any(|word| year(word).is_some()) {
        return time;
    }
    match (start.checked_sub(1.year()), end.checked_sub(1.year())) {
        (Ok(start), Ok(end)) => TimeExpression { start: Some(start), end: Some(end), ..time },
        _ => time,
    }
}

type Days = (Option<Date>, Option<Date>);

fn whole_month(year: i16, month: i8) -> Option<(Date, Date)> {
    let first = Date::new(year, month, 1).ok()?;
    Some((first, first.last_of_month()))
}

/// "24 February 2022", "March 22", "July 2019", "2008".
fn explicit(text: &str, published: Option<Date>) -> Option<Days> {
    let words: Vec<&str> = text
        .split(|character: char| character.is_whitespace() || character == ',')
        .filter(|word| !word.is_empty())
        .collect();
    let named_month = words.iter().find_map(|word| month(word).filter(|_| word.starts_with(char::is_uppercase)));
    let stated_year = words.iter().find_map(|word| year(word.trim_end_matches('.')));
    let day = words.iter().find_map(|word| {
        let digits = word.trim_end_matches(|character: char| character.is_alphabetic() || character == '.');
        digits.parse::<i8>().ok().filter(|day| (1..=31).contains(day))
    });
    let bounded = |days: Option<(Date, Date)>| {
        let (first, last) = days?;
        Some(match words.first().map(|word| word.to_lowercase()).as_deref() {
            Some("since" | "after") => (Some(first), published.filter(|_| words[0].eq_ignore_ascii_case("since"))),
            Some("before" | "until" | "by") => (None, Some(last)),
            _ => (Some(first), Some(last)),
        })
    };
    match (named_month, stated_year, day) {
        (Some(month), year, Some(day)) => {
            let year = year.or_else(|| published.map(|published| nearest_year(published, month)))?;
            bounded(Date::new(year, month, day).ok().map(|day| (day, day)))
        }
        (Some(month), Some(year), None) => bounded(whole_month(year, month)),
        (Some(month), None, None) => {
            let published = published?;
            // "January of this year".
            let lower = text.to_lowercase();
            let year = match lower.as_str() {
                told if told.contains("this year") => published.year(),
                told if told.contains("last year") => published.year() - 1,
                told if told.contains("next year") => published.year() + 1,
                _ => nearest_year(published, month),
            };
            bounded(whole_month(year, month))
        }
        (None, Some(year), _) => bounded(Some((date(year.max(1), 1, 1), date(year.max(1), 12, 31)))),
        _ => None,
    }
}

/// The year in which a month without year most likely lies: the nearest one to the publication.
fn nearest_year(published: Date, month: i8) -> i16 {
    let distance = month - published.month();
    match distance {
        7.. => published.year() - 1,
        ..=-7 => published.year() + 1,
        _ => published.year(),
    }
}

/// "yesterday", "on Thursday", "last month", "the last 24 hours", "eight years ago".
fn relative(text: &str, published: Date) -> Option<Days> {
    let lower = text.to_lowercase();
    let words: Vec<&str> =
        lower.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let has = |word: &str| words.contains(&word);
    let day = |day: Date| Some((Some(day), Some(day)));
    if has("today") || has("tonight") || (has("this") && (has("morning") || has("afternoon") || has("evening"))) {
        return day(published);
    }
    if has("yesterday") || lower.contains("last night") {
        return day(published.checked_sub(1.day()).ok()?);
    }
    if has("tomorrow") {
        return day(published.checked_add(1.day()).ok()?);
    }
    if let Some(named) = words.iter().find_map(|word| weekday(word)) {
        let back = if published.weekday() == named { published } else { published.nth_weekday(-1, named).ok()? };
        return day(if has("next") { published.nth_weekday(1, named).ok()? } else { back });
    }
    let count = words.iter().find_map(|word| parse_number(word)).filter(|count| *count < 5_000.0);
    let unit = words.iter().find_map(|word| match word.strip_suffix('s').unwrap_or(word) {
        unit @ ("hour" | "day" | "week" | "month" | "year" | "decade" | "weekend") => Some(unit.to_owned()),
        _ => None,
    })?;
    let count_days = |count: f64| match unit.as_str() {
        "hour" => (count / 24.0).ceil(),
        "day" => count,
        "week" => 7.0 * count,
        "month" => 30.0 * count,
        "year" => 365.0 * count,
        _ => 3650.0 * count,
    };
    let back = |days: f64| published.checked_sub((days as i64).days()).ok();
    match (count, has("ago"), has("last") || has("past")) {
        (Some(count), true, _) => match unit.as_str() {
            "year" => Date::new(published.year().checked_sub(count as i16)?, 1, 1)
                .ok()
                .map(|first| (Some(first), first.last_of_year().into())),
            _ => back(count_days(count)).map(|day| (Some(day), Some(day))),
        },
        (Some(count), _, true) => back(count_days(count)).map(|first| (Some(first), Some(published))),
        (None, _, _) => period(&unit, &has, published),
        _ => None,
    }
}

/// "this week", "last month", "next year".
fn period(unit: &str, has: &dyn Fn(&str) -> bool, published: Date) -> Option<Days> {
    let shift: i32 = if has("last") || has("previous") {
        -1
    } else if has("next") {
        1
    } else if has("this") {
        0
    } else {
        return None;
    };
    let (first, last) = match unit {
        "week" => {
            let monday = published.checked_sub(i64::from(published.weekday().to_monday_zero_offset()).days()).ok()?;
            let first = monday.checked_add((7 * shift).days()).ok()?;
            (first, first.checked_add(6.days()).ok()?)
        }
        "month" => {
            let inside = published.first_of_month().checked_add(shift.months()).ok()?;
            (inside.first_of_month(), inside.last_of_month())
        }
        "year" => {
            let inside = published.first_of_year().checked_add(shift.years()).ok()?;
            (inside.first_of_year(), inside.last_of_year())
        }
        _ => return None,
    };
    Some((Some(first), Some(last)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_are_resolved_against_the_day_of_publication() {
        let published = date(2022, 3, 24); // a Thursday
        for (text, start, end) in [
            ("today", Some(date(2022, 3, 24)), Some(date(2022, 3, 24))),
            ("yesterday", Some(date(2022, 3, 23)), Some(date(2022, 3, 23))),
            ("Thursday", Some(date(2022, 3, 24)), Some(date(2022, 3, 24))),
            ("Monday", Some(date(2022, 3, 21)), Some(date(2022, 3, 21))),
            ("from March 15 to 17", Some(date(2022, 3, 15)), Some(date(2022, 3, 17))),
            ("from 2010 until 2014", Some(date(2010, 1, 1)), Some(date(2014, 12, 31))),
            ("from May to June 2019", Some(date(2019, 5, 1)), Some(date(2019, 6, 30))),
            ("last month", Some(date(2022, 2, 1)), Some(date(2022, 2, 28))),
            ("this week", Some(date(2022, 3, 21)), Some(date(2022, 3, 27))),
            ("the last 24 hours", Some(date(2022, 3, 23)), Some(date(2022, 3, 24))),
            ("eight years ago", Some(date(2014, 1, 1)), Some(date(2014, 12, 31))),
            ("Feb. 24", Some(date(2022, 2, 24)), Some(date(2022, 2, 24))),
            ("21 March", Some(date(2022, 3, 21)), Some(date(2022, 3, 21))),
            ("July", Some(date(2022, 7, 1)), Some(date(2022, 7, 31))),
            ("since February", Some(date(2022, 2, 1)), Some(published)),
            ("2008", Some(date(2008, 1, 1)), Some(date(2008, 12, 31))),
            ("before the war", None, None),
        ] {
            let time = resolve(text, Some(published));
            assert_eq!((time.start, time.end), (start, end), "{text}");
        }
    }

    #[test]
    fn what_is_planned_lies_ahead() {
        let published = Some(date(2022, 6, 10)); // a Friday
        for (text, start) in [
            ("on Tuesday", date(2022, 6, 14)),
            ("March 4", date(2023, 3, 4)),
            ("September", date(2022, 9, 1)),
            ("last Tuesday", date(2022, 6, 7)),
        ] {
            assert_eq!(ahead(resolve(text, published), published).start, Some(start), "{text}");
        }
    }

    #[test]
    fn without_a_date_the_words_stay() {
        assert_eq!(resolve("yesterday", None), TimeExpression { text: "yesterday".into(), start: None, end: None });
        assert_eq!(resolve("in 1949", None).start, Some(date(1949, 1, 1)));
    }
}
