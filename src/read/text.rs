use super::{ReadError, ReadOptions, date};
use crate::model::Article;

/// The whole text is the article, byte for byte; its date is read from its first lines where one stands there.
pub(super) fn article(name: &str, text: String, options: &ReadOptions) -> Result<Article, ReadError> {
    Ok(Article {
        name: name.to_owned(),
        title: None,
        published: date::at_head(&text).or(options.date),
        source: options.source.clone(),
        url: None,
        text,
    })
}
