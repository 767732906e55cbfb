//! What was fetched, as documents: it is read by its content, as a file would be.

use std::io::Cursor;

use onrecord_fetch::Fetched;

use crate::{Documents, Error, Intake, Options, Reason, Source, Taken, format};

/// The documents at an address. Each knows it, and when it was fetched. An entry of a feed or a record of an archive has
/// an address of its own; of it, this one is the file.
///
/// # Errors
/// As [`open`](crate::open).
pub(crate) fn documents(fetched: Fetched, options: &Options) -> Result<Documents, Error> {
    let (url, time) = (fetched.url, fetched.fetched);
    let mut source = Source::new(&url, Cursor::new(fetched.bytes), options)?;
    source.url = Some(url.clone());
    source.charset = fetched.charset;
    let place = source.place();
    let documents = match format::of(&source).documents(source, options) {
        Err(Error::Binary { .. }) => {
            let nothing =
                crate::Pending::new(place.clone(), move || Ok(Taken::skipped(&place, Reason::NotText)));
            return Ok(Box::new(std::iter::once(Ok(nothing))));
        }
        documents => documents?,
    };
    Ok(Box::new(documents.map(move |found| {
        let (url, time) = (url.clone(), time.clone());
        let found = found?;
        // A page or a text as a whole is what stands at the address; a part of what came may stand anywhere.
        let whole = found.place().line.is_none() && found.place().offset.is_none();
        Ok(found.then(move |taken| match taken {
            Ok(Taken::Document(mut intake)) => {
                came_from(&mut intake, url, time, whole);
                Ok(Taken::Document(intake))
            }
            Err(Error::Binary { place, .. }) if place.line.is_none() => {
                Ok(Taken::skipped(&place, Reason::NotText))
            }
            other => other,
        }))
    })))
}

fn came_from(intake: &mut Intake, url: String, time: String, whole: bool) {
    let document = &mut intake.document;
    if whole {
        document.url.get_or_insert_with(|| url.clone());
    }
    let provenance = document.provenance.get_or_insert_default();
    provenance.fetched.get_or_insert(time);
    if provenance.file.as_ref() == Some(&url) && (whole || provenance.uri.is_none()) {
        provenance.file = None;
    }
    provenance.uri.get_or_insert(url);
}
