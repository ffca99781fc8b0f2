//! Everything that the clauses of a text say, also what makes no statement of its own: read again for a question that no
//! statement answers.

use jiff::civil::Date;

use crate::model::{Modality, Polarity, Quantity, Span, TimeExpression};

use crate::nlp::Dependency::{Compound, Nmod, NmodPoss, NmodUnmarked};

use super::Extractor;
use crate::extract::statement::draft::Participant;
use crate::extract::statement::relation::{complements, named_relation};
use crate::extract::statement::scene::Scene;
use crate::extract::statement::setting::{setting, time_phrases};
use crate::extract::syntax::clause::{Clause, PredicateKind, Voice};
use crate::extract::value::time::is_time;

/// A noun phrase of a clause.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadPhrase {
    /// Its words.
    pub text: String,
    /// Where its head stands in the text.
    pub head: Span,
    /// The number in it, with what it counts.
    pub quantity: Option<Quantity>,
}

/// One clause as it stands in its text.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadClause {
    /// The sentence, in bytes of the text.
    pub sentence: Span,
    /// Where its predicate stands.
    pub predicate: Span,
    /// Lemma of the predicate with its particles; `be` where a noun or adjective carries it.
    pub lemma: String,
    /// The predicate as written.
    pub form: String,
    /// The relation of the schema, where a pattern fits.
    pub relation: Option<String>,
    /// Who acts.
    pub doers: Vec<ReadPhrase>,
    /// Who or what is acted upon, or what the subject is said to be.
    pub undergoers: Vec<ReadPhrase>,
    /// The grammatical objects, where the relation has others ("began a protest *at the gate*").
    pub objects: Vec<ReadPhrase>,
    /// Further phrases with their prepositions.
    pub obliques: Vec<(String, ReadPhrase)>,
    /// When.
    pub times: Vec<TimeExpression>,
    /// Where, as far as the clause or the one around it says.
    pub place: Option<ReadPhrase>,
    /// Affirmed or denied.
    pub polarity: Polarity,
    /// How far the text stands behind it.
    pub modality: Modality,
    /// Who says so, if somebody other than the text.
    pub source: Option<ReadPhrase>,
}

impl Extractor<'_> {
    /// The clauses of a text, in text order, each with its standing.
    pub fn read_closely(&self, text: &str, published: Option<Date>) -> Vec<ReadClause> {
        let analysis = self.analyzer().analyse(text);
        let discourse = super::Discourse::of(text, &analysis);
        self.in_each_scene(text, &analysis, &discourse, published, |scene| {
            let clauses = scene.clauses.iter().map(|clause| read(scene, clause));
            let nouns = (0..scene.tree.tokens.len()).filter_map(|noun| read_noun(scene, noun));
            clauses.chain(nouns).collect()
        })
    }
}

fn read(scene: &Scene, clause: &Clause) -> ReadClause {
    let tree = scene.tree;
    let status = scene.judge.status(clause);
    let named = named_relation(tree, clause, scene.schema, &|head| scene.entity_type(head));
    let copula = clause.kind != PredicateKind::Verb;
    let mut lemma = if copula { "be".to_owned() } else { tree.lemma(clause.predicate) };
    for &particle in &clause.particles {
        lemma = format!("{lemma} {}", tree.lemma(particle));
    }
    let times = time_phrases(scene, clause);
    let undergoers: Vec<usize> = match &named {
        _ if copula => vec![clause.predicate],
        Some(relation) if !relation.objects.is_empty() && clause.voice == Voice::Active => relation.objects.clone(),
        _ => clause.undergoers().to_vec(),
    };
    // "spent years fortifying the town": a stretch of time does nothing.
    let spends = |&doer: &usize| is_time(tree, doer, "");
    let governor = || scene.clauses.iter().find(|other| Some(other.predicate) == clause.governor);
    let doers = match clause.doers() {
        own if !own.is_empty() && own.iter().all(spends) => governor().map_or(own, Clause::doers),
        own => own,
    };
    let around = setting(scene, clause, &undergoers);
    let mut when: Vec<TimeExpression> = times.iter().map(|&head| scene.time(head)).collect();
    when.extend(around.time.filter(|_| times.is_empty()));
    let free = clause.obliques.iter().filter(|oblique| !times.contains(&oblique.head));
    let phrases = |heads: &[usize]| heads.iter().map(|&head| phrase(scene, head)).collect::<Vec<_>>();
    ReadClause {
        sentence: tree.sentence().span,
        predicate: tree.token(clause.predicate).span,
        lemma,
        form: tree.token(clause.predicate).form.to_string(),
        relation: named.map(|relation| relation.name),
        doers: phrases(doers),
        objects: phrases(if copula { &[] } else { clause.undergoers() }),
        obliques: free.map(|oblique| (oblique.preposition.clone(), phrase(scene, oblique.head))).collect(),
        undergoers: phrases(&undergoers),
        times: when,
        place: around.place.map(|head| phrase(scene, head)),
        polarity: status.polarity,
        modality: status.modality,
        source: status.source.map(|(sentence, head)| read_phrase(scene, scene.source(sentence, head))),
    }
}

