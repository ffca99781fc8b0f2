use super::builder::{Builder, Draft};
use super::discourse::{LocalMention, MentionKind};
use super::role::governor;
use crate::lexicon::{Gender, title_gender};
use crate::model::EntityType;
use crate::nlp::{Dependency, PennTag, Sentence, Tag};

/// What a pronoun asks of its antecedent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Agreement {
    /// he, his
    Person(Gender),
    /// it, its
    Singular,
    /// they, their
    Plural,
}

/// Leads personal and relative pronouns to their antecedents where that is clear, in text order.
pub fn resolve(builder: &mut Builder<'_>) {
    for index in 0..builder.analysis.sentences.len() {
        let sentence = builder.sentence(index);
        for token in 0..sentence.tokens.len() {
            if sentence.tokens[token].tag != Tag::Pronoun && sentence.tokens[token].penn != PennTag::PrpPossessive {
                continue;
            }
            let draft = if is_relative(sentence, token) {
                relative_antecedent(sentence, token).and_then(|head| builder.draft_at(index, head))
            } else {
                agreement(sentence, token).and_then(|wanted| personal_antecedent(builder, index, token, wanted))
            };
            if let Some(draft) = draft {
                builder.mention(draft, index, token, token..token + 1, MentionKind::Pronoun);
            }
        }
    }
}

fn is_relative(sentence: &Sentence, token: usize) -> bool {
    matches!(sentence.tokens[token].penn, PennTag::Wp | PennTag::Wdt | PennTag::WpPossessive)
}

/// The noun that the relative clause around the pronoun describes.
fn relative_antecedent(sentence: &Sentence, token: usize) -> Option<usize> {
    let mut current = token;
    for _ in 0..6 {
        let word = &sentence.tokens[current];
        let above = word.head? as usize;
        if word.relation == Dependency::AclRelcl {
            return (above < token).then_some(above);
        }
        current = above;
    }
    None
}

fn agreement(sentence: &Sentence, token: usize) -> Option<Agreement> {
    let word = &sentence.tokens[token];
    if word.relation == Dependency::Expl {
        return None;
    }
    match word.form.to_lowercase().as_str() {
        "he" | "him" | "his" | "himself" => Some(Agreement::Person(Gender::Male)),
        "she" | "her" | "hers" | "herself" => Some(Agreement::Person(Gender::Female)),
        "it" | "its" | "itself" => Some(Agreement::Singular),
        "they" | "them" | "their" | "theirs" | "themselves" => Some(Agreement::Plural),
        _ => None,
    }
}

fn agrees(draft: &Draft, wanted: Agreement) -> bool {
    match wanted {
        Agreement::Person(gender) => {
            draft.entity_type == EntityType::Person
                && !draft.plural
                && told_gender(draft).is_none_or(|told| told == gender)
        }
        Agreement::Singular => !draft.plural && !matches!(draft.entity_type, EntityType::Person | EntityType::Group),
        Agreement::Plural => draft.plural || matches!(draft.entity_type, EntityType::Group),
    }
}

fn told_gender(draft: &Draft) -> Option<Gender> {
    draft.gender.or_else(|| {
        draft.forms.keys().find_map(|form| match form.split(' ').next_back().unwrap_or("") {
            "man" | "father" | "husband" | "son" | "brother" | "spokesman" | "king" | "boy" => Some(Gender::Male),
            "woman" | "mother" | "wife" | "daughter" | "sister" | "spokeswoman" | "queen" | "girl" => {
                Some(Gender::Female)
            }
            word => title_gender(word),
        })
    })
}

/// The best antecedent in this and the two sentences before, if it is clearly better than the next.
fn personal_antecedent(builder: &Builder<'_>, index: usize, token: usize, wanted: Agreement) -> Option<usize> {
    let sentence = builder.sentence(index);
    let mut scored: Vec<(i32, usize)> = Vec::new();
    for draft in 0..builder.drafts.len() {
        let entry = &builder.drafts[draft];
        if !agrees(entry, wanted) {
            continue;
        }
        let best = builder
            .mentions_before(draft, index, token)
            .filter(|mention| mention.sentence + 3 >= index)
            .filter(|mention| mention.sentence != index || allowed(sentence, mention, token))
            .map(|mention| score(builder, mention, index, token))
            .max();
        if let Some(best) = best {
            let known = i32::from(entry.named) * 4 + (entry.mentions.len().min(4) as i32);
            scored.push((best + known, draft));
        }
    }
    scored.sort_by_key(|&(score, draft)| (std::cmp::Reverse(score), draft));
    let &(best, draft) = scored.first()?;
    let margin = if matches!(wanted, Agreement::Person(_)) { 1 } else { 4 };
    match scored.get(1) {
        Some(&(next, _)) if best - next < margin => None,
        _ => Some(draft),
    }
}

/// A pronoun that is no possessive does not stand for another argument of its own verb, nor for a phrase it stands in.
fn allowed(sentence: &Sentence, mention: &LocalMention, token: usize) -> bool {
    let word = &sentence.tokens[token];
    if mention.tokens.contains(&token) {
        return false;
    }
    let possessive = word.relation == Dependency::NmodPoss;
    let reflexive = word.form.ends_with("self") || word.form.ends_with("selves");
    let governors = (governor(sentence, mention.head).0, governor(sentence, token).0);
    possessive || reflexive || governors.0 != governors.1
}

fn score(builder: &Builder<'_>, mention: &LocalMention, index: usize, token: usize) -> i32 {
    let sentence = builder.sentence(mention.sentence);
    let distance = (index - mention.sentence) as i32;
    let (_, relation) = governor(sentence, mention.head);
    let role = match relation {
        Dependency::Nsubj | Dependency::NsubjPass => 12,
        Dependency::Root => 8,
        Dependency::Obj | Dependency::Iobj => 5,
        Dependency::Obl | Dependency::OblAgent => 3,
        Dependency::NmodPoss => 4,
        _ => 1,
    };
    let near = if distance == 0 { 6 - ((token.saturating_sub(mention.head)) as i32 / 6).min(6) } else { 0 };
    role + near - distance * 8
}
