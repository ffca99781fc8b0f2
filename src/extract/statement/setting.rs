//! When and where a clause takes place: what it says itself, else what the clause that it goes with says.

use crate::lexicon::{NounClass, noun_class};
use crate::model::TimeExpression;
use crate::nlp::{Dependency, PennTag, Tag};
use crate::schema::{Effect, VerbFrame};

use crate::extract::statement::event_noun::time_on;
use crate::extract::statement::scene::Scene;
use crate::extract::syntax::clause::{Clause, Link, PredicateKind, Voice};
use crate::extract::syntax::phrase::words_text;
use crate::extract::value::time::{is_time, is_time_adverb, names_day, resolve, weekday};

/// Time and place of a clause.
#[derive(Clone, Debug, Default)]
pub struct Setting {
    /// When.
    pub time: Option<TimeExpression>,
    /// Head of the phrase that says where.
    pub place: Option<usize>,
}

/// How far a setting is handed on, from clause to clause and from noun to noun.
const FARTHEST: usize = 3;

/// The setting of a clause; `taken` are the heads that a statement uses as participants.
pub fn setting(scene: &Scene, clause: &Clause, taken: &[usize]) -> Setting {
    let time = time_of(scene, clause, 0);
    let place = own_place(scene, clause, taken).or_else(|| inherited_place(scene, clause, taken, 0));
    match of_one_toll(scene, clause) {
        Some(other) => Setting {
            time: time.or_else(|| time_of(scene, other, 0)),
            place: place.or_else(|| own_place(scene, other, taken)),
        },
        None => Setting { time, place },
    }
}

/// "Three died *and 20 were hurt* near Quito on Monday": two counts of one toll share when and where.
fn of_one_toll<'s>(scene: &Scene<'s>, clause: &Clause) -> Option<&'s Clause> {
    let counted = |clause: &Clause| {
        let lemma = scene.tree.lemma(clause.predicate);
        let casualty = |frame: &VerbFrame| scene.schema.relation_at(frame.relation).family == "casualty";
        let suffers = lemma == "die" || scene.schema.verb_frames(&lemma).iter().any(casualty);
        let number = |&head: &usize| scene.participant(head).quantity.is_some_and(|quantity| quantity.number.is_some());
        suffers && clause.own_subject && clause.subjects.iter().all(number)
    };
    let other = scene.clauses.iter().find(|other| {
        other.governor == Some(clause.predicate)
            && other.link == Link::Coordinate
            && scene.tree.head(other.predicate) == Some(clause.predicate)
    })?;
    (counted(clause) && counted(other)).then_some(other)
}

/// Heads of the phrases in a clause that say when.
pub fn time_phrases(scene: &Scene, clause: &Clause) -> Vec<usize> {
    let mut found = hung_times(scene, clause);
    if asked_by(scene, clause).is_some() {
        found.retain(|&time| !is_bare_day(scene, time));
    }
    let asked = scene.clauses.iter().find(|other| {
        other.governor == Some(clause.predicate) && asked_by(scene, other).is_some_and(|asking| asking == clause)
    });
    if let Some(asked) = asked {
        found.extend(hung_times(scene, asked).into_iter().filter(|&time| is_bare_day(scene, time)));
    }
    found
}

/// "*Urged lawmakers* to pass the bill Thursday": the clause that asked somebody for what this one tells. A day without
/// preposition behind both is that of the asking.
fn asked_by<'s>(scene: &Scene<'s>, clause: &Clause) -> Option<&'s Clause> {
    let asking = scene.clauses.iter().find(|other| Some(other.predicate) == clause.governor)?;
    let told = scene.tree.token(asking.predicate).penn == PennTag::Vbd && asking.predicate < clause.predicate;
    let addressed = !asking.objects.is_empty() || !asking.indirect.is_empty();
    let wants = scene.schema.verb_effect(&scene.tree.lemma(asking.predicate)) == Some(Effect::Wants);
    (clause.link == Link::Content && !clause.own_subject && told && addressed && wants).then_some(asking)
}

fn is_bare_day(scene: &Scene, time: usize) -> bool {
    scene.tree.preposition(time).is_none() && weekday(&scene.tree.lemma(time)).is_some()
}

