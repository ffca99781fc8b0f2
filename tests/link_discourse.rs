//! Who and what a document speaks of: names, titles, bodies, metonyms, descriptions, pronouns.

mod common;

use common::tree;
use newsgraph::extract::Discourse;
use newsgraph::model::EntityType;

/// The name of the entity at a token (both counted from 1), or "-".
fn at(discourse: &Discourse, sentence: usize, token: usize) -> &str {
    discourse.entity_at(sentence - 1, token - 1).map_or("-", |id| discourse.entity(id).name.as_str())
}

fn read(lines: &str) -> Discourse {
    let (text, analysis) = tree(lines);
    Discourse::of(&text, &analysis)
}

#[test]
fn title_before_a_name_leads_to_its_bearer() {
    let seen = read(
        "NATO NATO PROPN NNP 2 compound B-ORG
         chief chief NOUN NN 3 nmod:desc
         Anna Anna PROPN NNP 5 nsubj B-PER
         Keller Keller PROPN NNP 3 flat I-PER
         visited visit VERB VBD 0 root
         Riga Riga PROPN NNP 5 obj B-LOC
         . . PUNCT . 5 punct

         Keller Keller PROPN NNP 2 nsubj B-PER
         left leave VERB VBD 0 root
         . . PUNCT . 2 punct

         She she PRON PRP 2 nsubj
         smiled smile VERB VBD 0 root",
    );
    assert_eq!(at(&seen, 1, 3), "Anna Keller");
    assert_eq!(at(&seen, 1, 2), "Anna Keller");
    assert_eq!(at(&seen, 1, 1), "NATO");
    assert_eq!(at(&seen, 1, 6), "Riga");
    assert_eq!(at(&seen, 2, 1), "Anna Keller");
    assert_eq!(at(&seen, 3, 1), "Anna Keller");
    let keller = seen.entity(seen.entity_at(0, 2).expect("an entity"));
    assert_eq!(keller.entity_type, EntityType::Person);
    assert_eq!(
        keller.aliases.keys().map(String::as_str).collect::<Vec<_>>(),
        ["Anna Keller", "Keller", "NATO chief Anna Keller"]
    );
}

#[test]
fn a_parse_with_the_title_as_head_still_leads_to_the_bearer() {
    let seen = read(
        "Chancellor chancellor NOUN NN 4 nsubj
         Olga Olga PROPN NNP 1 flat B-PER
         Brandt Brandt PROPN NNP 1 flat I-PER
         resigned resign VERB VBD 0 root",
    );
    assert_eq!(at(&seen, 1, 1), "Olga Brandt");
    assert_eq!(at(&seen, 1, 2), "Olga Brandt");
}

#[test]
fn soldiers_troops_and_army_of_a_country_are_its_forces() {
    let seen = read(
        "Chilean Chilean ADJ JJ 2 amod
         troops troops NOUN NNS 3 nsubj
         crossed cross VERB VBD 0 root
         the the DET DT 5 det
         river river NOUN NN 3 obj

         Chile Chile PROPN NNP 3 nmod:poss B-LOC
         's 's PART POS 1 case
         army army NOUN NN 4 nsubj
         stopped stop VERB VBD 0 root

         Santiago Santiago PROPN NNP 3 nmod:poss B-LOC
         's 's PART POS 1 case
         soldiers soldier NOUN NNS 4 nsubj
         rested rest VERB VBD 0 root",
    );
    assert_eq!(at(&seen, 1, 2), "Chilean forces");
    assert_eq!(at(&seen, 2, 3), "Chilean forces");
    assert_eq!(at(&seen, 3, 3), "Chilean forces");
    assert_eq!(at(&seen, 2, 1), "Chile");
    let country = seen.demonym_country(0, 0).expect("a country");
    assert_eq!(seen.entity(country).name, "Chile");
}

#[test]
fn a_capital_that_speaks_is_a_government_and_one_that_is_visited_a_city() {
    let seen = read(
        "Warsaw Warsaw PROPN NNP 2 nsubj B-LOC
         accused accuse VERB VBD 0 root
         Minsk Minsk PROPN NNP 2 obj B-LOC

         Tourists tourist NOUN NNS 2 nsubj
         visited visit VERB VBD 0 root
         Warsaw Warsaw PROPN NNP 2 obj B-LOC",
    );
    assert_eq!(at(&seen, 1, 1), "Poland");
    assert_eq!(at(&seen, 1, 3), "Belarus");
    assert_eq!(at(&seen, 2, 3), "Warsaw");
}

#[test]
fn acronym_and_long_form_are_one() {
    let seen = read(
        "The the DET DT 4 det
         Northern Northern PROPN NNP 4 compound B-ORG
         Fisheries fishery PROPN NNPS 4 compound I-ORG
         Board Board PROPN NNP 8 nsubj I-ORG
         ( ( PUNCT -LRB- 6 punct
         NFB NFB PROPN NNP 4 appos B-ORG
         ) ) PUNCT -RRB- 6 punct
         met meet VERB VBD 0 root

         The the DET DT 2 det
         NFB NFB PROPN NNP 3 nsubj B-ORG
         voted vote VERB VBD 0 root",
    );
    assert_eq!(at(&seen, 1, 4), at(&seen, 2, 2));
    assert_eq!(at(&seen, 1, 6), at(&seen, 2, 2));
}

