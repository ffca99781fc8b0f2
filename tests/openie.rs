//! Open information extraction on hand-written trees: which tuples a sentence gives, in which words.

mod common;

use common::tree;
use newsgraph::extract::openie::{Construction, Tuple, extractions, tab_separated};
use newsgraph::nlp::Analyzer;
use proptest::prelude::*;

/// The tuples of the only sentence, each as "arg1 | relation | arg2 | …".
fn tuples(lines: &str) -> Vec<String> {
    let (text, analysis) = tree(lines);
    extractions(&text, &analysis.sentences[0]).iter().map(written).collect()
}

fn written(tuple: &Tuple) -> String {
    let mut parts = vec![tuple.arguments[0].as_str(), &tuple.relation];
    parts.extend(tuple.arguments[1..].iter().map(String::as_str));
    parts.join(" | ")
}

#[test]
fn a_clause_keeps_auxiliaries_negation_and_adverbs_in_the_relation() {
    let found = tuples(
        "Congress  Congress  PROPN NNP 5 nsubj
         has       have      AUX   VBZ 5 aux
         not       not       PART  RB  5 advmod
         formally  formally  ADV   RB  5 advmod
         adopted   adopt     VERB  VBN 0 root
         the       the       DET   DT  7 det
         measure   measure   NOUN  NN  5 obj
         in        in        ADP   IN  9 case
         May       May       PROPN NNP 5 obl
         .         .         PUNCT .   5 punct",
    );
    assert_eq!(found, ["Congress | has not formally adopted | the measure | in May"]);
}

#[test]
fn the_preposition_of_a_sole_complement_goes_to_the_relation() {
    let found = tuples(
        "She     she     PRON  PRP 2 nsubj
         taught  teach   VERB  VBD 0 root
         at      at      ADP   IN  5 case
         the     the     DET   DT  5 det
         school  school  NOUN  NN  2 obl
         in      in      ADP   IN  7 case
         1984    1984    NUM   CD  2 obl",
    );
    assert_eq!(found, ["She | taught at | the school | in 1984"]);
}

#[test]
fn the_agent_of_a_passive_comes_first() {
    let found = tuples(
        "It        it       PRON  PRP 3 nsubj:pass
         was       be       AUX   VBD 3 aux:pass
         created   create   VERB  VBN 0 root
         in        in       ADP   IN  5 case
         Leeds     Leeds    PROPN NNP 3 obl
         by        by       ADP   IN  7 case
         students  student  NOUN  NNS 3 obl:agent",
    );
    assert_eq!(found, ["It | was created by | students | in Leeds"]);
}

#[test]
fn coordinated_verbs_share_the_subject_and_what_stands_before_it() {
    let found = tuples(
        "In       in       ADP   IN  2 case
         1717     1717     NUM   CD  4 obl
         Mary     Mary     PROPN NNP 4 nsubj
         saw      see      VERB  VBD 0 root
         it       it       PRON  PRP 4 obj
         and      and      CCONJ CC  7 cc
         praised  praise   VERB  VBD 4 conj
         it       it       PRON  PRP 7 obj",
    );
    assert_eq!(found, ["Mary | saw | it | In 1717", "Mary | praised | it | In 1717"]);
}

#[test]
fn coordinated_objects_make_tuples_of_their_own() {
    let found = tuples(
        "It        it        PRON  PRP 2 nsubj
         includes  include   VERB  VBZ 0 root
         two       two       NUM   CD  4 nummod
         schools   school    NOUN  NNS 2 obj
         and       and       CCONJ CC  7 cc
         a         a         DET   DT  7 det
         church    church    NOUN  NN  4 conj",
    );
    assert_eq!(found, ["It | includes | two schools", "It | includes | a church"]);
}

#[test]
fn verbs_that_complete_one_another_are_one_relation() {
    let found = tuples(
        "The      the      DET   DT  2 det
         company  company  NOUN  NN  4 nsubj:pass
         is       be       AUX   VBZ 4 aux:pass
         expected expect   VERB  VBN 0 root
         to       to       PART  TO  6 mark
         spend    spend    VERB  VB  4 xcomp
         more     more     ADJ   JJR 6 obj",
    );
    assert_eq!(found, ["The company | is expected to spend | more"]);
}

#[test]
fn a_relative_clause_speaks_of_its_antecedent() {
    let found = tuples(
        "Readers   reader   NOUN  NNS 6 nsubj
         who       who      PRON  WP  3 nsubj
         called    call     VERB  VBD 1 acl:relcl
         the       the      DET   DT  5 det
         paper     paper    NOUN  NN  3 obj
         waited    wait     VERB  VBD 0 root",
    );
    assert_eq!(found, ["Readers | called | the paper", "Readers who called the paper | waited"]);
}

#[test]
fn a_participle_gets_the_copula_that_it_leaves_unsaid() {
    let (text, analysis) = tree(
        "Damage  damage  NOUN  NN  5 nsubj
         caused  cause   VERB  VBN 1 acl
         by      by      ADP   IN  4 case
         rain    rain    NOUN  NN  2 obl:agent
         grew    grow    VERB  VBD 0 root",
    );
    let found = extractions(&text, &analysis.sentences[0]);
    assert_eq!(written(&found[0]), "Damage | be caused by | rain");
    assert_eq!(found[0].construction, Construction::Participle);
}

