use std::fmt;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use ureq::Agent;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::unversioned::transport::DefaultConnector;
use url::Url;

use crate::address::{is_public, parse};
use crate::cache::{Cache, Validators};
use crate::exchange::{Answer, Exchange};
use crate::guard::Guard;
use crate::lanes::Lanes;
use crate::robots::Robots;
use crate::rules::{self, Rules};
use crate::{Clock, Error, Resolve, Settings, SystemClock, SystemResolver};

/// As many redirects are followed.
const MOST_REDIRECTS: usize = 10;
/// As often a server that has no time is asked again.
const MOST_RETRIES: u32 = 2;

/// Fetches pages politely: see the [crate's description](crate). Threads share one.
pub struct Fetcher {
    settings: Settings,
    exchange: Box<dyn Exchange>,
    lanes: Lanes,
    robots: Robots,
    cache: Option<Cache>,
    clock: Arc<dyn Clock>,
}

/// What came from an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    /// Where it came from in the end, redirects followed; without a fragment.
    pub url: String,
    /// The body, without its content codings.
    pub bytes: Vec<u8>,
    /// The media type, in small letters and without parameters: `text/html`.
    pub content_type: Option<String>,
    /// The label of the encoding, in small letters, as the server states it.
    pub charset: Option<String>,
    /// The HTTP status, from 200 to 299.
    pub status: u16,
    /// When the server said this, RFC 3339 in UTC, to the second.
    pub fetched: String,
    /// The `ETag` header.
    pub etag: Option<String>,
    /// The `Last-Modified` header, as sent.
    pub last_modified: Option<String>,
    /// Whether the server said that nothing has changed since an earlier run: the body is the one kept then.
    pub unchanged: bool,
}

impl Fetched {
    pub(crate) fn validators(&self) -> Validators {
        Validators {
            etag: self.etag.clone(),
            last_modified: self.last_modified.clone(),
        }
    }
}

/// What one request led to.
enum Step {
    There(Fetched),
    Moved(Url),
}

impl Fetcher {
    /// A fetcher with the system's clock and directory of hosts.
    ///
    /// # Errors
    /// Where the user agent can't be sent, or the cache folder can't be made.
    pub fn new(settings: Settings) -> Result<Self, Error> {
        Self::with(settings, Arc::new(SystemResolver), Arc::new(SystemClock))
    }

