use crate::extract::reference::builder::{Builder, Draft};
use crate::extract::reference::discourse::{LocalMention, MentionKind};
use crate::extract::reference::nominal::{add_description, is_phrase_head};
use crate::extract::reference::role::governor;
use crate::extract::reference::war::{is_war, taken_up};
use crate::extract::syntax::noun_phrase::NounPhrase;
use crate::graph::normalised_name;
use crate::lexicon::{
    Antecedent, NounClass, OrganisationKind, RegionKind, antecedent_of, countries, noun_class, office, organisation,
    region,
};
use crate::model::EntityType;
use crate::nlp::{Dependency, PennTag, Tag};

/// Leads "the alliance", "the Ukrainian leader", "the plant" to what they take up, in text order; what takes up nothing
/// becomes an entity of its own.
pub fn resolve(builder: &mut Builder<'_>) {
    for index in 0..builder.analysis.sentences.len() {
        let sentence = builder.sentence(index);
        for head in 0..sentence.tokens.len() {
            if !is_phrase_head(sentence, head) || builder.draft_at(index, head).is_some() {
                continue;
            }
            let phrase = NounPhrase::of(sentence, head);
            match antecedent(builder, index, &phrase) {
                Some(draft) => builder.mention(draft, index, head, phrase.tokens.clone(), MentionKind::Nominal),
                None => {
                    add_description(builder, index, &phrase);
                }
            }
        }
    }
}

fn antecedent(builder: &Builder<'_>, index: usize, phrase: &NounPhrase) -> Option<usize> {
    let sentence = builder.sentence(index);
    let token = &sentence.tokens[phrase.head];
    let lemma = token.lemma.to_lowercase();
    let plural = matches!(token.penn, PennTag::Nns | PennTag::Nnps);
    let mut country = None;
    let mut plain = true;
    for &modifier in &phrase.modifiers {
        match builder.demonym_at(index, modifier).or_else(|| builder.draft_at(index, modifier)) {
            Some(draft) => country = Some(draft),
            None => {
                plain &= !matches!(sentence.tokens[modifier].tag, Tag::Adjective | Tag::Noun | Tag::ProperNoun)
                    || is_size(&sentence.tokens[modifier].form)
                    || is_judgement(&sentence.tokens[modifier].lemma)
            }
        }
    }
    if phrase.possessor.is_some() || !phrase.complements.is_empty() {
        return None;
    }
    if let Some(draft) = taken_up(builder, index, phrase) {
        return Some(draft);
    }
    let words: Vec<&str> = phrase
        .modifiers
        .iter()
        .filter(|&&m| builder.demonym_at(index, m).is_none() && builder.draft_at(index, m).is_none())
        .map(|&m| &*sentence.tokens[m].form)
        .chain([&*token.form])
        .collect();
    if !plural && let Some(draft) = office_holder(builder, index, phrase.head, &words.join(" ").to_lowercase(), country)
    {
        return Some(draft);
    }
    let aged = phrase.modifiers.iter().any(|&word| {
        let form = &*sentence.tokens[word].form;
        form == "old" || form.ends_with("-year-old")
    });
    let definite = sentence
        .children(phrase.head)
        .any(|child| child < phrase.head && sentence.tokens[child].form.eq_ignore_ascii_case("the"));
    if aged && definite && !plural && noun_class(&lemma) == Some(NounClass::Person) {
        return person_in_focus(builder, index, phrase.head);
    }
    if plain
        && !plural
        && country.is_none()
        && let Some(draft) = described_so(builder, index, phrase.head, &lemma)
    {
        return Some(draft);
    }
    if plain && !plural && country.is_some() {
        return only_company(builder, index, phrase.head, &lemma);
    }
    if !plain || plural || country.is_some() {
        return None;
    }
    if let Some(noun) = antecedent_of(&lemma).filter(|_| !is_war(&lemma))
        && let Some(draft) = named_antecedent(builder, index, phrase.head, noun)
    {
        return Some(draft);
    }
    let concrete = noun_class(&lemma).is_some();
    if phrase.modifiers.is_empty() && concrete { same_noun(builder, index, phrase.head, &lemma) } else { None }
}

/// "31-member" says nothing of which alliance is meant.
fn is_size(form: &str) -> bool {
    form.contains('-') && form.starts_with(|letter: char| letter.is_ascii_digit())
}

/// "Key", "besieged": what one thinks of the city, not which city.
fn is_judgement(lemma: &str) -> bool {
    matches!(
        &*lemma.to_lowercase(),
        "key"
            | "besieged"
            | "strategic"
            | "embattled"
            | "beleaguered"
            | "stricken"
            | "historic"
            | "war-torn"
            | "devastated"
            | "troubled"
            | "struggling"
            | "giant"
            | "famous"
            | "iconic"
            | "wealthy"
            | "powerful"
            | "tiny"
            | "small"
            | "big"
            | "large"
            | "popular"
            | "influential"
            | "controversial"
            | "military"
            | "global"
            | "regional"
    )
}

