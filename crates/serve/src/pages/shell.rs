//! What all pages have in common: the masthead, the way to the other pages, the foot.

use askama::Template;
use axum::response::{Html, IntoResponse, Response};

use super::assets;
use crate::{Kind, Problem};

/// Which of the pages in the navigation one belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Here {
    Read,
    Articles,
    Search,
    Speakers,
    Figures,
    Compare,
    Corrections,
    About,
    /// To none of them.
    Elsewhere,
}

#[derive(Template)]
#[template(path = "shell.html")]
struct Shell<'a> {
    title: &'a str,
    pages: &'a [(Here, &'static str, &'static str)],
    here: Here,
    style: &'a str,
    script: &'a str,
    icon: &'a str,
    body: &'a str,
}

const PAGES: &[(Here, &str, &str)] = &[
    (Here::Read, "/read", "Read"),
    (Here::Articles, "/documents", "Articles"),
    (Here::Search, "/search", "Search"),
    (Here::Speakers, "/speakers", "Speakers"),
    (Here::Figures, "/figures", "Figures"),
    (Here::Compare, "/compare", "Compare"),
    (Here::Corrections, "/corrections", "Corrections"),
    (Here::About, "/about", "About"),
];

/// Stands where a page's own part goes, in a page that is sent piece by piece.
const PART: &str = "\u{1}";

/// A whole page. `title` may hold foreign words.
pub(crate) fn page(here: Here, title: &str, part: &impl Template) -> Result<Response, Problem> {
    let part = rendered(part)?;
    Ok(Html(whole(here, title, &part)?).into_response())
}

/// What comes before a page's own part, and what after it.
pub(super) fn around(here: Here, title: &str) -> Result<(String, String), Problem> {
    let shell = whole(here, title, PART)?;
    let (before, after) = shell.split_once(PART).unwrap_or((&shell, ""));
    Ok((before.to_owned(), after.to_owned()))
}

/// A page's part, or a part of it.
pub(super) fn rendered(part: &impl Template) -> Result<String, Problem> {
    part.render()
        .map_err(|error| Problem::new(Kind::Broken, format!("the page could not be written: {error}")))
}

fn whole(here: Here, title: &str, body: &str) -> Result<String, Problem> {
    rendered(&Shell {
        title,
        pages: PAGES,
        here,
        style: assets::style(),
        script: assets::script(),
        icon: assets::icon(),
        body,
    })
}
