//! What clauses and nouns state of the entities, and how far the article stands behind it.

pub(super) mod affiliation;
pub(super) mod confidence;
pub(super) mod count;
pub(super) mod demand;
pub(super) mod draft;
pub(super) mod event_noun;
pub(super) mod fit;
pub(super) mod home;
pub(super) mod implied;
pub(super) mod location;
pub(super) mod loss;
pub(super) mod noun_status;
pub(super) mod office;
pub(super) mod office_list;
pub(super) mod one_event;
pub(super) mod other_party;
pub(super) mod qualify;
pub(super) mod quote;
pub(super) mod relation;
pub(super) mod scene;
pub(super) mod setting;
pub(super) mod speech_time;
pub(super) mod status;
pub(super) mod verbal;
pub(super) mod wording;
pub(super) mod worth;
