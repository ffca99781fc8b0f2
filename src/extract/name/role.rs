//! Names of organisations and other things by what is said of them: "X's chief executive", "shares of X", "retailers
//! such as X and Y", "the vaccine X".

use crate::extract::name::NameMention;
use crate::extract::reference::role::preposition;
use crate::lexicon::{NounClass, antecedent_of, noun_class};
use crate::model::EntityType;
use crate::nlp::{Dependency, PennTag, Sentence, Tag};

/// "X's chief executive", "X shares", "shares of X", "X said in a filing": what only an organisation has or does.
pub fn is_said_of_organisation(sentence: &Sentence, name: &NameMention) -> bool {
    let token = &sentence.tokens[name.head];
    let Some(above) = token.head.map(|head| head as usize).filter(|above| !name.tokens.contains(above)) else {
        return false;
    };
    match token.relation {
        Dependency::NmodPoss => !is_spokesperson(sentence, above) && is_part_of_organisation(sentence, above, above),
        Dependency::Compound | Dependency::NmodDesc => {
            above > name.head && is_part_of_organisation(sentence, above, above)
        }
        Dependency::Nmod => {
            matches!(preposition(sentence, name.head).as_deref(), Some("of" | "for" | "at" | "in" | "from" | "with"))
                && is_part_of_organisation(sentence, above, name.head)
        }
        Dependency::Nsubj => speaks_in_statement(sentence, above) || is_one(sentence, above),
        _ => false,
    }
}

/// Nouns for who runs an organisation, what it is divided in, and what it issues. `beside` is the name behind "of".
fn is_part_of_organisation(sentence: &Sentence, noun: usize, beside: usize) -> bool {
    let lemma = sentence.tokens[noun].lemma.to_lowercase();
    let after_of = beside != noun;
    let chief = matches!(lemma.as_str(), "executive" | "officer")
        && sentence.children(noun).any(|child| {
            child < noun
                && matches!(
                    &*sentence.tokens[child].lemma.to_lowercase(),
                    "chief" | "senior" | "financial" | "operating"
                )
        });
    let plural_share = lemma == "share" && sentence.tokens[noun].penn == PennTag::Nns;
    let shared = matches!(
        lemma.as_str(),
        "ceo"
            | "cfo"
            | "shareholder"
            | "subsidiary"
            | "spokesperson"
            | "spokesman"
            | "spokeswoman"
            | "employee"
            | "boss"
            | "stock"
            | "investor"
            | "takeover"
            | "headquarters"
            | "boardroom"
    );
    let owned =
        matches!(lemma.as_str(), "board" | "revenue" | "profit" | "customer" | "turnover" | "branch" | "chairman");
    chief || plural_share || shared && !(after_of && lemma == "boss") || owned && !after_of
}

/// A person has one as well.
fn is_spokesperson(sentence: &Sentence, noun: usize) -> bool {
    matches!(&*sentence.tokens[noun].lemma, "spokesperson" | "spokesman" | "spokeswoman" | "boss" | "employee")
}

/// "Said in a filing".
fn speaks_in_statement(sentence: &Sentence, verb: usize) -> bool {
    sentence.children(verb).any(|child| {
        matches!(&*sentence.tokens[child].lemma, "filing" | "prospectus")
            && preposition(sentence, child).as_deref() == Some("in")
    })
}

/// "X is a retailer".
fn is_one(sentence: &Sentence, predicate: usize) -> bool {
    let token = &sentence.tokens[predicate];
    token.tag == Tag::Noun
        && sentence.children(predicate).any(|child| sentence.tokens[child].relation == Dependency::Cop)
        && antecedent_of(&token.lemma.to_lowercase()).is_some_and(|noun| noun.entity_type == EntityType::Organization)
}

/// The type of the noun under which the text counts the name: "retailers such as X", "vaccines including X", "the treaty X".
pub fn type_of_class(sentence: &Sentence, name: &NameMention) -> Option<EntityType> {
    let first = first_of_series(sentence, name.head);
    let noun = examples_of(sentence, first).or_else(|| described_by(sentence, name))?;
    let token = &sentence.tokens[noun];
    let lemma = token.lemma.to_lowercase();
    let class = noun_class(&lemma)?;
    let listed = matches!(token.penn, PennTag::Nns | PennTag::Nnps);
    match class {
        NounClass::Time | NounClass::Money => None,
        NounClass::Person if lemma == "maker" || lemma == "producer" || lemma == "publisher" => {
            Some(EntityType::Organization)
        }
        // Brands are both products and firms.
        NounClass::Product if lemma == "brand" => Some(EntityType::Organization),
        NounClass::Group if !listed => None,
        class => Some(class.entity_type()),
    }
}

/// True for an example behind a noun in the plural: "retailers such as X, Y and Z".
pub fn is_example(sentence: &Sentence, name: &NameMention) -> bool {
    examples_of(sentence, first_of_series(sentence, name.head)).is_some()
}

/// The first member of the series that the word belongs to.
fn first_of_series(sentence: &Sentence, head: usize) -> usize {
    let mut current = head;
    for _ in 0..sentence.tokens.len() {
        match (sentence.tokens[current].relation, sentence.tokens[current].head) {
            (Dependency::Conj | Dependency::Appos, Some(above)) if (above as usize) < current => {
                current = above as usize
            }
            _ => break,
        }
    }
    current
}

/// The noun before "such as X", "including X", "like X".
fn examples_of(sentence: &Sentence, first: usize) -> Option<usize> {
    let introduced = sentence.children(first).any(|child| {
        let token = &sentence.tokens[child];
        child < first
            && token.relation == Dependency::Case
            && matches!(&*token.form.to_lowercase(), "such" | "including" | "like")
    });
    let above = sentence.tokens[first].head.map(|head| head as usize)?;
    let noun = sentence.tokens[above].tag == Tag::Noun && sentence.tokens[above].penn == PennTag::Nns && above < first;
    // The tree may hang the examples elsewhere: the noun right before the words that introduce them.
    let before = || {
        let case = sentence.children(first).find(|&child| sentence.tokens[child].relation == Dependency::Case)?;
        let mut at = case.checked_sub(1)?;
        if sentence.tokens[at].tag == Tag::Punctuation {
            at = at.checked_sub(1)?;
        }
        (sentence.tokens[at].penn == PennTag::Nns).then_some(at)
    };
    if !introduced {
        return None;
    }
    if noun { Some(above) } else { before() }
}

/// "The carmaker X", "X, a carmaker".
fn described_by(sentence: &Sentence, name: &NameMention) -> Option<usize> {
    let is_noun = |word: usize| sentence.tokens[word].tag == Tag::Noun && sentence.tokens[word].penn == PennTag::Nn;
    let token = &sentence.tokens[name.head];
    let close = |word: usize| word + 1 == name.tokens.start;
    let below = sentence.children(name.head).find(|&child| {
        let relation = sentence.tokens[child].relation;
        is_noun(child)
            && (relation == Dependency::Appos && child > name.head
                || matches!(relation, Dependency::Compound | Dependency::NmodDesc) && close(child))
    });
    let above = token.head.map(|head| head as usize).filter(|&above| {
        is_noun(above)
            && close(above)
            && matches!(token.relation, Dependency::Flat | Dependency::Appos | Dependency::NmodDesc)
    });
    below.or(above)
}
