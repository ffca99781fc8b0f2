//! Files in, articles out; and a clear error for everything else.

use std::fs;
use std::io::Cursor;
use std::path::Path;

use jiff::civil::date;
use newsgraph::model::Article;
use newsgraph::read::{Format, LARGEST_ARTICLE, ReadError, ReadOptions, article_files, read_articles, read_file};
use proptest::prelude::*;

fn read(name: &str, bytes: impl Into<Vec<u8>>) -> Vec<Result<Article, ReadError>> {
    read_articles(name, Format::of_name(name), Cursor::new(bytes.into()), &ReadOptions::default()).collect()
}

fn one(name: &str, bytes: impl Into<Vec<u8>>) -> Result<Article, ReadError> {
    let mut articles = read(name, bytes);
    assert_eq!(articles.len(), 1);
    articles.remove(0)
}

/// The message of the error, which must name the file.
fn error(name: &str, bytes: impl Into<Vec<u8>>) -> String {
    let message = one(name, bytes).expect_err("must be refused").to_string();
    assert!(message.starts_with(name), "{message}");
    message
}

const PAGE: &str = r#"<!DOCTYPE html><html lang="en"><head><title>Bridge reopens – The Harbour Post</title>
<meta property="og:site_name" content="The Harbour Post">
<meta property="article:published_time" content="2023-05-04T09:30:00+02:00">
<link rel="canonical" href="https://harbour.example/bridge">
</head><body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Bridge reopens</h1>
<p>The old bridge over the Lenne reopened on Thursday after two years of repairs, the city council said, and hundreds of people walked across it in the first hour.</p>
<p>Mayor Ruth Adeyemi cut the ribbon. She said the work had cost 12 million euros, three million more than planned &amp; agreed.</p>
</article><footer>Copyright, imprint, cookies</footer></body></html>"#;

#[test]
fn text_is_kept_byte_for_byte() {
    let text = "A flood.\r\n\r\nIt rained — a lot.\n";
    let article = one("flood.txt", text).unwrap();
    assert_eq!(article.text, text);
    assert_eq!(article.name, "flood.txt");
    assert_eq!((article.title, article.published, article.source, article.url), (None, None, None, None));
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_text() {
    assert_eq!(one("a.txt", "\u{FEFF}Rain fell.").unwrap().text, "Rain fell.");
}

#[test]
fn a_date_line_gives_the_day_of_publication() {
    let article = one("a.txt", "Friday, January 4, 2019\n\nRain fell.").unwrap();
    assert_eq!(article.published, Some(date(2019, 1, 4)));
}

#[test]
fn options_fill_what_the_article_does_not_say() {
    let options = ReadOptions { date: Some(date(2020, 2, 3)), source: Some("Evening News".into()) };
    let read = |bytes: &'static str| {
        read_articles("a.txt", Some(Format::Text), bytes.as_bytes(), &options).next().unwrap().unwrap()
    };
    assert_eq!(read("Rain fell.").published, Some(date(2020, 2, 3)));
    assert_eq!(read("Rain fell.").source.as_deref(), Some("Evening News"));
    assert_eq!(read("4 January 2019\nRain fell.").published, Some(date(2019, 1, 4)));
}

#[test]
fn a_page_gives_its_article_and_what_it_says_about_itself() {
    let article = one("bridge.html", PAGE).unwrap();
    assert_eq!(article.title.as_deref(), Some("Bridge reopens"));
    assert_eq!(article.published, Some(date(2023, 5, 4)));
    assert_eq!(article.source.as_deref(), Some("The Harbour Post"));
    assert_eq!(article.url.as_deref(), Some("https://harbour.example/bridge"));
    assert!(article.text.contains("Mayor Ruth Adeyemi cut the ribbon."), "{}", article.text);
    assert!(article.text.contains("planned & agreed"), "{}", article.text);
    assert!(article.text.contains("first hour.\n"), "paragraphs stay apart: {}", article.text);
    assert!(!article.text.contains("cookies") && !article.text.contains("Sport"), "{}", article.text);
}

