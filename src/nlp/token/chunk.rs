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

/// The bytes of a number that goes on behind its comma and a blank ("1, 432"), if `text` begins with one.
pub(crate) fn broken_number(text: &str) -> Option<usize> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let mut end = digits(text);
    if !(1..=3).contains(&end) || text.starts_with('0') {
        return None;
    }
    let first = end;
    while let Some(rest) = text[end..].strip_prefix(", ")
        && digits(rest) == 3
    {
        end += ", ".len() + 3;
    }
    (end > first).then_some(end)
}

/// Runs of characters between blanks: start, end (bytes) and what stands before. A broken number is one run.
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
        let number = broken_number(rest).unwrap_or(0);
        at = start + number + rest[number..].find(is_blank).unwrap_or(rest.len() - number);
        let item = gap == Gap::Line && BULLETS.contains(&&text[start..at]);
        (at > start).then_some((start, at, if item { Gap::Paragraph } else { gap }))
    })
}
