//! Other ways in which the same sentence may be written: questions in lower case, headlines.

use super::random::Random;
use crate::nlp::analysis::Sentence;

/// The sentence, and mostly nothing else; now and then also a copy that is written in lower case, without its final
/// punctuation, with a capital on each word, or in capitals. Of questions nearly all get a lower-case copy.
pub(super) fn with_copy(sentence: &Sentence, seed: u64) -> Vec<Sentence> {
    let mut random = Random(seed);
    std::iter::once(sentence.clone()).chain(copy(sentence, &mut random)).collect()
}

fn copy(sentence: &Sentence, random: &mut Random) -> Option<Sentence> {
    let question = sentence.tokens.last().is_some_and(|token| &*token.form == "?");
    let lower = if question { 0.9 } else { 0.06 };
    let choice = random.fraction();
    let mut copy = sentence.clone();
    let rewrite = |copy: &mut Sentence, how: &dyn Fn(&str) -> String| {
        copy.tokens.iter_mut().for_each(|token| token.form = how(&token.form).into());
    };
    if choice < lower {
        rewrite(&mut copy, &|form| form.to_lowercase());
        if choice < lower * 0.8 {
            drop_end(&mut copy);
        }
    } else if choice < lower + 0.02 {
        drop_end(&mut copy);
    } else if choice < lower + 0.045 {
        rewrite(&mut copy, &|form| if form.len() > 3 { capitalised(form) } else { form.to_owned() });
        drop_end(&mut copy);
    } else if choice < lower + 0.055 {
        rewrite(&mut copy, &|form| form.to_uppercase());
    } else {
        return None;
    }
    Some(copy)
}

/// Leaves out final punctuation on which nothing depends.
fn drop_end(sentence: &mut Sentence) {
    let last = sentence.tokens.len().saturating_sub(1);
    let free = sentence.children(last).next().is_none() && sentence.root() != last;
    if last > 1 && free && matches!(&*sentence.tokens[last].form, "." | "?" | "!") {
        sentence.tokens.pop();
    }
}

fn capitalised(form: &str) -> String {
    let mut characters = form.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}
