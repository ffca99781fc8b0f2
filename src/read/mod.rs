//! From files to [`Article`]s: plain text, HTML and JSONL, with a clear error for everything that cannot be read.

mod date;
mod decode;
mod error;
mod files;
#[cfg(feature = "html")]
mod html;
mod jsonl;
mod text;

pub use date::parse_date;
pub use error::ReadError;
pub use files::{ArticleFile, article_files};

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use jiff::civil::Date;

use crate::model::Article;

/// The largest article that is read, in bytes: a text or HTML file, or one line of JSONL.
pub const LARGEST_ARTICLE: usize = 16 << 20;

/// What is taken for granted where an article does not say it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadOptions {
    /// Day of publication of articles that carry no date of their own.
    pub date: Option<Date>,
    /// Who published articles that do not name their source.
    pub source: Option<String>,
}

/// How a file is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Plain text or Markdown: one article.
    Text,
    /// A web page: one article, found by its layout.
    Html,
    /// One JSON object a line with `text` and, if known, `title`, `date`, `url`, `source`: one article each.
    Jsonl,
}

impl Format {
    /// The format that a file name's ending stands for (`.txt`, `.md`, `.html`, `.htm`, `.jsonl`).
    pub fn of_name(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        match ending.to_ascii_lowercase().as_str() {
            "txt" | "text" | "md" => Some(Format::Text),
            "html" | "htm" => Some(Format::Html),
            "jsonl" | "ndjson" => Some(Format::Jsonl),
            _ => None,
        }
    }

    /// The format that the first bytes look like; [`Format::Text`] where they look like nothing else.
    pub fn of_content(head: &[u8]) -> Self {
        let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
        let starts = |prefix: &[u8]| head.len() >= prefix.len() && head[..prefix.len()].eq_ignore_ascii_case(prefix);
        if starts(b"<!doctype html") || starts(b"<html") {
            Format::Html
        } else if head.first() == Some(&b'{') {
            Format::Jsonl
        } else {
            Format::Text
        }
    }
}

/// The articles of one input, read as they are asked for.
pub type Articles = Box<dyn Iterator<Item = Result<Article, ReadError>> + Send>;

/// Reads `input` to its end as one text or page, or line by line as JSONL.
///
/// `name` is what facts and errors will quote. Without `format`, the first bytes decide.
pub fn read_articles(
    name: &str,
    format: Option<Format>,
    input: impl Read + Send + 'static,
    options: &ReadOptions,
) -> Articles {
    let mut input = BufReader::new(input);
    let format = match format {
        Some(format) => format,
        None => match input.fill_buf() {
            Ok(head) => Format::of_content(head),
            Err(source) => return only(Err(ReadError::Unreadable { name: name.to_owned(), source })),
        },
    };
    match format {
        Format::Text => only(decode::read_text(name, input).and_then(|text| text::article(name, text, options))),
        #[cfg(feature = "html")]
        Format::Html => only(decode::read_text(name, input).and_then(|page| html::article(name, &page, options))),
        #[cfg(not(feature = "html"))]
        Format::Html => only(Err(ReadError::NoHtml { name: name.to_owned() })),
        Format::Jsonl => Box::new(jsonl::Lines::new(name, input, options.clone())),
    }
}

/// Reads one file found by [`article_files`].
pub fn read_file(file: &ArticleFile, options: &ReadOptions) -> Articles {
    match File::open(&file.path) {
        Ok(opened) => read_articles(&file.name, Some(file.format), opened, options),
        Err(source) => only(Err(ReadError::of_path(&file.path, source))),
    }
}

/// Reads everything that a path stands for: the file itself, or all that is readable below the folder, in the order of
/// names; what cannot be read is an error in its turn.
pub fn read_path(path: impl AsRef<Path>, options: &ReadOptions) -> Articles {
    let options = options.clone();
    Box::new(article_files(path.as_ref()).into_iter().flat_map(move |file| match file {
        Ok(file) => read_file(&file, &options),
        Err(error) => only(Err(error)),
    }))
}

fn only(article: Result<Article, ReadError>) -> Articles {
    Box::new(std::iter::once(article))
}
