//! Any bytes as a text: the analysis must give words that lie in the text, in order, with a tree over each sentence.
//!
//! tar xf fuzz/corpus.tar.xz -C /tmp      # the inputs that earlier runs found worth keeping, in /tmp/run
//! RUSTC_BOOTSTRAP=1 cargo fuzz run analysis /tmp/run -- -max_len=4096
#![no_main]

use libfuzzer_sys::fuzz_target;
use newsgraph::nlp::Analyzer;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    for analysis in [Analyzer::embedded().analyse(&text), Analyzer::embedded().analyse_question(&text)] {
        let mut end = 0;
        for sentence in &analysis.sentences {
            assert_eq!(sentence.tokens.iter().filter(|token| token.head.is_none()).count(), 1);
            for token in &sentence.tokens {
                assert!(token.span.start >= end && !token.lemma.is_empty());
                assert_eq!(token.span.of(&text), &*token.form);
                assert!(token.head.is_none_or(|head| (head as usize) < sentence.tokens.len()));
                end = token.span.end;
            }
        }
    }
});