#[test]
fn similar_names_of_different_countries_stay_apart() {
    let seen = read(
        "Iran Iran PROPN NNP 2 nsubj B-LOC
         fears fear VERB VBZ 0 root
         Iraq Iraq PROPN NNP 2 obj B-LOC

         Niger Niger PROPN NNP 2 nsubj B-LOC
         met meet VERB VBD 0 root
         Nigeria Nigeria PROPN NNP 2 obj B-LOC",
    );
    assert_eq!(
        [at(&seen, 1, 1), at(&seen, 1, 3), at(&seen, 2, 1), at(&seen, 2, 3)],
        ["Iran", "Iraq", "Niger", "Nigeria"]
    );
}

#[test]
fn bare_nouns_are_each_their_own_and_a_definite_one_takes_up_the_last() {
    let seen = read(
        "Residents resident NOUN NNS 2 nsubj
         saw see VERB VBD 0 root
         a a DET DT 4 det
         tower tower NOUN NN 2 obj

         Residents resident NOUN NNS 2 nsubj
         left leave VERB VBD 0 root
         the the DET DT 4 det
         tower tower NOUN NN 2 obj",
    );
    assert_ne!(seen.entity_at(0, 0), seen.entity_at(1, 0));
    assert_eq!(seen.entity_at(0, 3), seen.entity_at(1, 3));
}

#[test]
fn one_war_under_several_names_is_one_event() {
    let seen = read(
        "The the DET DT 2 det
         war war NOUN NN 5 nsubj
         in in ADP IN 4 case
         Yemen Yemen PROPN NNP 2 nmod B-LOC
         continues continue VERB VBZ 0 root

         The the DET DT 2 det
         war war NOUN NN 3 nsubj
         displaced displace VERB VBD 0 root
         thousands thousand NOUN NNS 3 obj

         A a DET DT 2 det
         war war NOUN NN 6 nsubj
         in in ADP IN 4 case
         Oman Oman PROPN NNP 2 nmod B-LOC
         is be AUX VBZ 6 cop
         unlikely unlikely ADJ JJ 0 root",
    );
    assert_eq!(seen.entity_at(0, 1), seen.entity_at(1, 1));
    assert_ne!(seen.entity_at(0, 1), seen.entity_at(2, 1));
    let war = seen.entity(seen.entity_at(0, 1).expect("an entity"));
    assert_eq!((war.name.as_str(), war.entity_type), ("war in Yemen", EntityType::Event));
}

#[test]
fn a_part_leads_to_the_whole() {
    let seen = read(
        "Hundreds hundred NOUN NNS 5 nsubj
         of of ADP IN 4 case
         Kenyan Kenyan ADJ JJ 4 amod
         soldiers soldier NOUN NNS 1 nmod
         left leave VERB VBD 0 root",
    );
    assert_eq!(at(&seen, 1, 1), "Kenyan forces");
    assert_eq!(at(&seen, 1, 4), "Kenyan forces");
}

#[test]
fn the_town_of_a_name_and_the_town_itself_are_one() {
    let seen = read(
        "The the DET DT 2 det
         town town NOUN NN 5 nsubj
         of of ADP IN 4 case
         Selmwick Selmwick PROPN NNP 2 nmod B-LOC
         flooded flood VERB VBD 0 root

         The the DET DT 2 det
         town town NOUN NN 3 nsubj
         slept sleep VERB VBD 0 root",
    );
    assert_eq!(at(&seen, 1, 2), "Selmwick");
    assert_eq!(at(&seen, 2, 2), "Selmwick");
}

#[test]
fn the_alliance_and_the_company_take_up_the_organisation_of_their_kind() {
    let seen = read(
        "NATO NATO PROPN NNP 2 nsubj B-ORG
         met meet VERB VBD 0 root
         Volvo Volvo PROPN NNP 2 obj B-ORG

         The the DET DT 2 det
         alliance alliance NOUN NN 3 nsubj
         thanked thank VERB VBD 0 root
         the the DET DT 5 det
         company company NOUN NN 3 obj",
    );
    assert_eq!(at(&seen, 2, 2), "NATO");
    assert_eq!(at(&seen, 2, 5), "Volvo");
}

#[test]
fn the_leader_of_a_country_is_who_has_its_office() {
    let seen = read(
        "Kenyan Kenyan ADJ JJ 2 amod
         President president PROPN NNP 3 nmod:desc
         Otieno Otieno PROPN NNP 7 nsubj B-PER
         Mwangi Mwangi PROPN NNP 3 flat I-PER
         and and CCONJ CC 6 cc
         Obi Obi PROPN NNP 3 conj B-PER
         spoke speak VERB VBD 0 root

         The the DET DT 3 det
         Kenyan Kenyan ADJ JJ 3 amod
         leader leader NOUN NN 4 nsubj
         left leave VERB VBD 0 root",
    );
    assert_eq!(at(&seen, 2, 3), "Otieno Mwangi");
}

