use std::ops::Range;

use crate::extract::name::link::is_known;
use crate::extract::reference::builder::{Builder, Draft};
use crate::extract::reference::context::Rivals;
use crate::extract::reference::discourse::{LocalMention, MentionKind};
use crate::extract::reference::features::PronounInPlace;
use crate::extract::reference::place::ancestors;
use crate::extract::reference::pronoun::Agreement;
use crate::extract::reference::role::governor;
use crate::lexicon::{Gender, body_of, noun_class, title_gender};
use crate::model::EntityType;
use crate::nlp::{Dependency, PennTag, Sentence, Tag};

/// How many sentences back a pronoun may look.
const REACH: usize = 3;

/// How many entities it may choose from.
const MOST: usize = 24;

/// An entity that a pronoun may stand for, or (`draft` is `None`) the possibility that it stands for none of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The entity.
    pub draft: Option<usize>,
    /// What speaks for and against it: names of features that hold, as the weights list them.
    pub features: Vec<String>,
}

/// The entities that agree with the pronoun, the possibility of none first.
pub fn candidates(builder: &Builder<'_>, index: usize, token: usize, wanted: Agreement) -> Vec<Candidate> {
    let pronoun = PronounInPlace::new(builder, index, token, wanted);
    let quoted = quoted_by(builder.sentence(index), token);
    let mut found: Vec<usize> = builder
        .recent(index, token, REACH, |draft, mention| {
            agrees(&builder.drafts[draft], number(builder, mention), wanted)
                && !(mention.sentence == index && (mention.tokens.contains(&token) || quoted.contains(&mention.head)))
                && !(mention.kind == MentionKind::Nominal
                    && says_what_another_is(builder.sentence(mention.sentence), mention.head))
        })
        .into_iter()
        .map(|(_, draft)| draft)
        .filter(|&draft| !holds(builder, index, draft, token) && !shares_verb(builder, index, draft, token))
        .collect();
    found.truncate(MOST);
    let behind = subject_behind(builder, index, token, wanted);
    let mut out = vec![Candidate { draft: None, features: pronoun.features_of_none(found.len()) }];
    let rivals = Rivals::of(builder, wanted, &found);
    out.extend(found.iter().enumerate().map(|(rank, &draft)| {
        let mut features = pronoun.features(draft, rank, &found, &rivals);
        if behind == Some(draft) {
            features.push(pronoun.feature_of_known_behind());
        }
        Candidate { draft: Some(draft), features }
    }));
    out.extend(behind.filter(|draft| !found.contains(draft)).map(|draft| {
        let features = pronoun.features_behind(draft, found.len());
        Candidate { draft: Some(draft), features }
    }));
    out
}

/// The one person that the sentence before names, if the pronoun's paragraph has named nobody else who fits: where the
/// `chosen` one belongs to an earlier paragraph, this one is meant.
pub fn person_of_paragraph(
    builder: &Builder<'_>,
    index: usize,
    token: usize,
    wanted: Agreement,
    chosen: usize,
) -> Option<usize> {
    if !matches!(wanted, Agreement::Person(_)) {
        return None;
    }
    let paragraph = (0..=index).rev().find(|&sentence| builder.sentence(sentence).starts_paragraph).unwrap_or(0);
    let fits = |draft: usize, mention: &LocalMention| {
        let entry = &builder.drafts[draft];
        let person = entry.entity_type == EntityType::Person && entry.named;
        person && agrees(entry, number(builder, mention), wanted)
    };
    let here = builder.recent(index, token, index - paragraph, fits);
    let [((sentence, _), only)] = *here.as_slice() else { return None };
    (sentence + 1 == index && only != chosen && !shares_verb(builder, index, only, token)).then_some(only)
}

/// The words that the pronoun is said to have spoken right before it: of "“Harrow must pay,” he said" he is not Harrow.
fn quoted_by(sentence: &Sentence, token: usize) -> Range<usize> {
    let is_mark = |word: usize| matches!(&*sentence.tokens[word].form, "\"" | "”" | "''" | "’" | "'");
    let speaks = governor(sentence, token).0.is_some_and(|verb| {
        matches!(
            &*sentence.tokens[verb].lemma,
            "say"
                | "add"
                | "tell"
                | "ask"
                | "explain"
                | "note"
                | "warn"
                | "insist"
                | "write"
                | "reply"
                | "continue"
                | "conclude"
        )
    });
    let Some(close) = (token.saturating_sub(3)..token).rev().find(|&word| is_mark(word)).filter(|_| speaks) else {
        return 0..0;
    };
    let opens = |word: &usize| matches!(&*sentence.tokens[*word].form, "\"" | "“" | "``" | "‘");
    (0..close).rev().find(opens).unwrap_or(0)..close
}

