//! The sources of a page weighed against each other, by the orders in the table of the module.

use super::address;
use super::byline::Around;
use super::calendar::day_first;
use super::dates::{self, Habits, Written};
use super::house::House;
use super::json_ld::{self, Article};
use super::meta::{self, Says};
use super::microdata::microdata;
use super::scan::Scan;
use super::text::{self, plain};
use super::vocabulary::{DESKS, has};
use super::when::Dates;
use super::{Facts, Found, Origin, headline, names};

/// A page's sources, read but not weighed.
pub(crate) struct Page<'a> {
    scan: &'a Scan,
    url: Option<&'a str>,
    canonical: Option<Found>,
    articles: Vec<Article>,
    house: House,
    publisher: Option<Found>,
}

impl<'a> Page<'a> {
    /// Reads the sources.
    pub(crate) fn new(scan: &'a Scan, url: Option<&'a str>) -> Page<'a> {
        let link = scan
            .canonical
            .as_deref()
            .map(|address| (address, Origin::Element("link canonical")));
        let og = meta::all(&scan.metas, Says::Canonical).map(|(name, address)| (address, Origin::Meta(name)));
        let canonical = link.into_iter().chain(og).find_map(|(address, origin)| {
            Some(Found {
                value: address::absolute(address, url)?,
                origin,
            })
        });
        let addresses: Vec<&str> = url
            .into_iter()
            .chain(canonical.as_ref().map(|found| found.value.as_str()))
            .collect();
        let titles: Vec<String> = meta::all(&scan.metas, Says::Title)
            .map(|(_, title)| text::key(&plain(title)))
            .chain([text::key(&plain(&scan.title))])
            .chain(
                scan.lines
                    .iter()
                    .filter(|line| line.heading == 1)
                    .take(20)
                    .map(|line| text::key(&scan.plain(&line.range))),
            )
            .filter(|title| !title.is_empty())
            .collect();
        let articles = json_ld::articles(
            &scan.scripts,
            &json_ld::Known {
                addresses: &addresses,
                titles: &titles,
            },
        );
        let publisher = articles
            .iter()
            .find_map(|article| Some((article.publisher.clone()?, Origin::JsonLd("publisher"))))
            .into_iter()
            .chain(
                meta::all(&scan.metas, Says::Publisher)
                    .map(|(name, value)| (plain(value), Origin::Meta(name))),
            )
            .chain(
                microdata(scan, "publisher").map(|(value, name, _)| (plain(value), Origin::Microdata(name))),
            )
            .filter(|(value, _)| !value.is_empty() && value.len() < 100 && !value.contains("://"))
            .map(|(value, origin)| Found { value, origin })
            .next();
        let site = meta::all(&scan.metas, Says::Publisher)
            .filter(|(name, _)| *name == "og:site_name")
            .map(|(_, name)| name);
        let named = publisher.iter().map(|found| found.value.as_str()).chain(site);
        let host = addresses.iter().find_map(|address| address::host(address));
        let house = House::new(named, host.as_deref());
        Page {
            scan,
            url,
            canonical,
            articles,
            house,
            publisher,
        }
    }

    /// What they say together.
    pub(crate) fn facts(self) -> Facts {
        let headline = headline::find(self.scan, &self.titles(), &self.house);
        let around = headline.line.map(|line| Around::new(self.scan, line));
        let (published, updated) = self.dates(around.as_ref()).settle();
        Facts {
            authors: self.authors(around.as_ref()),
            published,
            updated,
            language: self.language(),
            section: self.section(),
            article_body: self.articles.iter().find_map(|article| {
                Some(Found {
                    value: article.body.clone()?,
                    origin: Origin::JsonLd("articleBody"),
                })
            }),
            canonical: self.canonical.or_else(|| {
                let url = self
                    .articles
                    .iter()
                    .find_map(|article| address::absolute(article.url.as_deref()?, self.url))?;
                Some(Found {
                    value: url,
                    origin: Origin::JsonLd("url"),
                })
            }),
            publisher: self.publisher,
            title: headline.title,
        }
    }

    /// The titles that the page declares, the surest first.
    fn titles(&self) -> Vec<Found> {
        let linked = self
            .articles
            .iter()
            .filter_map(|article| Some((article.headline.clone()?, Origin::JsonLd("headline"))));
        let metas = meta::all(&self.scan.metas, Says::Title)
            .map(|(name, value)| (value.to_owned(), Origin::Meta(name)));
        let element = [(self.scan.title.clone(), Origin::Element("title"))];
        let head: Vec<(String, Origin)> = metas
            .chain(element)
            .filter(|(title, _)| !title.trim().is_empty())
            .collect();
        let headings = self.scan.lines.iter().filter(|line| line.heading == 1).take(20);
        let headings: Vec<String> = headings
            .map(|line| text::key(&self.scan.plain(&line.range)))
            .collect();
        // The headlines of other stories are marked too.
        let own = |headline: &str| {
            head.iter()
                .any(|(title, _)| text::key(&plain(title)).contains(&text::key(headline)))
                || headings.contains(&text::key(headline))
        };
        let marked = microdata(self.scan, "headline")
            .filter(|(value, ..)| head.is_empty() || own(value))
            .take(1);
        let marked = marked
            .map(|(value, name, _)| (value, Origin::Microdata(name)))
            .collect::<Vec<_>>();
        let all = linked.chain(marked).chain(head);
        all.take(40)
            .map(|(value, origin)| Found { value, origin })
            .collect()
    }

    fn authors(&self, around: Option<&Around>) -> Vec<Found> {
        let split = |values: Vec<String>, origin: Origin| -> Vec<Found> {
            let mut found: Vec<Found> = Vec::new();
            for value in values.iter().flat_map(|value| names::names(value, &self.house)) {
                if !found
                    .iter()
                    .any(|found| text::key(&found.value) == text::key(&value))
                {
                    found.push(Found { value, origin });
                }
            }
            found
        };
        let linked = self
            .articles
            .iter()
            .map(|article| split(article.authors.clone(), Origin::JsonLd("author")))
            .find(|found| !found.is_empty());
        // Those who comment are marked as authors too: the headline's neighbours count, else the first alone.
        let near = |at: &usize| around.is_some_and(|around| around.bytes().contains(at));
        let marked: Vec<(usize, String)> = microdata(self.scan, "author")
            .map(|(value, _, at)| (at, value))
            .collect();
        let first = marked.first().map(|(at, _)| *at);
        let any = marked.iter().any(|(at, _)| near(at));
        let marked = marked
            .into_iter()
            .filter(|(at, _)| if any { near(at) } else { Some(*at) == first });
        let marked = split(
            marked.map(|(_, value)| value).collect(),
            Origin::Microdata("author"),
        );
        let shown = around
            .map(|around| around.authors(&self.house))
            .unwrap_or_default();
        let mut metas = Vec::new();
        for (name, value) in meta::all(&self.scan.metas, Says::Author) {
            if metas.is_empty()
                || metas
                    .iter()
                    .all(|found: &Found| found.origin == Origin::Meta(name))
            {
                metas.extend(split(vec![value.to_owned()], Origin::Meta(name)));
            }
        }
        let outside = |found: &[Found]| found.iter().any(|found| !self.house.is(&found.value));
        let sources = [linked.unwrap_or_default(), marked, shown.clone(), metas];
        let Some(best) = sources.iter().find(|found| outside(found)) else {
            return sources
                .into_iter()
                .find(|found| !found.is_empty())
                .unwrap_or_default();
        };
        let more = shown.len() > best.len()
            && best.iter().all(|one| {
                shown
                    .iter()
                    .any(|other| text::key(&one.value) == text::key(&other.value))
            });
        let desk = best.iter().all(|found| is_desk(&found.value)) && outside(&shown);
        let best = if more || desk { &shown } else { best };
        best.iter()
            .filter(|found| !self.house.is(&found.value))
            .cloned()
            .collect()
    }

    fn dates(&self, around: Option<&Around>) -> Dates {
        let addresses = self
            .url
            .into_iter()
            .chain(self.canonical.as_ref().map(|found| found.value.as_str()));
        let country = addresses.clone().find_map(address::country);
        let language = self.language().map(|found| found.value).unwrap_or_default();
        let habits = Habits {
            day_first: day_first(&language, country.as_deref()),
            country: country.as_deref(),
        };
        let read = |value: &str| dates::whole(value, habits);
        let linked = |name: &'static str, value: fn(&Article) -> Option<&String>| -> Vec<(Written, Origin)> {
            self.articles
                .iter()
                .filter_map(|article| Some((read(value(article)?)?, Origin::JsonLd(name))))
                .collect()
        };
        let metas = |says: Says| {
            meta::all(&self.scan.metas, says)
                .filter_map(|(name, value)| Some((read(value)?, Origin::Meta(name))))
        };
        let marked = |property: &'static str| {
            microdata(self.scan, property)
                .filter_map(|(value, name, _)| Some((read(&value)?, Origin::Microdata(name))))
                .collect::<Vec<_>>()
        };
        let mut dates = Dates {
            published: linked("datePublished", |article| article.published.as_ref()),
            updated: linked("dateModified", |article| article.modified.as_ref()),
            created: linked("dateCreated", |article| article.created.as_ref()),
            seen: around.map(|around| around.dates(habits)).unwrap_or_default(),
            yearless: Vec::new(),
            address: addresses.clone().find_map(address::day),
        };
        dates
            .published
            .extend(metas(Says::Published).chain(marked("datepublished")));
        dates
            .updated
            .extend(metas(Says::Updated).chain(marked("datemodified")));
        dates
            .created
            .extend(metas(Says::Created).chain(marked("datecreated")));
        if let (Some(around), Some((first, _))) = (around, dates.published.first()) {
            dates.yearless = around.yearless(first.day, habits);
        }
        dates
    }

    fn language(&self) -> Option<Found> {
        let element = self
            .scan
            .language
            .clone()
            .map(|value| (value, Origin::Element("html lang")));
        let linked = self
            .articles
            .iter()
            .filter_map(|article| Some((article.language.clone()?, Origin::JsonLd("inLanguage"))));
        let metas = meta::all(&self.scan.metas, Says::Language)
            .map(|(name, value)| (value.to_owned(), Origin::Meta(name)));
        element
            .into_iter()
            .chain(linked)
            .chain(metas)
            .find_map(|(value, origin)| {
                let value = value.trim().replace('_', "-");
                let parts = value.split('-').all(|part| {
                    (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
                });
                let first = value.split('-').next().unwrap_or_default();
                let code = parts
                    && (2..=3).contains(&first.len())
                    && first.bytes().all(|byte| byte.is_ascii_alphabetic());
                code.then_some(Found { value, origin })
            })
    }

    fn section(&self) -> Option<Found> {
        let linked = self
            .articles
            .iter()
            .filter_map(|article| Some((article.section.clone()?, Origin::JsonLd("articleSection"))));
        let metas = meta::all(&self.scan.metas, Says::Section)
            .map(|(name, value)| (plain(value), Origin::Meta(name)));
        let marked = microdata(self.scan, "articlesection")
            .map(|(value, name, _)| (plain(value), Origin::Microdata(name)));
        let mut all = linked.chain(metas).chain(marked);
        all.find(|(value, _)| !value.is_empty() && value.len() < 100)
            .map(|(value, origin)| Found { value, origin })
    }
}

/// Whether a name is of a desk, not of a person.
fn is_desk(name: &str) -> bool {
    name.split_whitespace()
        .any(|word| has(DESKS, &word.to_lowercase()))
}
