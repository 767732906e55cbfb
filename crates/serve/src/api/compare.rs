//! Accounts that differ, side by side.

use axum::Json;
use axum::extract::State;
use onrecord_store::Filter;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::asked::Asked;
use super::figures::Figure;
use super::statements::Statement;
use crate::{App, Kind, Problem};

/// What is compared: figures of a measure, or statements on a topic. One of the two.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct Wanted {
    /// Figures of this measure that claimants or outlets give differently.
    #[param(max_length = 200)]
    measure: Option<String>,
    /// Claims and their denials among the 500 statements that match these words best, as for a search.
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

/// What differs.
#[derive(Debug, Default, Serialize, ToSchema)]
pub(super) struct Differing {
    /// Figures of the same measure, group and day, set by set.
    figures: Vec<Account>,
    /// Claims beside their denials by others, pair by pair.
    denials: Vec<Side>,
}

/// Accounts that differ: figures of a `measure`, or denials beside claims among statements with the words `q`.
#[utoipa::path(
    get, path = "/compare", tag = "figures",
    params(Wanted),
    responses((status = 200, description = "What differs", body = Differing))
)]
pub(super) async fn compare(
    State(app): State<App>,
    Asked(wanted): Asked<Wanted>,
) -> Result<Json<Differing>, Problem> {
    let differing = match (wanted.measure, wanted.q) {
        (Some(measure), None) => Differing {
            figures: app
                .read(move |store| store.rivals(Some(&measure)))
                .await?
                .into_iter()
                .map(|account| Account {
                    set: account.set,
                    figure: account.figure.into(),
                })
                .collect(),
            ..Differing::default()
        },
        (None, Some(words)) => Differing {
            denials: app
                .read(move |store| store.denials(&words, &Filter::default()))
                .await?
                .into_iter()
                .map(|side| Side {
                    pair: side.pair,
                    statement: side.statement.into(),
                })
                .collect(),
            ..Differing::default()
        },
        _ => {
            return Err(Problem::new(
                Kind::Malformed,
                "name either a `measure`, such as killed, or words `q`, as for a search",
            ));
        }
    };
    Ok(Json(differing))
}
