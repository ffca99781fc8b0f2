//! The pipeline from articles to a store: analysed in parallel, linked and committed in order.
//!
//! Documents are taken in chunks, so that memory stays bounded however many there are; the chunks depend on the
//! articles alone and linking goes in their order, so that the result is the same with any number of threads. Every
//! chunk is one commit: a crash leaves whole documents only, and the same content again is passed over.

use jiff::civil::Date;
use rayon::prelude::*;

use crate::extract::{Extraction, Extractor, changes};
use crate::model::{Article, ContentHash};
use crate::read::ReadError;
use crate::store::{Store, StoreError};

/// A chunk ends with the article that fills it.
const CHUNK_ARTICLES: usize = 64;
const CHUNK_BYTES: usize = 1 << 20;
/// A longer article is a commit of its own, so that one too large for the store does not take others with it.
const LONG_ARTICLE_BYTES: usize = 256 << 10;

/// What the caller knows and the articles do not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct IngestOptions {
    /// The day of ingestion; the library never asks the clock.
    pub today: Option<Date>,
}

/// How it went with one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is in the graph now.
    Ingested {
        /// Statements that are new with it; those that others made before have one more piece of evidence instead.
        statements: usize,
        /// Entities that are new with it.
        entities: usize,
    },
    /// Its content was in the graph before.
    Known,
    /// It could not be read or stored; nothing of it is in the graph.
    Failed {
        /// What is wrong, with the document's name and the cure.
        reason: String,
    },
}

/// Who wants to know how it goes; by default, nobody.
pub trait Progress {
    /// One more document is done.
    fn document(&mut self, outcome: &Outcome) {
        let _ = outcome;
    }
}

/// Says nothing.
impl Progress for () {}

/// What came of an ingest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Documents that are in the graph now.
    pub ingested: usize,
    /// Documents whose content was there before.
    pub known: usize,
    /// Documents that could not be read or stored.
    pub failed: usize,
    /// New statements.
    pub statements: usize,
    /// New entities.
    pub entities: usize,
}

impl Summary {
    fn add(&mut self, outcome: &Outcome) {
        match outcome {
            Outcome::Ingested { statements, entities } => {
                self.ingested += 1;
                self.statements += statements;
                self.entities += entities;
            }
            Outcome::Known => self.known += 1,
            Outcome::Failed { .. } => self.failed += 1,
        }
    }
}

/// Reads articles into a store.
///
/// An article that cannot be read is reported and the next one read. Runs on the threads of the current rayon pool.
///
/// # Errors
/// A [`StoreError`] that concerns the whole store (locked, damaged, the disk is full); what was committed before is kept.
pub fn ingest(
    store: &mut Store,
    extractor: &Extractor,
    articles: impl IntoIterator<Item = Result<Article, ReadError>>,
    options: &IngestOptions,
    progress: &mut dyn Progress,
) -> Result<Summary, StoreError> {
    let mut articles = articles.into_iter();
    let mut summary = Summary::default();
    loop {
        let chunk = next_chunk(&mut articles);
        if chunk.is_empty() {
            return Ok(summary);
        }
        let known = store.snapshot();
        let is_new = |article: &Article| known.document_by_content(&ContentHash::of(&article.text)).is_none();
        let analysed: Vec<Result<Analysed, ReadError>> = chunk
            .into_par_iter()
            .map(|article| {
                let article = article?;
                let extraction = is_new(&article).then(|| extractor.extract(&article.text, article.published));
                Ok(Analysed { article, extraction })
            })
            .collect();
        drop(known);
        for document in analysed {
            let outcome = match document {
                Ok(document) => commit(store, document, options)?,
                Err(error) => Outcome::Failed { reason: error.to_string() },
            };
            summary.add(&outcome);
            progress.document(&outcome);
        }
        store.commit_staged()?;
    }
}

/// An article with what it says; nothing where its content is known already.
struct Analysed {
    article: Article,
    extraction: Option<Extraction>,
}

fn commit(store: &mut Store, document: Analysed, options: &IngestOptions) -> Result<Outcome, StoreError> {
    let Analysed { article, extraction } = document;
    // The same content may stand twice in one chunk.
    let twice = store.graph().document_by_content(&ContentHash::of(&article.text)).is_some();
    let Some(extraction) = extraction.filter(|_| !twice) else {
        return Ok(Outcome::Known);
    };
    let (name, is_long) = (article.name.clone(), article.text.len() > LONG_ARTICLE_BYTES);
    let graph = store.graph();
    let (entities, statements) = (graph.next_entity_id().0, graph.next_statement_id().0);
    let changes = changes(graph, article, &extraction, options.today);
    match if is_long { store.commit(&changes) } else { store.stage(changes) } {
        Ok(()) => {
            let graph = store.graph();
            let entities = graph.next_entity_id().0 - entities;
            let statements = graph.next_statement_id().0 - statements;
            Ok(Outcome::Ingested { statements: statements as usize, entities: entities as usize })
        }
        Err(error @ (StoreError::Refused(_) | StoreError::BatchTooLarge { .. })) => {
            Ok(Outcome::Failed { reason: format!("{name}: {error}") })
        }
        Err(error) => Err(error),
    }
}

fn next_chunk(articles: &mut impl Iterator<Item = Result<Article, ReadError>>) -> Vec<Result<Article, ReadError>> {
    let (mut chunk, mut bytes) = (Vec::new(), 0);
    while chunk.len() < CHUNK_ARTICLES && bytes < CHUNK_BYTES {
        let Some(article) = articles.next() else { break };
        bytes += article.as_ref().map_or(0, |article| article.text.len());
        chunk.push(article);
    }
    chunk
}
