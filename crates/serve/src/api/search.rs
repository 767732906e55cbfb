//! Finding statements by their words.

use axum::Json;
use axum::extract::State;
use onrecord_store::Filter;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::asked::Asked;
use super::listed::{Page, Paging};
use super::statements::Statement;
use crate::corrected::corrected;
use crate::intake::day;
use crate::{App, Kind, Problem};

/// Hits that can be leafed through; who wants others asks for less.
pub(super) const DEEPEST: usize = 1000;

/// What is looked for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct Wanted {
    /// Words in any order, `"a phrase"`, `begin*`, `AND`, `OR`, `NOT`, `-word`, parentheses.
    #[param(min_length = 1, max_length = 2000)]
    q: String,
    /// Said by: a name, words of a name, a Wikidata id, or `#` and a speaker's number.
    #[param(max_length = 200)]
    speaker: Option<String>,
    /// Published by, in any case of letters.
    #[param(max_length = 200)]
    outlet: Option<String>,
    /// Published on this day or later.
    #[param(format = Date)]
    after: Option<String>,
    /// Published on this day or earlier.
    #[param(format = Date)]
    before: Option<String>,
    /// Said on this day or later; where the text doesn't tell, published.
    #[param(format = Date)]
    said_after: Option<String>,
    /// How much of it is in quotation marks.
    r#type: Option<Quoted>,
    /// What is done by saying it.
    stance: Option<Stance>,
    /// Holds a figure of this measure: `killed`.
    #[param(max_length = 200)]
    measure: Option<String>,
    /// Holds a figure.
    #[serde(default)]
    has_figure: bool,
    /// The most hits of a page.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<usize>,
    /// Where the page before ended: its `next`.
    #[param(max_length = 18, pattern = "^[0-9]{1,18}$")]
    cursor: Option<String>,
}

/// How much of a statement is in quotation marks.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum Quoted {
    Direct,
    Indirect,
    Mixed,
}

/// What a speaker does by saying something.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum Stance {
    Asserts,
    Denies,
    Asks,
    Orders,
    Promises,
    Threatens,
    Doubts,
    Declines,
}

impl Quoted {
    /// As the store has it.
    pub(super) fn name(self) -> String {
        format!("{self:?}").to_lowercase()
    }
}

impl Stance {
    /// As the store has it.
    pub(super) fn name(self) -> String {
        format!("{self:?}").to_lowercase()
    }
}

impl Wanted {
    fn filter(&self) -> Result<Filter, Problem> {
        let date = |date: &Option<String>| date.as_deref().map(day).transpose();
        Ok(Filter {
            speaker: self.speaker.clone(),
            outlet: self.outlet.clone(),
            after: date(&self.after)?,
            before: date(&self.before)?,
            said_after: date(&self.said_after)?,
            kind: self.r#type.map(Quoted::name),
            stance: self.stance.map(Stance::name),
            measure: self.measure.clone(),
            has_figure: self.has_figure,
        })
    }
}

/// Refuses what is too much to search for.
pub(super) fn few_enough(words: &str) -> Result<(), Problem> {
    if words.len() <= 8000 {
        return Ok(());
    }
    Err(Problem::new(
        Kind::Malformed,
        "that is too much to search for; take at most 2,000 characters",
    ))
}

/// A statement that was found.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Hit {
    #[serde(flatten)]
    statement: Statement,
    /// Where the words that were searched for stand in `words`: Unicode scalar values, the end not among them.
    highlights: Vec<[usize; 2]>,
}

/// Statements that hold some words, the best first.
///
/// The first thousand can be leafed through. Where the store grows meanwhile, a hit may move from one page to the next.
#[utoipa::path(
    get, path = "/search", tag = "statements",
    params(Wanted),
    responses((status = 200, description = "Hits, the best first", body = Page<Hit>))
)]
pub(super) async fn search(
    State(app): State<App>,
    Asked(wanted): Asked<Wanted>,
) -> Result<Json<Page<Hit>>, Problem> {
    let paging = Paging {
        limit: wanted.limit,
        cursor: wanted.cursor.clone(),
    };
    few_enough(&wanted.q)?;
    let filter = wanted.filter()?;
    let behind = usize::try_from(paging.behind(0)?).unwrap_or(usize::MAX);
    let last = behind.saturating_add(paging.limit()? + 1).min(DEEPEST);
    let hits = if behind < last {
        app.read(move |store| -> Result<_, Problem> {
            let mut hits = store.search(&wanted.q, &filter, last)?;
            corrected(store, hits.iter_mut().map(|hit| &mut hit.statement))?;
            Ok(hits)
        })
        .await?
    } else {
        Vec::new()
    };
    let hits = hits.into_iter().map(|hit| Hit {
        statement: hit.statement.into(),
        highlights: hit.highlights,
    });
    paging.of_whole(hits.collect()).map(Json)
}