fn hung_times(scene: &Scene, clause: &Clause) -> Vec<usize> {
    let tree = scene.tree;
    let own = clause.obliques.iter().filter(|oblique| is_time(tree, oblique.head, &oblique.preposition));
    // "*18 months* after they applied": how long after, no time of the clause.
    let measures = |head: usize| tree.tokens.get(head + 1).is_some_and(|next| next.relation == Dependency::Mark);
    let own = own.map(|oblique| oblique.head).filter(|&head| head > clause.predicate || !measures(head));
    // "had been to Kyiv before the war", "urged them in a message Thursday": the tree may hang the time on a noun.
    let nouns = clause.obliques.iter().map(|oblique| oblique.head).chain(clause.objects.iter().copied());
    let nouns: Vec<usize> = nouns
        .chain((clause.kind == PredicateKind::Place).then_some(clause.predicate))
        .filter(|&noun| !is_time(tree, noun, ""))
        .collect();
    let between =
        |noun: usize| matches!(tree.preposition(noun).as_deref(), Some("after" | "following" | "since" | "until"));
    // "spent eight years building".
    let spent = clause
        .objects
        .iter()
        .copied()
        .filter(|&object| matches!(&*tree.lemma(clause.predicate), "spend" | "take") && is_time(tree, object, ""));
    let mut hung: Vec<usize> = spent.collect();
    for noun in nouns {
        let direct = tree.dependents_by(noun, &[Dependency::Nmod, Dependency::NmodUnmarked, Dependency::OblUnmarked]);
        // "Since its creation *in 1950*": the year is that of the creation; "*two hours* after takeoff" measures.
        let measures = |child: usize| !between(noun) || tree.token(child).relation != Dependency::Nmod;
        let direct = direct.filter(|&child| measures(child));
        hung.extend(direct.filter(|&child| is_time(tree, child, &tree.preposition(child).unwrap_or_default())));
        let further = tree.dependents_by(noun, &[Dependency::Nmod]);
        hung.extend(further.flat_map(|noun| bare_days(scene, noun, FARTHEST)));
    }
    own.chain(hung).collect()
}

/// Days without preposition under a noun: they say when the clause takes place, whatever noun they hang on.
fn bare_days(scene: &Scene, noun: usize, reach: usize) -> Vec<usize> {
    let tree = scene.tree;
    let bare = [Dependency::NmodUnmarked, Dependency::OblUnmarked];
    let mut found: Vec<usize> = tree.dependents_by(noun, &bare).filter(|&child| is_time(tree, child, "")).collect();
    if reach > 0 {
        found
            .extend(tree.dependents_by(noun, &[Dependency::Nmod]).flat_map(|below| bare_days(scene, below, reach - 1)));
    }
    found
}

fn time_of(scene: &Scene, clause: &Clause, depth: usize) -> Option<TimeExpression> {
    now_as_said(scene, clause)
        .or_else(|| own_time(scene, clause, |_| true))
        .or_else(|| on_event(scene, clause))
        .or_else(|| while_told(scene, clause))
        .or_else(|| {
            let host = host(scene, clause).filter(|_| depth < FARTHEST)?;
            match clause.link {
                // "flew to X on Monday and met Y"; "met Y and flew to X on Monday" says nothing of the meeting.
                Link::Coordinate => own_time(scene, host, |time| time < clause.predicate).or_else(|| {
                    // "struck on Monday, killing ten and *injuring* five".
                    let participles = [clause, host].iter().all(|both| is_participle(scene, both));
                    let goes_on = participles && host.link == Link::Adverbial && depth + 1 < FARTHEST;
                    goes_on.then(|| time_of(scene, host, depth + 1)).flatten()
                }),
                // "plans to visit X on Monday": a time behind the infinitive is its own, one before it is that of the plan.
                // "…, X said on Monday": the day is that of the saying.
                Link::Content if !achieves(scene, host) => {
                    let of_asking = |time| asked_by(scene, clause).is_some() && is_bare_day(scene, time);
                    let behind = |time| time > clause.predicate && host.predicate < clause.predicate;
                    own_time(scene, host, |time| behind(time) && !of_asking(time))
                }
                _ => time_of(scene, host, depth + 1),
            }
        })
        .or_else(|| by_then(scene, clause))
}

/// "Said on Monday that it *now* has ten ships": it has them on Monday.
fn now_as_said(scene: &Scene, clause: &Clause) -> Option<TimeExpression> {
    let tree = scene.tree;
    let saying = scene.clauses.iter().find(|other| Some(other.predicate) == clause.governor)?;
    let told = clause.link == Link::Content
        && scene.schema.verb_effect(&tree.lemma(saying.predicate)) == Some(Effect::Reports)
        && time_phrases(scene, clause).is_empty();
    let now = tree.dependents_by(clause.predicate, &[Dependency::Advmod]).any(|word| tree.lemma(word) == "now");
    (told && now).then(|| own_time(scene, saying, |_| true)).flatten()
}

