use std::path::PathBuf;
use std::time::Duration;

use crate::Error;

/// How to fetch. Change what you need of `Settings::default()`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Who asks, with a contact: `name/version (+https://…)`. The name before the `/`, of letters, `-` and `_`, is the
    /// one that `robots.txt` is read for.
    pub user_agent: String,
    /// How long a host is left alone after each request, unless its `robots.txt` asks for more; 1 second unless set.
    pub delay: Duration,
    /// The longest that a host's `Crawl-delay` or `Retry-After` can make the fetcher wait; 60 seconds unless set.
    pub longest_wait: Duration,
    /// The longest time to connect, TLS included; 10 seconds unless set.
    pub connect_timeout: Duration,
    /// The longest time for one request from its start to the last byte; 60 seconds unless set.
    pub timeout: Duration,
    /// The most bytes of an answer, as sent and as decoded; 64 MiB unless set.
    pub limit: usize,
    /// Whether addresses that are not on the public internet may be asked.
    pub allow_private: bool,
    /// A folder that keeps answers, so that a later run asks only for what has changed. It is made where there is none;
    /// whatever is in it can be deleted at any time.
    pub cache: Option<PathBuf>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            user_agent: concat!(
                "onrecord/",
                env!("CARGO_PKG_VERSION"),
                " (+https://example.org/onrecord)"
            )
            .into(),
            delay: Duration::from_secs(1),
            longest_wait: Duration::from_secs(60),
            connect_timeout: Duration::from_secs(10),
            timeout: Duration::from_secs(60),
            limit: 64 << 20,
            allow_private: false,
            cache: None,
        }
    }
}

impl Settings {
    /// The name that `robots.txt` is read for: the product token of RFC 9309.
    pub(crate) fn token(&self) -> Result<&str, Error> {
        let printable = self.user_agent.bytes().all(|byte| matches!(byte, b' '..=b'~'));
        let token = product_token(&self.user_agent);
        if printable && !token.is_empty() {
            Ok(token)
        } else {
            Err(Error::UserAgent(self.user_agent.clone()))
        }
    }
}

/// The letters, `-` and `_` at the start of a name.
pub(crate) fn product_token(name: &str) -> &str {
    let end = name.find(|char: char| !(char.is_ascii_alphabetic() || matches!(char, '-' | '_')));
    &name[..end.unwrap_or(name.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_user_agent_names_a_product() {
        assert_eq!(Settings::default().token().unwrap(), "onrecord");
        for bad in ["", "0.1", "on\nrecord", "(x)", "ünrecord"] {
            let settings = Settings {
                user_agent: bad.into(),
                ..Settings::default()
            };
            let error = settings.token().unwrap_err().to_string();
            assert!(!error.contains('\n') && error.contains("onrecord/0.1"), "{error}");
        }
    }
}
