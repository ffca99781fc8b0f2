use super::perceptron::Perceptron;
use super::random::Random;
use crate::nlp::conllu::AnnotatedText;
use crate::nlp::model::{Linear, WordLists};
use crate::nlp::token::{
    Chunk, Forms, Gap, Lines, Piece, boundary_features, chunks, is_candidate, split_candidates, split_features,
};

/// A text with where its words and sentences are.
pub(super) struct Layout {
    text: String,
    words: Vec<(usize, usize)>,
    ends: Vec<bool>,
}

/// Lays texts out in several ways: paragraphs on one line, a sentence on each line, wrapped lines.
pub(super) fn layouts(texts: &[&AnnotatedText], seed: u64) -> Vec<Layout> {
    let mut random = Random(seed);
    texts.iter().map(|text| layout(text, &mut random)).collect()
}

fn layout(source: &AnnotatedText, random: &mut Random) -> Layout {
    let style = random.fraction();
    let wrap = (style > 0.75).then(|| 55 + random.below(30));
    let paragraph = if random.fraction() < 0.5 { "\n\n" } else { "\n" };
    let mut layout = Layout { text: String::new(), words: Vec::new(), ends: Vec::new() };
    for (index, sentence) in source.analysis.sentences.iter().enumerate() {
        if index > 0 {
            let last = layout.text.chars().next_back().unwrap_or(' ');
            let closed = matches!(last, '.' | '!' | '?' | '"' | '”' | ')' | ':');
            layout.text.push_str(match () {
                () if sentence.starts_paragraph && wrap.is_some() => "\n\n",
                () if sentence.starts_paragraph => paragraph,
                // An unpunctuated line is mostly a heading or an item, which stands on a line of its own in the source.
                () if !closed && random.fraction() < 0.5 => "\n",
                () if style < 0.1 && wrap.is_none() => "\n",
                () if wrap.is_none() && closed && style > 0.7 && matches!(last, '"' | '”' | '.') => "",
                () => " ",
            });
            if layout.text.ends_with(['.', '"', '”']) && source.analysis.sentences[index - 1].tokens.len() < 3 {
                layout.text.push(' ');
            }
        }
        let mut end = sentence.span.start as usize;
        for token in sentence.tokens.iter().filter(|token| !token.span.is_empty()) {
            let start = token.span.start as usize;
            if start > end {
                let line = layout.text.len() - layout.text.rfind('\n').map_or(0, |at| at + 1);
                let full = wrap.is_some_and(|width| line + token.form.len() >= width);
                layout.text.push(if full { '\n' } else { ' ' });
            }
            let from = layout.text.len();
            layout.text.push_str(token.span.of(&source.text));
            layout.words.push((from, layout.text.len()));
            layout.ends.push(false);
            end = token.span.end as usize;
        }
        if let Some(last) = layout.ends.last_mut() {
            *last = true;
        }
    }
    layout
}

/// Where words are cut.
pub(super) fn train_splitter(layouts: &[Layout], epochs: usize, seed: u64) -> Linear {
    let mut model = Perceptron::new(2, 0);
    let mut random = Random(seed);
    let mut order: Vec<usize> = (0..layouts.len()).collect();
    let (mut keys, mut candidates, mut scores) = (Vec::new(), Vec::new(), [0.0f32; 2]);
    for _ in 0..epochs {
        random.shuffle(&mut order);
        for &index in &order {
            let layout = &layouts[index];
            let all: Vec<(usize, usize, Gap)> = chunks(&layout.text).collect();
            for (number, &(start, end, _)) in all.iter().enumerate() {
                let after = all.get(number + 1);
                let after = after.map(|&(start, _, gap)| (layout.text[start..].chars().next().unwrap_or(' '), gap));
                split_candidates(&layout.text[start..end], &mut candidates);
                let chunk = Chunk::new(&layout.text[start..end], after);
                let mut last = start;
                for &at in &candidates {
                    split_features(&chunk, at, last - start, &mut keys);
                    model.score(&keys, &mut scores);
                    let right = layout.words.binary_search_by_key(&(start + at), |word| word.0).is_ok();
                    model.update(&keys, usize::from(right), usize::from(scores[1] > scores[0]));
                    model.step();
                    if right {
                        last = start + at;
                    }
                }
            }
        }
    }
    model.finish(60_000)
}

/// Where sentences end.
pub(super) fn train_boundaries(layouts: &[Layout], lists: &WordLists, epochs: usize, seed: u64) -> Linear {
    let mut model = Perceptron::new(2, 0);
    let mut random = Random(seed);
    let mut order: Vec<usize> = (0..layouts.len()).collect();
    let (mut keys, mut scores) = (Vec::new(), [0.0f32; 2]);
    for _ in 0..epochs {
        random.shuffle(&mut order);
        for &index in &order {
            let layout = &layouts[index];
            let all: Vec<(usize, usize, Gap)> = chunks(&layout.text).collect();
            let pieces: Vec<Piece> = layout
                .words
                .iter()
                .map(|&(start, end)| {
                    let gap = all.binary_search_by_key(&start, |chunk| chunk.0).map_or(Gap::None, |at| all[at].2);
                    Piece { start, end, gap }
                })
                .collect();
            let lines = Lines::new(&layout.text);
            let forms = Forms::new(&layout.text, &pieces, lists);
            let mut start = 0;
            for at in 0..pieces.len().saturating_sub(1) {
                let right = layout.ends[at];
                if pieces[at + 1].gap != Gap::Paragraph && is_candidate(&layout.text, &pieces, at) {
                    boundary_features(&forms, &lines, start, at, &mut keys);
                    model.score(&keys, &mut scores);
                    model.update(&keys, usize::from(right), usize::from(scores[1] > scores[0]));
                    model.step();
                }
                if right {
                    start = at + 1;
                }
            }
        }
    }
    model.finish(60_000)
}
