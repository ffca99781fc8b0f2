use crate::extract::reference::body::body_of_owner;
use crate::extract::reference::builder::Builder;
use crate::extract::reference::discourse::MentionKind;
use crate::extract::reference::role::preposition;
use crate::extract::reference::war;
use crate::extract::syntax::noun_phrase::{NounPhrase, head_of, words_of};
use crate::graph::normalised_name;
use crate::lexicon::{
    NounClass, RegionKind, antecedent_of, body_of, countries, is_calendar_word, noun_class, region, region_of_adjective,
};
use crate::model::EntityType;
use crate::nlp::{Dependency, PennTag, Sentence, Tag};

/// Gives every noun phrase without a name its entity, and every adjective of nationality its country.
pub fn add_phrases(builder: &mut Builder<'_>) {
    for index in 0..builder.analysis.sentences.len() {
        add_demonyms(builder, index);
    }
    for index in 0..builder.analysis.sentences.len() {
        let sentence = builder.sentence(index);
        for head in 0..sentence.tokens.len() {
            if is_phrase_head(sentence, head) && builder.draft_at(index, head).is_none() {
                add_phrase(builder, index, head);
            }
        }
    }
}

fn add_demonyms(builder: &mut Builder<'_>, index: usize) {
    let sentence = builder.sentence(index);
    for (position, token) in sentence.tokens.iter().enumerate() {
        let adjective = token.tag == Tag::Adjective
            || matches!(token.relation, Dependency::Amod | Dependency::Compound | Dependency::NmodDesc);
        if !adjective || builder.draft_at(index, position).is_some() {
            continue;
        }
        let pair = position.checked_sub(1).map(|before| format!("{} {}", sentence.tokens[before].form, token.form));
        let of_pair = pair.as_deref().and_then(|pair| countries().of_adjective(pair));
        let draft = if let Some(country) = of_pair.or_else(|| countries().of_adjective(&token.form)) {
            builder.country(country)
        } else if let Some(region) =
            pair.as_deref().and_then(region_of_adjective).or_else(|| region_of_adjective(&token.form))
        {
            let bloc = region.kind == RegionKind::Bloc;
            let draft = builder
                .keyed(&format!("region:{}", region.name), if bloc { EntityType::Group } else { EntityType::Place });
            let entry = &mut builder.drafts[draft];
            entry.named = true;
            entry.preferred.get_or_insert_with(|| region.name.to_owned());
            draft
        } else {
            continue;
        };
        builder.demonym(index, position, draft);
    }
}

/// True for a noun that heads a phrase of its own, rather than modifying another noun or belonging to a name.
pub fn is_phrase_head(sentence: &Sentence, index: usize) -> bool {
    let token = &sentence.tokens[index];
    if !matches!(token.tag, Tag::Noun | Tag::ProperNoun) || is_calendar_word(&token.form) {
        return false;
    }
    let inside_name = sentence
        .names
        .iter()
        .any(|name| name.tokens.contains(&index) && name.tokens.len() > 1 && head_of(sentence, &name.tokens) != index);
    let nationality = countries().of_adjective(&token.form).is_some() || region_of_adjective(&token.form).is_some();
    if nationality
        && countries().of_people(&token.form).is_none()
        && sentence.children(index).all(|child| child > index)
    {
        return false;
    }
    if partitive_complement(sentence, index).is_some() {
        return false;
    }
    let modifies = matches!(
        token.relation,
        Dependency::Compound | Dependency::Flat | Dependency::Goeswith | Dependency::Fixed | Dependency::NmodDesc
    );
    if inside_name || modifies {
        return false;
    }
    !matches!(noun_class(&token.lemma.to_lowercase()), Some(NounClass::Time | NounClass::Money))
}

