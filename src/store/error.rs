use std::io;
use std::path::PathBuf;

use thiserror::Error;

use crate::graph::GraphError;

/// Why a store could not be opened, read or written.
#[derive(Debug, Error)]
pub enum StoreError {
    /// Another process (or another [`Store`](super::Store) of this one) has the database open.
    #[error(
        "the database {} is open in another process: close that program (an ingest or a repl, say) or wait until it is done, \
         then try again",
        path.display()
    )]
    Locked {
        /// The database folder.
        path: PathBuf,
    },
    /// The database was written by a newer newsgraph.
    #[error(
        "the database {} has format {found}, and this newsgraph knows formats up to {known}: use the newer newsgraph that \
         wrote it, or let that one `dump` it and `restore` an older dump",
        path.display()
    )]
    NewerFormat {
        /// The database folder.
        path: PathBuf,
        /// The format of the database.
        found: u16,
        /// The newest format that can be read.
        known: u16,
    },
    /// The folder holds something else.
    #[error(
        "{} is not a newsgraph database ({reason}): name another folder, or a new one to create a database there",
        path.display()
    )]
    NotADatabase {
        /// The folder.
        path: PathBuf,
        /// What tells that it is none.
        reason: String,
    },
    /// The files are not what was written.
    #[error(
        "the database {} is damaged ({what}): keep a copy of the folder, then `restore` a dump into a new folder, or ingest \
         the documents again",
        path.display()
    )]
    Damaged {
        /// The database folder.
        path: PathBuf,
        /// What is wrong.
        what: String,
    },
    /// The operating system refused to read or write.
    #[error("cannot {action} {}: {source}; {}", path.display(), cure(source))]
    Io {
        /// What was tried.
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The changes do not fit the graph; nothing was written.
    #[error(transparent)]
    Refused(#[from] GraphError),
    /// One batch is larger than the log takes.
    #[error(
        "a batch of {bytes} bytes is too large (at most {most}): commit fewer documents at once, or split the document"
    )]
    BatchTooLarge {
        /// Size of the batch.
        bytes: usize,
        /// Largest size allowed.
        most: usize,
    },
    /// An earlier write failed, so that it is not known what is on disk.
    #[error("an earlier write to {} failed: open the database again to see what was kept, then repeat the rest", path.display())]
    WriteFailedBefore {
        /// The database folder.
        path: PathBuf,
    },
    /// There is something at the place where a dump shall be restored.
    #[error("{} exists already: restore into a folder that does not exist yet", path.display())]
    AlreadyExists {
        /// The place.
        path: PathBuf,
    },
    /// The file is no dump.
    #[error("line {line} is not a dump of newsgraph ({reason}): give a file that `newsgraph dump` wrote")]
    NotADump {
        /// The line, counted from 1.
        line: usize,
        /// What is wrong with it.
        reason: String,
    },
    /// The dump was written by a newer newsgraph.
    #[error("the dump has version {found}, and this newsgraph knows versions up to {known}: use a newer newsgraph")]
    NewerDump {
        /// The version of the dump.
        found: u64,
        /// The newest version that can be read.
        known: u64,
    },
    /// The dump ends before its last line.
    #[error(
        "the dump ends after {lines} lines without its closing line, so it is not complete: copy or write it again"
    )]
    DumpCutShort {
        /// The lines read.
        lines: usize,
    },
    /// A line of a dump holds a change that does not fit the lines before it.
    #[error("the dump does not fit together before line {line}: {source}")]
    DumpRefused {
        /// The last line read.
        line: usize,
        /// What does not fit.
        source: GraphError,
    },
    /// The dump could not be read or written.
    #[error("cannot {action} the dump: {source}; {}", cure(source))]
    DumpIo {
        /// What was tried.
        action: &'static str,
        /// What the system said.
        source: io::Error,
    },
}

fn cure(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            "a database must be writable even to be read: copy it to a folder that you may write to"
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            "free some space and try again: what was committed before is kept"
        }
        io::ErrorKind::NotFound => "check the path",
        io::ErrorKind::NotADirectory => "a part of the path is a file: name a folder",
        _ => "check the disk and the path, then try again",
    }
}
