//! Who speaks, and what they said.

use axum::Json;
use axum::extract::State;
use onrecord_store::{Store, Voice};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::asked::{Asked, Number};
use super::listed::{Cursor, Page, Paging};
use super::statements::{COLUMNS, Statement};
use crate::corrected::corrected;
use crate::{App, Problem};

/// A speaker across documents.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Speaker {
    /// The speaker's number.
    speaker_id: i64,
    /// The first plain name that articles gave.
    speaker: String,
    /// `person`, `organisation`, …
    r#type: String,
    /// Wikidata id.
    wikidata: Option<String>,
    /// What is known beside the name: words of the role, country, sector.
    context: String,
    /// How many statements.
    statements: i64,
    /// In how many documents.
    documents: i64,
    /// By how many outlets.
    outlets: i64,
    /// The first day on which one was said, or else published.
    first: Option<String>,
    /// The last one.
    latest: Option<String>,
}

impl From<Voice> for Speaker {
    fn from(voice: Voice) -> Self {
        Self {
            speaker_id: voice.speaker_id,
            speaker: voice.speaker,
            r#type: voice.r#type,
            wikidata: voice.wikidata,
            context: voice.context,
            statements: voice.statements,
            documents: voice.documents,
            outlets: voice.outlets,
            first: voice.first,
            latest: voice.latest,
        }
    }
}

/// A speaker with what is told of one alone.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Known {
    #[serde(flatten)]
    speaker: Speaker,
    /// What articles call the speaker, the most frequent name first.
    aliases: Vec<Counted>,
    /// Who published the statements, the one with most of them first.
    published_by: Vec<Counted>,
}

/// Something that was counted.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Counted {
    /// What.
    what: String,
    /// How often.
    number: i64,
}

/// Which speakers are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct Wanted {
    /// Those of just this name, else those with all its words in theirs; `#12` is speaker 12, `Q42` a Wikidata id.
    #[param(max_length = 200)]
    name: Option<String>,
    /// The most speakers of a page.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<usize>,
    /// Where the page before ended: its `next`.
    #[param(max_length = 18, pattern = "^[0-9]{1,18}$")]
    cursor: Option<String>,
}

/// Speakers in the order of their numbers: all, or those that a name means.
#[utoipa::path(
    get, path = "/speakers", tag = "speakers",
    params(Wanted),
    responses((status = 200, description = "Speakers", body = Page<Speaker>))
)]
pub(super) async fn list(
    State(app): State<App>,
    Asked(wanted): Asked<Wanted>,
) -> Result<Json<Page<Speaker>>, Problem> {
    let paging = Paging {
        limit: wanted.limit,
        cursor: wanted.cursor,
    };
    let (limit, behind) = (paging.limit()?, paging.behind(0)?);
    let found = app
        .read(move |store| -> Result<_, Problem> {
            let mut ids = match &wanted.name {
                Some(name) => store.named(name)?,
                None => all(store, behind, limit + 1)?,
            };
            ids.sort_unstable();
            ids.retain(|id| *id > behind);
            ids.truncate(limit + 1);
            let mut voices = Vec::new();
            for id in ids {
                voices.extend(store.voices(&format!("#{id}"))?);
            }
            Ok(voices)
        })
        .await?;
    let page = Page::cut(found, limit, |voice| voice.speaker_id.into());
    Ok(Json(Page {
        items: page.items.into_iter().map(Speaker::from).collect(),
        next: page.next,
    }))
}

