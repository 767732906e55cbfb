//! Accounts that differ, side by side.

use axum::Json;
use axum::extract::State;
use onrecord_store::{Filter, Store};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::asked::Asked;
use super::figures::Figure;
use super::search::few_enough;
use super::statements::Statement;
use crate::corrected::corrected;
use crate::{App, Kind, Problem};

/// What is compared: figures of a measure, or statements on a topic. One of the two.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct Wanted {
    /// Figures of this measure that claimants or outlets give differently.
    #[param(max_length = 200)]
    measure: Option<String>,
    /// Claims and their denials, and what others tell as plain fact, among the 500 statements that match these words best, as
    /// for a search.
    #[param(max_length = 2000)]
    q: Option<String>,
}

/// A figure that others contradict.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Account {
    /// Figures of one number are of the same thing, and differ.
    set: usize,
    #[serde(flatten)]
    figure: Figure,
}

/// A claim or its denial.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Side {
    /// A claim and its denial have one number.
    pair: usize,
    #[serde(flatten)]
    statement: Statement,
}

/// A statement that one outlet attributes, and another tells as plain fact.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Dropped {
    /// The statement, as somebody's.
    statement: Statement,
    /// What the other outlet tells, within a week, as its own.
    told: Sentence,
}

/// A sentence that nobody is said to have said.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Sentence {
    /// The sentence.
    words: String,
    /// Its place in the article's text: Unicode scalar values `[start, end)`.
    span: [usize; 2],
    /// The day of publication.
    day: Option<String>,
    /// Who published it.
    outlet: Option<String>,
    /// The article's headline.
    title: Option<String>,
    /// The article's address.
    url: Option<String>,
    /// The document's number in the store.
    document: i64,
}

/// What differs.
#[derive(Debug, Default, Serialize, ToSchema)]
pub(super) struct Differing {
    /// Figures of the same measure, group and day, set by set.
    figures: Vec<Account>,
    /// Claims beside their denials by others, pair by pair.
    denials: Vec<Side>,
    /// Statements that one outlet attributes and another tells as plain fact.
    dropped: Vec<Dropped>,
}

impl Differing {
    /// Figures of a measure.
    fn figures(store: &Store, measure: &str) -> Result<Self, Problem> {
        let mut accounts = store.rivals(Some(measure))?;
        corrected(store, accounts.iter_mut().map(|account| &mut account.figure))?;
        let account = |account: onrecord_store::Account| Account {
            set: account.set,
            figure: account.figure.into(),
        };
        Ok(Self {
            figures: accounts.into_iter().map(account).collect(),
            ..Self::default()
        })
    }

    /// Statements on a topic.
    fn on(store: &Store, words: &str) -> Result<Self, Problem> {
        let everybody = Filter::default();
        let mut denials = store.denials(words, &everybody)?;
        corrected(store, denials.iter_mut().map(|side| &mut side.statement))?;
        let mut dropped = store.dropped(words, &everybody)?;
        corrected(store, dropped.iter_mut().map(|pair| &mut pair.statement))?;
        let side = |side: onrecord_store::Side| Side {
            pair: side.pair,
            statement: side.statement.into(),
        };
        Ok(Self {
            denials: denials.into_iter().map(side).collect(),
            dropped: dropped.into_iter().map(Dropped::from).collect(),
            ..Self::default()
        })
    }
}

impl From<onrecord_store::Dropped> for Dropped {
    fn from(pair: onrecord_store::Dropped) -> Self {
        let told = pair.told;
        Self {
            statement: pair.statement.into(),
            told: Sentence {
                words: told.words,
                span: told.span,
                day: told.day,
                outlet: told.outlet,
                title: told.title,
                url: told.url,
                document: told.document,
            },
        }
    }
}

/// Accounts that differ: of a `measure`, its figures; of statements with the words `q`, denials beside claims, and what others
/// tell as plain fact.
#[utoipa::path(
    get, path = "/compare", tag = "figures",
    params(Wanted),
    responses((status = 200, description = "What differs", body = Differing))
)]
pub(super) async fn compare(
    State(app): State<App>,
    Asked(wanted): Asked<Wanted>,
) -> Result<Json<Differing>, Problem> {
    match (wanted.measure, wanted.q) {
        (Some(measure), None) => app.read(move |store| Differing::figures(store, &measure)).await,
        (None, Some(words)) => {
            few_enough(&words)?;
            app.read(move |store| Differing::on(store, &words)).await
        }
        _ => Err(Problem::new(
            Kind::Malformed,
            "name either a `measure`, such as killed, or words `q`, as for a search",
        )),
    }
    .map(Json)
}