/// "She was the daughter of …", "as a junior player": what somebody is, not somebody else.
fn says_what_another_is(sentence: &Sentence, head: usize) -> bool {
    sentence.children(head).any(|child| {
        let word = &sentence.tokens[child];
        word.relation == Dependency::Cop || word.relation == Dependency::Case && word.form.eq_ignore_ascii_case("as")
    })
}

/// A pronoun that is no possessive does not stand for another argument of its own verb.
fn shares_verb(builder: &Builder<'_>, index: usize, draft: usize, token: usize) -> bool {
    let sentence = builder.sentence(index);
    let word = &sentence.tokens[token];
    let possessive = word.relation == Dependency::NmodPoss;
    let reflexive = word.form.ends_with("self") || word.form.ends_with("selves");
    let verb = governor(sentence, token).0;
    // "Met him and thanked *him*": the subject of the first verb is that of the second.
    let shared = verb.filter(|_| !possessive && !reflexive).and_then(|verb| understood_subject(sentence, verb));
    if shared.is_some_and(|subject| subject != token && builder.draft_at(index, subject) == Some(draft)) {
        return true;
    }
    !possessive
        && !reflexive
        && builder
            .mentions_before(draft, index, token)
            .any(|mention| mention.sentence == index && governor(sentence, mention.head).0 == verb)
}

/// The subject of a verb that does not say it itself: that of the verb which it is joined to, or of the one above an
/// infinitive, whose object it is where there is one ("urged *X* to meet him").
fn understood_subject(sentence: &Sentence, verb: usize) -> Option<usize> {
    let argument = |verb: usize, relations: &[Dependency]| {
        sentence.children(verb).find(|&child| relations.contains(&sentence.tokens[child].relation))
    };
    let subject = |verb: usize| argument(verb, &[Dependency::Nsubj, Dependency::NsubjPass]);
    let mut at = verb;
    for _ in 0..4 {
        if let Some(subject) = subject(at) {
            return Some(subject);
        }
        let above = sentence.tokens[at].head? as usize;
        match sentence.tokens[at].relation {
            Dependency::Conj | Dependency::Advcl => {}
            Dependency::Xcomp => {
                if let Some(object) = argument(above, &[Dependency::Obj, Dependency::Iobj]) {
                    return Some(object);
                }
            }
            _ => return None,
        }
        at = above;
    }
    None
}

/// True if the pronoun stands inside a phrase for the draft ("his aunt Mary" is not he, nor is she Mary), clauses that
/// describe it left out.
fn holds(builder: &Builder<'_>, index: usize, draft: usize, token: usize) -> bool {
    let sentence = builder.sentence(index);
    let mut current = token;
    for _ in 0..sentence.tokens.len() {
        let word = &sentence.tokens[current];
        if matches!(
            word.relation,
            Dependency::Acl | Dependency::AclRelcl | Dependency::Advcl | Dependency::Ccomp | Dependency::Parataxis
        ) || word.tag == Tag::Verb
        {
            return false;
        }
        let Some(above) = word.head else { return false };
        current = above as usize;
        if builder.draft_at(index, current) == Some(draft) && word.relation != Dependency::Conj {
            return true;
        }
    }
    false
}

/// "In his youth, Smith …": the subject behind the pronoun, where the pronoun stands in what is put before it.
fn subject_behind(builder: &Builder<'_>, index: usize, token: usize, wanted: Agreement) -> Option<usize> {
    let sentence = builder.sentence(index);
    let subject = fronted_before(sentence, token).or_else(|| opening_before(sentence, token))?;
    let mention = builder.mention_at(index, subject)?;
    let draft = builder.draft_at(index, subject)?;
    let fits = mention.kind == MentionKind::Name && agrees(&builder.drafts[draft], number(builder, mention), wanted);
    fits.then_some(draft)
}

