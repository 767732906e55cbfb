//! What the store holds, in the formats of other programs.

use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use onrecord_export::{Format, Options};
use onrecord_store::Filter;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::asked::Asked;
use super::search::{DEEPEST, Quoted, Stance, few_enough};
use crate::exporting::{self, Wanted as Chosen};
use crate::intake::day;
use crate::tag::AsItComes;
use crate::{App, Kind, Problem};

/// The formats that a store is exported in.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum FileFormat {
    /// A record a line.
    Jsonl,
    /// A statement a row, as RFC 4180 has it.
    Csv,
    /// An annotation page of the W3C's model.
    WebAnnotation,
    /// Linked data in the words of schema.org.
    JsonLd,
    /// An archive of texts and annotations as brat has them.
    Brat,
    /// A table: a row a document.
    Parquet,
}

impl FileFormat {
    fn format(self) -> Format {
        match self {
            Self::Jsonl => Format::Jsonl,
            Self::Csv => Format::Csv,
            Self::WebAnnotation => Format::WebAnnotation,
            Self::JsonLd => Format::JsonLd,
            Self::Brat => Format::Brat,
            Self::Parquet => Format::Parquet,
        }
    }
}

/// What is exported, and how.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct Wanted {
    /// The format.
    format: FileFormat,
    /// Only this document; nothing else may be asked then.
    #[param(minimum = 1)]
    document: Option<i64>,
    /// Words as for a search: the best thousand statements that hold them.
    #[param(min_length = 1, max_length = 2000)]
    q: Option<String>,
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
    /// Parquet with a row a statement instead of a row a document.
    #[serde(default)]
    flat: bool,
    /// CSV in which no cell is taken for a formula.
    #[serde(default)]
    for_spreadsheets: bool,
    /// JSON-LD with drafts of claim reviews, without a verdict.
    #[serde(default)]
    claim_reviews: bool,
}

impl Wanted {
    fn chosen(self) -> Result<Chosen, Problem> {
        let date = |date: &Option<String>| date.as_deref().map(day).transpose();
        let filter = Filter {
            after: date(&self.after)?,
            before: date(&self.before)?,
            said_after: date(&self.said_after)?,
            speaker: self.speaker,
            outlet: self.outlet,
            kind: self.r#type.map(Quoted::name),
            stance: self.stance.map(Stance::name),
            measure: self.measure,
            has_figure: self.has_figure,
        };
        match (self.document, self.q) {
            (Some(document), None) if filter == Filter::default() => Ok(Chosen::Document(document)),
            (Some(_), _) => Err(Problem::new(
                Kind::Malformed,
                "a document is exported whole; name it alone, or leave it out",
            )),
            (None, Some(words)) => {
                few_enough(&words)?;
                Ok(Chosen::Found {
                    words,
                    filter,
                    most: DEEPEST,
                })
            }
            (None, None) => Ok(Chosen::Filtered(filter)),
        }
    }
}

/// Statements with the documents that they stand in, in a format of other programs.
///
/// All of the store, or what is left by what is asked: the last versions of articles, in the order in which they were added,
/// with the corrections that were made. It is sent as it is written, however long that takes, and breaks off without its end
/// where that fails. Four can be written at once.
#[utoipa::path(
    get, path = "/export", tag = "documents",
    params(Wanted),
    responses((status = 200, description = "The file", content(
        (String = "application/jsonl"), (String = "text/csv"), (Value = "application/ld+json"),
        (String = "application/x-tar"), (String = "application/vnd.apache.parquet")
    )))
)]
pub(super) async fn export(
    State(app): State<App>,
    Asked(wanted): Asked<Wanted>,
) -> Result<Response, Problem> {
    let format = wanted.format.format();
    let options = Options {
        flat: wanted.flat,
        for_spreadsheets: wanted.for_spreadsheets,
        claim_reviews: wanted.claim_reviews,
        ..Options::default()
    };
    let body = exporting::export(&app, wanted.chosen()?, format, options).await?;
    let file = format!("attachment; filename=\"onrecord.{}\"", format.ending());
    let headers = [
        (CONTENT_TYPE, format.media_type().to_owned()),
        (CONTENT_DISPOSITION, file),
    ];
    let mut response = (headers, body).into_response();
    response.extensions_mut().insert(AsItComes);
    Ok(response)
}
