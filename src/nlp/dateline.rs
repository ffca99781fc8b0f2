//! Datelines: "LAGOS, May 3, 2021 — The minister …".

use std::borrow::Cow;

use super::analysis::{Name, Sentence};
use super::tags::Dependency;

/// How many words at most a dateline takes.
const MOST: usize = 14;

/// How many of the first words are a dateline, its dash included; 0 if there is none.
pub(super) fn length(forms: &[Cow<'_, str>]) -> usize {
    let dash = forms.iter().take(MOST).position(|form| matches!(&**form, "—" | "–" | "--" | "-"));
    let Some(dash) = dash.filter(|&dash| dash > 0 && dash + 2 < forms.len()) else { return 0 };
    let capital = |form: &str| form.starts_with(|letter: char| letter.is_uppercase() || letter.is_numeric());
    let place = |form: &str| form.chars().count() > 2 && form.chars().all(|letter| letter.is_uppercase());
    let before = &forms[..dash];
    let dated = before.iter().any(|form| &**form == "," || &**form == ")") || &*forms[dash] != "-";
    let heading = before.iter().all(|form| capital(form) || form.chars().all(|letter| letter.is_ascii_punctuation()));
    let begins = forms[dash + 1].starts_with(|letter: char| letter.is_uppercase() || matches!(letter, '"' | '“'));
    if place(&before[0]) && dated && heading && begins { dash + 1 } else { 0 }
}

/// Puts each dateline before the sentence behind it again: it hangs on that sentence's root.
pub(super) fn join(sentences: &mut Vec<Sentence>, datelines: &[usize]) {
    for &at in datelines.iter().rev() {
        let sentence = sentences.remove(at + 1);
        let dateline = &mut sentences[at];
        let by = dateline.tokens.len() as u32;
        let root = sentence.tokens.iter().position(|token| token.head.is_none()).unwrap_or(0) as u32 + by;
        for token in dateline.tokens.iter_mut().filter(|token| token.head.is_none()) {
            token.head = Some(root);
            token.relation = Dependency::Parataxis;
        }
        dateline.tokens.extend(sentence.tokens.into_iter().map(|mut token| {
            token.head = token.head.map(|head| head + by);
            token
        }));
        let moved = sentence
            .names
            .into_iter()
            .map(|name| Name { tokens: name.tokens.start + by as usize..name.tokens.end + by as usize, ..name });
        dateline.names.extend(moved);
        dateline.span = dateline.span.join(sentence.span);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dateline(text: &str) -> usize {
        length(&text.split(' ').map(Cow::Borrowed).collect::<Vec<_>>())
    }

    #[test]
    fn a_place_in_capitals_before_a_dash_is_a_dateline() {
        assert_eq!(dateline("LAGOS , May 3 , 2021 — The minister resigned ."), 7);
        assert_eq!(dateline("PORTO ( Coast News ) - Two ships collided ."), 6);
    }

    #[test]
    fn other_dashes_are_none() {
        assert_eq!(dateline("Lagos — the largest city — is flooded ."), 0);
        assert_eq!(dateline("NATO - led forces withdrew on Monday ."), 0);
        assert_eq!(dateline("UNICEF — which helps children — said so ."), 0);
    }
}
