//! Typed access to the word lists of `data/words`: countries, places, organisations, people's names, offices, noun classes.
//!
//! The lists are compiled in and indexed once; where each comes from is said in `data/README.md`.

mod countries;
mod nouns;
mod organisations;
mod people;
mod places;
mod table;

pub use countries::{Country, countries, country};
pub use nouns::{
    Antecedent, Body, NounClass, acts_for_state, antecedent_of, body_of, is_abstract, is_act_of_state, noun_class,
    same_happening, state_behind,
};
pub use organisations::{KnownOrganisation, OrganisationKind, organisation};
pub use people::{Gender, Office, gender_of_given_name, is_given_name, is_title, office, title_gender};
pub use places::{City, Region, RegionKind, city, is_calendar_word, region, region_of_adjective};
