use std::io::{BufRead, Read};

use serde::Deserialize;

use super::{LARGEST_ARTICLE, ReadError, ReadOptions, date, decode};
use crate::model::Article;

/// One line; fields that it does not know are passed over.
#[derive(Deserialize)]
struct Line {
    text: String,
    title: Option<String>,
    date: Option<String>,
    url: Option<String>,
    source: Option<String>,
}

/// The articles of a JSONL file, one a line; a line that cannot be read is an error and the next one goes on.
pub(super) struct Lines<R> {
    name: String,
    input: R,
    options: ReadOptions,
    number: usize,
    /// True until a line was seen that is not blank.
    empty: bool,
    ended: bool,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(name: &str, input: R, options: ReadOptions) -> Self {
        Lines { name: name.to_owned(), input, options, number: 0, empty: true, ended: false }
    }

    /// The next line without its end, or `None` at the end of the input.
    fn next_line(&mut self) -> Result<Option<Vec<u8>>, ReadError> {
        self.number += 1;
        let name = || format!("{}:{}", self.name, self.number);
        let unreadable = |source| ReadError::Unreadable { name: name(), source };
        let mut line = Vec::new();
        let mut limited = self.input.by_ref().take(LARGEST_ARTICLE as u64 + 1);
        if limited.read_until(b'\n', &mut line).map_err(unreadable)? == 0 {
            return Ok(None);
        }
        if line.len() > LARGEST_ARTICLE && line.last() != Some(&b'\n') {
            self.input.skip_until(b'\n').map_err(unreadable)?;
            return Err(ReadError::TooLarge { name: name() });
        }
        Ok(Some(line))
    }

    fn article(&self, line: Vec<u8>) -> Result<Article, ReadError> {
        let name = format!("{}:{}", self.name, self.number);
        let bad = |reason: String| ReadError::BadLine { name: name.clone(), reason };
        let line: Line = serde_json::from_str(&decode::decode(&name, line)?).map_err(|error| bad(error.to_string()))?;
        let own_date = match line.date.filter(|date| !date.trim().is_empty()) {
            Some(text) => Some(date::parse_date(&text).ok_or_else(|| bad(format!("`{text}` is no date")))?),
            None => None,
        };
        if line.text.trim().is_empty() {
            return Err(ReadError::Empty { name });
        }
        if let Some(offset) = line.text.find('\0') {
            return Err(ReadError::Binary { name, offset });
        }
        Ok(Article {
            title: line.title.filter(|title| !title.trim().is_empty()),
            published: own_date.or_else(|| date::at_head(&line.text)).or(self.options.date),
            source: line.source.filter(|source| !source.trim().is_empty()).or_else(|| self.options.source.clone()),
            url: line.url.filter(|url| !url.trim().is_empty()),
            text: line.text,
            name,
        })
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Result<Article, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            match self.next_line() {
                Ok(None) => {
                    self.ended = true;
                    return self.empty.then(|| Err(ReadError::Empty { name: self.name.clone() }));
                }
                Ok(Some(line)) if line.trim_ascii().is_empty() => continue,
                Ok(Some(line)) => {
                    self.empty = false;
                    return Some(self.article(line));
                }
                Err(error) => {
                    self.empty = false;
                    self.ended = matches!(error, ReadError::Unreadable { .. });
                    return Some(Err(error));
                }
            }
        }
        None
    }
}
