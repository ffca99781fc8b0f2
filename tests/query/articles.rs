//! Questions over small articles of our own: `tests/questions/articles/*.jsonl`, the article in the first line.

use std::fs;
use std::path::Path;

use newsgraph::extract::{Extractor, changes};
use newsgraph::graph::Graph;
use newsgraph::model::Article;
use newsgraph::query::{Answerer, Reply};
use newsgraph::schema::Schema;
use serde::Deserialize;

#[derive(Deserialize)]
struct Source {
    article: String,
    date: String,
}

/// Either all answers that are vouched for (each by words that it must contain), or words of the first answer.
#[derive(Deserialize)]
struct Asked {
    question: String,
    answers: Option<Vec<String>>,
    contains: Option<String>,
    /// Why it is not answered yet: such a question is counted, not required.
    gap: Option<String>,
}

fn graph_of(source: &Source) -> Graph {
    let published = source.date.parse().ok();
    let extraction = Extractor::new(Schema::news()).extract(&source.article, published);
    let article = Article { name: "article.txt".into(), text: source.article.clone(), published, ..Article::default() };
    let mut graph = Graph::new();
    let changes = changes(&graph, article, &extraction, None);
    graph.apply(&changes).expect("the changes fit");
    graph
}

fn complaint(asked: &Asked, reply: &Reply) -> Option<String> {
    let held: Vec<&str> = reply.answers.iter().filter(|a| a.status.holds()).map(|a| a.answer.as_str()).collect();
    let fits = match (&asked.answers, &asked.contains) {
        (Some(expected), _) => {
            held.len() == expected.len()
                && expected.iter().all(|words| held.iter().any(|answer| answer.contains(words.as_str())))
        }
        (None, Some(words)) => {
            reply.answers.first().is_some_and(|a| a.answer.to_lowercase().contains(&words.to_lowercase()))
        }
        (None, None) => panic!("`{}` expects nothing", asked.question),
    };
    (!fits).then(|| {
        let expected = asked.answers.as_ref().map_or_else(|| format!("{:?}", asked.contains), |all| format!("{all:?}"));
        let all: Vec<_> = reply.answers.iter().map(|a| (&a.answer, a.status)).collect();
        format!(
            "{}\n  {}\n  expected {expected}\n  got {all:?} {:?}",
            asked.question, reply.understood, reply.explanation
        )
    })
}

#[test]
fn questions_over_articles() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/questions/articles");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 5);
    let (mut complaints, mut asked_in_all, mut gaps) = (Vec::new(), 0, 0);
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let (first, rest) = text.split_once('\n').unwrap();
        let graph = graph_of(&serde_json::from_str(first).unwrap());
        let answerer = Answerer::new(&graph, Schema::news());
        for line in rest.lines() {
            let asked: Asked = serde_json::from_str(line).unwrap();
            let complaint = complaint(&asked, &answerer.ask(&asked.question));
            asked_in_all += 1;
            gaps += usize::from(complaint.is_some() && asked.gap.is_some());
            complaints.extend(complaint.filter(|_| asked.gap.is_none()));
        }
    }
    println!(
        "{} of {asked_in_all} questions answered as expected, {gaps} known gaps",
        asked_in_all - gaps - complaints.len()
    );
    assert!(asked_in_all >= 80);
    assert!(complaints.is_empty(), "{} answers are not as expected:\n{}", complaints.len(), complaints.join("\n"));
}
