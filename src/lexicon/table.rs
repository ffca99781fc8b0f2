/// The rows of a tab-separated list; comment lines begin with `#`.
pub fn rows(text: &'static str) -> impl Iterator<Item = Row> {
    text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(|line| Row(line.split('\t').collect()))
}

/// One fact of a list.
pub struct Row(Vec<&'static str>);

impl Row {
    /// The column at `index`, empty where the row is shorter.
    pub fn column(&self, index: usize) -> &'static str {
        self.0.get(index).copied().unwrap_or("").trim()
    }

    /// The alternatives in the column at `index`.
    pub fn alternatives(&self, index: usize) -> impl Iterator<Item = &'static str> + use<> {
        self.column(index).split(';').map(str::trim).filter(|part| !part.is_empty())
    }
}
