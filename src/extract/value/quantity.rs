//! Numbers in noun phrases, with what they count and how they are bounded.

use crate::model::{Bound, Quantity};
use crate::nlp::{Dependency, Tag};

use crate::extract::syntax::phrase::words_text;
use crate::extract::syntax::tree::Tree;

/// The quantity that the phrase headed by `head` states, if it states one: "about 500 civilians", "dozens of people",
/// "23 of the 30 member states", "70% of the city", "$5 million".
pub fn quantity(tree: &Tree, head: usize, text: &str) -> Option<Quantity> {
    let token = tree.token(head);
    if is_number(tree, head) {
        return Some(counting_head(tree, head, text));
    }
    if matches!(token.lemma.as_ref(), "%" | "percent" | "cent" | "$" | "€" | "£") {
        let number = tree.dependent(head, &[Dependency::Nummod])?;
        let mut stated = read(tree, number, text);
        stated.unit = if token.lemma.starts_with(['$', '€', '£']) { token.form.to_string() } else { "%".to_owned() };
        stated.text = words_text(tree, &sorted(number_words(tree, number), head), text);
        return Some(stated);
    }
    let number = tree.dependents_by(head, &[Dependency::Nummod]).find(|&child| is_number(tree, child));
    // "eighty houses", with the number taken for a noun.
    let in_words = || {
        tree.dependents_by(head, &[Dependency::Compound, Dependency::Amod])
            .find(|&child| child < head && is_number_word(&tree.token(child).form))
    };
    let number = number.or_else(in_words)?;
    let mut stated = read(tree, number, text);
    stated.unit = unit(tree, head, number, text);
    Some(stated)
}

/// True for numerals and for nouns that stand for one ("dozens").
fn is_number(tree: &Tree, index: usize) -> bool {
    let token = tree.token(index);
    token.tag == Tag::Numeral || (token.tag == Tag::Noun && multiplier(&token.lemma.to_lowercase()).is_some())
}

/// "23 of the 30 member states", "dozens of people", or a number alone.
fn counting_head(tree: &Tree, head: usize, text: &str) -> Quantity {
    let mut stated = read(tree, head, text);
    let whole =
        tree.dependents_by(head, &[Dependency::Nmod]).find(|&noun| tree.preposition(noun).as_deref() == Some("of"));
    if let Some(whole) = whole {
        let total = tree.dependents_by(whole, &[Dependency::Nummod]).find(|&child| is_number(tree, child));
        stated.of = total.and_then(|total| read(tree, total, text).number);
        stated.unit = unit(tree, whole, total.unwrap_or(whole), text);
        if let Some(of) = total {
            let all: Vec<usize> = (number_words(tree, head)[0].min(of)..=of).collect();
            stated.text = words_text(tree, &all, text);
        }
    }
    stated
}

/// What is counted: the noun with the modifiers between the number and itself.
fn unit(tree: &Tree, noun: usize, number: usize, text: &str) -> String {
    use Dependency::*;
    let mut words: Vec<usize> = tree
        .dependents_by(noun, &[Amod, Compound, Flat])
        .filter(|&child| child > number || number == noun)
        .flat_map(|child| tree.subtree(child, |_| true))
        .chain([noun])
        .collect();
    words.sort_unstable();
    words_text(tree, &words, text)
}

fn sorted(mut words: Vec<usize>, more: usize) -> Vec<usize> {
    words.push(more);
    words.sort_unstable();
    words.dedup();
    words
}

/// Words that bound a number or make one with it.
const WITH_NUMBERS: &[&str] = &[
    "a",
    "about",
    "almost",
    "an",
    "and",
    "approximately",
    "around",
    "as",
    "at",
    "couple",
    "estimated",
    "few",
    "fewer",
    "half",
    "least",
    "less",
    "many",
    "more",
    "most",
    "much",
    "nearly",
    "over",
    "quarter",
    "roughly",
    "several",
    "some",
    "than",
    "to",
    "under",
    "up",
];

/// The words of a number: "up to 20,000", "more than 2 million".
fn number_words(tree: &Tree, number: usize) -> Vec<usize> {
    let part = |child: usize| {
        let form = tree.token(child).form.to_lowercase();
        let symbol = tree.token(child).tag == Tag::Symbol && child < number;
        is_number(tree, child) || symbol || WITH_NUMBERS.contains(&form.as_str())
    };
    let mut words = tree.subtree(number, |child| part(child) && child.abs_diff(number) <= 4);
    // "a number" is no number: an article opens one only where a word between bounds it ("an estimated 40").
    while words.len() > 1
        && matches!(&*tree.lemma(words[0]), "a" | "an" | "and" | "as" | "at" | "to")
        && words[0] + 1 == number
    {
        words.remove(0);
    }
    words
}