/// "The nurse" after "Maria Lopez, a nurse from Leeds": the named person who was so described, if only one was.
fn described_so(builder: &Builder<'_>, index: usize, head: usize, lemma: &str) -> Option<usize> {
    if noun_class(lemma) != Some(NounClass::Person) {
        return None;
    }
    let mut found = (0..builder.drafts.len()).filter(|&draft| {
        let entry = &builder.drafts[draft];
        entry.entity_type == EntityType::Person
            && entry.named
            && entry.titles.iter().any(|(title, _)| title.rsplit(' ').next() == Some(lemma))
            && builder.mentions_before(draft, index, head).next().is_some()
    });
    found.next().filter(|_| found.next().is_none())
}

/// "The 29-year-old striker": the person with a name who is the first one named in the sentence before, if that sentence
/// or the one before it names a person.
fn person_in_focus(builder: &Builder<'_>, index: usize, head: usize) -> Option<usize> {
    let recent = builder.recent(index, head, 2, |draft, mention| {
        let entry = &builder.drafts[draft];
        entry.named && entry.entity_type == EntityType::Person && mention.sentence < index
    });
    let last = recent.iter().map(|((sentence, _), _)| *sentence).max()?;
    let mut there: Vec<_> = recent.iter().filter(|((sentence, _), _)| *sentence == last).collect();
    there.sort_by_key(|(place, _)| *place);
    let subject = |&&((sentence, token), _): &&((usize, usize), usize)| {
        let relation = governor(builder.sentence(sentence), token).1;
        matches!(relation, Dependency::Nsubj | Dependency::NsubjPass)
    };
    there.iter().find(|&place| subject(place)).or(there.first()).map(|(_, draft)| *draft)
}

/// "The French carmaker": the company of the last sentences, if there is only one.
fn only_company(builder: &Builder<'_>, index: usize, head: usize, lemma: &str) -> Option<usize> {
    let noun = antecedent_of(lemma).filter(|noun| noun.kind == "company")?;
    let recent = builder.recent(index, head, 2, |draft, _| {
        let entry = &builder.drafts[draft];
        entry.named && entry.entity_type == noun.entity_type
    });
    match recent.as_slice() {
        [(_, only)] if fits_kind(&builder.drafts[*only], noun.kind) => Some(*only),
        _ => None,
    }
}

/// The person who has that office in the document, for that country if one is said.
fn office_holder(
    builder: &Builder<'_>,
    index: usize,
    head: usize,
    title: &str,
    country: Option<usize>,
) -> Option<usize> {
    let wanted = office(title)?;
    let state = country.and_then(|draft| builder.drafts[draft].country);
    let mut found: Option<usize> = None;
    for draft in 0..builder.drafts.len() {
        let entry = &builder.drafts[draft];
        if entry.entity_type != EntityType::Person || !entry.named {
            continue;
        }
        let holds = entry.titles.iter().any(|(held, of)| {
            let same = held == title
                || office(held).is_some_and(|office| office.relation == wanted.relation)
                || title == "leader" && leads_a_state(held);
            let of_state =
                of.as_deref().and_then(|word| countries().of_adjective(word).or_else(|| countries().named(word)));
            let agrees = match (state, of_state) {
                (Some(state), Some(other)) => state == other.name,
                (Some(_), None) => false,
                _ => true,
            };
            same && agrees
        }) || title == "pontiff" && entry.forms.keys().any(|form| form.starts_with("Pope "));
        if !holds || (state.is_none() && builder.mentions_before(draft, index, head).next().is_none()) {
            continue;
        }
        if found.is_some() {
            return nearest(builder, index, head, |entry| entry.titles.iter().any(|(held, _)| held == title));
        }
        found = Some(draft);
    }
    found
}

fn leads_a_state(title: &str) -> bool {
    office(title).is_some_and(|office| {
        matches!(office.relation, "president_of" | "prime_minister_of" | "chancellor_of" | "monarch_of" | "leader_of")
    })
}

