use std::io::{self, BufWriter, IsTerminal, Write};

use anstream::AutoStream;

/// Where data goes: standard output or a file. Colour is dropped where it is no terminal, and with `NO_COLOR`.
pub struct Screen {
    out: Box<dyn Write>,
    /// True where a person reads along; false on a pipe, where lines stay plain and parseable.
    pub is_terminal: bool,
}

impl Screen {
    pub fn stdout() -> Self {
        let out = BufWriter::new(AutoStream::auto(io::stdout()));
        Screen { out: Box::new(out), is_terminal: io::stdout().is_terminal() }
    }
}

impl Write for Screen {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
