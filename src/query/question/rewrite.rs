//! Questions in other words: "list the countries that banned X" is "which countries banned X", "what are X's demands" is
//! "what did X demand".

use crate::graph::Graph;
use crate::nlp::{PennTag, Tag};
use crate::schema::Schema;

use super::phrases::name_length;
use super::role;
use super::words::{Word, text_of};

/// A question in the words that the other readers know.
pub(super) struct Rewritten {
    pub(super) words: Vec<Word>,
    /// "the *first* person to …": the sentence must have this word.
    pub(super) rank: Option<String>,
}

/// The question in plainer words, as often as it takes.
pub(super) fn plainer(graph: &Graph, schema: &Schema, words: &[Word]) -> Rewritten {
    let words = imperative(words).unwrap_or_else(|| words.to_vec());
    let words = bare_phrase(graph, schema, &words).unwrap_or(words);
    let words = attribute(&words).unwrap_or(words);
    let words = ranked(&words).unwrap_or(words);
    match relative(graph, &words) {
        Some(rewritten) => rewritten,
        None => Rewritten { words, rank: None },
    }
}

/// "list the countries that …", "name the mayor of London", "give me the names of …".
fn imperative(words: &[Word]) -> Option<Vec<Word>> {
    let verb = words.first().filter(|word| matches!(word.lower.as_str(), "list" | "name" | "give" | "show"))?;
    let rest = &words[1..];
    let rest = match rest.first()?.lower.as_str() {
        "me" | "us" => &rest[1..],
        _ => rest,
    };
    let rest = match rest.first()?.lower.as_str() {
        "all" | "every" => &rest[1..],
        _ => rest,
    };
    let article = rest.first().is_some_and(|word| matches!(word.lower.as_str(), "the" | "a" | "an"));
    let plural = rest.first().is_some_and(|word| word.penn == PennTag::Nns);
    let asks = (article || plural || words.len() - rest.len() > 1) && rest.len() > 1 && verb.auxiliary().is_none();
    asks.then(|| [vec![what(), is()], rest.to_vec()].concat())
}

/// "mayor of London", "Kurt Volker": who that is.
fn bare_phrase(graph: &Graph, schema: &Schema, words: &[Word]) -> Option<Vec<Word>> {
    let first = words.first()?;
    let verb = |word: &Word| word.auxiliary().is_some() || word.is_question_word() || word.is_verb();
    let named = name_length(graph, words, 0) == words.len();
    if named
        || !words.iter().any(verb) && first.auxiliary().is_none() && role::office(schema, &text_of(words))?.of.is_some()
    {
        return Some([vec![who(), is()], words.to_vec()].concat());
    }
    None
}

/// Nouns for what somebody says or wants, with the verb for it.
const SPEECHES: &[(&str, &str)] = &[
    ("accusation", "claim"),
    ("claim", "claim"),
    ("demand", "demand"),
    ("plan", "plan"),
    ("promise", "promise"),
    ("proposal", "propose"),
    ("request", "request"),
    ("statement", "say"),
    ("warning", "warn"),
];

/// Nouns for what a thing is worth.
const WORTHS: &[&str] = &["cost", "price", "value", "worth"];

/// "what are the demands of X", "what is X's proposal", "what is the value of X".
fn attribute(words: &[Word]) -> Option<Vec<Word>> {
    let [question, be, rest @ ..] = words else { return None };
    if question.lower != "what" || !matches!(be.lower.as_str(), "is" | "was" | "are" | "were") {
        return None;
    }
    let of = rest.iter().position(|word| word.lower == "of");
    let named = of.filter(|&of| of > 0 && matches!(rest[of - 1].lemma.as_str(), "name" | "title"));
    if let Some(of) = named.filter(|of| rest.get(of + 1).is_some_and(|word| word.tag == Tag::Determiner)) {
        return Some([&words[..2], &rest[of + 1..]].concat());
    }
    let (noun, owner) = match of {
        Some(of) if (1..=2).contains(&of) => (&rest[of - 1], &rest[of + 1..]),
        _ => {
            let (noun, owner) = rest.split_last()?;
            let (mark, owner) = owner.split_last()?;
            (noun, Some(owner).filter(|_| matches!(mark.lower.as_str(), "'s" | "’s" | "'" | "’"))?)
        }
    };
    if owner.is_empty() || owner.iter().any(|word| word.is_verb() || word.auxiliary().is_some()) {
        return None;
    }
    if WORTHS.contains(&noun.lemma.as_str()) {
        return Some(
            [
                vec![word("how", Tag::Adverb, PennTag::Wrb), word("much", Tag::Adjective, PennTag::Jj), is()],
                owner.to_vec(),
            ]
            .concat(),
        );
    }
    let verb = SPEECHES.iter().find(|(known, _)| *known == noun.lemma).map(|(_, verb)| *verb)?;
    let did = Word { lemma: "do".to_owned(), ..word("did", Tag::Auxiliary, PennTag::Vbd) };
    Some([vec![what(), did], owner.to_vec(), vec![word(verb, Tag::Verb, PennTag::Vb)]].concat())
}