fn add_phrase(builder: &mut Builder<'_>, index: usize, head: usize) {
    let sentence = builder.sentence(index);
    let phrase = NounPhrase::of(sentence, head);
    let found = same_as_name(builder, index, &phrase)
        .or_else(|| body_of_owner(builder, index, &phrase))
        .or_else(|| western_powers(builder, sentence, &phrase))
        .or_else(|| war::of_phrase(builder, index, &phrase));
    if let Some(draft) = found {
        builder.mention(draft, index, head, phrase.tokens.clone(), MentionKind::Nominal);
        return;
    }
    if is_deferred(sentence, &phrase) {
        return;
    }
    add_description(builder, index, &phrase);
}

/// True for "the alliance", "the city": a phrase that may take up somebody named, decided once all names are known.
pub fn is_deferred(sentence: &Sentence, phrase: &NounPhrase) -> bool {
    phrase.is_definite(sentence) && phrase.possessor.is_none() && phrase.complements.is_empty() && !phrase.restricted
}

/// Makes an entity of a description ("fierce fighting"); one that contains a name is the same wherever it recurs.
pub fn add_description(builder: &mut Builder<'_>, index: usize, phrase: &NounPhrase) -> usize {
    let sentence = builder.sentence(index);
    let token = &sentence.tokens[phrase.head];
    let plural = matches!(token.penn, PennTag::Nns | PennTag::Nnps);
    let name = name_of(sentence, phrase);
    let of_guards = &*token.lemma == "guard"
        && !plural
        && phrase.modifiers.iter().any(|&modifier| sentence.tokens[modifier].relation == Dependency::Compound);
    let entity_type =
        if of_guards { EntityType::Organization } else { described_type(&token.lemma.to_lowercase(), plural) };
    let identifiable = is_identifiable(builder, index, phrase, entity_type);
    let draft = if identifiable {
        let key = description_key(builder, index, phrase);
        builder.keyed(&format!("phrase:{key}"), entity_type)
    } else {
        builder.create(entity_type)
    };
    let proper = token.tag == Tag::ProperNoun && token.form.starts_with(char::is_uppercase) && phrase.head > 0;
    let entry = &mut builder.drafts[draft];
    entry.identifiable = identifiable;
    entry.named |= proper && entity_type != EntityType::Person;
    builder.add_form(draft, &name);
    builder.mention(draft, index, phrase.head, phrase.tokens.clone(), MentionKind::Nominal);
    draft
}

/// The words of a description; before a name that is on no list ("a few days later Reeves") what is no part of it is left
/// out.
fn name_of(sentence: &Sentence, phrase: &NounPhrase) -> String {
    let token = &sentence.tokens[phrase.head];
    let proper = token.tag == Tag::ProperNoun && token.form.starts_with(char::is_uppercase) && phrase.head > 0;
    let capital = |word: &usize| sentence.tokens[*word].form.starts_with(|letter: char| !letter.is_lowercase());
    let skipped = if proper { phrase.words.iter().take_while(|word| !capital(word)).count() } else { 0 };
    words_of(sentence, &phrase.words[skipped..])
}

/// The type of what a common noun describes.
fn described_type(lemma: &str, plural: bool) -> EntityType {
    let described =
        noun_class(lemma).map(NounClass::entity_type).or_else(|| antecedent_of(lemma).map(|noun| noun.entity_type));
    match described {
        _ if plural && matches!(lemma, "defence" | "defense") => EntityType::Group,
        _ if matches!(lemma, "country" | "nation") => {
            if plural {
                EntityType::Group
            } else {
                EntityType::Country
            }
        }
        Some(EntityType::Person) if plural => EntityType::Group,
        Some(_) if body_of(lemma).is_some() => EntityType::Group,
        Some(entity_type) => entity_type,
        None => EntityType::Thing,
    }
}

