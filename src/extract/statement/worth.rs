//! Which drafts are worth keeping: a statement that leaves its participants open says nothing to a reader.

use crate::model::{Modality, ValueType};
use crate::nlp::{Dependency, Tag};

use crate::extract::statement::draft::{Draft, Participant};
use crate::extract::statement::scene::Scene;

/// True if the statement tells a reader something without its sentence.
pub fn is_telling(scene: &Scene, draft: &Draft) -> bool {
    if draft.object.as_ref().is_some_and(|object| is_loose(scene, object)) || is_loose(scene, &draft.subject) {
        return false;
    }
    let says_thing = draft.family.as_deref() == Some("say")
        && draft.object.as_ref().is_some_and(|object| object.value_type != ValueType::Clause);
    let bare_founding = draft.relation == "was_founded" && draft.object.is_none() && draft.place.is_none();
    if says_thing || bare_founding {
        return false;
    }
    let generic = draft.relation == "is_a"
        && draft.object.as_ref().is_some_and(|object| GENERIC.contains(&&*object.text.to_lowercase()));
    if generic {
        return false;
    }
    let known_subject = is_known(scene, &draft.subject);
    let known_object = draft.object.as_ref().is_some_and(|object| is_known(scene, object));
    let figure = draft.quantity.as_ref().is_some_and(|quantity| quantity.number.is_some());
    let empty = EMPTY_VERBS.iter().any(|verb| draft.relation == *verb);
    let object_type = draft.object.as_ref().map(|object| object.value_type);
    // "the zone, fearing a war": only somebody fears, hopes, decides.
    let minded = draft.family.as_deref() == Some("fear") || MINDED.contains(&&*draft.relation);
    if minded && !scene.may_think(&draft.subject) {
        return false;
    }
    let ahead = matches!(draft.modality, Modality::Hypothetical | Modality::Planned);
    let certain = draft.modality != Modality::Hypothetical;
    let understood = draft.confidence < UNDERSTOOD;
    let nobody = !known_subject && !known_object && !figure && !scene.is_animate(draft.subject.head);
    let quality = draft.relation == "is" || draft.relation.starts_with("be_");
    if nobody && draft.family.is_none() && !quality && draft.confidence < DISTANT {
        return false;
    }
    match (&draft.family, object_type) {
        // "the deadline passed", "it worked", "it must be stopped": nothing to know again.
        (None, None) => known_subject && !empty && !ahead,
        // "if it were stopped", "could succeed": what somebody imagines without saying what.
        // "nicknamed": as what is lost.
        (Some(family), None) if family == "name" => false,
        (Some(_), None) if ahead && !HAPPENING.contains(&draft.family.as_deref().unwrap_or_default()) => false,
        (Some(_), None) => known_subject || figure || scene.is_animate(draft.subject.head) || has_noun(scene, draft),
        (None, Some(ValueType::Date)) => known_subject || !understood && !empty,
        (_, Some(_)) => known_subject || known_object || figure || !empty && (certain || !understood),
    }
}

/// "Photo: Ana Silva (Agency)": who made a picture; it tells nothing of the news.
pub fn is_credit(scene: &Scene) -> bool {
    let tokens = &scene.tree.tokens;
    let [kind, colon, ..] = tokens.as_slice() else { return false };
    let picture = matches!(
        &*kind.form.to_lowercase(),
        "credit"
            | "graphic"
            | "illustration"
            | "image"
            | "images"
            | "map"
            | "photo"
            | "photograph"
            | "photos"
            | "picture"
    );
    picture && &*colon.form == ":" && tokens.iter().all(|token| !matches!(token.tag, Tag::Verb | Tag::Auxiliary))
}

/// Less than this is sure only where a subject is understood from afar, over more than one clause.
const UNDERSTOOD: f32 = 0.45;

/// What only somebody with a mind does.
const MINDED: &[&str] =
    &["believe", "decide", "dream", "hope", "intend", "know", "realise", "realize", "think", "want", "wish"];

/// Less than this is sure only where the subject is understood from another clause.
const DISTANT: f32 = 0.55;

/// Descriptions that tell no more than the type of what they describe.
const GENERIC: &[&str] = &["country", "man", "nation", "one", "people", "person", "place", "thanks", "thing", "woman"];

/// Families that tell what happens to somebody, so that nothing is missing where only the undergoer is told.
const HAPPENING: &[&str] =
    &["casualty", "resign", "dismiss", "arrest", "sentence", "charge", "elect", "acquit", "flee", "abduct", "appoint"];

/// Verbs that say little of what they tie.
const EMPTY_VERBS: &[&str] = &[
    "be", "become", "come", "do", "get", "go", "happen", "have", "keep", "make", "mean", "put", "remain", "see",
    "seem", "take", "think", "try", "want", "know", "feel", "look",
];

/// True for a name, a description with a name, or a demonym.
fn is_known(scene: &Scene, participant: &Participant) -> bool {
    let discourse = scene.discourse;
    let entity = discourse
        .entity_at(participant.sentence, participant.head)
        .or_else(|| discourse.demonym_country(participant.sentence, participant.head));
    entity.is_some_and(|entity| discourse.entity(entity).identifiable)
}

fn has_noun(scene: &Scene, draft: &Draft) -> bool {
    draft.subject.sentence == scene.sentence && scene.tree.token(draft.subject.head).tag == Tag::Noun
}

/// "Others", "that", "which", "something": words that stand for nobody in particular.
fn is_loose(scene: &Scene, participant: &Participant) -> bool {
    // "injured nine others" tells how many.
    let counted = participant.quantity.as_ref().is_some_and(|quantity| quantity.number.is_some());
    if participant.value_type == ValueType::Clause || counted {
        return false;
    }
    let tree = &scene.trees[participant.sentence];
    let lemma = tree.lemma(participant.head);
    // "did not know *what address* it was".
    let asked = tree
        .dependents_by(participant.head, &[Dependency::Det])
        .any(|word| matches!(&*tree.lemma(word), "what" | "which" | "whatever" | "whichever"));
    asked
        || matches!(
            &*lemma,
            "anything"
                | "everything"
                | "it"
                | "kind"
                | "nobody"
                | "none"
                | "nothing"
                | "one"
                | "anyone"
                | "anybody"
                | "everybody"
                | "everyone"
                | "somebody"
                | "someone"
                | "other"
                | "something"
                | "sort"
                | "that"
                | "thing"
                | "this"
                | "those"
                | "way"
                | "what"
                | "which"
                | "who"
                | "others"
        ) && !is_known(scene, participant)
}
