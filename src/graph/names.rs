use unicode_normalization::UnicodeNormalization;

use crate::model::EntityId;

/// An entity whose name resembles the one looked for.
#[derive(Clone, Debug, PartialEq)]
pub struct NameMatch {
    /// The entity.
    pub entity: EntityId,
    /// Its alias that resembles most, normalised (see [`normalised_name`]).
    pub name: String,
    /// 0 to 1; 1 is the same name. Jaro–Winkler similarity (Winkler 1990).
    pub score: f64,
}

/// The form under which names are compared: compatibility-decomposed (NFKC), without case and diacritics,
/// without a leading article, a possessive ending, full stops in abbreviations, and quotation marks; dashes count
/// as spaces.
///
/// ```
/// use newsgraph::graph::normalised_name;
/// assert_eq!(normalised_name("The U.S.’s"), "us");
/// assert_eq!(normalised_name("São Paulo"), "sao paulo");
/// ```
pub fn normalised_name(name: &str) -> String {
    if is_plain(name) {
        return name.to_ascii_lowercase();
    }
    let mut plain = String::with_capacity(name.len());
    // Small before large: of the two large forms of ß only one becomes SS.
    let folded = name.nfkd().flat_map(char::to_lowercase).flat_map(char::to_uppercase).flat_map(char::to_lowercase);
    for character in folded.nfkd() {
        match character {
            '\u{300}'..='\u{36f}' | '"' | '“' | '”' | '„' | '«' | '»' => {}
            '’' | '‘' | 'ʼ' | '`' => plain.push('\''),
            '-' | '‐'..='―' | '_' | ',' => plain.push(' '),
            'ł' => plain.push('l'),
            'ø' => plain.push('o'),
            'đ' | 'ð' => plain.push('d'),
            'æ' => plain.push_str("ae"),
            'œ' => plain.push_str("oe"),
            'þ' => plain.push_str("th"),
            other => plain.push(other),
        }
    }
    let mut words: Vec<String> = plain.split_whitespace().map(without_full_stops).filter(|w| !w.is_empty()).collect();
    if words.len() > 1 && matches!(words[0].as_str(), "the" | "a" | "an") {
        words.remove(0);
    }
    let mut joined = words.join(" ").nfc().collect::<String>();
    let ending = if joined.ends_with("'s") {
        2
    } else if joined.ends_with("s'") {
        1
    } else {
        0
    };
    if joined.len() > ending + 1 {
        joined.truncate(joined.len() - ending);
    }
    joined
}

/// True if nothing but case is to be changed: ASCII words and single spaces, no article in front.
fn is_plain(name: &str) -> bool {
    let (mut before, mut first_space) = (b' ', None);
    for (place, byte) in name.bytes().enumerate() {
        match byte {
            b' ' if before != b' ' => first_space = first_space.or(Some(place)),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => {}
            _ => return false,
        }
        before = byte;
    }
    let article = |length: &usize| ["the", "a", "an"].iter().any(|word| name[..*length].eq_ignore_ascii_case(word));
    before != b' ' && !first_space.as_ref().is_some_and(article)
}

/// "u.s." → "us", "st." → "st"; numbers such as "2.5" keep their point.
fn without_full_stops(word: &str) -> String {
    let digits = word.chars().any(|c| c.is_ascii_digit());
    if digits { word.trim_end_matches('.').to_owned() } else { word.replace('.', "") }
}
