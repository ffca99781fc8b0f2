//! The program in a pseudo-terminal: prompt, completion, hints, history, colour.

use std::fs;
use std::process::Command;

use rexpect::session::{PtySession, spawn_command};

use crate::support::{PROGRAM, Workplace};

const PROMPT: &str = "newsgraph> ";

fn terminal(place: &Workplace, arguments: &[&str]) -> PtySession {
    let mut command = Command::new(PROGRAM);
    command.args(arguments).arg("--db").arg(place.path("db")).env("XDG_STATE_HOME", place.path("state"));
    command.env("TERM", "xterm-256color").env_remove("NO_COLOR");
    spawn_command(command, Some(20_000)).unwrap()
}

#[test]
fn without_a_command_the_repl_asks() {
    let place = Workplace::with_samples();
    let mut session = terminal(&place, &[]);
    session.exp_string("Ctrl-D leaves").unwrap();
    session.exp_string(PROMPT).unwrap();
    session.send_line("who visited Kyiv").unwrap();
    session.exp_string("Jens Stoltenberg").unwrap();
    session.exp_string("stoltenberg-in-kyiv.txt").unwrap();
    session.exp_string(PROMPT).unwrap();
    session.send_control('d').unwrap();
    session.exp_eof().unwrap();
}

#[test]
fn names_and_commands_are_completed() {
    let place = Workplace::with_samples();
    let mut session = terminal(&place, &["repl"]);
    session.exp_string(PROMPT).unwrap();
    session.send(".timel\t").unwrap();
    session.flush().unwrap();
    session.exp_string(".timeline").unwrap();
    session.send_control('u').unwrap();
    session.send(".show Bright\t").unwrap();
    session.flush().unwrap();
    session.exp_string("Brightwater").unwrap();
    session.send_line("").unwrap();
    session.exp_string("mentions: ").unwrap();
    session.exp_string(PROMPT).unwrap();
    session.send_line(".quit").unwrap();
    session.exp_eof().unwrap();
}

#[test]
fn a_hint_is_grey() {
    let place = Workplace::with_samples();
    let mut session = terminal(&place, &["repl"]);
    session.exp_string(PROMPT).unwrap();
    session.send("who leads Eskbr").unwrap();
    session.flush().unwrap();
    session.exp_string("\u{1b}[2midge").unwrap();
    session.send_control('u').unwrap();
    session.send_control('d').unwrap();
    session.exp_eof().unwrap();
}

#[test]
fn control_c_clears_the_line_and_stays() {
    let place = Workplace::with_samples();
    let mut session = terminal(&place, &["repl"]);
    session.exp_string(PROMPT).unwrap();
    session.send("half a questi").unwrap();
    session.send_control('c').unwrap();
    session.exp_string(PROMPT).unwrap();
    session.send_line(".stats").unwrap();
    session.exp_string("documents").unwrap();
    session.exp_string(PROMPT).unwrap();
    session.send_control('d').unwrap();
    session.exp_eof().unwrap();
}

#[test]
fn lines_are_remembered_in_the_state_folder() {
    let place = Workplace::with_samples();
    let mut session = terminal(&place, &["repl"]);
    session.exp_string(PROMPT).unwrap();
    session.send_line(".limit 3").unwrap();
    session.exp_string(PROMPT).unwrap();
    session.send_control('d').unwrap();
    session.exp_eof().unwrap();
    let history = fs::read_to_string(place.path("state/newsgraph/history")).unwrap();
    assert!(history.contains(".limit 3"), "{history}");
}

#[test]
fn answers_are_coloured_unless_told_otherwise() {
    let place = Workplace::with_samples();
    let mut session = terminal(&place, &["ask", "who visited Kyiv"]);
    assert!(session.exp_eof().unwrap().contains("\u{1b}[32masserted"));
    let mut command = Command::new(PROGRAM);
    command.args(["ask", "who visited Kyiv", "--db"]).arg(place.path("db")).env("NO_COLOR", "1");
    let plain = spawn_command(command, Some(20_000)).unwrap().exp_eof().unwrap();
    assert!(plain.contains("asserted") && !plain.contains('\u{1b}'), "{plain}");
}

#[test]
fn ingest_shows_its_progress() {
    let place = Workplace::empty();
    let mut session = terminal(&place, &["ingest", crate::support::ARTICLES]);
    let shown = session.exp_eof().unwrap();
    assert!(shown.contains("/13 documents, "), "{shown}");
    assert!(shown.contains("ingested 13 documents"), "{shown}");
}
