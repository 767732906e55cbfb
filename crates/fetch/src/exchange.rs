use std::io::{self, Read};
use std::time::{Duration, SystemTime};

use ureq::Agent;
use ureq::http::header::{
    ACCEPT, ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_MODIFIED_SINCE, IF_NONE_MATCH,
    LAST_MODIFIED, LOCATION, RETRY_AFTER,
};
use ureq::http::{HeaderMap, HeaderName};
use url::Url;

use crate::Error;
use crate::cache::Validators;
use crate::coding::{self, ACCEPTED, Fault};
use crate::guard::Refused;

const WANTED: &str = "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8";

/// A server's answer to one request.
pub(crate) struct Answer {
    pub(crate) status: u16,
    headers: HeaderMap,
    /// Decoded; empty unless the status is a success.
    pub(crate) body: Vec<u8>,
}

/// Asks a server. It stands behind a pointer, so that a program in which no [`Fetcher`](crate::Fetcher) is made is linked
/// without a client for HTTP and TLS.
pub(crate) trait Exchange: Send + Sync {
    /// Asks once, and follows nothing. `too_long` decides about the beginning of a body over the limit.
    fn ask(
        &self,
        url: &Url,
        known: Option<&Validators>,
        limit: usize,
        too_long: &dyn Fn(Vec<u8>) -> Result<Vec<u8>, Error>,
    ) -> Result<Answer, Error>;
}

impl Exchange for Agent {
    fn ask(
        &self,
        url: &Url,
        known: Option<&Validators>,
        limit: usize,
        too_long: &dyn Fn(Vec<u8>) -> Result<Vec<u8>, Error>,
    ) -> Result<Answer, Error> {
        let failed = |error| failure(url, error);
        let mut request = self
            .get(url.as_str())
            .header(ACCEPT, WANTED)
            .header(ACCEPT_ENCODING, ACCEPTED);
        if let Some(known) = known {
            if let Some(etag) = &known.etag {
                request = request.header(IF_NONE_MATCH, etag);
            }
            if let Some(date) = &known.last_modified {
                request = request.header(IF_MODIFIED_SINCE, date);
            }
        }
        let response = request.call().map_err(failed)?;
        let (head, body) = response.into_parts();
        let mut answer = Answer {
            status: head.status.as_u16(),
            headers: head.headers,
            body: Vec::new(),
        };
        if (200..300).contains(&answer.status) {
            let read = answer.read(body.into_reader(), limit);
            answer.body = read.or_else(|fault| match fault {
                Fault::TooLong(beginning) => too_long(beginning),
                Fault::Io(error) => Err(failed(error.into())),
                Fault::Coding(coding) => Err(Error::Failed {
                    url: url.to_string(),
                    problem: format!("the answer is compressed as \"{coding}\""),
                }),
            })?;
        }
        Ok(answer)
    }
}

impl Answer {
    fn read(&self, body: impl Read, limit: usize) -> Result<Vec<u8>, Fault> {
        let codings = self.headers.get_all(CONTENT_ENCODING).iter();
        let codings: Vec<_> = codings.filter_map(|value| value.to_str().ok()).collect();
        let codings = codings.join(",");
        match coding::read(body, limit) {
            Ok(body) => coding::decode(body, &codings, limit),
            // The beginning of compressed data says nothing.
            Err(Fault::TooLong(_)) if !codings.is_empty() => Err(Fault::Coding(codings)),
            Err(fault) => Err(fault),
        }
    }

    fn header(&self, name: HeaderName) -> Option<&str> {
        let value = self.headers.get(name)?.to_str().ok()?.trim();
        Some(value).filter(|value| !value.is_empty())
    }

    /// Where a redirect leads; `None` for other answers.
    pub(crate) fn location(&self) -> Option<&str> {
        let moved = matches!(self.status, 301 | 302 | 303 | 307 | 308);
        self.header(LOCATION).filter(|_| moved)
    }

    /// The media type, in small letters and without parameters, and its `charset`.
    pub(crate) fn content_type(&self) -> (Option<String>, Option<String>) {
        let Some(value) = self.header(CONTENT_TYPE) else {
            return (None, None);
        };
        let mut parts = value.split(';').map(str::trim);
        let media = parts.next().map(str::to_ascii_lowercase);
        let charset = parts
            .filter_map(|parameter| parameter.split_once('='))
            .find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"))
            .map(|(_, value)| value.trim().trim_matches(['"', '\'']).to_ascii_lowercase());
        let filled = |value: &String| !value.is_empty();
        (media.filter(filled), charset.filter(filled))
    }

    pub(crate) fn validators(&self) -> Validators {
        Validators {
            etag: self.header(ETAG).map(str::to_owned),
            last_modified: self.header(LAST_MODIFIED).map(str::to_owned),
        }
    }

    /// How long the server asks to be left alone: `Retry-After`, in seconds or as a date.
    pub(crate) fn retry_after(&self, now: SystemTime) -> Option<Duration> {
        let value = self.header(RETRY_AFTER)?;
        if let Ok(seconds) = value.parse() {
            return Some(Duration::from_secs(seconds));
        }
        let date = jiff::fmt::rfc2822::parse(value).ok()?;
        let date = SystemTime::from(date.timestamp());
        Some(date.duration_since(now).unwrap_or_default())
    }
}

fn failure(url: &Url, error: ureq::Error) -> Error {
    let url = url.to_string();
    match error {
        ureq::Error::Timeout(_) => Error::Timeout { url },
        ureq::Error::HostNotFound => Error::NoHost { url },
        ureq::Error::Other(other) if other.is::<Refused>() => match other.downcast::<Refused>() {
            Ok(refused) => Error::Private {
                url,
                address: refused.0,
            },
            Err(other) => Error::Failed {
                url,
                problem: other.to_string(),
            },
        },
        ureq::Error::Io(error) if error.kind() == io::ErrorKind::TimedOut => Error::Timeout { url },
        ureq::Error::Io(error) => Error::Failed {
            url,
            problem: error.to_string(),
        },
        error => Error::Failed {
            url,
            problem: error.to_string(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ureq::http::HeaderValue;

    fn answer(name: HeaderName, value: &str) -> Answer {
        let value = HeaderValue::from_str(value).unwrap();
        Answer {
            status: 302,
            headers: [(name, value)].into_iter().collect(),
            body: Vec::new(),
        }
    }

    #[test]
    fn content_types() {
        let content_type = |value: &str| answer(CONTENT_TYPE, value).content_type();
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(
            content_type("Text/HTML; x=1; Charset=\"UTF-8\""),
            (some("text/html"), some("utf-8"))
        );
        assert_eq!(
            content_type("text/html;charset='latin1'"),
            (some("text/html"), some("latin1"))
        );
        assert_eq!(content_type("text/html; charset="), (some("text/html"), None));
        assert_eq!(content_type("; charset=x"), (None, some("x")));
        assert_eq!(content_type(" "), (None, None));
    }

    #[test]
    fn retry_after() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_445_412_420);
        let wait = |value: &str| answer(RETRY_AFTER, value).retry_after(now);
        assert_eq!(wait("120"), Some(Duration::from_secs(120)));
        assert_eq!(
            wait("Wed, 21 Oct 2015 07:28:00 GMT"),
            Some(Duration::from_secs(60))
        );
        assert_eq!(wait("Wed, 21 Oct 2015 07:00:00 GMT"), Some(Duration::ZERO));
        assert_eq!(wait("soon"), None);
        assert_eq!(wait("-1"), None);
    }
}
