use std::fmt;
use std::io;
use std::process::ExitCode;

use newsgraph::query::LookupError;
use newsgraph::store::StoreError;

use crate::lookup::UnknownDocument;
use crate::render::style::ERROR;

/// What the exit code says; part of the program's contract. The order is that of the codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    Answered,
    NoAnswer,
    Usage,
    Store,
    DocumentsFailed,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(exit as u8)
    }
}

/// Something that was written wrongly, with what to write instead.
#[derive(Debug)]
pub struct UsageError(pub String);

impl fmt::Display for UsageError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for UsageError {}

/// Prints an error on standard error and gives its exit code; a broken pipe comes back, for the caller to leave.
pub fn report(error: anyhow::Error) -> anyhow::Result<Exit> {
    let is_broken_pipe = |error: &io::Error| error.kind() == io::ErrorKind::BrokenPipe;
    if error.chain().filter_map(|cause| cause.downcast_ref()).any(is_broken_pipe) {
        return Err(error);
    }
    if error.is::<LookupError>() || error.is::<UnknownDocument>() {
        anstream::eprintln!("{error}");
        return Ok(Exit::NoAnswer);
    }
    anstream::eprintln!("{ERROR}error:{ERROR:#} {error:#}");
    use StoreError::{Damaged, Io, Locked, NewerFormat, NotADatabase, WriteFailedBefore};
    Ok(match error.downcast_ref() {
        Some(Locked { .. } | NewerFormat { .. } | NotADatabase { .. }) => Exit::Store,
        Some(Damaged { .. } | Io { .. } | WriteFailedBefore { .. }) => Exit::Store,
        Some(_) | None => Exit::Usage,
    })
}
