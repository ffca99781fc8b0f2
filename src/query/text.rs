//! Words of phrases, compared loosely.

use unicode_segmentation::UnicodeSegmentation;

use crate::graph::normalised_name;

/// Words that say nothing about what a phrase means.
const EMPTY: &[&str] = &[
    "a", "an", "the", "this", "that", "these", "those", "of", "in", "on", "at", "to", "for", "by", "from", "with",
    "and", "or", "as", "its", "their", "his", "her", "our", "my", "your", "some", "any", "all", "s", "is", "are",
    "was", "were", "be", "been", "has", "have", "had", "do", "does", "did", "will", "would", "not", "it", "which",
    "who", "whom", "what", "also", "so", "than", "into", "there",
];

/// Content words of a phrase: lower case, without diacritics and possessive endings, plural endings cut, in order.
pub(crate) fn content_words(text: &str) -> Vec<String> {
    let plain = joined_numbers(&normalised_name(text));
    plain
        .unicode_words()
        .map(|word| word.trim_end_matches("'s"))
        .filter(|word| !EMPTY.contains(word))
        .map(stem)
        .collect()
}

/// "20,000" and "32, 300" have lost their comma to the normalisation of names: closed again.
fn joined_numbers(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    let mut previous_is_number = false;
    for word in text.split_whitespace() {
        let digits = word.chars().all(|character| character.is_ascii_digit());
        if !(joined.is_empty() || previous_is_number && digits && word.len() == 3) {
            joined.push(' ');
        }
        joined.push_str(word);
        // "in 2008, 300 people" are two numbers.
        previous_is_number = digits && word.len() <= 3;
    }
    joined
}

/// A word without the commonest endings of plural nouns.
pub(crate) fn stem(word: &str) -> String {
    let plural = match word {
        "people" => "person",
        "children" => "child",
        "men" => "man",
        "women" => "woman",
        "troops" => "troop",
        _ => "",
    };
    if !plural.is_empty() {
        return plural.to_owned();
    }
    if let Some(base) = word.strip_suffix("ies")
        && base.len() > 2
    {
        return format!("{base}y");
    }
    if ["sses", "shes", "ches", "xes"].iter().any(|ending| word.ends_with(ending)) {
        return word[..word.len() - 2].to_owned();
    }
    let singular = ["ss", "us", "is"].iter().any(|ending| word.ends_with(ending));
    match word.strip_suffix('s') {
        Some(base) if !singular && base.len() > 2 => base.to_owned(),
        _ => word.to_owned(),
    }
}

/// A word without verbal endings as well: "fortified", "fortifies" and "fortify" meet.
pub(crate) fn verb_stem(word: &str) -> String {
    let stemmed = stem(&word.to_lowercase());
    let mut base = stemmed.as_str();
    for (ending, least) in [("ied", 2), ("ed", 2), ("ing", 3)] {
        if let Some(cut) = stemmed.strip_suffix(ending)
            && cut.chars().count() >= least
            && cut.contains(['a', 'e', 'i', 'o', 'u', 'y'])
        {
            base = cut;
            if ending == "ied" {
                return format!("{cut}y");
            }
            break;
        }
    }
    let mut letters: Vec<char> = base.chars().collect();
    if letters.len() > 3 && letters[letters.len() - 1] == letters[letters.len() - 2] && base.len() < stemmed.len() {
        letters.pop();
    }
    if letters.len() > 2 && letters.last() == Some(&'e') {
        letters.pop();
    }
    letters.into_iter().collect()
}

/// How much of `asked` the words of `text` cover: 0 to 1.
pub(crate) fn coverage(asked: &[String], text: &[String]) -> f64 {
    if asked.is_empty() {
        return 0.0;
    }
    asked.iter().filter(|word| text.contains(word)).count() as f64 / asked.len() as f64
}

/// A stretch of text on one line: runs of white space become one space.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_words_meet_across_forms() {
        assert_eq!(content_words("the European cities’ mayors"), ["european", "city", "mayor"]);
        assert_eq!(content_words("32, 300 dead"), ["32300", "dead"]);
        assert_eq!(content_words("1,432 Russian tanks"), ["1432", "russian", "tank"]);
    }

    #[test]
    fn verb_forms_meet() {
        for (one, other) in [("fortified", "fortify"), ("planned", "plan"), ("closing", "close"), ("visits", "visit")] {
            assert_eq!(verb_stem(one), verb_stem(other));
        }
    }
}
