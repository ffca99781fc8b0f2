use strsim::osa_distance;

/// True if two normalised one-word names look like spellings of one name: romanised differently, or mistyped by a letter.
///
/// Short names are never variants: "Iran" is not "Iraq". Callers must check that the two are not both known to be different.
pub fn is_spelling_variant(left: &str, right: &str) -> bool {
    if left == right {
        return true;
    }
    let shorter = left.chars().count().min(right.chars().count());
    if shorter < 5 || left.chars().next() != right.chars().next() && romanised(left) != romanised(right) {
        return false;
    }
    let (left_skeleton, right_skeleton) = (romanised(left), romanised(right));
    left_skeleton == right_skeleton && left_skeleton.len() >= 4
        || shorter >= 7 && osa_distance(left, right) <= 1
        || shorter >= 7 && osa_distance(&left_skeleton, &right_skeleton) <= 1 && osa_distance(left, right) <= 2
}

/// A skeleton that does not depend on the system of romanisation: Zelensky, Zelenskyy, Zelenskiy → zelenski.
fn romanised(name: &str) -> String {
    const RULES: [(&str, &str); 16] = [
        ("skyy", "ski"),
        ("skiy", "ski"),
        ("skyi", "ski"),
        ("skij", "ski"),
        ("sky", "ski"),
        ("iy", "i"),
        ("yi", "i"),
        ("yy", "i"),
        ("ij", "i"),
        ("y", "i"),
        ("kh", "h"),
        ("ph", "f"),
        ("w", "v"),
        ("j", "i"),
        ("q", "k"),
        ("ck", "k"),
    ];
    let mut out = name.to_owned();
    for (from, to) in RULES {
        out = out.replace(from, to);
    }
    let mut letters: Vec<char> = out.chars().collect();
    letters.dedup();
    letters.into_iter().collect()
}

/// True if `acronym` (written in capitals, "NATO") is made of the initials of `name`, small words left out or in.
pub fn is_acronym_of(acronym: &str, name: &str) -> bool {
    let letters: String = acronym.chars().filter(|letter| letter.is_alphanumeric()).collect();
    if letters.chars().count() < 2 || acronym.contains(' ') || letters.chars().any(char::is_lowercase) {
        return false;
    }
    let words: Vec<&str> = name.split([' ', '-']).filter(|word| !word.is_empty()).collect();
    if words.len() < 2 {
        return false;
    }
    let initials = |small: bool| -> String {
        words
            .iter()
            .filter(|word| {
                small
                    || !matches!(word.to_lowercase().as_str(), "of" | "the" | "and" | "for" | "in" | "on" | "to" | "&")
            })
            .filter_map(|word| word.chars().next())
            .flat_map(char::to_uppercase)
            .collect()
    };
    initials(false) == letters || initials(true) == letters
}
