//! What is counted, by whom, over time.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;

use super::address::address;
use super::ask::figures::{Claim, MOST, claims};
use super::ask::lists;
use super::chart::Points;
use super::shell::{Here, page};
use crate::{App, Problem};

/// Measures that are offered.
const OFFERED: u32 = 40;

/// What is counted.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    measure: String,
    /// Words in what is counted.
    #[serde(default)]
    of: String,
}

#[derive(Template)]
#[template(path = "figures.html")]
struct Page {
    asked: Asked,
    measures: Vec<(String, i64)>,
    claims: Vec<Claim>,
    points: Option<Points>,
    /// Whether there are more than are shown.
    cut: bool,
}

/// `GET /figures`.
pub(super) async fn figures(State(app): State<App>, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let (measure, of) = (asked.measure.trim().to_owned(), asked.of.clone());
    let (measures, claims) = app
        .read(move |store| -> Result<_, Problem> {
            let measures = lists::measures(store, OFFERED)?;
            let claims = match measure.as_str() {
                "" => Vec::new(),
                measure => claims(store, measure, &of)?,
            };
            Ok((measures, claims))
        })
        .await?;
    let title = match asked.measure.trim() {
        "" => "Figures".to_owned(),
        measure => format!("{measure}: figures"),
    };
    let part = Page {
        points: Points::of(&claims),
        cut: claims.len() >= MOST as usize,
        asked,
        measures,
        claims,
    };
    page(Here::Figures, &title, &part)
}

impl Page {
    /// The address of a measure's figures.
    fn address(&self, measure: &str) -> String {
        address("/figures", &[("measure", measure)])
    }
}
