//! Searching statements, with facets that narrow it.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use onrecord_store::{Error, Filter, Hit, Statement};
use serde::Deserialize;

use super::address::address;
use super::exports::{Export, exports};
use super::shell::{Here, page};
use crate::corrected::corrected;
use crate::{App, Problem};

/// Hits on a page.
const SHOWN: usize = 20;

/// The best hits: among these facets are counted, and no page leads beyond them.
const BEST: usize = 100;

/// Values of a facet that are shown.
const VALUES: usize = 8;

/// What is searched for: words, and filters that are left open where they are empty.
#[derive(Clone, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    speaker: String,
    #[serde(default)]
    outlet: String,
    /// A day of publication.
    #[serde(default)]
    day: String,
    #[serde(default)]
    after: String,
    #[serde(default)]
    before: String,
    #[serde(default)]
    r#type: String,
    #[serde(default)]
    stance: String,
    /// From 1.
    #[serde(default)]
    page: usize,
}

impl Asked {
    fn filter(&self) -> Filter {
        let given = |value: &str| Some(value.trim().to_owned()).filter(|value| !value.is_empty());
        Filter {
            speaker: given(&self.speaker),
            outlet: given(&self.outlet),
            after: given(&self.day).or(given(&self.after)),
            before: given(&self.day).or(given(&self.before)),
            kind: given(&self.r#type),
            stance: given(&self.stance),
            ..Filter::default()
        }
    }

    /// The files of what is found.
    fn exports(&self) -> Vec<Export> {
        let from = |day: &'_ str| if self.day.is_empty() { day } else { &self.day }.to_owned();
        exports(&[
            ("q", self.q.as_str()),
            ("speaker", &self.speaker),
            ("outlet", &self.outlet),
            ("after", &from(&self.after)),
            ("before", &from(&self.before)),
            ("type", &self.r#type),
            ("stance", &self.stance),
        ])
    }

    /// The address of this search with one field changed; of another page where that is `page`, else of the first.
    fn with(&self, field: &str, value: &str) -> String {
        let fields = [
            ("q", self.q.as_str()),
            ("speaker", &self.speaker),
            ("outlet", &self.outlet),
            ("day", &self.day),
            ("after", &self.after),
            ("before", &self.before),
            ("type", &self.r#type),
            ("stance", &self.stance),
            ("page", ""),
        ];
        address(
            "/search",
            &fields.map(|(name, kept)| (name, if name == field { value } else { kept })),
        )
    }
}

/// A value of a facet, with the hits that have it.
struct Value {
    name: String,
    number: usize,
    /// The search narrowed to it, or widened again where it is narrowed to it already.
    address: String,
    chosen: bool,
}

struct Facet {
    name: &'static str,
    values: Vec<Value>,
}

/// A hit with its words in pieces: whether each was searched for.
struct Shown {
    statement: Statement,
    pieces: Vec<(bool, String)>,
}

#[derive(Template)]
#[template(path = "search.html")]
struct Page {
    asked: Asked,
    hits: Vec<Shown>,
    facets: Vec<Facet>,
    /// How many were found.
    found: usize,
    /// Why nothing could be searched for.
    problem: Option<String>,
    /// The number of the first hit shown.
    first: usize,
    previous: Option<String>,
    next: Option<String>,
    exports: Vec<Export>,
}

/// `GET /search`.
pub(super) async fn search(State(app): State<App>, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let mut part = Page {
        asked: asked.clone(),
        hits: Vec::new(),
        facets: Vec::new(),
        found: 0,
        problem: None,
        first: 1,
        previous: None,
        next: None,
        exports: asked.exports(),
    };
    if !asked.q.trim().is_empty() {
        let (words, filter) = (asked.q.clone(), asked.filter());
        let found = app
            .read(move |store| -> Result<_, Problem> {
                match store.search(&words, &filter, BEST) {
                    Ok(mut hits) => {
                        corrected(store, hits.iter_mut().map(|hit| &mut hit.statement))?;
                        Ok(Ok(hits))
                    }
                    Err(error @ (Error::Query(_) | Error::Unknown(_))) => Ok(Err(error.to_string())),
                    Err(error) => Err(error.into()),
                }
            })
            .await?;
        match found {
            Ok(hits) => part.show(hits),
            Err(problem) => part.problem = Some(problem),
        }
    }
    let title = match asked.q.trim() {
        "" => "Search".to_owned(),
        words => format!("{words}: search"),
    };
    page(Here::Search, &title, &part)
}

impl Page {
    fn show(&mut self, hits: Vec<Hit>) {
        let asked = &self.asked;
        self.found = hits.len();
        let number = asked.page.clamp(1, BEST.div_ceil(SHOWN));
        let skipped = (number - 1) * SHOWN;
        self.first = skipped + 1;
        self.previous = (number > 1).then(|| asked.with("page", &(number - 1).to_string()));
        self.next = (hits.len() > skipped + SHOWN).then(|| asked.with("page", &(number + 1).to_string()));
        let facet = |name, field, chosen: &str, of: &dyn Fn(&Statement) -> Option<(String, String)>| Facet {
            name,
            values: values(
                asked,
                field,
                chosen,
                hits.iter().filter_map(|hit| of(&hit.statement)),
            ),
        };
        let named = |value: Option<&String>| value.map(|value| (value.clone(), value.clone()));
        self.facets = vec![
            facet("Speaker", "speaker", &asked.speaker, &|one| {
                Some((one.speaker.clone()?, format!("#{}", one.speaker_id?)))
            }),
            facet("Outlet", "outlet", &asked.outlet, &|one| {
                named(one.outlet.as_ref())
            }),
            facet("Day", "day", &asked.day, &|one| named(one.day.as_ref())),
            facet("Type", "type", &asked.r#type, &|one| named(Some(&one.r#type))),
            facet("Stance", "stance", &asked.stance, &|one| {
                named(one.stance.as_ref())
            }),
        ];
        self.facets.retain(|facet| !facet.values.is_empty());
        self.hits = hits.into_iter().skip(skipped).take(SHOWN).map(shown).collect();
    }
}

/// The most frequent values of hits, by name and what the address has for it.
fn values(
    asked: &Asked,
    field: &str,
    chosen: &str,
    found: impl Iterator<Item = (String, String)>,
) -> Vec<Value> {
    let mut counted: std::collections::BTreeMap<String, (usize, String)> = std::collections::BTreeMap::new();
    for (name, value) in found {
        counted.entry(value).or_insert((0, name)).0 += 1;
    }
    let mut counted: Vec<(String, (usize, String))> = counted.into_iter().collect();
    counted.sort_by(|one, other| other.1.0.cmp(&one.1.0).then(one.0.cmp(&other.0)));
    let of = |(value, (number, name)): (String, (usize, String))| {
        let chosen = value == chosen;
        Value {
            address: asked.with(field, if chosen { "" } else { &value }),
            name,
            number,
            chosen,
        }
    };
    counted.into_iter().take(VALUES).map(of).collect()
}

/// Cuts a hit's words at its highlights.
fn shown(hit: Hit) -> Shown {
    let words: Vec<char> = hit.statement.words.chars().collect();
    let mut pieces = Vec::new();
    let mut at = 0;
    for [start, end] in hit.highlights {
        let (start, end) = (start.clamp(at, words.len()), end.clamp(at, words.len()));
        pieces.push((false, words[at..start].iter().collect()));
        pieces.push((true, words[start.min(end)..end].iter().collect()));
        at = end;
    }
    pieces.push((false, words[at..].iter().collect()));
    Shown {
        statement: hit.statement,
        pieces,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn highlights_cut_the_words() {
        let hit = Hit {
            statement: Statement {
                words: "thé tax is".into(),
                ..Statement::default()
            },
            highlights: vec![[4, 7]],
        };
        let pieces = shown(hit).pieces;
        assert_eq!(
            pieces,
            [
                (false, "thé ".into()),
                (true, "tax".into()),
                (false, " is".into())
            ]
        );
    }

    #[test]
    fn addresses_change_one_field_and_escape_all() {
        let asked = Asked {
            q: "\"a&b\"".into(),
            outlet: "The Æ".into(),
            page: 3,
            ..Asked::default()
        };
        assert_eq!(
            asked.with("day", "2031-05-02"),
            "/search?q=%22a%26b%22&outlet=The+%C3%86&day=2031-05-02"
        );
        assert_eq!(asked.with("outlet", ""), "/search?q=%22a%26b%22");
    }
}
