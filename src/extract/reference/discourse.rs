use std::collections::BTreeMap;
use std::ops::Range;

use crate::extract::name;
use crate::extract::name::link as name_link;
use crate::extract::reference::builder::Builder;
use crate::extract::reference::weights::Ranker;
use crate::extract::reference::{body, description, nominal, pronoun};
use crate::model::{EntityType, Span};
use crate::nlp::Analysis;

/// How a mention is worded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MentionKind {
    /// By a proper name ("Ukraine").
    Name,
    /// By a common noun ("the soldiers").
    Nominal,
    /// By a pronoun ("they").
    Pronoun,
}

/// The number of an entity within one [`Discourse`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalEntityId(pub usize);

/// Where the document speaks of an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalMention {
    /// Index of the sentence.
    pub sentence: usize,
    /// Index in the sentence of the syntactic head of the phrase.
    pub head: usize,
    /// Token indices in the sentence, end-exclusive.
    pub tokens: Range<usize>,
    /// How it is worded.
    pub kind: MentionKind,
    /// The words, as bytes of the document's text.
    pub span: Span,
}

/// Somebody or something that one document speaks of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LocalEntity {
    /// The best form of its name; for an unnamed one the words of its phrase without determiner.
    pub name: String,
    /// What kind of thing it is.
    pub entity_type: EntityType,
    /// True if it has a proper name.
    pub named: bool,
    /// True if it is named, or described with a name ("Russian forces", "the Azot plant"): such a description means the
    /// same in another document, a bare one ("residents") does not.
    pub identifiable: bool,
    /// Every form of its name, with the number of mentions. Definite descriptions ("the city") and pronouns are left out.
    pub aliases: BTreeMap<String, u32>,
    /// Where it is mentioned, in text order.
    pub mentions: Vec<LocalMention>,
}

/// Who and what one document speaks of: the participants of its statements, each once.
///
/// Names are gathered by equality, surname, acronym and spelling; titles, demonyms and metonyms lead to their bearers;
/// definite descriptions and pronouns are resolved where that is clear, and else stand for nobody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Discourse {
    /// The entities, in the order of their first mention by name or noun.
    pub entities: Vec<LocalEntity>,
    pub(crate) by_head: BTreeMap<(usize, usize), (usize, LocalMention)>,
    pub(crate) demonyms: BTreeMap<(usize, usize), usize>,
}

impl Discourse {
    /// Finds the entities of a document from the analysis of its text.
    pub fn of(_text: &str, analysis: &Analysis) -> Discourse {
        Discourse::with_ranker(analysis, Ranker::embedded())
    }

    /// As [`Discourse::of`], with other weights for the antecedents of pronouns.
    pub fn with_ranker(analysis: &Analysis, ranker: &Ranker) -> Discourse {
        let mut builder = Builder::new(analysis);
        let names = name::find(analysis);
        name_link::link(&mut builder, names);
        nominal::add_phrases(&mut builder);
        description::resolve(&mut builder);
        pronoun::resolve(&mut builder, ranker);
        body::add_bodies_of_pronouns(&mut builder);
        nominal::add_partitives(&mut builder);
        builder.finish()
    }

    /// The entity meant by the phrase whose syntactic head is token `head` of the sentence.
    ///
    /// For a name behind a title ("NATO chief Jens Stoltenberg") the heads of the whole phrase and of the bare name both do.
    pub fn entity_at(&self, sentence: usize, head: usize) -> Option<LocalEntityId> {
        self.by_head.get(&(sentence, head)).map(|(entity, _)| LocalEntityId(*entity))
    }

    /// The mention whose syntactic head is token `head` of the sentence.
    pub fn mention_at(&self, sentence: usize, head: usize) -> Option<&LocalMention> {
        self.by_head.get(&(sentence, head)).map(|(_, mention)| mention)
    }

    /// The country (or region) to which an adjective such as "Ukrainian" refers.
    pub fn demonym_country(&self, sentence: usize, token: usize) -> Option<LocalEntityId> {
        self.demonyms.get(&(sentence, token)).copied().map(LocalEntityId)
    }

    /// The entity of that number.
    ///
    /// # Panics
    /// If `id` comes from another discourse and is out of range.
    pub fn entity(&self, id: LocalEntityId) -> &LocalEntity {
        &self.entities[id.0]
    }
}
