//! Phrases with a preposition that mean an adverb: "in fact", "for the first time", "on average".

use crate::extract::syntax::tree::Tree;

/// True if the phrase takes no part in what its clause tells.
pub fn is_adverbial(tree: &Tree, preposition: &str, head: usize) -> bool {
    let lemma = tree.lemma(head);
    let nouns = ADVERBIAL.iter().find(|(known, _)| *known == preposition).map(|(_, nouns)| *nouns);
    nouns.is_some_and(|nouns| nouns.contains(&&*lemma))
}

/// Nouns that make an adverb with a preposition, whatever stands between ("for the very first time").
const ADVERBIAL: &[(&str, &[&str])] = &[
    ("as", &["result", "rule", "whole", "consequence"]),
    (
        "at",
        &[
            "all", "best", "fault", "first", "last", "least", "length", "most", "odds", "once", "present", "random",
            "time", "worst",
        ],
    ),
    ("by", &["accident", "chance", "contrast", "comparison", "default", "far", "mistake", "necessity", "way"]),
    ("for", &["example", "fun", "good", "instance", "now", "once", "real", "reason", "sake", "sure", "time"]),
    (
        "in",
        &[
            "addition",
            "advance",
            "bid",
            "case",
            "comparison",
            "conclusion",
            "contrast",
            "course",
            "detail",
            "effort",
            "end",
            "essence",
            "fact",
            "full",
            "future",
            "general",
            "instance",
            "isolation",
            "light",
            "manner",
            "order",
            "part",
            "particular",
            "past",
            "person",
            "practice",
            "principle",
            "private",
            "process",
            "public",
            "reality",
            "regard",
            "response",
            "return",
            "sense",
            "short",
            "step",
            "sum",
            "tandem",
            "theory",
            "time",
            "total",
            "turn",
            "vain",
            "view",
            "wake",
            "way",
        ],
    ),
    (
        "on",
        &[
            "average",
            "basis",
            "behalf",
            "condition",
            "contrary",
            "footing",
            "hand",
            "ground",
            "occasion",
            "paper",
            "purpose",
            "track",
            "verge",
            "way",
            "whole",
        ],
    ),
    ("of", &["course"]),
    ("to", &["date", "degree", "extent", "surprise", "tune"]),
    ("under", &["circumstance", "condition", "way"]),
    ("with", &["aim", "ease", "help", "hindsight", "regard", "respect", "view"]),
    ("without", &["doubt", "exception", "fail", "question", "success", "warning"]),
];