/// The named entity of the right kind that was mentioned last, within the last three sentences.
fn named_antecedent(builder: &Builder<'_>, index: usize, head: usize, noun: &Antecedent) -> Option<usize> {
    if noun.entity_type == EntityType::Person {
        return None;
    }
    let fits = |entry: &Draft| entry.named && entry.entity_type == noun.entity_type && fits_kind(entry, noun.kind);
    let lemma = builder.sentence(index).tokens[head].lemma.to_lowercase();
    let introduced = |draft: &usize| {
        builder.mentions_before(*draft, index, head).any(|mention| is_introduced_as(builder, mention, &lemma))
    };
    let mut so_called = (0..builder.drafts.len()).filter(|draft| fits(&builder.drafts[*draft]) && introduced(draft));
    let only = so_called.next().filter(|_| so_called.next().is_none());
    only.or_else(|| nearest(builder, index, head, fits)).or_else(|| {
        // Of an alliance or a court there is seldom more than one in an article: the only one is meant from afar, too.
        let telling = matches!(noun.kind, "alliance" | "bloc" | "bank" | "court" | "party" | "agency");
        let known = |draft: &usize| {
            fits(&builder.drafts[*draft]) && builder.mentions_before(*draft, index, head).next().is_some()
        };
        let mut all = (0..builder.drafts.len()).filter(known);
        all.next().filter(|_| telling && all.next().is_none())
    })
}

/// "The mining *town* of X", "X, a *town*": the name with the noun beside it.
fn is_introduced_as(builder: &Builder<'_>, mention: &LocalMention, lemma: &str) -> bool {
    let sentence = builder.sentence(mention.sentence);
    let is = |word: usize| sentence.tokens[word].lemma.eq_ignore_ascii_case(lemma);
    let name = &sentence.tokens[mention.head];
    let above = name.head.map(|head| head as usize).filter(|_| {
        matches!(name.relation, Dependency::Nmod | Dependency::Appos | Dependency::NmodDesc | Dependency::Flat)
    });
    let of = || {
        name.relation != Dependency::Nmod
            || sentence.children(mention.head).any(|child| {
                sentence.tokens[child].relation == Dependency::Case && &*sentence.tokens[child].form == "of"
            })
    };
    above.is_some_and(|above| is(above) && of())
        || sentence
            .children(mention.head)
            .any(|child| sentence.tokens[child].relation == Dependency::Appos && is(child))
}

fn fits_kind(entry: &Draft, kind: &str) -> bool {
    let names = || entry.forms.keys();
    let known = names().find_map(|form| organisation(form)).map(|known| known.kind);
    let last_word = |word: &str| names().any(|form| normalised_name(form).split(' ').next_back() == Some(word));
    match kind {
        "alliance" => known == Some(OrganisationKind::Alliance) || last_word("alliance") || last_word("pact"),
        "bloc" => matches!(known, Some(OrganisationKind::Bloc | OrganisationKind::Alliance)) || last_word("union"),
        "company" => {
            matches!(known, None | Some(OrganisationKind::Company))
                && ![
                    "ministry",
                    "party",
                    "council",
                    "court",
                    "university",
                    "police",
                    "department",
                    "committee",
                    "office",
                ]
                .iter()
                .any(|word| last_word(word))
        }
        "bank" => known == Some(OrganisationKind::Bank) || last_word("bank"),
        "court" => known == Some(OrganisationKind::Court) || last_word("court"),
        "media" => {
            known == Some(OrganisationKind::Media)
                || ["times", "post", "news", "journal"].iter().any(|word| last_word(word))
        }
        "party" => known == Some(OrganisationKind::Party) || last_word("party"),
        "agency" => known == Some(OrganisationKind::Agency) || last_word("agency"),
        "capital" => names().any(|form| countries().of_capital(form).is_some()),
        "city" => names().all(|form| region(form).is_none()) && !last_word("region") && !last_word("province"),
        "region" => {
            names().any(|form| region(form).is_some_and(|region| region.kind == RegionKind::PartOfState))
                || last_word("region")
                || last_word("province")
                || last_word("island")
        }
        _ => known.is_none(),
    }
}

/// The draft with the nearest mention before a position that passes the test, looking back three sentences.
fn nearest(builder: &Builder<'_>, sentence: usize, token: usize, test: impl Fn(&Draft) -> bool) -> Option<usize> {
    let words = builder.sentence(sentence);
    // "X bought the company": another one than X.
    let beside = |mention: &LocalMention| {
        mention.sentence == sentence && governor(words, mention.head).0 == governor(words, token).0
    };
    let recent = builder.recent(sentence, token, 3, |draft, mention| test(&builder.drafts[draft]) && !beside(mention));
    recent.first().map(|&(_, draft)| draft)
}

/// "The plant" after "a chemical plant": the nearest description with the same head noun.
fn same_noun(builder: &Builder<'_>, index: usize, head: usize, lemma: &str) -> Option<usize> {
    let recent = builder.recent(index, head, 5, |draft, mention| {
        let token = &builder.sentence(mention.sentence).tokens[mention.head];
        let singular = !matches!(token.penn, PennTag::Nns | PennTag::Nnps);
        !builder.drafts[draft].named && singular && token.lemma.to_lowercase() == lemma
    });
    recent.first().map(|&(_, draft)| draft)
}