/// True if the description says by a name which one is meant, so that it means the same wherever it recurs.
fn is_identifiable(builder: &Builder<'_>, index: usize, phrase: &NounPhrase, entity_type: EntityType) -> bool {
    if entity_type == EntityType::Person {
        return false;
    }
    let sentence = builder.sentence(index);
    let is_name = |token: usize| {
        builder.demonym_at(index, token).is_some()
            || builder.draft_at(index, token).is_some_and(|draft| builder.drafts[draft].named)
    };
    let before = phrase.modifiers.iter().any(|&modifier| is_name(modifier));
    let owned = phrase.possessor.is_some_and(is_name);
    let of = phrase.complements.iter().any(|&complement| {
        phrase.words.contains(&complement)
            && preposition(sentence, complement).as_deref() == Some("of")
            && is_name(complement)
    });
    let proper = sentence.tokens[phrase.head].tag == Tag::ProperNoun && phrase.head > 0;
    let tangible = matches!(
        entity_type,
        EntityType::Organization
            | EntityType::Facility
            | EntityType::Place
            | EntityType::Group
            | EntityType::Event
            | EntityType::Law
            | EntityType::Work
    );
    proper || before || tangible && (owned || of)
}

/// What tells a description from others: the country behind its demonyms and possessors ("Ukrainian", "Kyiv's"), and its words.
fn description_key(builder: &Builder<'_>, index: usize, phrase: &NounPhrase) -> String {
    let sentence = builder.sentence(index);
    let mut out = String::new();
    for &word in &phrase.words {
        let token = &sentence.tokens[word];
        let country = builder
            .demonym_at(index, word)
            .or_else(|| builder.draft_at(index, word))
            .and_then(|draft| builder.drafts[draft].country);
        match country {
            Some(country) => out.push_str(country),
            None if token.penn == PennTag::Pos || token.tag == Tag::Punctuation => continue,
            None => out.push_str(&token.lemma),
        }
        out.push(' ');
    }
    normalised_name(&out)
}

/// "Western powers", "western allies": the West.
fn western_powers(builder: &mut Builder<'_>, sentence: &Sentence, phrase: &NounPhrase) -> Option<usize> {
    let token = &sentence.tokens[phrase.head];
    let [modifier] = phrase.modifiers.as_slice() else { return None };
    let western = sentence.tokens[*modifier].form.eq_ignore_ascii_case("western");
    let lemma = token.lemma.to_lowercase();
    let plural = token.penn == PennTag::Nns || lemma == "alliance";
    let powers = matches!(
        lemma.as_str(),
        "power" | "ally" | "nation" | "country" | "state" | "government" | "capital" | "leader" | "alliance"
    );
    if !western || !plural || !powers || phrase.counted {
        return None;
    }
    let region = region("the West")?;
    let draft = builder.keyed(&format!("region:{}", region.name), EntityType::Group);
    let entry = &mut builder.drafts[draft];
    entry.named = true;
    entry.preferred.get_or_insert_with(|| region.name.to_owned());
    builder.add_other_form(draft, &words_of(sentence, &phrase.words));
    Some(draft)
}

/// "Thousands of troops", "some of the airstrikes": the head of what is counted or divided.
fn partitive_complement(sentence: &Sentence, head: usize) -> Option<usize> {
    let token = &sentence.tokens[head];
    let lemma = token.lemma.to_lowercase();
    let divides = match token.tag {
        Tag::Numeral => !matches!(lemma.as_str(), "one" | "1"),
        Tag::Determiner | Tag::Pronoun | Tag::Adjective => {
            matches!(lemma.as_str(), "some" | "many" | "most" | "all" | "both" | "several" | "few" | "much")
        }
        Tag::Noun => matches!(
            lemma.as_str(),
            "thousand"
                | "hundred"
                | "dozen"
                | "ten"
                | "million"
                | "billion"
                | "number"
                | "majority"
                | "couple"
                | "score"
                | "lot"
                | "rest"
                | "half"
                | "series"
                | "handful"
                | "quarter"
                | "third"
                | "whole"
                | "range"
                | "variety"
                | "string"
                | "percent"
                | "plenty"
                | "wave"
                | "all"
                | "some"
                | "many"
                | "most"
        ),
        _ => false,
    };
    if !divides {
        return None;
    }
    sentence.children(head).find(|&child| {
        child > head
            && matches!(sentence.tokens[child].relation, Dependency::Nmod | Dependency::Obl)
            && preposition(sentence, child).as_deref() == Some("of")
    })
}

