//! Fits the weights of the pronoun ranker, and scores them on GAP: `pronouns --help`.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs::read_to_string;
use std::path::{Path, PathBuf};

use clap::Parser;
use newsgraph::extract::training::{PronounExample, fit, pronoun_example, pronoun_examples};
use newsgraph::extract::{Discourse, LocalEntity, MentionKind, Ranker};
use newsgraph::model::Span;
use newsgraph::nlp::{Analysis, Analyzer, Sentence, conllu};

const EPOCHS: usize = 12;
const PENALTY: f64 = 4e-2;
const LEAST: usize = 5;
/// GAP's examples are few and hard: each counts as eight.
const TIMES_GAP: usize = 8;

/// Fits the weights of the pronoun ranker, and scores them.
#[derive(Parser)]
enum Command {
    /// Fits on GUM's coreference and on GAP's examples; the weights on standard output (data/models/pronouns.tsv).
    Fit { gum: PathBuf, gap: PathBuf },
    /// Which settings do best on fifths of GAP left out of the fit.
    Cross {
        gum: PathBuf,
        gap: PathBuf,
        /// Kinds of features left out.
        left_out: Vec<String>,
    },
    /// Precision, recall and F1 on GUM for each kind of pronoun and some thresholds.
    Check { gum: PathBuf, weights: Option<PathBuf> },
    /// Precision, recall and F1 as GAP counts them.
    Score { gap: PathBuf, weights: Option<PathBuf> },
}

fn main() -> Result<(), Box<dyn Error>> {
    let ranker = |weights: Option<PathBuf>| -> Result<Ranker, Box<dyn Error>> {
        Ok(match weights {
            Some(file) => Ranker::from_table(&read_to_string(file)?),
            None => Ranker::embedded().clone(),
        })
    };
    match Command::parse() {
        Command::Fit { gum, gap } => write_weights(&gum, &gap),
        Command::Cross { gum, gap, left_out } => cross(&gum, &gap, &left_out),
        Command::Check { gum, weights } => check(&gum, &ranker(weights)?),
        Command::Score { gap, weights } => score(&gap, &ranker(weights)?),
    }
}

fn write_weights(gum: &Path, gap: &Path) -> Result<(), Box<dyn Error>> {
    let of_gum = gum_examples(&read_to_string(gum)?)?;
    let first = fit(&of_gum, EPOCHS, PENALTY, LEAST);
    let read = analysed(&read_to_string(gap)?);
    let of_gap = gap_examples(&read.iter().collect::<Vec<_>>(), &first);
    eprintln!("{} examples of GUM, {} of GAP", of_gum.len(), of_gap.len());
    let ranker = fitted(&of_gum, &of_gap, Setting::SHIPPED);
    println!(
        "# Weights of the log-linear ranker of pronoun antecedents: feature, weight. Written by train/pronouns.rs from"
    );
    println!("# GUM's training part (annotations CC BY 4.0) and the validation part of GAP (Apache-2.0).");
    for (feature, weight) in ranker.weights().iter().filter(|(_, weight)| weight.abs() >= 0.0005) {
        println!("{feature}\t{weight:.3}");
    }
    Ok(())
}

/// What a fit may be tuned by.
#[derive(Clone, Copy)]
struct Setting {
    penalty: f64,
    times_gap: usize,
    /// The least probability for "he" and "she".
    he: f64,
}

impl Setting {
    /// The best of `cross`.
    const SHIPPED: Setting = Setting { penalty: PENALTY, times_gap: TIMES_GAP, he: 0.3 };
}

fn fitted(of_gum: &[PronounExample], of_gap: &[PronounExample], setting: Setting) -> Ranker {
    let mut examples = of_gum.to_vec();
    for _ in 0..setting.times_gap {
        examples.extend(of_gap.iter().cloned());
    }
    fit(&examples, EPOCHS, setting.penalty, LEAST)
        .with_least("he", setting.he)
        .with_least("it", 0.4)
        .with_least("they", 0.4)
}

