use std::io::{self, IsTerminal};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use newsgraph::ingest::{Outcome, Progress};
use newsgraph::store::Store;

use crate::input::Input;
use crate::render::style::ERROR;

const TEMPLATE: &str = "{bar:24} {pos}/{len} documents, {msg} ({per_sec}, {eta} left)";
const STATEMENTS: &str = "{bar:24} {pos}/{len} statements ({per_sec}, {eta} left)";
const ENDLESS: &str = "{spinner} {pos} documents, {msg} ({per_sec})";

/// A bar that counts statements, on standard error if that is a terminal.
pub fn statements() -> ProgressBar {
    let visible = io::stderr().is_terminal();
    let target = if visible { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
    let bar = ProgressBar::with_draw_target(None, target);
    bar.set_style(ProgressStyle::with_template(STATEMENTS).unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar
}

/// Says in a line when the store has made a compaction that nobody asked for.
pub fn tell_of_compactions(store: &mut Store) {
    store.watch_compactions(|progress| {
        if progress.written >= progress.total {
            anstream::eprintln!("the log was mostly out of date: {} statements were written anew", progress.total);
        }
    });
}

/// A bar on standard error if that is a terminal, and a line for every document that failed.
pub struct Bar {
    bar: ProgressBar,
    statements: usize,
}

impl Bar {
    pub fn new(input: &Input) -> Self {
        let visible = io::stderr().is_terminal();
        let target = if visible { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let total = if visible { input.documents() } else { None };
        let bar = ProgressBar::with_draw_target(total, target);
        let template = if total.is_some() { TEMPLATE } else { ENDLESS };
        bar.set_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.set_message("0 statements");
        bar.enable_steady_tick(Duration::from_millis(200));
        Bar { bar, statements: 0 }
    }

    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

impl Progress for Bar {
    fn document(&mut self, outcome: &Outcome) {
        match outcome {
            Outcome::Ingested { statements, .. } => self.statements += statements,
            Outcome::Known => {}
            Outcome::Failed { reason } => {
                self.bar.suspend(|| anstream::eprintln!("{ERROR}failed:{ERROR:#} {reason}"));
            }
        }
        self.bar.inc(1);
        self.bar.set_message(format!("{} statements", self.statements));
    }
}
