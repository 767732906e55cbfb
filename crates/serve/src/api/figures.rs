//! Who counts what.

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::asked::Asked;
use super::listed::{Page, Paging};
use crate::corrected::corrected;
use crate::{App, Problem};

/// A claim of a number.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Figure {
    /// The day that it holds for; where the text doesn't tell, that it was said on, or published.
    day: Option<String>,
    /// Who claims it; `null` where the article tells it as its own.
    claimant: Option<String>,
    /// The claimant's number across documents.
    speaker_id: Option<i64>,
    /// `killed`, `wounded`, …, else the noun that is counted.
    measure: String,
    /// What is counted.
    of: String,
    /// The figure's words.
    words: String,
    /// Lowest number meant.
    low: Option<f64>,
    /// The number in the text.
    value: Option<f64>,
    /// Highest number meant.
    high: Option<f64>,
    /// `percent`, a currency, …; `null` for things counted.
    unit: Option<String>,
    /// `positive`, or `negative` where it is denied.
    polarity: String,
    /// Whether it is only thought of.
    hypothetical: bool,
    /// The day of publication.
    published: Option<String>,
    /// Who published it.
    outlet: Option<String>,
    /// The article's address.
    url: Option<String>,
    /// The statement that it stands in, by its number.
    statement: Option<i64>,
    /// The document's number.
    document: i64,
}

impl From<onrecord_store::Figure> for Figure {
    fn from(figure: onrecord_store::Figure) -> Self {
        Self {
            day: figure.day,
            claimant: figure.claimant,
            speaker_id: figure.speaker_id,
            measure: figure.measure,
            of: figure.of,
            words: figure.words,
            low: figure.low,
            value: figure.value,
            high: figure.high,
            unit: figure.unit,
            polarity: figure.polarity,
            hypothetical: figure.hypothetical,
            published: figure.published,
            outlet: figure.outlet,
            url: figure.url,
            statement: figure.statement,
            document: figure.document,
        }
    }
}

/// Which figures are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct Wanted {
    /// `killed`, `wounded`, or the noun that is counted.
    #[param(min_length = 1, max_length = 200)]
    measure: String,
    /// Words that all stand in what is counted: `civilians`.
    #[param(max_length = 200)]
    of: Option<String>,
    /// The most figures of a page.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<usize>,
    /// Where the page before ended: its `next`.
    #[param(max_length = 18, pattern = "^[0-9]{1,18}$")]
    cursor: Option<String>,
}

/// Claims of a count in the order of their days.
#[utoipa::path(
    get, path = "/figures", tag = "figures",
    params(Wanted),
    responses((status = 200, description = "Figures, the earliest first", body = Page<Figure>))
)]
pub(super) async fn figures(
    State(app): State<App>,
    Asked(wanted): Asked<Wanted>,
) -> Result<Json<Page<Figure>>, Problem> {
    let paging = Paging {
        limit: wanted.limit,
        cursor: wanted.cursor,
    };
    let (measure, of) = (wanted.measure, wanted.of);
    let page = app
        .read(move |store| -> Result<_, Problem> {
            let mut page = paging.of_whole(store.figures(&measure, of.as_deref())?)?;
            corrected(store, &mut page.items)?;
            Ok(page)
        })
        .await?;
    Ok(Json(Page {
        items: page.items.into_iter().map(Figure::from).collect(),
        next: page.next,
    }))
}