/// Words that single somebody out.
const RANKS: &[&str] = &["first", "last", "only"];

/// "which country was the first to …": "which was the first country to …".
fn ranked(words: &[Word]) -> Option<Vec<Word>> {
    let be = words.iter().position(|word| matches!(word.lower.as_str(), "is" | "was" | "are" | "were"))?;
    let [the, rank, rest @ ..] = &words[be + 1..] else { return None };
    let asks = matches!(words.first()?.lower.as_str(), "which" | "what") && the.lower == "the" && be > 1;
    let rest = if rest.first().is_some_and(|word| word.lower == "one") { &rest[1..] } else { rest };
    let opens = rest.first().is_some_and(|word| matches!(word.lower.as_str(), "to" | "that" | "who" | "which"));
    let ranks = RANKS.contains(&rank.lower.as_str());
    (asks && ranks && opens).then(|| [&words[..1], &words[be..be + 3], &words[1..be], rest].concat())
}

/// The longest noun phrase before a relative clause.
const LONGEST: usize = 7;

/// "who was the first person to …", "what is the name of the ship that …": "which person …", "which ship …".
fn relative(graph: &Graph, words: &[Word]) -> Option<Rewritten> {
    let [question, be, rest @ ..] = words else { return None };
    let asks = matches!(question.lower.as_str(), "who" | "what" | "which");
    if !asks || !matches!(be.lower.as_str(), "is" | "was" | "are" | "were") || rest.first()?.tag != Tag::Determiner {
        return None;
    }
    let mut noun = &rest[1..];
    while let [name, of, the, after @ ..] = noun
        && matches!(name.lemma.as_str(), "name" | "title")
        && of.lower == "of"
        && the.tag == Tag::Determiner
    {
        noun = after;
    }
    let rank = noun.iter().take(2).find(|word| RANKS.contains(&word.lower.as_str())).map(|word| word.lower.clone());
    let opens = |at: &usize| {
        let (word, next) = (&noun[*at], noun.get(at + 1));
        let relative = matches!(word.lower.as_str(), "who" | "that" | "which" | "whom");
        let infinitive = word.lower == "to" && rank.is_some() && next.is_some_and(|next| next.penn == PennTag::Vb);
        let reduced =
            word.is_verb() && (word.penn == PennTag::Vbn || word.penn == PennTag::Vbd || word.penn == PennTag::Vbg);
        relative && next.is_some()
            || infinitive
            || reduced && next.is_some() && *at > 0 && name_length(graph, noun, *at) == 0
    };
    let at = (1..noun.len().min(LONGEST)).find(opens)?;
    let (named, clause) = (&noun[..at], &noun[at..]);
    let ranked = |word: &&Word| !RANKS.contains(&word.lower.as_str());
    let named: Vec<Word> = named.iter().filter(ranked).cloned().collect();
    // "who was the first to …"
    let somebody = named.is_empty() && rank.is_some() && question.lower == "who";
    if named.is_empty() && !somebody {
        return None;
    }
    let verb = |word: &Word| word.is_verb() || word.auxiliary().is_some() || word.negates();
    let tail = match &clause[0] {
        // "lands held by X", "the minister visiting X"
        participle if participle.is_verb() => [vec![is()], clause.to_vec()].concat(),
        _ if verb(&clause[1]) => clause[1..].to_vec(),
        _ if clause[0].lower == "to" => clause[1..].to_vec(),
        // "the city that X attacked"
        _ => [vec![Word { lemma: "do".to_owned(), ..word("did", Tag::Auxiliary, PennTag::Vbd) }], clause[1..].to_vec()]
            .concat(),
    };
    if somebody {
        return Some(Rewritten { words: [vec![who()], tail].concat(), rank });
    }
    let which = word("which", Tag::Determiner, PennTag::Wdt);
    Some(Rewritten { words: [vec![which], named, tail].concat(), rank })
}

fn what() -> Word {
    word("what", Tag::Pronoun, PennTag::Wp)
}

fn who() -> Word {
    word("who", Tag::Pronoun, PennTag::Wp)
}

fn is() -> Word {
    Word { lemma: "be".to_owned(), ..word("is", Tag::Auxiliary, PennTag::Vbz) }
}

fn word(form: &str, tag: Tag, penn: PennTag) -> Word {
    Word { form: form.to_owned(), lower: form.to_owned(), lemma: form.to_owned(), tag, penn }
}
