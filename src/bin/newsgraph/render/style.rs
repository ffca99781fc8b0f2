use anstyle::{AnsiColor, Style};
use newsgraph::query::Status;

/// Names of entities in answers.
pub const NAME: Style = Style::new().bold();
/// What is there for reference: interpretations, numbers, file names.
pub const DIM: Style = Style::new().dimmed();
/// Errors and failures.
pub const ERROR: Style = AnsiColor::Red.on_default();

/// The colour of a status: what the articles stand behind, what somebody says, what may come, what is denied.
pub fn of_status(status: Status) -> Style {
    match status {
        Status::Asserted => AnsiColor::Green.on_default(),
        Status::Claimed => AnsiColor::Yellow.on_default(),
        Status::Planned | Status::Hypothetical => AnsiColor::Blue.on_default(),
        Status::Denied => AnsiColor::Red.on_default(),
    }
}
