use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use rustyline::history::History;
use rustyline::{Editor, Helper};

/// Where the lines of earlier runs are kept: the user's state folder, if there is one.
pub fn file() -> Option<PathBuf> {
    let state = match env::var_os("XDG_STATE_HOME").filter(|folder| Path::new(folder).is_absolute()) {
        Some(folder) => PathBuf::from(folder),
        None => env::home_dir().filter(|home| home.is_absolute())?.join(".local/state"),
    };
    Some(state.join("newsgraph/history"))
}

/// Says so where the history cannot be kept, and goes on.
pub fn save<H: Helper, I: History>(editor: &mut Editor<H, I>, file: &Path) {
    let made = file.parent().map_or(Ok(()), fs::create_dir_all);
    if let Err(error) = made.map_err(Into::into).and_then(|()| editor.save_history(file)) {
        anstream::eprintln!("note: the history could not be kept in {}: {error}", file.display());
    }
}