/// What an event noun tells: "the shelling of X by Y", "Y's invasion on Monday".
fn read_noun(scene: &Scene, noun: usize) -> Option<ReadClause> {
    let tree = scene.tree;
    let frame = scene.schema.noun_frames(&tree.lemma(noun)).first()?;
    let doers: Vec<usize> = scene.doers_of_noun(noun).into_iter().flat_map(|doer| scene.with_examples(doer)).collect();
    let undergoers = complements(tree, noun, &frame.prepositions).unwrap_or_default();
    if doers.is_empty() && undergoers.is_empty() {
        return None;
    }
    let status = scene.judge.presupposed(noun);
    let of_noun = |child: &usize| !doers.contains(child) && !undergoers.contains(child);
    let beside: Vec<usize> =
        tree.dependents_by(noun, &[Nmod, Compound, NmodUnmarked, NmodPoss]).filter(of_noun).collect();
    let (times, others): (Vec<usize>, Vec<usize>) =
        beside.into_iter().partition(|&child| is_time(tree, child, &tree.preposition(child).unwrap_or_default()));
    let others = others.into_iter().filter_map(|child| Some((tree.preposition(child)?, phrase(scene, child))));
    // "killed by Y's shelling in X": the place may hang on the verb.
    let verb = scene
        .clauses
        .iter()
        .filter(|clause| tree.is_under(noun, clause.predicate))
        .max_by_key(|clause| clause.predicate);
    let around = verb.into_iter().flat_map(|clause| &clause.obliques).filter(|oblique| oblique.head != noun);
    let around = around.filter(|oblique| matches!(oblique.preposition.as_str(), "in" | "at" | "near" | "on"));
    let around = around.map(|oblique| (oblique.preposition.clone(), phrase(scene, oblique.head)));
    Some(ReadClause {
        sentence: tree.sentence().span,
        predicate: tree.token(noun).span,
        lemma: tree.lemma(noun),
        form: tree.token(noun).form.to_string(),
        relation: Some(scene.schema.relation_at(frame.relation).name.clone()),
        doers: doers.iter().map(|&head| phrase(scene, head)).collect(),
        undergoers: undergoers.iter().map(|&head| phrase(scene, head)).collect(),
        objects: Vec::new(),
        obliques: others.chain(around).collect(),
        times: times.iter().map(|&head| scene.time(head)).collect(),
        place: None,
        polarity: status.polarity,
        modality: status.modality,
        source: status.source.map(|(sentence, head)| read_phrase(scene, scene.source(sentence, head))),
    })
}

fn phrase(scene: &Scene, head: usize) -> ReadPhrase {
    let mut participant = scene.participant(head);
    if let Some(country) = scene.discourse.demonym_country(scene.sentence, head) {
        participant.text = scene.discourse.entity(country).name.clone();
    }
    read_phrase(scene, participant)
}

fn read_phrase(scene: &Scene, participant: Participant) -> ReadPhrase {
    let span = scene.trees[participant.sentence].token(participant.head).span;
    ReadPhrase { text: participant.text, head: span, quantity: participant.quantity }
}
