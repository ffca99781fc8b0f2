use crate::lexicon::{Body, NounClass, body_of, is_act_of_state, noun_class};
use crate::nlp::{Dependency, Sentence, Tag};

/// The word that governs a phrase, and how: a conjunct takes the place of the first member of its series.
pub fn governor(sentence: &Sentence, head: usize) -> (Option<usize>, Dependency) {
    let mut current = head;
    for _ in 0..sentence.tokens.len() {
        let token = &sentence.tokens[current];
        match (token.relation, token.head) {
            (Dependency::Conj | Dependency::Flat | Dependency::Appos | Dependency::Goeswith, Some(next)) => {
                current = next as usize
            }
            (relation, next) => return (next.map(|next| next as usize), relation),
        }
    }
    (None, Dependency::Root)
}

/// The preposition of a phrase in lower case, if it has one.
pub fn preposition(sentence: &Sentence, head: usize) -> Option<String> {
    sentence
        .children(head)
        .find(|&child| {
            child < head
                && sentence.tokens[child].relation == Dependency::Case
                && sentence.tokens[child].tag == Tag::Adposition
        })
        .map(|child| sentence.tokens[child].lemma.to_lowercase())
}

/// True if a capital in this place of the sentence acts as the government of its country.
pub fn acts_as_government(sentence: &Sentence, head: usize) -> bool {
    let (Some(governing), relation) = governor(sentence, head) else { return false };
    let word = &sentence.tokens[governing];
    let lemma = word.lemma.to_lowercase();
    match relation {
        Dependency::Nsubj => word.tag == Tag::Verb && acts(sentence, governing, &lemma),
        Dependency::NsubjPass => addresses(&lemma),
        Dependency::OblAgent => true,
        Dependency::Obj | Dependency::Iobj => {
            addresses(&lemma) || matches!(lemma.as_str(), "arm" | "sanction" | "supply" | "support" | "back")
        }
        Dependency::NmodPoss => owns(&lemma, sentence, governing),
        Dependency::Compound | Dependency::Amod => {
            body_of(&lemma).is_some_and(|body| body != Body::Police && body != Body::People)
        }
        Dependency::Obl | Dependency::Nmod => {
            is_source(sentence, head) || with_preposition(sentence, head, governing, &lemma)
        }
        _ => false,
    }
}

/// "According to X".
fn is_source(sentence: &Sentence, head: usize) -> bool {
    sentence.children(head).any(|child| {
        child < head
            && sentence.tokens[child].form.eq_ignore_ascii_case("according")
            && sentence.tokens[child].relation == Dependency::Case
    })
}

fn acts(sentence: &Sentence, verb: usize, lemma: &str) -> bool {
    // "X saw the treaty as a threat" is a judgement, "X saw rain" is not.
    let judges = matches!(lemma, "see" | "view" | "regard")
        && sentence.children(verb).any(|child| sentence.tokens[child].form.eq_ignore_ascii_case("as"))
        || sentence.children(verb).any(|child| {
            matches!(lemma, "see" | "view" | "regard") && preposition(sentence, child).as_deref() == Some("as")
        });
    if judges {
        return true;
    }
    if matches!(lemma, "face" | "lie" | "see" | "host" | "become" | "remain" | "lack" | "boast" | "contain" | "suffer")
    {
        return false;
    }
    is_act_of_state(lemma)
        || matches!(
            lemma,
            "begin"
                | "start"
                | "continue"
                | "want"
                | "deploy"
                | "fear"
                | "send"
                | "hope"
                | "try"
                | "respond"
                | "react"
                | "move"
                | "act"
                | "carry"
                | "put"
        )
        || sentence.children(verb).any(|child| matches!(sentence.tokens[child].relation, Dependency::Ccomp))
}

fn addresses(lemma: &str) -> bool {
    matches!(
        lemma,
        "accuse"
            | "urge"
            | "warn"
            | "tell"
            | "ask"
            | "blame"
            | "condemn"
            | "criticise"
            | "criticize"
            | "pressure"
            | "force"
            | "allow"
            | "convince"
            | "persuade"
            | "threaten"
            | "punish"
            | "help"
            | "assist"
            | "provoke"
            | "invite"
            | "thank"
            | "praise"
    )
}

fn owns(lemma: &str, sentence: &Sentence, noun: usize) -> bool {
    if body_of(lemma).is_some() || matches!(lemma, "offensive" | "envoy" | "ambassador" | "ally" | "leadership") {
        return true;
    }
    let plain = sentence.tokens[noun].tag == Tag::Noun;
    plain
        && !matches!(
            noun_class(lemma),
            Some(
                NounClass::Person | NounClass::Place | NounClass::Facility | NounClass::Group | NounClass::Organisation
            )
        )
}

fn with_preposition(sentence: &Sentence, head: usize, governing: usize, lemma: &str) -> bool {
    let Some(preposition) = preposition(sentence, head) else { return false };
    match preposition.as_str() {
        "against" => true,
        "between" => matches!(
            lemma,
            "war"
                | "talk"
                | "tension"
                | "relation"
                | "negotiation"
                | "conflict"
                | "agreement"
                | "deal"
                | "tie"
                | "dispute"
        ),
        "with" => matches!(
            lemma,
            "relation"
                | "tie"
                | "talk"
                | "negotiate"
                | "negotiation"
                | "agreement"
                | "deal"
                | "cooperate"
                | "cooperation"
                | "trade"
                | "war"
                | "side"
                | "talks"
                | "dialogue"
                | "alliance"
        ),
        "to" | "for" => matches!(
            lemma,
            "aid"
                | "support"
                | "assistance"
                | "send"
                | "supply"
                | "give"
                | "provide"
                | "deliver"
                | "delivery"
                | "sell"
                | "loyal"
                | "help"
                | "grant"
                | "offer"
                | "loan"
                | "message"
                | "warning"
                | "response"
                | "answer"
                | "challenge"
                | "threat"
                | "signal"
                | "concession"
        ),
        "on" => {
            matches!(lemma, "sanction" | "pressure" | "impose" | "tariff" | "embargo")
                || governing < head && lemma == "sanctions"
        }
        "by" => true,
        _ => false,
    }
}
