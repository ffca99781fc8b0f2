use super::ConlluError;

/// A word line.
pub(crate) struct Row<'a> {
    /// Number of the line in the file, from 1.
    pub(crate) line: usize,
    /// The ten columns.
    pub(crate) columns: [&'a str; 10],
}

/// The lines of a sentence.
#[derive(Default)]
pub(crate) struct RowSentence<'a> {
    /// Comment lines without `# `.
    pub(crate) comments: Vec<&'a str>,
    /// Words; empty nodes are left out.
    pub(crate) words: Vec<Row<'a>>,
    /// Multiword tokens: index of the first word, index after the last, form, space after.
    pub(crate) ranges: Vec<(usize, usize, &'a str, SpaceAfter)>,
}

/// Whether a blank follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SpaceAfter {
    Yes,
    No,
}

impl SpaceAfter {
    fn of(misc: &str) -> SpaceAfter {
        if misc.split('|').any(|item| item == "SpaceAfter=No") { SpaceAfter::No } else { SpaceAfter::Yes }
    }
}

impl<'a> Row<'a> {
    /// The value of a key in the last column.
    pub(crate) fn misc(&self, key: &str) -> Option<&'a str> {
        self.columns[9].split('|').find_map(|item| item.strip_prefix(key)?.strip_prefix('='))
    }

    /// Whether a blank follows.
    pub(crate) fn space_after(&self) -> SpaceAfter {
        SpaceAfter::of(self.columns[9])
    }
}

impl<'a> RowSentence<'a> {
    /// The value of a comment `key = value`.
    pub(crate) fn comment(&self, key: &str) -> Option<&'a str> {
        self.comments.iter().find_map(|line| line.strip_prefix(key)?.trim_start().strip_prefix('=').map(str::trim))
    }

    /// True if there is a comment that is `key` or begins with it as a word.
    pub(crate) fn has_comment(&self, key: &str) -> bool {
        self.comments
            .iter()
            .any(|line| line.strip_prefix(key).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '='])))
    }
}

/// Splits CoNLL-U into sentences and checks the numbers of the words.
pub(crate) fn rows(text: &str) -> Result<Vec<RowSentence<'_>>, ConlluError> {
    let mut sentences = Vec::new();
    let mut sentence = RowSentence::default();
    for (index, content) in text.lines().enumerate() {
        let line = index + 1;
        if content.trim().is_empty() {
            finish(&mut sentence, &mut sentences);
        } else if let Some(comment) = content.strip_prefix('#') {
            // A comment after words begins the next sentence, although the empty line is missing.
            if !sentence.words.is_empty() {
                finish(&mut sentence, &mut sentences);
            }
            sentence.comments.push(comment.trim());
        } else {
            add(&mut sentence, content, line)?;
        }
    }
    finish(&mut sentence, &mut sentences);
    Ok(sentences)
}

fn finish<'a>(sentence: &mut RowSentence<'a>, sentences: &mut Vec<RowSentence<'a>>) {
    if !sentence.words.is_empty() {
        let mut done = std::mem::take(sentence);
        let words = done.words.len();
        done.ranges.retain(|range| range.1 <= words);
        sentences.push(done);
    }
}

fn add<'a>(sentence: &mut RowSentence<'a>, content: &'a str, line: usize) -> Result<(), ConlluError> {
    let found = content.split('\t').count();
    if found != 10 {
        return Err(ConlluError::Columns { line, found });
    }
    let mut columns = [""; 10];
    columns.iter_mut().zip(content.split('\t')).for_each(|(column, value)| *column = value);
    let number = || ConlluError::Number { line, found: columns[0].to_owned() };
    if columns[0].contains('.') {
        return Ok(());
    }
    if columns[1].trim().is_empty() {
        return Err(ConlluError::Form { line });
    }
    let next = sentence.words.len() + 1;
    if let Some((first, last)) = columns[0].split_once('-') {
        let (first, last): (usize, usize) = (first.parse().map_err(|_| number())?, last.parse().map_err(|_| number())?);
        if first != next || last < first || sentence.ranges.last().is_some_and(|range| range.1 >= first) {
            return Err(number());
        }
        sentence.ranges.push((first - 1, last, columns[1], SpaceAfter::of(columns[9])));
        return Ok(());
    }
    if columns[0].parse() != Ok(next) {
        return Err(number());
    }
    sentence.words.push(Row { line, columns });
    Ok(())
}
