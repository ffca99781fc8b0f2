use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use newsgraph::model::Article;
use newsgraph::read::{ArticleFile, Format, ReadError, ReadOptions, article_files, read_articles, read_file};

use crate::args::Reading;

/// What the paths on the command line stand for.
pub struct Input {
    parts: Vec<Part>,
}

enum Part {
    File(ArticleFile),
    StandardInput,
    /// A path that leads nowhere: reported in its turn, like an article that cannot be read.
    Missing(ReadError),
}

impl Input {
    pub fn find(paths: &[PathBuf]) -> Self {
        let parts = paths.iter().flat_map(|path| match path.as_os_str().to_str() {
            Some("-") => vec![Part::StandardInput],
            _ => article_files(path).into_iter().map(|file| file.map_or_else(Part::Missing, Part::File)).collect(),
        });
        Input { parts: parts.collect() }
    }

    /// How many documents there are, unless they come from standard input.
    pub fn documents(&self) -> Option<u64> {
        self.parts.iter().map(Part::documents).sum()
    }

    /// The articles, each read when it is asked for.
    pub fn articles(self, reading: &Reading) -> impl Iterator<Item = Result<Article, ReadError>> + use<> {
        let options = ReadOptions { date: reading.date, source: reading.source.clone() };
        self.parts.into_iter().flat_map(move |part| match part {
            Part::File(file) => read_file(&file, &options),
            Part::StandardInput => read_articles("stdin", None, io::stdin(), &options),
            Part::Missing(error) => Box::new(std::iter::once(Err(error))),
        })
    }
}

impl Part {
    fn documents(&self) -> Option<u64> {
        match self {
            Part::File(file) if file.format == Format::Jsonl => Some(lines(&file.path)),
            Part::File(_) | Part::Missing(_) => Some(1),
            Part::StandardInput => None,
        }
    }
}

/// Lines in a file; a file that cannot be read is one failure.
fn lines(path: &Path) -> u64 {
    let Ok(file) = File::open(path) else { return 1 };
    let mut file = BufReader::new(file);
    let mut lines = 0;
    while let Ok(1..) = file.skip_until(b'\n') {
        lines += 1;
    }
    lines
}