/// Lets the heads of partitives lead to what they divide.
pub fn add_partitives(builder: &mut Builder<'_>) {
    for index in 0..builder.analysis.sentences.len() {
        let sentence = builder.sentence(index);
        for head in (0..sentence.tokens.len()).rev() {
            if let Some(complement) = partitive_complement(sentence, head)
                && let Some(draft) = builder.draft_at(index, complement)
            {
                builder.alias_head(draft, index, head, head..complement + 1, MentionKind::Nominal);
            }
        }
    }
}

/// "The town of Avdiivka", "Bakhmut town", "the besieged capital, Kyiv", "Stoltenberg, head of NATO": the same as the name.
fn same_as_name(builder: &mut Builder<'_>, index: usize, phrase: &NounPhrase) -> Option<usize> {
    let sentence = builder.sentence(index);
    let token = &sentence.tokens[phrase.head];
    let lemma = token.lemma.to_lowercase();
    let class = noun_class(&lemma);
    if class == Some(NounClass::Place)
        || antecedent_of(&lemma).is_some_and(|noun| noun.entity_type == EntityType::Place)
    {
        for &complement in &phrase.complements {
            if preposition(sentence, complement).as_deref() == Some("of")
                && let Some(draft) = builder.draft_at(index, complement)
                && builder.drafts[draft].named
                && builder.drafts[draft].entity_type == EntityType::Place
                && antecedent_of(&lemma).is_some()
            {
                return Some(draft);
            }
        }
    }
    if let Some(noun) = antecedent_of(&lemma) {
        for &modifier in &phrase.modifiers {
            let Some(draft) = builder.draft_at(index, modifier) else { continue };
            let entry = &builder.drafts[draft];
            if !entry.named {
                continue;
            }
            // "A NATO-like alliance" is another one.
            if sentence.tokens.get(modifier + 1).is_some_and(|next| &*next.form == "-") {
                continue;
            }
            let modifier_name = words_of(sentence, &[modifier]);
            let place = noun.entity_type == EntityType::Place
                && entry.entity_type == EntityType::Place
                && (noun.kind == "city" || noun.kind == "region" && region(&modifier_name).is_some());
            let organisation = noun.entity_type == EntityType::Organization
                && entry.entity_type == EntityType::Organization
                && matches!(
                    lemma.as_str(),
                    "alliance" | "bloc" | "organisation" | "organization" | "company" | "corporation"
                );
            if place || organisation {
                let words: Vec<usize> = phrase.words.iter().copied().filter(|&word| word <= phrase.head).collect();
                builder.add_other_form(draft, &words_of(sentence, &words));
                return Some(draft);
            }
        }
    }
    let beside = sentence
        .children(phrase.head)
        .find(|&child| {
            matches!(sentence.tokens[child].relation, Dependency::Appos | Dependency::Flat) && child > phrase.head
        })
        .or_else(|| token.head.map(|above| above as usize).filter(|_| token.relation == Dependency::Appos))
        .or_else(|| before_dash(builder, index, phrase))?;
    let draft = builder.draft_at(index, beside)?;
    let entry = &builder.drafts[draft];
    let agrees = class.map(NounClass::entity_type).is_some_and(|kind| agrees(kind, entry.entity_type));
    let plural = matches!(token.penn, PennTag::Nns | PennTag::Nnps);
    (agrees && !plural).then_some(draft)
}

/// "The Baltic League – an alliance led by Riga –": the head of the name right before the dash before a description.
fn before_dash(builder: &Builder<'_>, index: usize, phrase: &NounPhrase) -> Option<usize> {
    let sentence = builder.sentence(index);
    let dash = phrase.tokens.start.checked_sub(1)?;
    let described = phrase.determiner.is_some() && matches!(&*sentence.tokens[dash].form, "–" | "—" | "--");
    let (last, _) = builder.mention_ending_at(index, dash).filter(|_| described)?;
    Some(last)
}

fn agrees(noun: EntityType, name: EntityType) -> bool {
    noun == name
        || matches!(
            (noun, name),
            (EntityType::Place, EntityType::Country)
                | (EntityType::Group, EntityType::Organization)
                | (EntityType::Organization, EntityType::Group)
        )
}