fn read(tree: &Tree, number: usize, text: &str) -> Quantity {
    let words = number_words(tree, number);
    let core = words.iter().copied().find(|&word| is_number(tree, word)).unwrap_or(number);
    // Bounding words may hang on the noun or the verb instead of the number: "at least 20 people".
    let form = |word: usize| tree.token(word).form.to_lowercase();
    let before: Vec<String> = (core.saturating_sub(3)..core).map(form).collect();
    let lead: Vec<String> = (core.saturating_sub(3)..core).chain(words.iter().copied()).map(form).collect();
    let (bound, extra) = bound(&lead.join(" "), &before);
    let mut all: Vec<usize> = (core - extra.min(core)..core).collect();
    all.extend(words.iter().copied().filter(|&word| word >= core || extra == 0));
    all.sort_unstable();
    all.dedup();
    let digits: Vec<String> = words.iter().map(|&word| tree.token(word).form.to_string()).collect();
    Quantity {
        text: words_text(tree, &all, text),
        number: parse_number(&digits.join(" ")),
        unit: String::new(),
        bound,
        of: None,
    }
}

const BOUNDS: &[(&str, Bound)] = &[
    ("up to", Bound::AtMost),
    ("less than", Bound::AtMost),
    ("fewer than", Bound::AtMost),
    ("at most", Bound::AtMost),
    ("nearly", Bound::AtMost),
    ("almost", Bound::AtMost),
    ("under", Bound::AtMost),
    ("at least", Bound::AtLeast),
    ("more than", Bound::AtLeast),
    ("over", Bound::AtLeast),
    ("about", Bound::About),
    ("around", Bound::About),
    ("some", Bound::About),
    ("roughly", Bound::About),
    ("approximately", Bound::About),
    ("an estimated", Bound::About),
];

/// The bound in the words, and how many words before the number express it.
fn bound(lead: &str, before: &[String]) -> (Bound, usize) {
    for (words, bound) in BOUNDS {
        let count = words.split(' ').count();
        let ending = before.len() >= count && before[before.len() - count..].join(" ") == *words;
        if ending {
            return (*bound, count);
        }
    }
    let padded = format!(" {lead} ");
    let own =
        BOUNDS.iter().find(|(words, _)| *words != "some" && *words != "over" && padded.contains(&format!(" {words} ")));
    (own.map_or(Bound::Exact, |(_, bound)| *bound), 0)
}

fn multiplier(word: &str) -> Option<f64> {
    Some(match word.strip_suffix('s').unwrap_or(word) {
        "dozen" => 12.0,
        "score" => 20.0,
        "hundred" => 100.0,
        "thousand" => 1e3,
        "million" | "m" => 1e6,
        "billion" | "bn" => 1e9,
        "trillion" | "tn" => 1e12,
        _ => return None,
    })
}

const SMALL: &[&str] = &[
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];
const TENS: &[&str] = &["thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// "eighty", "twelve": a number in letters.
fn is_number_word(word: &str) -> bool {
    let lower = word.to_lowercase();
    lower.split('-').all(|part| SMALL[1..].contains(&part) || TENS.contains(&part))
}

/// The number that words or digits stand for: "2 million", "20,000", "twenty-six"; vague ones ("dozens") give none.
pub fn parse_number(text: &str) -> Option<f64> {
    let lower = text.to_lowercase();
    let mut total = 0.0;
    let mut current: Option<f64> = None;
    let mut vague = false;
    // "1, 432" is one number.
    let mut goes_on = None;
    for written in lower.split(|character: char| character.is_whitespace() || character == '-') {
        let word = written.trim_matches(|character: char| !character.is_alphanumeric());
        let digits: String = word.chars().filter(|character| *character != ',').collect();
        if let Some(value) = digits
            .parse::<f64>()
            .ok()
            .filter(|value| value.is_finite() && digits.starts_with(|c: char| c.is_ascii_digit()))
        {
            let before: Option<f64> = goes_on.take().filter(|_| digits.len() == 3);
            current = Some(before.map_or(value, |before| before * 1e3 + value));
            goes_on = current.filter(|_| written.ends_with(','));
        } else if let Some(value) = SMALL.iter().position(|small| *small == word) {
            current = Some(current.filter(|tens| *tens >= 20.0).unwrap_or(0.0) + value as f64);
        } else if let Some(value) = TENS.iter().position(|tens| *tens == word) {
            current = Some(30.0 + 10.0 * value as f64);
        } else if let Some(factor) = multiplier(word) {
            vague |= current.is_none() && word.ends_with('s');
            let scaled = current.take().unwrap_or(1.0) * factor;
            if factor >= 1e3 {
                total += scaled;
            } else {
                current = Some(scaled);
            }
        }
    }
    match current {
        _ if vague => None,
        Some(value) => Some(total + value),
        None if total > 0.0 => Some(total),
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::parse_number;

    #[test]
    fn numbers_in_words_and_digits() {
        for (text, number) in [
            ("20,000", Some(20_000.0)),
            ("1, 432", Some(1_432.0)),
            ("2, 5 and 7", Some(7.0)),
            ("2 million", Some(2e6)),
            ("1.5 billion", Some(1.5e9)),
            ("twenty-six", Some(26.0)),
            ("forty-one", Some(41.0)),
            ("three hundred", Some(300.0)),
            ("two dozen", Some(24.0)),
            ("about 500", Some(500.0)),
            ("dozens", None),
            ("thousands", None),
            ("several", None),
        ] {
            assert_eq!(parse_number(text), number, "{text}");
        }
    }
}
