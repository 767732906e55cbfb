//! The names of `meta` elements that say something of the article.

/// What a `meta` element says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Says {
    Title,
    Author,
    Published,
    Created,
    Updated,
    Publisher,
    Canonical,
    Language,
    Section,
}

/// Names in lower case, those before others count first.
const NAMES: &[(&str, Says)] = &[
    ("og:title", Says::Title),
    ("twitter:title", Says::Title),
    ("parsely-title", Says::Title),
    ("sailthru.title", Says::Title),
    ("cxenseparse:title", Says::Title),
    ("dc.title", Says::Title),
    ("dcterms.title", Says::Title),
    ("headline", Says::Title),
    ("title", Says::Title),
    ("article:author_name", Says::Author),
    ("article:author", Says::Author),
    ("og:article:author", Says::Author),
    ("parsely-author", Says::Author),
    ("sailthru.author", Says::Author),
    ("cxenseparse:author", Says::Author),
    ("byl", Says::Author),
    ("byline", Says::Author),
    ("author", Says::Author),
    ("authors", Says::Author),
    ("article.author", Says::Author),
    ("dc.creator", Says::Author),
    ("dcterms.creator", Says::Author),
    ("dc.contributor", Says::Author),
    ("creator", Says::Author),
    ("citation_author", Says::Author),
    ("twitter:data1", Says::Author),
    ("article:published_time", Says::Published),
    ("og:article:published_time", Says::Published),
    ("article:published", Says::Published),
    ("article.published", Says::Published),
    ("og:published_time", Says::Published),
    ("og:pubdate", Says::Published),
    ("parsely-pub-date", Says::Published),
    ("sailthru.date", Says::Published),
    ("cxenseparse:recs:publishtime", Says::Published),
    ("cxenseparse:publishtime", Says::Published),
    ("datepublished", Says::Published),
    ("publishdate", Says::Published),
    ("publish-date", Says::Published),
    ("publish_date", Says::Published),
    ("published_time", Says::Published),
    ("pubdate", Says::Published),
    ("pdate", Says::Published),
    ("publication_date", Says::Published),
    ("article_date_original", Says::Published),
    ("originalpublicationdate", Says::Published),
    ("citation_publication_date", Says::Published),
    ("bt:pubdate", Says::Published),
    ("rnews:datepublished", Says::Published),
    ("dcterms.issued", Says::Published),
    ("dc.date.issued", Says::Published),
    ("dcterms.date", Says::Published),
    ("dc.date", Says::Published),
    ("date", Says::Published),
    ("dcterms.created", Says::Created),
    ("dc.date.created", Says::Created),
    ("datecreated", Says::Created),
    ("article:modified_time", Says::Updated),
    ("og:article:modified_time", Says::Updated),
    ("article:modified", Says::Updated),
    ("article.updated", Says::Updated),
    ("og:updated_time", Says::Updated),
    ("og:modified_time", Says::Updated),
    ("datemodified", Says::Updated),
    ("lastmod", Says::Updated),
    ("utime", Says::Updated),
    ("last-modified", Says::Updated),
    ("dcterms.modified", Says::Updated),
    ("dc.date.modified", Says::Updated),
    ("bt:moddate", Says::Updated),
    ("revised", Says::Updated),
    ("og:site_name", Says::Publisher),
    ("cxenseparse:site_name", Says::Publisher),
    ("application-name", Says::Publisher),
    ("dc.publisher", Says::Publisher),
    ("dcterms.publisher", Says::Publisher),
    ("publisher", Says::Publisher),
    ("copyright-holder", Says::Publisher),
    ("og:url", Says::Canonical),
    ("parsely-link", Says::Canonical),
    ("dc.language", Says::Language),
    ("dcterms.language", Says::Language),
    ("content-language", Says::Language),
    ("language", Says::Language),
    ("inlanguage", Says::Language),
    ("og:locale", Says::Language),
    ("article:section", Says::Section),
    ("og:article:section", Says::Section),
    ("parsely-section", Says::Section),
    ("cxenseparse:category", Says::Section),
    ("articlesection", Says::Section),
    ("section", Says::Section),
    ("category", Says::Section),
];

/// The name as it stands in the table, where it stands there.
pub(crate) fn known(name: &str) -> Option<&'static str> {
    let name = name.trim();
    NAMES
        .iter()
        .map(|(known, _)| *known)
        .find(|known| known.eq_ignore_ascii_case(name))
}

/// What the elements of a page say of one thing: by the order of names, then of the page.
pub(crate) fn all<'a>(
    metas: &'a [(&'static str, String)],
    says: Says,
) -> impl Iterator<Item = (&'static str, &'a str)> {
    NAMES
        .iter()
        .filter(move |(_, said)| *said == says)
        .flat_map(move |(name, _)| {
            metas
                .iter()
                .filter(move |(known, _)| known == name)
                .map(|(known, content)| (*known, content.as_str()))
        })
}