/// A question with its text as the analysis reads it.
type ReadQuestion = (GapQuestion, Analysis);

fn analysed(gap: &str) -> Vec<ReadQuestion> {
    let analyse = |question: GapQuestion| {
        let analysis = Analyzer::embedded().analyse(&question.text);
        (question, analysis)
    };
    gap_questions(gap).into_iter().map(analyse).collect()
}

fn gap_examples(read: &[&ReadQuestion], first: &Ranker) -> Vec<PronounExample> {
    read.iter()
        .filter_map(|(question, analysis)| pronoun_example(analysis, question.pronoun, &question.names, first))
        .collect()
}

/// Fits on GUM and four fifths of GAP and scores the fifth left out, for some settings; features that begin with one of
/// `left_out` are not used.
fn cross(gum: &Path, gap: &Path, left_out: &[String]) -> Result<(), Box<dyn Error>> {
    let without = |mut examples: Vec<PronounExample>| {
        for (features, _) in examples.iter_mut().flat_map(|example| &mut example.candidates) {
            features.retain(|feature| {
                let name = feature.split_once(' ').map_or("", |(_, name)| name);
                !left_out.iter().any(|left| name.starts_with(left))
            });
        }
        examples
    };
    let of_gum = without(gum_examples(&read_to_string(gum)?)?);
    let first = fit(&of_gum, EPOCHS, PENALTY, LEAST);
    let read = analysed(&read_to_string(gap)?);
    let folds: Vec<(Vec<PronounExample>, Vec<&ReadQuestion>)> = (0..FOLDS)
        .map(|fold| {
            let (asked, known): (Vec<_>, Vec<_>) =
                read.iter().enumerate().partition(|(position, _)| position % FOLDS == fold);
            let known: Vec<_> = known.into_iter().map(|(_, read)| read).collect();
            (without(gap_examples(&known, &first)), asked.into_iter().map(|(_, read)| read).collect())
        })
        .collect();
    for penalty in [4e-2, 8e-2, 0.15] {
        for times_gap in [4, 8] {
            for he in [0.2, 0.3] {
                let setting = Setting { penalty, times_gap, he };
                let mut counts = [Count::default(); 2];
                for (known, asked) in &folds {
                    let ranker = fitted(&of_gum, known, setting);
                    for (question, analysis) in asked {
                        counts[usize::from(question.feminine)]
                            .add(question, &Discourse::with_ranker(analysis, &ranker));
                    }
                }
                print!("penalty {penalty} times {times_gap} least {he}: ");
                counts[0].and(counts[1]).print("");
            }
        }
    }
    Ok(())
}

/// How many parts `cross` makes of GAP.
const FOLDS: usize = 5;

/// The pronouns of GUM, each document read as a text of its own.
fn gum_examples(content: &str) -> Result<Vec<PronounExample>, Box<dyn Error>> {
    let mut examples = Vec::new();
    for part in content.split_inclusive("\n\n").fold(Vec::<String>::new(), by_document) {
        for text in conllu::read(&part)? {
            let analysis = Analyzer::embedded().analyse_tokens(&text.analysis);
            examples.extend(pronoun_examples(&analysis, &clusters(&part, &analysis)));
        }
    }
    Ok(examples)
}

fn by_document(mut documents: Vec<String>, sentence: &str) -> Vec<String> {
    match documents.last_mut() {
        Some(document) if !sentence.starts_with("# newdoc") => document.push_str(sentence),
        _ => documents.push(sentence.to_owned()),
    }
    documents
}

