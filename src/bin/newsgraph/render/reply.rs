use std::fmt::Write as _;
use std::io::{self, Write};

use newsgraph::query::{Answer, Quote, Reply, Row, Status, Table};
use serde_json::{Value, json};

use super::fact::quote;
use super::style::{self, DIM, NAME};

/// "claimed by Ukraine, on Thursday", the first word in its colour.
pub fn status_line(status: Status, source: Option<&str>, time: Option<&str>) -> String {
    let colour = style::of_status(status);
    let mut line = format!("{colour}{}{colour:#}", status.as_str());
    if let Some(source) = source {
        let _ = write!(line, " by {source}");
    }
    if let Some(time) = time {
        let _ = write!(line, ", {time}");
    }
    line
}

/// The interpretation, then every answer with its status and the sentences behind it.
pub fn reply_text(out: &mut dyn Write, reply: &Reply, limit: Option<usize>) -> io::Result<()> {
    understood(out, &reply.understood)?;
    let shown = limit.unwrap_or(usize::MAX);
    for Answer { answer, status, attributed_to, time, evidence, .. } in reply.answers.iter().take(shown) {
        let status = status_line(*status, attributed_to.as_deref(), time.as_deref());
        writeln!(out, "{NAME}{answer}{NAME:#}  {status}")?;
        evidence.iter().try_for_each(|evidence| quote(out, evidence))?;
    }
    more(out, reply.answers.len(), shown)?;
    explanation(out, reply.explanation.as_deref())
}

/// One object on one line, in the form that programs rely on.
pub fn reply_json(out: &mut dyn Write, reply: &Reply, limit: Option<usize>) -> io::Result<()> {
    let evidence = |quote: &Quote| json!({ "document": quote.document, "sentence": quote.sentence });
    let answer = |answer: &Answer| {
        json!({
            "answer": answer.answer,
            "aliases": answer.aliases,
            "status": answer.status,
            "attributed_to": answer.attributed_to,
            "time": answer.time,
            "evidence": answer.evidence.iter().map(evidence).collect::<Vec<_>>(),
        })
    };
    let answers: Vec<Value> = reply.answers.iter().take(limit.unwrap_or(usize::MAX)).map(answer).collect();
    let (question, understood, explanation) = (&reply.question, &reply.understood, &reply.explanation);
    let object =
        json!({ "question": question, "understood": understood, "answers": answers, "explanation": explanation });
    writeln!(out, "{object}")
}

/// What a pattern found: the interpretation, then every row with its statements and sentences.
pub fn rows(out: &mut dyn Write, table: &Table, limit: Option<usize>) -> io::Result<()> {
    understood(out, &table.understood)?;
    let shown = limit.unwrap_or(usize::MAX);
    for row @ Row { cells, statements, status, .. } in table.rows.iter().take(shown) {
        let cells = if cells.is_empty() { statements.join("; ") } else { cells.join("\t") };
        let status = status_line(*status, row.attributed_to.as_deref(), row.time.as_deref());
        writeln!(out, "{NAME}{cells}{NAME:#}  {status}")?;
        row.evidence.iter().try_for_each(|evidence| quote(out, evidence))?;
    }
    more(out, table.rows.len(), shown)?;
    explanation(out, table.explanation.as_deref())
}

/// The same as one object on one line.
pub fn rows_json(out: &mut dyn Write, table: &Table, limit: Option<usize>) -> io::Result<()> {
    let rows: Vec<&Row> = table.rows.iter().take(limit.unwrap_or(usize::MAX)).collect();
    let (understood, columns, explanation) = (&table.understood, &table.columns, &table.explanation);
    let object = json!({ "understood": understood, "columns": columns, "rows": rows, "explanation": explanation });
    writeln!(out, "{object}")
}

fn understood(out: &mut dyn Write, understood: &str) -> io::Result<()> {
    if understood.is_empty() { Ok(()) } else { writeln!(out, "{DIM}{understood}{DIM:#}") }
}

fn more(out: &mut dyn Write, found: usize, shown: usize) -> io::Result<()> {
    match found.saturating_sub(shown) {
        0 => Ok(()),
        hidden => writeln!(out, "{DIM}… and {hidden} more{DIM:#}"),
    }
}

fn explanation(out: &mut dyn Write, explanation: Option<&str>) -> io::Result<()> {
    explanation.map_or(Ok(()), |explanation| writeln!(out, "{explanation}"))
}
