//! What elements with `itemprop` say.

use super::scan::Scan;
use super::text::plain;

/// What the elements of a property have, in the order of the page: their `content`, `datetime`, or text; the text of a
/// `name` inside where there is one. Then the property as it is spelt, and the byte of the text where it stands.
pub(crate) fn microdata<'a>(
    scan: &'a Scan,
    property: &'static str,
) -> impl Iterator<Item = (String, &'static str, usize)> + 'a {
    let is = |words: &str, property: &str| words.split_whitespace().any(|word| word == property);
    let shown = match property {
        "datepublished" => "datePublished",
        "datemodified" => "dateModified",
        "datecreated" => "dateCreated",
        "articlesection" => "articleSection",
        other => other,
    };
    scan.marks
        .iter()
        .enumerate()
        .filter(move |(_, mark)| is(&mark.property, property) && !mark.furniture)
        .filter_map(move |(at, mark)| {
            if let Some(value) = &mark.value {
                return Some((plain(value), shown, mark.range.start));
            }
            let inside = scan.marks.get(at + 1..mark.last).unwrap_or_default();
            let name = inside.iter().take(8).find(|inner| is(&inner.property, "name"));
            let named = name.map(|name| {
                name.value
                    .as_deref()
                    .map_or_else(|| scan.plain(&name.range), plain)
            });
            let text = || {
                scan.text
                    .get(mark.range.clone())
                    .unwrap_or_default()
                    .replace('\n', " ")
            };
            let text = named.or_else(|| (!mark.long).then(text))?;
            (!text.trim().is_empty()).then_some((text, shown, mark.range.start))
        })
}