fn all(store: &Store, behind: i64, most: usize) -> Result<Vec<i64>, onrecord_store::Error> {
    let sql = "SELECT id FROM speakers WHERE id > ?1 AND merged_into IS NULL ORDER BY id LIMIT ?2";
    let mut statement = store.connection().prepare_cached(sql)?;
    let ids = statement.query_map((behind, most), |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// A speaker by number. One that was found to be somebody else is that one.
#[utoipa::path(
    get, path = "/speakers/{id}", tag = "speakers",
    params(("id" = i64, Path, description = "The speaker's number", minimum = 1)),
    responses((status = 200, description = "The speaker", body = Known))
)]
pub(super) async fn one(State(app): State<App>, Number(number): Number) -> Result<Json<Known>, Problem> {
    app.read(move |store| -> Result<_, Problem> {
        let voice = voice(store, number)?;
        let id = voice.speaker_id;
        Ok(Json(Known {
            speaker: voice.into(),
            aliases: counted(
                store,
                "SELECT e.name, count(*) FROM speakers p JOIN entities e ON e.speaker = p.id \
                 WHERE p.id = ?1 OR p.merged_into = ?1 GROUP BY 1 ORDER BY 2 DESC, 1",
                id,
            )?,
            published_by: counted(
                store,
                "SELECT outlet, count(*) FROM statements WHERE speaker_id = ?1 AND outlet IS NOT NULL \
                 GROUP BY 1 ORDER BY 2 DESC, 1",
                id,
            )?,
        }))
    })
    .await
}

fn voice(store: &Store, number: i64) -> Result<Voice, Problem> {
    let voices = store.voices(&format!("#{number}"))?;
    voices
        .into_iter()
        .next()
        .ok_or_else(|| Problem::not_found(format!("there is no speaker {number}")))
}

fn counted(store: &Store, sql: &str, speaker: i64) -> Result<Vec<Counted>, onrecord_store::Error> {
    let mut statement = store.connection().prepare_cached(sql)?;
    let counted = statement.query_map([speaker], |row| {
        Ok(Counted {
            what: row.get(0)?,
            number: row.get(1)?,
        })
    })?;
    Ok(counted.collect::<Result<_, _>>()?)
}

/// What a speaker said, in the order in which it was said; where the article doesn't tell when, published.
#[utoipa::path(
    get, path = "/speakers/{id}/statements", tag = "speakers",
    params(("id" = i64, Path, description = "The speaker's number", minimum = 1), Paging),
    responses((status = 200, description = "Statements, the earliest first", body = Page<Statement>))
)]
pub(super) async fn statements(
    State(app): State<App>,
    Number(number): Number,
    Asked(paging): Asked<Paging>,
) -> Result<Json<Page<Statement>>, Problem> {
    let (limit, behind) = (paging.limit()?, paging.cursor()?.unwrap_or_default());
    let found = app
        .read(move |store| -> Result<_, Problem> {
            let speaker = voice(store, number)?.speaker_id;
            Ok(said_by(store, speaker, &behind, limit + 1)?)
        })
        .await?;
    let page = Page::cut(found, limit, |(day, number, _)| Cursor {
        day: day.clone(),
        number: *number,
    });
    Ok(Json(Page {
        items: page
            .items
            .into_iter()
            .map(|(_, _, statement)| statement)
            .collect(),
        next: page.next,
    }))
}

/// Statements of a speaker behind a cursor, with when each was said. The words are only looked up of those that are wanted.
fn said_by(
    store: &Store,
    speaker: i64,
    behind: &Cursor,
    most: usize,
) -> Result<Vec<(String, i64, Statement)>, onrecord_store::Error> {
    let mut order = store.connection().prepare_cached(
        "SELECT coalesce(said_from, day, '') AS at, statement FROM statements \
         WHERE speaker_id = ?1 AND (at, statement) > (?2, ?3) ORDER BY at, statement LIMIT ?4",
    )?;
    let places = order.query_map((speaker, &behind.day, behind.number, most), |row| {
        Ok((row.get(0)?, row.get(1)?))
    })?;
    let places: Vec<(String, i64)> = places.collect::<Result<_, _>>()?;
    let sql = format!("SELECT {COLUMNS} FROM statements WHERE statement = ?1");
    let mut one = store.connection().prepare_cached(&sql)?;
    let mut found = places
        .into_iter()
        .map(|(day, number)| Ok((day, number, one.query_row([number], Statement::from_row)?)))
        .collect::<Result<Vec<_>, onrecord_store::Error>>()?;
    corrected(store, found.iter_mut().map(|(_, _, statement)| statement))?;
    Ok(found)
}