#[test]
fn linked_data_and_time_elements_give_the_date_too() {
    let without = PAGE.replace("article:published_time", "x");
    let linked = without.replace(
        "</head>",
        r#"<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebPage"},
        {"@type":"NewsArticle","headline":"Old bridge is open","datePublished":"2023-05-05","publisher":{"name":"Post"}}]}</script></head>"#,
    );
    let article = one("a.html", linked).unwrap();
    assert_eq!(article.published, Some(date(2023, 5, 5)));
    assert_eq!(article.title.as_deref(), Some("Old bridge is open"));
    let timed = without.replace("<h1>", "<time datetime='2023-05-06'>yesterday</time><h1>");
    assert_eq!(one("a.html", timed).unwrap().published, Some(date(2023, 5, 6)));
}

#[test]
fn every_line_of_jsonl_is_an_article() {
    let lines = concat!(
        r#"{"text":"Rain fell.","title":"Rain","date":"2019-01-04","url":"https://a.example/1","source":"Post","id":7}"#,
        "\n\n",
        r#"{"text":"Snow fell."}"#,
    );
    let articles: Vec<Article> = read("week.jsonl", lines).into_iter().map(Result::unwrap).collect();
    assert_eq!(articles[0].name, "week.jsonl:1");
    assert_eq!(articles[0].title.as_deref(), Some("Rain"));
    assert_eq!(articles[0].published, Some(date(2019, 1, 4)));
    assert_eq!(articles[0].url.as_deref(), Some("https://a.example/1"));
    assert_eq!(articles[0].source.as_deref(), Some("Post"));
    assert_eq!((articles[1].name.as_str(), articles[1].text.as_str()), ("week.jsonl:3", "Snow fell."));
}

#[test]
fn a_bad_line_does_not_stop_the_next_one() {
    let lines = b"{\"text\":\"One.\"}\n{\"text\":\n\xFF\n{\"title\":\"x\"}\n{\"text\":\"Two.\",\"date\":\"soon\"}\n{\"text\":\" \"}\n{\"text\":\"Three.\"}\n";
    let results = read("week.jsonl", &lines[..]);
    let texts: Vec<_> = results.iter().flatten().map(|article| article.text.as_str()).collect();
    assert_eq!(texts, ["One.", "Three."]);
    let errors: Vec<String> =
        results.iter().filter_map(|result| result.as_ref().err()).map(|e| e.to_string()).collect();
    for (error, expected) in errors.iter().zip([
        "week.jsonl:2: EOF",
        "week.jsonl:3: is not UTF-8",
        "week.jsonl:4: missing field `text`",
        "week.jsonl:5: `soon` is no date",
        "week.jsonl:6: is empty",
    ]) {
        assert!(error.starts_with(expected), "{error}");
    }
    assert_eq!(errors.len(), 5);
}

#[test]
fn an_endless_line_of_jsonl_is_refused_and_the_next_one_read() {
    let mut lines = vec![b'x'; 50_000_000];
    lines.extend_from_slice(b"\n{\"text\":\"Rain.\"}");
    let results = read("week.jsonl", lines);
    assert!(matches!(&results[0], Err(ReadError::TooLarge { name }) if name == "week.jsonl:1"));
    assert_eq!(results[1].as_ref().unwrap().text, "Rain.");
    assert_eq!(results.len(), 2);
}

#[test]
fn what_is_no_text_is_refused_with_a_cure() {
    assert!(error("a.txt", "").contains("is empty"));
    assert!(error("a.txt", " \r\n\t").contains("is empty"));
    assert!(error("a.txt", b"\x89PNG\0\0").contains("zero byte at offset 4"));
    assert!(error("a.txt", b"Rain.\ncaf\xe9 au lait").contains("not UTF-8 (line 2, offset 9)"));
    assert!(error("a.txt", b"caf\xe9").contains("iconv"));
    assert!(error("a.txt", b"\xFF\xFER\0a\0").contains("UTF-16"));
    assert!(error("a.txt", vec![b'x'; LARGEST_ARTICLE + 1]).contains("larger than 16 MiB"));
    assert!(error("a.html", "").contains("is empty"));
    assert!(error("a.html", "<html><body></body></html>").contains("no article text"));
    assert!(error("a.jsonl", "\n\n").contains("is empty"));
}

