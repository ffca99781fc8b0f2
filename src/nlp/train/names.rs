use super::perceptron::Perceptron;
use super::random::Random;
use crate::nlp::analysis::Name;
use crate::nlp::model::WordLists;
use crate::nlp::name::{CLASSES, Evidence, Label, NameFeatures, best_sequence, transition_key, transitions};
use crate::nlp::word::{Word, WordBuffer};

/// A sentence with its names and the classes that the tagger gives it.
pub(super) struct NameSentence {
    pub(super) forms: Vec<String>,
    pub(super) tags: Vec<u8>,
    pub(super) names: Vec<Name>,
}

impl NameSentence {
    fn labels(&self) -> Vec<Label> {
        let mut labels = vec![Label::OUTSIDE; self.forms.len()];
        for name in &self.names {
            for at in name.tokens.clone() {
                labels[at] = if at == name.tokens.start { Label::begin(name.kind) } else { Label::inside(name.kind) };
            }
        }
        labels
    }
}

/// Sentences of a file with a word and its label on each line. `kind` maps the labels' types.
pub(super) fn read_columns(
    content: &str,
    kind: impl Fn(&str) -> Option<crate::nlp::NameKind>,
) -> Vec<(Vec<String>, Vec<Name>)> {
    let mut sentences = Vec::new();
    let (mut forms, mut names): (Vec<String>, Vec<Name>) = (Vec::new(), Vec::new());
    for line in content.lines().chain([""]) {
        let mut columns = line.split_whitespace();
        let (Some(form), Some(label)) = (columns.next(), columns.next_back()) else {
            if !forms.is_empty() {
                sentences.push((std::mem::take(&mut forms), std::mem::take(&mut names)));
            }
            continue;
        };
        if form == "-DOCSTART-" {
            continue;
        }
        let at = forms.len();
        forms.push(form.to_owned());
        if let Some((position, kind)) = label.split_once('-').and_then(|(position, name)| Some((position, kind(name)?)))
        {
            match names.last_mut() {
                Some(name) if position == "I" && name.tokens.end == at && name.kind == kind => name.tokens.end = at + 1,
                _ => names.push(Name { tokens: at..at + 1, kind }),
            }
        }
    }
    sentences
}

/// Structured training: the best sequence against the right one.
pub(super) fn train(sentences: &[NameSentence], lists: &WordLists, epochs: usize, seed: u64) -> Perceptron {
    let mut model = Perceptron::new(CLASSES, 0);
    let mut random = Random(seed);
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    let mut buffer = WordBuffer::default();
    let mut keys: Vec<Vec<u32>> = Vec::new();
    for epoch in 0..epochs {
        random.shuffle(&mut order);
        let mut wrong = 0;
        for &index in &order {
            let sentence = &sentences[index];
            let right = sentence.labels();
            let words: Vec<Word> = sentence.forms.iter().map(|form| Word::new(form, lists, &mut buffer)).collect();
            let evidence = Evidence::of(sentence.forms.iter().map(String::as_str), lists);
            let context = NameFeatures::new(&words, &evidence, &sentence.tags);
            keys.resize_with(keys.len().max(words.len()), Vec::new);
            let mut local = vec![[0.0f32; CLASSES]; words.len()];
            for (at, scores) in local.iter_mut().enumerate() {
                context.at(at, &mut keys[at]);
                model.score(&keys[at], scores);
            }
            let table = transitions(|features, scores: &mut [f32]| model.score(features, scores));
            let predicted = best_sequence(&local, &table);
            for at in 0..words.len() {
                let (r, p) = (right[at].0 as usize, predicted[at].0 as usize);
                if r != p {
                    wrong += 1;
                }
                model.update(&keys[at], r, p);
                let before = |labels: &[Label]| at.checked_sub(1).map_or(CLASSES, |last| labels[last].0 as usize);
                let (rb, pb) = (before(&right), before(&predicted));
                if (rb, r) != (pb, p) {
                    model.add(&[transition_key(rb)], r, 1.0);
                    model.add(&[transition_key(pb)], p, -1.0);
                }
            }
            model.step();
        }
        eprintln!("names epoch {epoch}: {wrong} labels wrong");
    }
    model
}
