/// What stands before a run of characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gap {
    /// Nothing.
    None,
    /// Blanks.
    Space,
    /// One line break.
    Line,
    /// An empty line, the beginning of the text, or a line break before an item of a list.
    Paragraph,
}

/// True for blanks, control characters and invisible marks.
fn is_blank(character: char) -> bool {
    character.is_whitespace() || character.is_control() || matches!(character, '\u{200b}' | '\u{feff}' | '\u{2060}')
}

/// What stands before the items of a list.
const BULLETS: [&str; 6] = ["-", "*", "•", "◦", "▪", "‣"];

/// Runs of characters between blanks: start, end (bytes) and what stands before.
pub(crate) fn chunks(text: &str) -> impl Iterator<Item = (usize, usize, Gap)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = &text[at..];
        let blank = rest.len() - rest.trim_start_matches(is_blank).len();
        let gap = match rest[..blank].matches(['\n', '\u{2028}', '\u{2029}', '\u{b}', '\u{c}', '\u{85}']).count() {
            _ if at == 0 => Gap::Paragraph,
            0 if rest[..blank].contains('\r') => Gap::Line,
            0 => Gap::Space,
            1 => Gap::Line,
            _ => Gap::Paragraph,
        };
        let start = at + blank;
        let rest = &text[start..];
        at = start + rest.find(is_blank).unwrap_or(rest.len());
        let item = gap == Gap::Line && BULLETS.contains(&&text[start..at]);
        (at > start).then_some((start, at, if item { Gap::Paragraph } else { gap }))
    })
}