/// The subject behind the clause or phrase in which the word stands, by the tree.
fn fronted_before(sentence: &Sentence, token: usize) -> Option<usize> {
    let mut current = token;
    for above in ancestors(sentence, token) {
        let fronted = matches!(
            sentence.tokens[current].relation,
            Dependency::Advcl | Dependency::Obl | Dependency::OblUnmarked | Dependency::Nmod | Dependency::Acl
        );
        let subject = sentence.children(above).find(|&child| child > current && is_subject(sentence, child));
        if fronted && subject.is_some() {
            return subject;
        }
        current = above;
    }
    None
}

/// The first subject behind the comma that ends what opens the sentence with a preposition, conjunction or participle.
fn opening_before(sentence: &Sentence, token: usize) -> Option<usize> {
    let first = &sentence.tokens[0];
    let opens = matches!(first.tag, Tag::Adposition | Tag::Subordinator) || first.penn == PennTag::Vbg;
    if !opens || (0..token).any(|word| is_subject(sentence, word) && sentence.tokens[word].tag == Tag::ProperNoun) {
        return None;
    }
    let comma = (token..sentence.tokens.len()).find(|&word| &*sentence.tokens[word].form == ",")?;
    (comma..sentence.tokens.len()).find(|&word| is_subject(sentence, word))
}

fn is_subject(sentence: &Sentence, word: usize) -> bool {
    matches!(sentence.tokens[word].relation, Dependency::Nsubj | Dependency::NsubjPass)
}

/// Whether a mention is grammatically plural.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    Singular,
    Plural,
}

pub fn number(builder: &Builder<'_>, mention: &LocalMention) -> Number {
    let token = &builder.sentence(mention.sentence).tokens[mention.head];
    let they = matches!(token.form.to_lowercase().as_str(), "they" | "them" | "their" | "theirs" | "themselves");
    let noun = mention.kind == MentionKind::Nominal && matches!(token.penn, PennTag::Nns | PennTag::Nnps)
        || &*token.lemma == "people";
    if they || noun { Number::Plural } else { Number::Singular }
}

fn agrees(draft: &Draft, number: Number, wanted: Agreement) -> bool {
    let person = draft.entity_type == EntityType::Person;
    let body = matches!(draft.entity_type, EntityType::Group | EntityType::Organization | EntityType::Country);
    match (wanted, number) {
        (Agreement::Person(gender), Number::Singular) => {
            (person || may_be_person(draft)) && told_gender(draft).is_none_or(|told| told == gender)
        }
        (Agreement::Singular, Number::Singular) => !person,
        (Agreement::Plural, Number::Singular) => body,
        (Agreement::Plural, Number::Plural) => true,
        (Agreement::Person(_) | Agreement::Singular, Number::Plural) => false,
    }
}

/// True for a name that was taken for a place, organisation or thing on no list: it may be a person's all the same.
fn may_be_person(draft: &Draft) -> bool {
    draft.named
        && draft.country.is_none()
        && !draft.settled
        && matches!(draft.entity_type, EntityType::Place | EntityType::Organization | EntityType::Thing)
        && draft.forms.keys().all(|form| form.split(' ').count() < 4 && !is_known(form) && !ends_in_noun(form))
}

/// "Village Nursing Home", "US Congress", "IAEA".
fn ends_in_noun(form: &str) -> bool {
    let acronym = form.chars().all(char::is_uppercase) && form.chars().count() > 2;
    acronym
        || form.rsplit_once(' ').is_some_and(|(_, last)| {
            let last = last.to_lowercase();
            noun_class(&last).is_some() || body_of(&last).is_some()
        })
}

/// The gender that names, titles or the describing noun tell.
pub fn told_gender(draft: &Draft) -> Option<Gender> {
    draft.gender.or_else(|| {
        draft.forms.keys().find_map(|form| match form.split(' ').next_back().unwrap_or("").to_lowercase().as_str() {
            "man" | "father" | "husband" | "son" | "brother" | "spokesman" | "king" | "boy" | "uncle"
            | "grandfather" | "businessman" | "actor" | "chairman" | "policeman" | "grandson" | "nephew" | "priest" => {
                Some(Gender::Male)
            }
            "woman" | "mother" | "wife" | "daughter" | "sister" | "spokeswoman" | "queen" | "girl" | "aunt"
            | "widow" | "grandmother" | "businesswoman" | "actress" | "chairwoman" | "policewoman" | "niece"
            | "nun" => Some(Gender::Female),
            word => title_gender(word),
        })
    })
}
