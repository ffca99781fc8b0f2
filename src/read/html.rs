use dom_smoothie::{Config, Readability, TextMode};
use serde_json::Value;

use super::{ReadError, ReadOptions, date};
use crate::model::Article;

/// Pages with more elements than this are not taken apart: the time to do so grows faster than their size.
const MOST_ELEMENTS: usize = 100_000;

/// As deep as browsers go; the library's walk is recursive and would run out of stack on a page made to break it.
const DEEPEST_NESTING: usize = 512;

/// Parsing takes the square of the number of open tags: this many take a tenth of a second.
const MOST_OPEN_TAGS: i64 = 5_000;
const WITHOUT_END: [&str; 24] = [
    "area", "base", "body", "br", "col", "dd", "dt", "embed", "head", "hr", "html", "img", "input", "li", "link",
    "meta", "option", "p", "path", "source", "td", "th", "tr", "wbr",
];

/// The article in a page: its text in paragraphs, and what the page says about it in its metadata.
pub(super) fn article(name: &str, page: &str, options: &ReadOptions) -> Result<Article, ReadError> {
    let none = || ReadError::NoArticle { name: name.to_owned() };
    if open_tags(page) > MOST_OPEN_TAGS {
        return Err(none());
    }
    let config = Config {
        text_mode: TextMode::Formatted,
        max_elements_to_parse: MOST_ELEMENTS,
        disable_json_ld: true,
        ..Config::default()
    };
    let mut readability = Readability::new(page, None, Some(config)).map_err(|_| none())?;
    if is_nested_deeper_than(&readability, DEEPEST_NESTING) {
        return Err(none());
    }
    let linked = linked_data(&readability);
    let attribute = |selector: &str, attribute: &str| {
        readability.doc.select(selector).attr(attribute).map(|value| value.trim().to_owned()).filter(|v| !v.is_empty())
    };
    let canonical =
        attribute("link[rel=canonical]", "href").or_else(|| attribute("meta[property='og:url']", "content"));
    let time = attribute("time[datetime]", "datetime");

    let found = readability.parse().map_err(|_| none())?;
    let text = found.text_content.trim().to_owned();
    if text.is_empty() {
        return Err(none());
    }
    let site = found.site_name.or(linked.source);
    let title = linked.title.unwrap_or_else(|| without_site(&found.title, site.as_deref()));
    let dates = [found.published_time, linked.published, time];
    Ok(Article {
        name: name.to_owned(),
        title: Some(title).filter(|title| !title.is_empty()),
        published: dates.iter().flatten().find_map(|text| date::parse_date(text)).or(options.date),
        source: site.or_else(|| options.source.clone()),
        url: canonical.or(linked.url),
        text,
    })
}

/// The most tags that are open at once, counted without parsing: tags that need no end are not counted.
fn open_tags(page: &str) -> i64 {
    let (mut open, mut most) = (0, 0);
    for tag in page.split('<').skip(1) {
        let name = tag.trim_start_matches('/').split(|end: char| !end.is_ascii_alphanumeric()).next().unwrap_or("");
        if name.is_empty() || WITHOUT_END.iter().any(|other| other.eq_ignore_ascii_case(name)) {
            continue;
        }
        open += if tag.starts_with('/') { -1 } else { 1 };
        most = most.max(open);
    }
    most
}

fn is_nested_deeper_than(page: &Readability, limit: usize) -> bool {
    let mut open = vec![(page.doc.root(), 0)];
    while let Some((node, depth)) = open.pop() {
        if depth > limit {
            return true;
        }
        open.extend(node.children_it(false).map(|child| (child, depth + 1)));
    }
    false
}

/// "Bridge reopens – The Harbour Post" without the name of the site.
fn without_site(title: &str, site: Option<&str>) -> String {
    let stripped = site.filter(|site| !site.is_empty()).and_then(|site| title.trim().strip_suffix(site));
    let stripped = stripped.map(|title| title.trim_end_matches([' ', '|', '-', '–', '—', ':', '·', '»']));
    stripped.filter(|title| !title.is_empty()).unwrap_or(title.trim()).to_owned()
}

/// What a page says about itself in JSON-LD (schema.org).
#[derive(Default)]
struct LinkedData {
    title: Option<String>,
    published: Option<String>,
    source: Option<String>,
    url: Option<String>,
}

/// From the first JSON-LD object of the page that gives a day of publication.
fn linked_data(page: &Readability) -> LinkedData {
    let scripts = page.doc.select("script[type='application/ld+json']");
    let parsed = scripts.iter().filter_map(|script| serde_json::from_str::<Value>(script.text().trim()).ok());
    parsed.filter_map(|value| dated_object(&value).map(described)).next().unwrap_or_default()
}

/// The first object in `value`, outermost first, that has a `datePublished`.
fn dated_object(value: &Value) -> Option<&Value> {
    match value {
        Value::Object(fields) if fields.contains_key("datePublished") => Some(value),
        Value::Object(fields) => fields.values().find_map(dated_object),
        Value::Array(items) => items.iter().find_map(dated_object),
        _ => None,
    }
}

fn described(object: &Value) -> LinkedData {
    let field = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    LinkedData {
        title: field(object, "headline"),
        published: field(object, "datePublished"),
        source: object.get("publisher").and_then(|publisher| field(publisher, "name")),
        url: field(object, "url"),
    }
}