    /// A fetcher with another directory of hosts, or another clock.
    ///
    /// # Errors
    /// As [`Fetcher::new`].
    pub fn with(
        settings: Settings,
        resolver: Arc<dyn Resolve>,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, Error> {
        let allowed = if settings.allow_private {
            |_| true
        } else {
            is_public
        };
        Self::assembled(settings, resolver, clock, allowed)
    }

    pub(crate) fn assembled(
        settings: Settings,
        resolver: Arc<dyn Resolve>,
        clock: Arc<dyn Clock>,
        allowed: fn(IpAddr) -> bool,
    ) -> Result<Self, Error> {
        settings.token()?;
        let tls = TlsConfig::builder().root_certs(RootCerts::WebPki).build();
        let config = Agent::config_builder()
            .user_agent(settings.user_agent.as_str())
            .timeout_global(Some(settings.timeout))
            .timeout_connect(Some(settings.connect_timeout))
            .timeout_resolve(Some(settings.connect_timeout))
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            // The client would take one from the environment.
            .proxy(None)
            // Each request is a connection, and each connection a check.
            .max_idle_connections(0)
            .tls_config(tls)
            .build();
        let guard = Guard { resolver, allowed };
        Ok(Self {
            exchange: Box::new(Agent::with_parts(config, DefaultConnector::default(), guard)),
            cache: settings.cache.clone().map(Cache::open).transpose()?,
            lanes: Lanes::default(),
            robots: Robots::default(),
            clock,
            settings,
        })
    }

    /// Fetches what is at an `http` or `https` address. Waits for the host's turn.
    ///
    /// # Errors
    /// Where there is nothing to be had: see [`Error`].
    pub fn get(&self, address: &str) -> Result<Fetched, Error> {
        let mut url = parse(address, None)?;
        let mut seen = Vec::new();
        while seen.len() <= MOST_REDIRECTS && !seen.contains(&url) {
            let rules = self.rules(&url)?;
            let path = url
                .query()
                .map_or_else(|| url.path().into(), |query| format!("{}?{query}", url.path()));
            if !rules.allow(&path) {
                return Err(Error::Robots { url: url.into() });
            }
            match self.step(&url, &rules)? {
                Step::There(fetched) => return Ok(fetched),
                Step::Moved(next) => seen.push(std::mem::replace(&mut url, next)),
            }
        }
        Err(Error::Redirects {
            url: address.into(),
            most: MOST_REDIRECTS,
        })
    }

    fn rules(&self, page: &Url) -> Result<Arc<Rules>, Error> {
        let token = self.settings.token()?;
        self.robots.rules(page, self.clock.now(), token, |url| {
            // Asking for the rules is no visit: the page may be asked for at once.
            self.turn(url, || {
                (self.exchange.ask(url, None, rules::LONGEST, &Ok), Duration::ZERO)
            })
        })
    }

    fn step(&self, url: &Url, rules: &Rules) -> Result<Step, Error> {
        let kept = self
            .cache
            .as_ref()
            .and_then(|cache| cache.get(url.as_str(), self.settings.limit));
        let answer = self.answer(url, rules, kept.as_ref().map(Fetched::validators).as_ref())?;
        if let Some(location) = answer.location() {
            return parse(location, Some(url)).map(Step::Moved);
        }
        let fetched = match (answer.status, kept) {
            (304, Some(kept)) => Fetched {
                fetched: self.now(),
                ..kept
            },
            (200..300, _) => self.fetched(url, answer),
            (status, _) => {
                return Err(Error::Status {
                    url: url.to_string(),
                    status,
                });
            }
        };
        Ok(Step::There(fetched))
    }

    /// The server's answer; where it has no time, the one after waiting.
    fn answer(&self, url: &Url, rules: &Rules, known: Option<&Validators>) -> Result<Answer, Error> {
        let delay = self
            .settings
            .delay
            .max(rules.delay.unwrap_or_default().min(self.settings.longest_wait));
        let too_long = |_| {
            Err(Error::TooLong {
                url: url.to_string(),
                limit: self.settings.limit,
            })
        };
        let longest = self.settings.longest_wait.max(delay);
        let mut tries = 0;
        loop {
            let (answer, pause) = self.turn(url, || {
                let answer = self.exchange.ask(url, known, self.settings.limit, &too_long);
                let pause = answer
                    .as_ref()
                    .map_or(delay, |answer| self.pause(answer, tries).max(delay));
                ((answer, pause), pause.min(longest))
            });
            let answer = answer?;
            let has_no_time = matches!(answer.status, 429 | 503);
            if !has_no_time || tries == MOST_RETRIES || pause > longest {
                return Ok(answer);
            }
            tries += 1;
        }
    }

    /// How long an answer asks to be left alone.
    fn pause(&self, answer: &Answer, tries: u32) -> Duration {
        match answer.status {
            429 | 503 => answer
                .retry_after(self.clock.now())
                .unwrap_or(Duration::from_secs(2) * 2_u32.pow(tries)),
            _ => Duration::ZERO,
        }
    }

    fn turn<T>(&self, url: &Url, work: impl FnOnce() -> (T, Duration)) -> T {
        let longest = self.settings.longest_wait.max(self.settings.delay);
        let host = url.host_str().unwrap_or_default();
        self.lanes.turn(host, longest, self.clock.as_ref(), work)
    }

    fn fetched(&self, url: &Url, answer: Answer) -> Fetched {
        let (content_type, charset) = answer.content_type();
        let validators = answer.validators();
        let fetched = Fetched {
            url: url.to_string(),
            status: answer.status,
            fetched: self.now(),
            content_type,
            charset,
            etag: validators.etag,
            last_modified: validators.last_modified,
            unchanged: false,
            bytes: answer.body,
        };
        if let Some(cache) = self
            .cache
            .as_ref()
            .filter(|_| fetched.validators() != Validators::default())
        {
            cache.put(&fetched);
        }
        fetched
    }

    /// The time in RFC 3339, to the second.
    fn now(&self) -> String {
        let since = self
            .clock
            .now()
            .duration_since(SystemTime::UNIX_EPOCH)
            .unwrap_or_default();
        let seconds = i64::try_from(since.as_secs()).unwrap_or_default();
        jiff::Timestamp::from_second(seconds)
            .unwrap_or_default()
            .to_string()
    }
}

impl fmt::Debug for Fetcher {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.debug_struct("Fetcher")
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}