#[test]
fn reported_speech_keeps_its_content_and_gives_it_as_a_tuple_too() {
    let found = tuples(
        "He      he     PRON  PRP 2 nsubj
         said    say    VERB  VBD 0 root
         that    that   SCONJ IN  6 mark
         the     the    DET   DT  5 det
         bridge  bridge NOUN  NN  6 nsubj
         fell    fall   VERB  VBD 2 ccomp
         .       .      PUNCT .   2 punct",
    );
    assert_eq!(found, ["He | said that | the bridge fell", "the bridge | fell"]);
}

#[test]
fn a_predicate_noun_is_an_argument_and_an_adjective_with_complement_is_not() {
    let noun = tuples(
        "Kay  Kay   PROPN NNP 4 nsubj
         is   be    AUX   VBZ 4 cop
         a    a     DET   DT  4 det
         nurse nurse NOUN NN  0 root",
    );
    assert_eq!(noun, ["Kay | is | a nurse"]);
    let adjective = tuples(
        "Rates    rate   NOUN  NNS 3 nsubj
         were     be     AUX   VBD 3 cop
         equal    equal  ADJ   JJ  0 root
         to       to     ADP   IN  5 case
         ours     ours   PRON  PRP 3 obl",
    );
    assert_eq!(adjective, ["Rates | were equal to | ours"]);
}

#[test]
fn noun_phrases_imply_what_someone_is_and_has() {
    let found = tuples(
        "President  President  PROPN NNP 2 nmod:desc
         Ruiz       Ruiz       PROPN NNP 8 nsubj
         ,          ,          PUNCT ,   4 punct
         head       head       NOUN  NN  2 appos
         of         of         ADP   IN  6 case
         Peru       Peru       PROPN NNP 4 nmod
         ,          ,          PUNCT ,   4 punct
         met        meet       VERB  VBD 0 root
         Chile_     Chile      PROPN NNP 11 nmod:poss
         's         's         PART  POS 9 case
         envoy      envoy      NOUN  NN  8 obj",
    );
    assert_eq!(
        found,
        [
            "President Ruiz | met | Chile's envoy",
            "Ruiz | be | President",
            "President Ruiz | be | head of Peru",
            "head | be of | Peru",
            "Chile | has | envoy",
        ]
    );
}

#[test]
fn a_form_of_address_is_no_office() {
    let found = tuples(
        "Mr.    Mr.    PROPN NNP 2 nmod:desc
         Baker  Baker  PROPN NNP 3 nsubj
         left   leave  VERB  VBD 0 root",
    );
    assert_eq!(found, ["Mr. Baker | left"]);
}

#[test]
fn a_pronoun_subject_gives_way_to_the_subject_it_stands_for() {
    let found = tuples(
        "Rodan   Rodan   PROPN NNP 2 nsubj
         taught  teach   VERB  VBD 0 root
         until   until   SCONJ IN  5 mark
         he      he      PRON  PRP 5 nsubj
         left    leave   VERB  VBD 2 advcl",
    );
    assert_eq!(found, ["Rodan | taught | until he left", "Rodan | left"]);
}

#[test]
fn what_is_said_aside_is_left_out_with_its_commas() {
    let found = tuples(
        "Meaux    Meaux    PROPN NNP 7 nsubj
         ,        ,        PUNCT ,   4 punct
         which    which    PRON  WDT 4 nsubj
         grew     grow     VERB  VBD 1 acl:relcl
         fast     fast     ADV   RB  4 advmod
         ,        ,        PUNCT ,   4 punct
         lies     lie      VERB  VBZ 0 root
         far      far      ADV   RB  7 advmod",
    );
    assert_eq!(found, ["Meaux | grew | fast", "Meaux | lies | far"]);
}

#[test]
fn plain_clauses_are_surer_than_guesses_from_noun_phrases() {
    let (text, analysis) = tree(
        "Mary    Mary    PROPN NNP 2 nsubj
         bought  buy     VERB  VBD 0 root
         the     the     DET   DT  4 det
         house   house   NOUN  NN  2 obj
         of      of      ADP   IN  7 case
         her     she     PRON  PRP$ 7 nmod:poss
         aunt    aunt    NOUN  NN  4 nmod",
    );
    let found = extractions(&text, &analysis.sentences[0]);
    let confidence = |wanted| found.iter().find(|tuple| tuple.construction == wanted).expect("such a tuple").confidence;
    assert!(confidence(Construction::Clause) > 2.0 * confidence(Construction::Preposition));
}

#[test]
fn a_line_has_the_sentence_the_confidence_and_the_parts() {
    let tuple = Tuple {
        construction: Construction::Clause,
        confidence: 0.5,
        relation: "went\tto".into(),
        arguments: vec!["He".into(), "the\nfair".into()],
    };
    assert_eq!(
        tab_separated("He went\tto the fair .\n", &tuple),
        "He went to the fair .\t0.500\twent to\tHe\tthe fair"
    );
}

proptest! {
    #[test]
    fn any_text_gives_well_formed_tuples_and_the_same_ones_twice(text in "\\PC{0,80}") {
        let analysis = Analyzer::embedded().analyse_question(&text);
        for sentence in &analysis.sentences {
            let found = extractions(&text, sentence);
            prop_assert_eq!(&found, &extractions(&text, sentence));
            for tuple in found {
                prop_assert!(tuple.confidence > 0.0 && tuple.confidence < 1.0);
                prop_assert!(!tuple.relation.is_empty() && tuple.arguments.iter().all(|argument| !argument.is_empty()));
            }
        }
    }
}
