use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::nlp::conllu::{self, AnnotatedText, ConlluError};

/// Why training stopped.
#[derive(Debug, Error)]
pub enum TrainError {
    /// A corpus is missing or cannot be read.
    #[error("cannot read {path}: {cause}; give the folder that holds the corpora named in data/README.md")]
    Corpus {
        /// Which.
        path: PathBuf,
        /// Why.
        cause: std::io::Error,
    },
    /// The folder of the training's own files.
    #[error("{path}: {cause}; run the steps of train/network/README.md in their order")]
    Work {
        /// Which file or folder.
        path: PathBuf,
        /// Why.
        cause: std::io::Error,
    },
    /// A treebank is not CoNLL-U.
    #[error("{path}: {cause}")]
    Conllu {
        /// Which.
        path: PathBuf,
        /// Why.
        cause: ConlluError,
    },
}

/// The folder of the corpora; each is an `.xz` file.
pub(super) struct Corpora<'a>(pub(super) &'a Path);

impl Corpora<'_> {
    /// The text of `name` + `.xz`.
    pub(super) fn text(&self, name: &str) -> Result<String, TrainError> {
        let path = self.0.join(format!("{name}.xz"));
        let read = || -> std::io::Result<String> {
            let mut text = String::new();
            lzma_rust2::XzReader::new(BufReader::new(File::open(&path)?), true).read_to_string(&mut text)?;
            Ok(text)
        };
        read().map_err(|cause| TrainError::Corpus { path: path.clone(), cause })
    }

    /// What `read` makes of the CoNLL-U file `name` + `.xz`.
    pub(super) fn conllu<T>(&self, name: &str, read: impl Fn(&str) -> Result<T, ConlluError>) -> Result<T, TrainError> {
        read(&self.text(name)?).map_err(|cause| TrainError::Conllu { path: self.0.join(name), cause })
    }

    /// The treebank `name` + `.xz`.
    pub(super) fn treebank(&self, name: &str) -> Result<Vec<AnnotatedText>, TrainError> {
        self.conllu(name, conllu::read)
    }

    /// The files of `name` + `.tar.xz` whose path contains `part` and ends with `end`, in the order of their paths.
    pub(super) fn archive(&self, name: &str, part: &str, end: &str) -> Result<Vec<(String, String)>, TrainError> {
        let path = self.0.join(format!("{name}.tar.xz"));
        let read = || -> std::io::Result<Vec<(String, String)>> {
            let file = BufReader::new(File::open(&path)?);
            let mut archive = tar::Archive::new(lzma_rust2::XzReader::new(file, true));
            let mut files = Vec::new();
            for entry in archive.entries()? {
                let mut entry = entry?;
                let name = entry.path()?.to_string_lossy().into_owned();
                if name.contains(part) && name.ends_with(end) {
                    let mut bytes = Vec::new();
                    entry.read_to_end(&mut bytes)?;
                    files.push((name, String::from_utf8_lossy(&bytes).into_owned()));
                }
            }
            files.sort();
            Ok(files)
        };
        read().map_err(|cause| TrainError::Corpus { path: path.clone(), cause })
    }
}
