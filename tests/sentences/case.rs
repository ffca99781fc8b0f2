use std::fs;
use std::path::Path;

use jiff::civil::Date;

/// One text with what is expected of it.
#[derive(Debug)]
pub struct Case {
    /// Name of the file.
    pub file: String,
    /// Heading above it.
    pub heading: String,
    /// Number of the line of the file on which it begins.
    pub number: usize,
    pub text: String,
    pub published: Option<Date>,
    pub lines: Vec<Line>,
}

impl Case {
    pub fn place(&self) -> String {
        format!("{}:{}", self.file, self.number)
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Wanted {
    /// `+`
    Given,
    /// `-`
    Absent,
}

/// An expected or forbidden statement.
#[derive(Debug)]
pub struct Line {
    pub number: usize,
    /// The line as it stands in the file.
    pub text: String,
    pub wanted: Wanted,
    /// `?`: known not to pass yet.
    pub known_gap: bool,
    pub subject: String,
    pub relation: String,
    pub object: String,
    pub attributes: Vec<Attribute>,
}

impl Line {
    pub fn is_wanted(&self) -> bool {
        self.wanted == Wanted::Given
    }

    pub fn has(&self, attribute: fn(&Attribute) -> bool) -> bool {
        self.attributes.iter().any(attribute)
    }
}

#[derive(Debug)]
pub enum Attribute {
    Positive,
    Negative,
    Asserted,
    Claimed,
    Planned,
    Hypothetical,
    By(String),
    Time(String),
    Place(String),
    Number(f64),
    Bound(String),
    Unit(String),
}

impl Attribute {
    fn parse(text: &str) -> Result<Attribute, String> {
        let (name, value) = text.split_once(' ').unwrap_or((text, ""));
        let owned = || value.trim().to_owned();
        Ok(match (name, value.is_empty()) {
            ("positive", true) => Attribute::Positive,
            ("negative", true) => Attribute::Negative,
            ("asserted", true) => Attribute::Asserted,
            ("claimed", true) => Attribute::Claimed,
            ("planned", true) => Attribute::Planned,
            ("hypothetical", true) => Attribute::Hypothetical,
            ("by", false) => Attribute::By(owned()),
            ("time", false) => Attribute::Time(owned()),
            ("place", false) => Attribute::Place(owned()),
            ("number", false) => Attribute::Number(value.trim().parse().map_err(|_| format!("no number: {value}"))?),
            ("bound", false) => Attribute::Bound(owned()),
            ("unit", false) => Attribute::Unit(owned()),
            _ => return Err(format!("no attribute is written `{text}`")),
        })
    }
}

/// The cases of every `.txt` file of a folder, in the order of the names.
pub fn read_folder(folder: &Path) -> Result<Vec<Case>, String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    let mut cases = Vec::new();
    for path in paths {
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        let text = fs::read_to_string(&path).map_err(|error| format!("{file}: {error}"))?;
        cases.extend(parse(&file, &text)?);
    }
    Ok(cases)
}

fn parse(file: &str, text: &str) -> Result<Vec<Case>, String> {
    let mut cases: Vec<Case> = Vec::new();
    let mut heading = None;
    for (index, row) in text.lines().enumerate() {
        let number = index + 1;
        let fail = |what: &str| format!("{file}:{number}: {what}: {row}");
        if let Some(continued) = row.strip_prefix("  ") {
            let case = cases.last_mut().filter(|case| case.lines.is_empty());
            let case = case.ok_or_else(|| fail("continues no text"))?;
            // As in Debian's control files, a full stop alone is an empty line.
            case.text.push('\n');
            case.text.push_str(if continued == "." { "" } else { continued });
            continue;
        }
        let (mark, rest) = row.split_once(' ').unwrap_or((row, ""));
        match mark {
            "" => {}
            "#" => heading = Some(rest.to_owned()),
            "=" => cases.push(Case {
                file: file.to_owned(),
                heading: heading.clone().ok_or_else(|| fail("stands before the first heading"))?,
                number,
                text: rest.to_owned(),
                published: None,
                lines: Vec::new(),
            }),
            _ => {
                let case = cases.last_mut().ok_or_else(|| fail("stands before the first text"))?;
                match mark {
                    "@" => case.published = Some(rest.parse().map_err(|_| fail("no date such as 2021-05-03"))?),
                    "+" | "-" | "?" => case.lines.push(line(number, row).map_err(|what| fail(&what))?),
                    _ => return Err(fail("begins with none of `# = @ + - ?`")),
                }
            }
        }
    }
    match cases.iter().find(|case| case.lines.is_empty()) {
        Some(case) => Err(format!("{}: nothing is expected of this text", case.place())),
        None => Ok(cases),
    }
}

fn line(number: usize, row: &str) -> Result<Line, String> {
    let known_gap = row.starts_with("? ");
    let (mark, rest) = row.trim_start_matches("? ").split_once(' ').ok_or("no statement")?;
    let wanted = match mark {
        "+" => Wanted::Given,
        "-" => Wanted::Absent,
        _ => return Err("`?` stands before `+` or `-`".to_owned()),
    };
    let fields: Vec<&str> = rest.split('|').map(str::trim).collect();
    let (&[subject, relation, object], attributes) = fields.split_first_chunk().ok_or("three fields at least")?;
    let attributes = match attributes {
        [] => Vec::new(),
        [written] => written.split(',').map(|each| Attribute::parse(each.trim())).collect::<Result<_, _>>()?,
        _ => return Err("four fields at most".to_owned()),
    };
    let owned = str::to_owned;
    Ok(Line {
        number,
        text: row.to_owned(),
        wanted,
        known_gap,
        subject: owned(subject),
        relation: owned(relation),
        object: owned(object),
        attributes,
    })
}
