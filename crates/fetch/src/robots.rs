use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use url::Url;

use crate::Error;
use crate::exchange::Answer;
use crate::lanes::locked;
use crate::rules::Rules;

/// How long rules are kept, at most as long as the RFC wants.
const KEPT: Duration = Duration::from_secs(24 * 60 * 60);
/// How long a site without reachable rules is left alone.
const KEPT_UNREACHABLE: Duration = Duration::from_secs(10 * 60);
/// As many redirects of a `robots.txt` are followed, which may lead to other hosts.
const MOST_REDIRECTS: usize = 5;
/// Beyond this many sites, what is known of all is forgotten: a hostile web can't fill the memory.
const MOST_SITES: usize = 1000;

/// What is known of the `robots.txt` of each site: scheme, host and port.
#[derive(Default)]
pub(crate) struct Robots(Mutex<HashMap<String, Arc<Site>>>);

type Site = Mutex<Option<Known>>;

struct Known {
    since: SystemTime,
    rules: Result<Arc<Rules>, String>,
}

impl Robots {
    /// The rules of a page's site. `fetch` asks for one address and follows nothing; it is called by one thread at a time
    /// for a site, and only where the rules aren't known.
    pub(crate) fn rules(
        &self,
        page: &Url,
        now: SystemTime,
        token: &str,
        fetch: impl Fn(&Url) -> Result<Answer, Error>,
    ) -> Result<Arc<Rules>, Error> {
        let site = self.site(page);
        let mut known = locked(&site);
        let fresh = known.as_ref().filter(|known| known.is_fresh(now));
        let rules = match fresh {
            Some(known) => known.rules.clone(),
            None => {
                let rules = asked(page, token, fetch)?.map(Arc::new);
                *known = Some(Known {
                    since: now,
                    rules: rules.clone(),
                });
                rules
            }
        };
        rules.map_err(|problem| Error::NoRobots {
            url: page.to_string(),
            problem,
        })
    }

    fn site(&self, page: &Url) -> Arc<Site> {
        let mut sites = locked(&self.0);
        let origin = page.origin().ascii_serialization();
        if sites.len() >= MOST_SITES && !sites.contains_key(&origin) {
            sites.clear();
        }
        Arc::clone(sites.entry(origin).or_default())
    }
}

impl Known {
    fn is_fresh(&self, now: SystemTime) -> bool {
        let kept = if self.rules.is_ok() {
            KEPT
        } else {
            KEPT_UNREACHABLE
        };
        now.duration_since(self.since).is_ok_and(|age| age < kept)
    }
}

/// Asks for the rules: what they say, or why there are none to go by. An error of its own where the page's host can't be
/// asked at all.
fn asked(
    page: &Url,
    token: &str,
    fetch: impl Fn(&Url) -> Result<Answer, Error>,
) -> Result<Result<Rules, String>, Error> {
    let mut url = page.clone();
    url.set_path("/robots.txt");
    url.set_query(None);
    for redirects in 0..=MOST_REDIRECTS {
        let answer = match fetch(&url) {
            Ok(answer) => answer,
            Err(Error::Private { address, .. }) if redirects == 0 => {
                return Err(Error::Private {
                    url: page.to_string(),
                    address,
                });
            }
            Err(Error::NoHost { .. }) if redirects == 0 => {
                return Err(Error::NoHost {
                    url: page.to_string(),
                });
            }
            Err(error) => return Ok(Err(error.to_string())),
        };
        match answer.status {
            200..300 => return Ok(Ok(Rules::parse(&answer.body, token))),
            // "Too many requests" is no leave to go on.
            429 | 500.. => return Ok(Err(format!("status {}", answer.status))),
            300..400 => match answer
                .location()
                .map(|location| crate::address::parse(location, Some(&url)))
            {
                Some(Ok(next)) => url = next,
                Some(Err(error)) => return Ok(Err(error.to_string())),
                None => return Ok(Ok(Rules::default())),
            },
            _ => return Ok(Ok(Rules::default())),
        }
    }
    // Unavailable, says the RFC: as if there were none.
    Ok(Ok(Rules::default()))
}