#[test]
fn without_a_name_the_content_decides() {
    let read = |bytes: &'static str| read_articles("stdin", None, bytes.as_bytes(), &ReadOptions::default());
    assert_eq!(read("Rain fell.").next().unwrap().unwrap().name, "stdin");
    assert_eq!(read("\u{FEFF} {\"text\":\"Rain.\"}").next().unwrap().unwrap().name, "stdin:1");
    assert_eq!(read("{\"text\":\"Rain.\"}").next().unwrap().unwrap().name, "stdin:1");
    assert_eq!(read(PAGE).next().unwrap().unwrap().title.as_deref(), Some("Bridge reopens"));
}

#[test]
fn a_folder_is_read_to_its_ends_in_the_order_of_names() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("b/deep")).unwrap();
    for name in ["c.TXT", "a.md", "b/deep/x.txt", "b/a.jsonl", "picture.png", ".hidden.txt"] {
        fs::write(folder.path().join(name), "{\"text\":\"Rain.\"}").unwrap();
    }
    let files: Vec<_> = article_files(folder.path()).into_iter().map(Result::unwrap).collect();
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["a.md", "b/a.jsonl", "b/deep/x.txt", "c.TXT"]);
    let articles = read_file(&files[1], &ReadOptions::default()).collect::<Result<Vec<_>, _>>().unwrap();
    assert_eq!(articles[0].name, "b/a.jsonl:1");
}

#[test]
fn a_missing_path_and_a_folder_without_articles_are_errors() {
    let folder = tempfile::tempdir().unwrap();
    let message = |path: &Path| article_files(path).remove(0).unwrap_err().to_string();
    assert!(message(&folder.path().join("none.txt")).contains("none.txt: no such file or folder"));
    assert!(message(folder.path()).contains("no articles in this folder"));
}

#[test]
fn pages_nested_without_end_are_survived() {
    let deep = "<div>".repeat(100_000);
    assert!(error("deep.html", "<div>".repeat(1_000)).contains("no article text"));
    assert!(error("deep.html", deep).contains("no article text"));
    assert!(error("deep.html", "<b><i>".repeat(20_000)).contains("no article text"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        for name in ["a.txt", "a.html", "a.jsonl"] {
            read(name, bytes.clone());
        }
    }

    #[test]
    fn arbitrary_markup_never_panics(
        parts in proptest::collection::vec(
            prop_oneof![
                "</?(p|div|table|tr|td|article|br|a|ul|li|meta|time|script|noscript|img|title|h1|svg|template)( [a-z]+=('|\")?.{0,8}('|\")?)?>",
                ".{0,20}",
                Just("<script type=\"application/ld+json\">".to_string()),
                Just("{\"datePublished\":\"2020-02-30\",\"publisher\":[1]}".to_string()),
                Just("The council said on Tuesday, after a long debate, that it would rebuild the bridge. ".repeat(5)),
            ],
            0..40,
        )
    ) {
        read("a.html", parts.concat());
    }

    #[test]
    fn arbitrary_lines_never_panic(line in "\\{\"(text|date|title)\":(\"|\\[|1|null).{0,30}\"?\\}?") {
        read("a.jsonl", line);
    }

    #[test]
    fn arbitrary_heads_never_panic(head in "[A-Za-zé0-9 ,.—()–:|-]{0,60}", month in "(March|Mar\\.|Sept) [0-9é]{1,5},? [0-9]{0,5}") {
        let _ = one("a.txt", format!("x{head}{month}{head}"));
    }
}
