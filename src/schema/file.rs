//! A schema file as it stands.

use serde::Deserialize;
use toml::Spanned;

use super::Effect;
use super::participant::{FurtherFile, ParticipantFile};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub(super) extends: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) light_verbs: Vec<String>,
    #[serde(default)]
    pub(super) phrasal_verbs: Vec<String>,
    #[serde(default, rename = "idiom")]
    pub(super) idioms: Vec<IdiomFile>,
    #[serde(default, rename = "relation")]
    pub(super) relations: Vec<RelationFile>,
    #[serde(default, rename = "cue")]
    pub(super) cues: Vec<CueFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RelationFile {
    pub(super) name: Spanned<String>,
    pub(super) family: String,
    pub(super) gloss: String,
    #[serde(default)]
    pub(super) subject: ParticipantFile,
    #[serde(default)]
    pub(super) object: ParticipantFile,
    #[serde(default)]
    pub(super) others: Vec<FurtherFile>,
    pub(super) inverse: Option<String>,
    #[serde(default)]
    pub(super) symmetric: bool,
    #[serde(default)]
    pub(super) single: bool,
    pub(super) plover: Option<String>,
    pub(super) cameo: Option<String>,
    #[serde(default)]
    pub(super) needs_object: bool,
    #[serde(default)]
    pub(super) strict: bool,
    #[serde(default)]
    pub(super) figurative: Vec<String>,
    #[serde(default)]
    pub(super) case_of: Vec<String>,
    #[serde(default)]
    pub(super) occasions: Vec<String>,
    #[serde(default)]
    pub(super) contrary: Vec<String>,
    #[serde(default)]
    pub(super) specific: Vec<String>,
    #[serde(default)]
    pub(super) verbs: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) nouns: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) happenings: Vec<String>,
    #[serde(default)]
    pub(super) roles: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CueFile {
    pub(super) effect: Effect,
    #[serde(default)]
    pub(super) verbs: Vec<String>,
    #[serde(default)]
    pub(super) nouns: Vec<String>,
    #[serde(default)]
    pub(super) adjectives: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct IdiomFile {
    pub(super) verb: String,
    pub(super) nouns: Vec<String>,
}
