//! When somebody speaks on: "She said on Monday that …. She warned …": the warning is of Monday too, as long as nobody else
//! and nothing else comes between.

use crate::model::{Modality, TimeExpression};
use crate::nlp::{PennTag, Tag};
use crate::schema::Effect;

use crate::extract::reference::discourse::LocalEntityId;
use crate::extract::statement::draft::Draft;
use crate::extract::statement::scene::Scene;
use crate::extract::statement::setting::setting;
use crate::extract::syntax::clause::Clause;

/// The last act of speech of which the time is known.
#[derive(Debug, Default)]
pub struct SpeechTime {
    last: Option<Speech>,
}

#[derive(Clone, Debug)]
struct Speech {
    speaker: LocalEntityId,
    sentence: usize,
    time: TimeExpression,
}

impl SpeechTime {
    /// Gives the time of speaking to what is said, urged or warned in the next sentence of a document.
    pub fn complete(&mut self, scene: &Scene, drafts: &mut [Draft]) {
        if let Some(last) = self.last.as_mut().filter(|_| is_quoted(scene)) {
            last.sentence = scene.sentence;
            let speech = last.clone();
            give(scene, &speech, &[], drafts);
            return;
        }
        for clause in scene.clauses.iter().filter(|clause| tells(scene, clause)) {
            let &[speaker] = clause.doers() else { continue };
            let Some(speaker) = scene.discourse.entity_at(scene.sentence, speaker) else { continue };
            let goes_on = |last: &&Speech| last.speaker == speaker && last.sentence + 1 >= scene.sentence;
            let heard = || self.last.as_ref().filter(goes_on).map(|last| last.time.clone());
            let Some(time) = setting(scene, clause, &[]).time.or_else(heard) else { continue };
            let speech = Speech { speaker, sentence: scene.sentence, time };
            give(scene, &speech, &acts_of(scene, clause), drafts);
            self.last = Some(speech);
        }
    }
}

/// True if the whole sentence is direct speech.
fn is_quoted(scene: &Scene) -> bool {
    let mut words = (0..scene.tree.tokens.len()).filter(|&word| scene.tree.token(word).tag != Tag::Punctuation);
    words.all(|word| scene.judge.quotes.is_inside(scene.sentence, word))
}

/// "Said", "told", "urged": told as one act in the past, outside of direct speech.
fn tells(scene: &Scene, clause: &Clause) -> bool {
    let effect = scene.schema.verb_effect(&scene.tree.lemma(clause.predicate));
    let once = scene.tree.token(clause.predicate).penn == PennTag::Vbd && clause.auxiliaries.is_empty();
    let address = scene.tree.lemma(clause.predicate) == "address";
    once && (address || matches!(effect, Some(Effect::Reports | Effect::Denies | Effect::Wants | Effect::Fears)))
        && !scene.judge.quotes.is_inside(scene.sentence, clause.predicate)
}

/// The words that tell of this act: its verb, and the participle in "*speaking* in Oslo, she said".
fn acts_of(scene: &Scene, clause: &Clause) -> Vec<usize> {
    let speaks = |other: &&Clause| {
        matches!(&*scene.tree.lemma(other.predicate), "speak" | "talk" | "write")
            && scene.tree.token(other.predicate).penn == PennTag::Vbg
            && other.subjects == clause.subjects
    };
    let participles = scene.clauses.iter().filter(speaks).map(|other| other.predicate);
    participles.chain([clause.predicate]).collect()
}

fn give(scene: &Scene, speech: &Speech, acts: &[usize], drafts: &mut [Draft]) {
    let tells = |word: &str| acts.iter().any(|&act| &*scene.tree.token(act).form == word);
    for draft in drafts.iter_mut().filter(|draft| draft.time.is_none() && draft.modality == Modality::Asserted) {
        let speaker = scene.discourse.entity_at(draft.subject.sentence, draft.subject.head);
        // Who says that somebody must do something urges them to.
        let told = draft.trigger == "must" || draft.trigger.split(' ').any(tells);
        if told && speaker == Some(speech.speaker) {
            draft.time = Some(speech.time.clone());
        }
    }
}