/// "*After touring the camp*, he flew home on Monday": by Monday the tour was over.
fn by_then(scene: &Scene, clause: &Clause) -> Option<TimeExpression> {
    let governor = scene.clauses.iter().find(|other| Some(other.predicate) == clause.governor)?;
    if clause.link != Link::Adverbial || clause.marker.as_deref() != Some("after") {
        return None;
    }
    let later = own_time(scene, governor, |_| true)?;
    let vague = ["after", "as", "before", "by", "during", "for", "from", "since", "until", "within"];
    let first = later.text.split(' ').next().unwrap_or_default().to_lowercase();
    (names_day(&later.text) && !vague.contains(&&*first)).then(|| TimeExpression {
        text: format!("by {}", later.text),
        start: None,
        ..later
    })
}

/// "*Thursday's attack* killed nine": the time stands on the event that acts, or in which something happens.
fn on_event(scene: &Scene, clause: &Clause) -> Option<TimeExpression> {
    let tree = scene.tree;
    let event = |head: &usize| {
        let lemma = tree.lemma(*head);
        tree.token(*head).tag == Tag::Noun
            && (noun_class(&lemma) == Some(NounClass::Event) || !scene.schema.noun_frames(&lemma).is_empty())
    };
    let own = clause.own_subject || clause.voice == Voice::Passive;
    let within = clause.obliques.iter().filter(|oblique| matches!(oblique.preposition.as_str(), "in" | "during"));
    let within = within.map(|oblique| oblique.head);
    let acting = clause.doers().iter().copied().filter(|_| own && clause.kind == PredicateKind::Verb);
    acting.chain(within).filter(event).find_map(|head| time_on(scene, head))
}

/// "Ten died *when a storm struck on Monday*": both happen at once.
fn while_told(scene: &Scene, clause: &Clause) -> Option<TimeExpression> {
    let tree = scene.tree;
    let at_once = scene.clauses.iter().find(|other| {
        other.governor == Some(clause.predicate)
            && matches!(other.link, Link::Adverbial | Link::Relative)
            && tree.head(other.predicate) == Some(clause.predicate)
            && tree
                .dependents_by(other.predicate, &[Dependency::Advmod, Dependency::Mark])
                .any(|word| tree.lemma(word) == "when")
    })?;
    own_time(scene, at_once, |_| true)
}

fn own_time(scene: &Scene, clause: &Clause, keep: impl Fn(usize) -> bool) -> Option<TimeExpression> {
    let tree = scene.tree;
    let times = time_phrases(scene, clause);
    if let Some(time) = times.into_iter().filter(|&time| keep(time)).min_by_key(|&time| rank(scene, time)) {
        return Some(scene.time(time));
    }
    let adverb = tree
        .dependents_by(clause.predicate, &[Dependency::Advmod])
        .find(|&child| is_time_adverb(&tree.lemma(child)) && keep(child) && !compares(scene, clause, child))?;
    let words = tree.subtree(adverb, |_| true);
    Some(resolve(&words_text(tree, &words, scene.text), scene.published))
}

/// "Fell to 5 million from 6 million *a year ago*": the time of what is compared with.
fn compares(scene: &Scene, clause: &Clause, adverb: usize) -> bool {
    let first = scene.tree.subtree(adverb, |_| true)[0];
    clause.obliques.iter().any(|oblique| {
        oblique.preposition == "from" && {
            let words = scene.tree.subtree(oblique.head, |_| true);
            words.last().is_some_and(|&last| last + 1 == first)
        }
    })
}

/// Days and dates before vaguer phrases, those before what is only told by another event ("after talks in Moscow").
fn rank(scene: &Scene, head: usize) -> (usize, usize) {
    let vague = matches!(&*scene.tree.lemma(head), "time" | "moment" | "week" | "period");
    let tree = scene.tree;
    let event = tree.token(head).tag == Tag::Noun && noun_class(&tree.lemma(head)) != Some(NounClass::Time);
    let beside = tree.preposition(head);
    let told_by_event = event
        && !vague
        && matches!(beside.as_deref(), Some("after" | "before" | "during" | "following" | "since" | "until"));
    let order = if told_by_event { 2 } else { usize::from(vague) };
    (order, head)
}

