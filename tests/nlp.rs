//! The English analysis as the rest of the library sees it.

use newsgraph::nlp::{Analysis, Analyzer, Dependency, NameKind, Sentence, Tag, conllu};
use proptest::prelude::*;

fn analyse(text: &str) -> Analysis {
    Analyzer::embedded().analyse(text)
}

fn sentences(text: &str) -> Vec<String> {
    analyse(text).sentences.iter().map(|sentence| sentence.span.of(text).to_owned()).collect()
}

fn words(text: &str) -> Vec<String> {
    let analysis = analyse(text);
    analysis.sentences.iter().flat_map(|sentence| &sentence.tokens).map(|token| token.form.to_string()).collect()
}

/// `word←relation←head` for each word, with `ROOT` for the root.
fn arcs(sentence: &Sentence) -> Vec<String> {
    let head = |head: Option<u32>| head.map_or("ROOT", |head| &*sentence.tokens[head as usize].form);
    sentence
        .tokens
        .iter()
        .map(|token| format!("{} {} {}", token.form, token.relation.as_str(), head(token.head)))
        .collect()
}

fn names(text: &str) -> Vec<(String, NameKind)> {
    let analysis = analyse(text);
    let of = |sentence: &Sentence| {
        let spelt = |name: &newsgraph::nlp::Name| {
            let span = sentence.tokens[name.tokens.start].span.join(sentence.tokens[name.tokens.end - 1].span);
            (span.of(text).to_owned(), name.kind)
        };
        sentence.names.iter().map(spelt).collect::<Vec<_>>()
    };
    analysis.sentences.iter().flat_map(of).collect()
}

#[test]
fn sentences_end_at_full_stops_but_not_at_abbreviations() {
    let text = "Mr. Smith met the U.S. president on Feb. 24 in Washington. He left on Sunday.";
    assert_eq!(sentences(text), ["Mr. Smith met the U.S. president on Feb. 24 in Washington.", "He left on Sunday."]);
}

#[test]
fn wrapped_lines_go_on_and_blank_lines_end_a_sentence() {
    let text = "Flood hits northern towns\n\nThe river rose by two metres on Monday and flooded the\nold centre of the town, officials said on Tuesday. Nobody was\nhurt.";
    let found = sentences(text);
    assert_eq!(found[0], "Flood hits northern towns");
    assert_eq!(found.len(), 3, "{found:?}");
}

#[test]
fn items_of_a_list_are_sentences_of_their_own() {
    assert_eq!(sentences("The plan:\n- repair the bridge\n- move the town hall").len(), 3);
}

#[test]
fn contractions_possessives_and_hyphens_are_taken_apart() {
    assert_eq!(words("They don't know."), ["They", "do", "n't", "know", "."]);
    assert_eq!(words("Sweden’s king cannot come."), ["Sweden", "’s", "king", "can", "not", "come", "."]);
    assert_eq!(
        words("A 15-year sentence cost $3.5 million."),
        ["A", "15", "-", "year", "sentence", "cost", "$", "3.5", "million", "."]
    );
}

#[test]
fn a_passive_shows_its_subject_and_its_agent() {
    let analysis = analyse("The bridge was destroyed by the army on Friday.");
    let found = arcs(&analysis.sentences[0]);
    for arc in
        ["bridge nsubj:pass destroyed", "was aux:pass destroyed", "army obl:agent destroyed", "destroyed root ROOT"]
    {
        assert!(found.iter().any(|other| other == arc), "{arc} not in {found:?}");
    }
}

#[test]
fn lemmas_undo_inflection() {
    let analysis = analyse("She has paid visits to three cities and met their mayors.");
    let lemmas: Vec<&str> = analysis.sentences[0].tokens.iter().map(|token| &*token.lemma).collect();
    assert_eq!(lemmas, ["she", "have", "pay", "visit", "to", "three", "city", "and", "meet", "their", "mayor", "."]);
}

#[test]
fn people_organisations_and_places_are_found() {
    let found = names("Angela Merkel visited Paris on Monday and spoke at the United Nations.");
    assert!(found.contains(&("Angela Merkel".to_owned(), NameKind::Person)), "{found:?}");
    assert!(found.contains(&("Paris".to_owned(), NameKind::Location)), "{found:?}");
}

#[test]
fn a_question_in_lower_case_is_one_sentence_with_a_subject() {
    let analysis = Analyzer::embedded().analyse_question("who visited the old bridge");
    assert_eq!(analysis.sentences.len(), 1);
    let tokens = &analysis.sentences[0].tokens;
    assert_eq!(tokens[0].relation, Dependency::Nsubj);
    assert_eq!(tokens[1].tag, Tag::Verb);
    assert_eq!(tokens[0].head, Some(1));
}

#[test]
fn names_in_a_question_without_capitals_are_names() {
    let text = "is sweden a member of nato";
    let analysis = Analyzer::embedded().analyse_question(text);
    let sentence = &analysis.sentences[0];
    let lemmas: Vec<&str> = sentence.tokens.iter().map(|token| &*token.lemma).collect();
    assert_eq!(lemmas, ["be", "Sweden", "a", "member", "of", "NATO"]);
    assert_eq!(&*sentence.tokens[1].form, "sweden");
    for arc in ["sweden nsubj member", "is cop member", "nato nmod member"] {
        assert!(arcs(sentence).iter().any(|other| other == arc), "{arc} not in {:?}", arcs(sentence));
    }
}