/// The cluster of every mention that GUM marks (`Entity=(1-person-…` … `1)`), under the head that our tree gives it.
fn clusters(document: &str, analysis: &Analysis) -> BTreeMap<(usize, usize), u32> {
    let mut clusters = BTreeMap::new();
    for (index, sentence) in document.split("\n\n").enumerate() {
        let Some(tree) = analysis.sentences.get(index) else { continue };
        let words = sentence.lines().filter(|line| {
            line.split('\t')
                .next()
                .is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
        });
        let mut open: Vec<(u32, usize)> = Vec::new();
        for (at, word) in words.enumerate() {
            let misc = word.split('\t').nth(9).unwrap_or("");
            let Some(mut rest) = misc.split('|').find_map(|note| note.strip_prefix("Entity=")) else { continue };
            while !rest.is_empty() {
                let opens = rest.starts_with('(');
                let content = rest.trim_start_matches('(');
                let end = content.find(['(', ')']).unwrap_or(content.len());
                let number = content[..end].split('-').next().and_then(|number| number.parse::<u32>().ok());
                let closes = content[end..].starts_with(')');
                if let (true, Some(number)) = (opens, number) {
                    open.push((number, at));
                }
                if closes && let Some(place) = open.iter().rposition(|(other, _)| Some(*other) == number) {
                    let (number, start) = open.remove(place);
                    clusters.entry((index, head(tree, start, at))).or_insert(number);
                }
                rest = &content[(end + usize::from(closes)).min(content.len())..];
            }
        }
    }
    clusters
}

fn head(sentence: &Sentence, start: usize, end: usize) -> usize {
    let outside = |at: &usize| sentence.tokens[*at].head.is_none_or(|head| !(start..=end).contains(&(head as usize)));
    (start..=end.min(sentence.tokens.len() - 1)).find(outside).unwrap_or(end)
}

/// A line of GAP: a text, a pronoun in it, and two names of which it is known whether the pronoun stands for them.
struct GapQuestion {
    id: String,
    text: String,
    feminine: bool,
    pronoun: Span,
    names: Vec<(Span, bool)>,
}

fn gap_questions(content: &str) -> Vec<GapQuestion> {
    content.lines().skip(1).filter_map(gap_question).collect()
}

fn gap_question(line: &str) -> Option<GapQuestion> {
    let [id, text, pronoun, at, a, a_at, a_right, b, b_at, b_right, _] = line.split('\t').collect::<Vec<_>>()[..]
    else {
        return None;
    };
    let span = |words: &str, at: &str| {
        let start = text.char_indices().nth(at.parse().ok()?)?.0;
        Some(Span::new(start, start + words.len()))
    };
    Some(GapQuestion {
        id: id.to_owned(),
        text: text.to_owned(),
        feminine: pronoun.to_lowercase().starts_with(['s', 'h'])
            && !matches!(&*pronoun.to_lowercase(), "he" | "his" | "him"),
        pronoun: span(pronoun, at)?,
        names: vec![(span(a, a_at)?, a_right == "TRUE"), (span(b, b_at)?, b_right == "TRUE")],
    })
}

#[derive(Clone, Copy, Default)]
struct Count {
    right: usize,
    found: usize,
    gold: usize,
}

impl Count {
    /// Counts the names of a question as GAP does; true if one was wrong.
    fn add(&mut self, question: &GapQuestion, discourse: &Discourse) -> bool {
        let meant = meant(question, discourse);
        let mut wrong = false;
        for (span, gold) in &question.names {
            let found = meant.is_some() && meant == entity_at(discourse, *span);
            self.right += usize::from(found && *gold);
            self.found += usize::from(found);
            self.gold += usize::from(*gold);
            wrong |= found != *gold;
        }
        wrong
    }

    fn and(self, other: Count) -> Count {
        Count { right: self.right + other.right, found: self.found + other.found, gold: self.gold + other.gold }
    }

    fn print(self, of: &str) -> f64 {
        let ratio = |of: usize| if of == 0 { 0.0 } else { self.right as f64 / of as f64 };
        let (precision, recall) = (ratio(self.found), ratio(self.gold));
        let f1 = if self.right == 0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) };
        println!("{of:10} precision {precision:.3}  recall {recall:.3}  F1 {f1:.3}");
        f1
    }
}