fn achieves(scene: &Scene, clause: &Clause) -> bool {
    scene.schema.verb_effect(&scene.tree.lemma(clause.predicate)) == Some(Effect::Achieves)
}

fn is_participle(scene: &Scene, clause: &Clause) -> bool {
    scene.tree.token(clause.predicate).penn == PennTag::Vbg && clause.auxiliaries.is_empty()
}

/// The clause that tells of the same occasion: "swarmed into the city, *bombing* it", "arrived and *met* the mayor".
fn host<'s>(scene: &Scene<'s>, clause: &Clause) -> Option<&'s Clause> {
    let governor = scene.clauses.iter().find(|other| Some(other.predicate) == clause.governor)?;
    let participle = matches!(scene.tree.token(clause.predicate).penn, PennTag::Vbg | PennTag::Vbn);
    let together = match clause.link {
        Link::Coordinate => !clause.own_subject,
        Link::Adverbial => !clause.own_subject && clause.marker.is_none() && participle,
        Link::Content => !clause.own_subject,
        // "launched 26 rockets, *of which 21 were shot down*".
        Link::Relative => clause.subjects.iter().chain(&clause.objects).any(|&head| scene.tree.is_numeral(head)),
        _ => false,
    };
    together.then_some(governor)
}

/// True for prepositions that say where.
pub fn is_locating(preposition: &str) -> bool {
    matches!(
        preposition,
        "in" | "at" | "near" | "outside" | "on" | "across" | "around" | "inside" | "beside" | "throughout"
    )
}

fn own_place(scene: &Scene, clause: &Clause, taken: &[usize]) -> Option<usize> {
    let free = |head: &usize| !taken.contains(head);
    let obliques = clause.obliques.iter().filter(|oblique| free(&oblique.head));
    // "in prison", "at school": a bare noun names no place.
    let tree = scene.tree;
    let which = |head: usize| {
        use Dependency::{Amod, Compound, Det, Nmod, NmodPoss, Nummod};
        scene.is_named(head) || tree.dependent(head, &[Amod, Compound, Det, NmodPoss, Nmod, Nummod]).is_some()
    };
    let direct = obliques
        .clone()
        .find(|oblique| is_locating(&oblique.preposition) && scene.is_place(oblique.head) && which(oblique.head));
    if let Some(oblique) = direct {
        return Some(oblique.head);
    }
    let through = obliques.filter(|oblique| is_locating(&oblique.preposition)).map(|oblique| oblique.head);
    let nouns = through.chain(clause.agents.iter().copied());
    nouns.filter(|&noun| !scene.is_place(noun)).find_map(|noun| place_within(scene, noun, taken, FARTHEST))
}

/// The place in which a noun phrase says that something is: "an attack in the town of X", "art on display in a square".
pub fn place_within(scene: &Scene, noun: usize, taken: &[usize], reach: usize) -> Option<usize> {
    let tree = scene.tree;
    let below: Vec<usize> =
        tree.dependents_by(noun, &[Dependency::Nmod]).filter(|child| !taken.contains(child)).collect();
    let locating = |child: usize| tree.preposition(child).as_deref().is_some_and(is_locating);
    let direct = below.iter().copied().find(|&child| locating(child) && scene.is_place(child));
    direct.or_else(|| {
        let next = below.into_iter().filter(|&child| reach > 0 && locating(child));
        next.into_iter().find_map(|child| place_within(scene, child, taken, reach - 1))
    })
}

/// Where the clause that this one goes with takes place, or what it leads to ("flew to X, meeting Y").
fn inherited_place(scene: &Scene, clause: &Clause, taken: &[usize], depth: usize) -> Option<usize> {
    let host = host(scene, clause).filter(|_| depth < FARTHEST)?;
    let goes_on = match clause.link {
        Link::Content => achieves(scene, host),
        Link::Coordinate => false,
        _ => clause.predicate > host.predicate,
    };
    if !goes_on {
        return None;
    }
    let arrived = || {
        let entered = matches!(&*scene.tree.lemma(host.predicate), "enter" | "reach" | "tour" | "visit" | "storm");
        let led = host.obliques.iter().filter(|oblique| matches!(oblique.preposition.as_str(), "to" | "into"));
        let led = led.map(|oblique| oblique.head).chain(host.objects.iter().copied().filter(|_| entered));
        led.into_iter().find(|&head| scene.is_place(head) && !taken.contains(&head))
    };
    own_place(scene, host, taken).or_else(arrived).or_else(|| inherited_place(scene, host, taken, depth + 1))
}