#[test]
fn two_people_with_one_surname_stay_two() {
    let seen = read(
        "Carla Carla PROPN NNP 3 nsubj B-PER
         Rossi Rossi PROPN NNP 1 flat I-PER
         met meet VERB VBD 0 root
         Paolo Paolo PROPN NNP 3 obj B-PER
         Rossi Rossi PROPN NNP 4 flat I-PER",
    );
    assert_eq!([at(&seen, 1, 1), at(&seen, 1, 4)], ["Carla Rossi", "Paolo Rossi"]);
}

#[test]
fn a_relative_pronoun_stands_for_the_noun_it_describes() {
    let seen = read(
        "Lagos Lagos PROPN NNP 2 compound B-LOC
         police police NOUN NN 6 nsubj
         who who PRON WP 4 nsubj
         came come VERB VBD 2 acl:relcl
         late late ADV RB 4 advmod
         apologised apologise VERB VBD 0 root",
    );
    assert_eq!(seen.entity_at(0, 2), seen.entity_at(0, 1));
}

fn type_at(discourse: &Discourse, sentence: usize, token: usize) -> Option<EntityType> {
    discourse.entity_at(sentence - 1, token - 1).map(|id| discourse.entity(id).entity_type)
}

#[test]
fn a_storm_is_known_by_its_bare_name() {
    let seen = read(
        "Hurricane hurricane PROPN NNP 2 compound B-PER
         Lotte Lotte PROPN NNP 3 nsubj I-PER
         weakened weaken VERB VBD 0 root
         . . PUNCT . 3 punct

         Lotte Lotte PROPN NNP 2 nsubj B-PER
         passed pass VERB VBD 0 root
         Marren Marren PROPN NNP 2 obj B-LOC",
    );
    assert_eq!(at(&seen, 2, 1), "Hurricane Lotte");
    assert_eq!(type_at(&seen, 2, 1), Some(EntityType::Event));
}

#[test]
fn what_stands_around_a_name_corrects_the_tagger() {
    let seen = read(
        "Fighting fighting NOUN NN 2 nsubj
         raged rage VERB VBD 0 root
         in in ADP IN 4 case
         Veskany Veskany PROPN NNP 2 obl B-PER
         . . PUNCT . 2 punct

         Troops troops NOUN NNS 2 nsubj
         left leave VERB VBD 0 root
         Veskany Veskany PROPN NNP 2 obj B-PER",
    );
    assert_eq!(type_at(&seen, 1, 4), Some(EntityType::Place));
    assert_eq!(type_at(&seen, 2, 3), Some(EntityType::Place));
    let seen = read(
        "Ms Ms PROPN NNP 2 nmod:desc
         Orlova Orlova PROPN NNP 3 nsubj B-PER
         spoke speak VERB VBD 0 root
         . . PUNCT . 3 punct

         They they PRON PRP 2 nsubj
         believe believe VERB VBP 0 root
         in in ADP IN 4 case
         Orlova Orlova PROPN NNP 2 obl B-PER",
    );
    assert_eq!(type_at(&seen, 2, 4), Some(EntityType::Person), "a title says more than a preposition");
}

#[test]
fn a_name_built_on_a_noun_is_of_its_kind() {
    let seen = read(
        "The the DET DT 2 det
         Department department PROPN NNP 5 nsubj B-ORG
         of of ADP IN 4 case I-ORG
         Defence defence PROPN NNP 2 nmod I-ORG
         opened open VERB VBD 0 root
         Marren Marren PROPN NNP 7 compound B-ORG
         Airport airport PROPN NNP 5 obj I-ORG",
    );
    assert_eq!(type_at(&seen, 1, 2), Some(EntityType::Organization));
    assert_eq!(type_at(&seen, 1, 7), Some(EntityType::Facility));
}

#[test]
fn an_office_is_nobodys_name() {
    let seen = read(
        "Foreign foreign PROPN NNP 2 amod B-PER
         Secretary secretary PROPN NNP 3 nsubj I-PER
         resigned resign VERB VBD 0 root",
    );
    assert!(seen.entities.iter().all(|entity| !entity.named), "{:?}", seen.entities);
}

#[test]
fn a_nationality_may_have_two_words() {
    let seen = read(
        "South south ADJ JJ 2 amod
         Korean korean ADJ JJ 3 amod
         troops troops NOUN NNS 4 nsubj
         left leave VERB VBD 0 root",
    );
    let country = seen.demonym_country(0, 1).expect("a country");
    assert_eq!(seen.entity(country).name, "South Korea");
    assert_eq!(at(&seen, 1, 3), "South Korean forces");
}

#[test]
fn a_pronoun_in_what_is_put_first_stands_for_the_subject_behind_it() {
    let seen = read(
        "In in ADP IN 3 case
         his his PRON PRP$ 3 nmod:poss
         youth youth NOUN NN 6 obl
         , , PUNCT , 6 punct
         Brandt Brandt PROPN NNP 6 nsubj B-PER
         sold sell VERB VBD 0 root
         maps map NOUN NNS 6 obj",
    );
    assert_eq!(at(&seen, 1, 2), "Brandt");
}