#[test]
fn conllu_is_written_as_it_was_read() {
    let text = "Ann didn't visit Paris. Bob did.";
    let annotated = conllu::AnnotatedText {
        id: Some("a".to_owned()),
        text: text.to_owned(),
        analysis: analyse(text),
        sentence_ids: vec![Some("a-1".to_owned()), Some("a-2".to_owned())],
    };
    let mut written = Vec::new();
    conllu::write(&annotated, &mut written).unwrap();
    let again = conllu::read(std::str::from_utf8(&written).unwrap()).unwrap();
    let mut second = Vec::new();
    conllu::write(&again[0], &mut second).unwrap();
    assert_eq!(String::from_utf8(written).unwrap(), String::from_utf8(second).unwrap());
    assert_eq!(again[0].text, text);
}

#[test]
fn errors_in_conllu_say_the_line_and_the_cure() {
    let message = |text: &str| conllu::read(text).unwrap_err().to_string();
    assert!(message("1 Ann").starts_with("line 1: 1 columns"));
    let row = |number: &str, head: &str| format!("{number}\tAnn\tAnn\tPROPN\tNNP\t_\t{head}\troot\t_\t_\n");
    assert!(message(&row("2", "0")).contains("line 1: the word number \"2\""));
    assert!(message(&(row("1", "0") + &row("2", "7"))).contains("line 2: the head \"7\""));
    assert!(message(&row("1", "0").replace("PROPN", "NAME")).contains("\"NAME\" is no UPOS"));
}

#[test]
fn a_damaged_model_is_refused() {
    use newsgraph::nlp::ModelError;
    let error = |file: &[u8]| Analyzer::from_bytes(file).err();
    assert_eq!(error(b"something else"), Some(ModelError::NotAModel));
    assert_eq!(error(b"NGENGLSH\xff\0\0\0"), Some(ModelError::Version { found: 255, expected: 2 }));
    assert_eq!(error(b"NGENGLSH\x02\0\0\0\0\0\0\0\x05\0\0\0abcde"), Some(ModelError::Damaged));
}

/// What must hold for every text.
fn check(text: &str, analysis: &Analysis) {
    let mut last = 0;
    for sentence in &analysis.sentences {
        assert!(!sentence.tokens.is_empty());
        assert_eq!(sentence.tokens.iter().filter(|token| token.head.is_none()).count(), 1);
        for (at, token) in sentence.tokens.iter().enumerate() {
            assert_eq!(token.span.of(text), &*token.form);
            assert!(!token.form.is_empty() && !token.lemma.is_empty());
            assert!(token.span.start as usize >= last && sentence.span.contains(token.span));
            last = token.span.end as usize;
            let mut up = at;
            for _ in 0..=sentence.tokens.len() {
                up = sentence.tokens[up].head.map_or(usize::MAX, |head| head as usize);
                if up == usize::MAX {
                    break;
                }
            }
            assert_eq!(up, usize::MAX, "a cycle");
        }
        let mut before = 0;
        for name in &sentence.names {
            assert!(before <= name.tokens.start && name.tokens.start < name.tokens.end);
            assert!(name.tokens.end <= sentence.tokens.len());
            before = name.tokens.end;
        }
    }
}

#[test]
fn a_sentence_is_read_as_if_it_stood_alone() {
    let parts = ["The minister resigned on Monday.", "Rain fell.", "Farmers who had lost their crops asked for help."];
    let together = analyse(&parts.join(" "));
    assert_eq!(together.sentences.len(), parts.len());
    for (sentence, text) in together.sentences.iter().zip(parts) {
        assert_eq!(arcs(sentence), arcs(&analyse(text).sentences[0]));
    }
}

#[test]
fn very_long_sentences_are_analysed() {
    let text = "the red house and ".repeat(700);
    check(&text, &analyse(&text));
    let run = "a-".repeat(20_000);
    check(&run, &analyse(&run));
}

proptest! {
    #[test]
    fn any_text_gives_trees_over_its_words(text in "\\PC{0,200}") {
        check(&text, &analyse(&text));
        check(&text, &Analyzer::embedded().analyse_question(&text));
    }

    #[test]
    fn any_marks_and_letters_give_trees(text in "[a-cA-C0-9 .,'’“”\"()\n\r\t%$@#/:;!?-]{0,300}") {
        check(&text, &analyse(&text));
    }

    #[test]
    fn any_bytes_are_no_conllu_but_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = conllu::read(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn any_columns_are_read_or_refused(text in "([0-9.\\-]{0,3}\t([a-z_]{0,3}\t){8}[a-z_|=]{0,9}\n){0,5}") {
        if let Ok(texts) = conllu::read(&text) {
            for annotated in texts {
                let analysis = Analyzer::embedded().analyse_tokens(&annotated.analysis);
                prop_assert_eq!(analysis.sentences.len(), annotated.analysis.sentences.len());
            }
        }
    }
}
