//! Archives of the web: WARC, and WET, which has the text of pages in the same form.

use onrecord_record::Provenance;
use onrecord_warc::{Cause, ContentType, Damage, Kind, Limits, Record, Records, Response};

use crate::format::Format;
use crate::html::{Page, looks_like_page};
use crate::{Documents, Error, Options, Pending, Place, Reason, Source, Taken, Warning, plain};

/// WARC and WET: a document for each page in it.
///
/// What crawlers write for themselves (`warcinfo`, `request`, `metadata`) is passed over without a word. What a server
/// sent and is no page is skipped with the reason.
pub(crate) struct Warc;

impl Format for Warc {
    fn recognises(&self, source: &Source) -> bool {
        source.is_archive
    }

    fn documents(&self, source: Source, options: &Options) -> Result<Documents, Error> {
        let limits = Limits {
            block: options.page_limit.saturating_mul(2),
            expansion: options.expansion,
            ..Limits::default()
        };
        let (file, limit, date) = (source.file.clone(), options.page_limit, options.date.clone());
        let records = Records::new(source.into_reader(), limits);
        Ok(Box::new(records.filter_map(move |found| match found {
            Ok(record) if record.kind == Kind::Other => None,
            Ok(record) => {
                let place = Place::offset(&file, record.offset);
                let (at, date) = (place.clone(), date.clone());
                Some(Ok(Pending::new(place, move || take_in(record, at, date, limit))))
            }
            Err(damage) => Some(Err(error(&file, damage))),
        })))
    }
}

fn error(file: &str, damage: Damage) -> Error {
    let place = Place::offset(file, damage.offset);
    match damage.cause {
        Cause::Read(source) => Error::Read { place, source },
        Cause::TooLong(limit) => Error::TooLong { place, limit },
        cause => Error::Damaged {
            place,
            message: cause.to_string(),
        },
    }
}

fn take_in(record: Record, place: Place, date: Option<String>, limit: usize) -> Result<Taken, Error> {
    let stated = ContentType::parse(record.content_type.as_deref().unwrap_or_default());
    match record.kind {
        Kind::Revisit => Ok(Taken::skipped(&place, Reason::Revisit)),
        Kind::Conversion if stated.media == "text/plain" => text(record, place, date),
        Kind::Response if stated.media == "application/http" => response(record, place, limit),
        _ => {
            let provenance = provenance(&record, &place);
            page(record.block, stated, provenance, record.truncated, place, limit)
        }
    }
}

fn response(record: Record, place: Place, limit: usize) -> Result<Taken, Error> {
    let Some(response) = Response::parse(&record.block) else {
        return Err(Error::Damaged {
            place,
            message: "the record holds no HTTP response".into(),
        });
    };
    // The other codes of success come with no page, or with a part of one.
    if !(200..=203).contains(&response.status) {
        return Ok(Taken::skipped(&place, Reason::Status(response.status)));
    }
    let stated = response.content_type();
    if !may_be_page(&stated) {
        return Ok(Taken::skipped(&place, Reason::NotText));
    }
    let body = response.body(limit).map_err(|_| Error::TooLong {
        place: place.clone(),
        limit,
    })?;
    let provenance = provenance(&record, &place);
    page(
        body.bytes,
        stated,
        provenance,
        record.truncated || body.cut,
        place,
        limit,
    )
}

fn page(
    bytes: Vec<u8>,
    stated: ContentType,
    provenance: Provenance,
    is_cut: bool,
    place: Place,
    limit: usize,
) -> Result<Taken, Error> {
    if !may_be_page(&stated) || !is_page(&stated) && !looks_like_page(&bytes) {
        return Ok(Taken::skipped(&place, Reason::NotText));
    }
    if bytes.len() > limit {
        return Err(Error::TooLong { place, limit });
    }
    let cut = is_cut.then(|| Warning::Cut { place: place.clone() });
    let page = Page {
        bytes,
        charset: stated.charset,
        place,
        provenance,
        warnings: cut.into_iter().collect(),
    };
    page.take_in()
}

fn text(record: Record, place: Place, date: Option<String>) -> Result<Taken, Error> {
    let mut provenance = provenance(&record, &place);
    let mut intake = plain::article(record.block, place.clone(), date)?;
    if intake.document.text.trim().is_empty() {
        return Ok(Taken::skipped(&place, Reason::NoArticle));
    }
    provenance.fields = intake.document.provenance.take().unwrap_or_default().fields;
    intake.document.url = provenance.uri.clone();
    intake.document.provenance = Some(provenance);
    Ok(Taken::Document(Box::new(intake)))
}

fn provenance(record: &Record, place: &Place) -> Provenance {
    Provenance {
        file: Some(place.file.clone()),
        uri: record.target.clone(),
        record: record.id.clone(),
        offset: place.offset,
        fetched: record.date.clone(),
        digest: record.digest.clone(),
        ..Provenance::default()
    }
}

fn is_page(stated: &ContentType) -> bool {
    matches!(&*stated.media, "text/html" | "application/xhtml+xml")
}

/// Whether a type is that of pages, or one that servers give to anything.
fn may_be_page(stated: &ContentType) -> bool {
    is_page(stated)
        || matches!(
            &*stated.media,
            "" | "text/plain"
                | "text/xml"
                | "application/xml"
                | "application/octet-stream"
                | "unknown/unknown"
        )
}

#[cfg(test)]
mod tests;