/// The entity that the pronoun of the question was led to.
fn meant(question: &GapQuestion, discourse: &Discourse) -> Option<usize> {
    discourse.entities.iter().position(|entity| {
        entity.mentions.iter().any(|mention| mention.kind == MentionKind::Pronoun && mention.span == question.pronoun)
    })
}

fn score(gap: &Path, ranker: &Ranker) -> Result<(), Box<dyn Error>> {
    let mut counts = [Count::default(); 2];
    let verbose = std::env::var_os("VERBOSE").is_some();
    for question in gap_questions(&read_to_string(gap)?) {
        let analysis = Analyzer::embedded().analyse(&question.text);
        let discourse = Discourse::with_ranker(&analysis, ranker);
        let wrong = counts[usize::from(question.feminine)].add(&question, &discourse);
        if wrong && verbose {
            let name = |entity: Option<usize>| {
                entity.map_or("-".to_owned(), |entity| {
                    format!("{}/{}", discourse.entities[entity].name, discourse.entities[entity].entity_type)
                })
            };
            println!("\n{} {}", question.id, marked(&question));
            print!("   found {}", name(meant(&question, &discourse)));
            for (span, gold) in &question.names {
                print!(" | {} {gold}", name(entity_at(&discourse, *span)));
            }
            println!();
        }
    }
    counts[0].and(counts[1]).print("all");
    let masculine = counts[0].print("masculine");
    let feminine = counts[1].print("feminine");
    println!("bias (feminine by masculine) {:.3}", feminine / masculine);
    Ok(())
}

/// How the ranker does on pronouns of GUM, those before each resolved as GUM says.
fn check(gum: &Path, ranker: &Ranker) -> Result<(), Box<dyn Error>> {
    let examples = gum_examples(&read_to_string(gum)?)?;
    for class in ["he", "it", "they"] {
        for least in [0.3, 0.4, 0.5] {
            let mut count = Count::default();
            for example in examples.iter().filter(|example| class_of(example) == class) {
                let features: Vec<&[String]> = example.candidates.iter().map(|(features, _)| &features[..]).collect();
                let Some((position, probability)) = ranker.likeliest(&features) else { continue };
                let found = position > 0 && probability >= least;
                count.gold += usize::from(!example.candidates[0].1);
                count.found += usize::from(found);
                count.right += usize::from(found && example.candidates[position].1);
            }
            count.print(&format!("{class} {least}"));
        }
    }
    Ok(())
}

fn class_of(example: &PronounExample) -> &str {
    let first = example.candidates.first().and_then(|(features, _)| features.first());
    first.and_then(|feature| feature.split(' ').next()).unwrap_or("")
}

fn marked(question: &GapQuestion) -> String {
    let mut marks = vec![(question.pronoun, "*")];
    marks.extend(question.names.iter().zip(["A", "B"]).map(|((span, _), mark)| (*span, mark)));
    marks.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
    let mut text = question.text.clone();
    for (span, mark) in marks {
        text.insert(span.end as usize, ']');
        text.insert_str(span.start as usize, &format!("{mark}["));
    }
    text
}

/// The entity with the mention that covers the span best, names before descriptions.
fn entity_at(discourse: &Discourse, span: Span) -> Option<usize> {
    let overlap = |other: Span| {
        let common = span.end.min(other.end).saturating_sub(span.start.max(other.start));
        common as f64 / (span.end.max(other.end) - span.start.min(other.start)) as f64
    };
    let mentions = discourse.entities.iter().enumerate().flat_map(|(number, entity): (usize, &LocalEntity)| {
        entity.mentions.iter().map(move |mention| (number, mention))
    });
    mentions
        .filter(|(_, mention)| overlap(mention.span) > 0.0)
        .max_by(|(_, left), (_, right)| {
            let rank = |kind: MentionKind| kind != MentionKind::Nominal;
            (rank(left.kind), overlap(left.span))
                .partial_cmp(&(rank(right.kind), overlap(right.span)))
                .unwrap_or(std::cmp::Ordering::Equal)
        })
        .map(|(number, _)| number)
}
