use std::net::IpAddr;
use std::path::PathBuf;

/// Why something could not be fetched. Each is shown as one sentence that names the address and the remedy; what servers
/// say is escaped in it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// It is no address of a page.
    #[error("{} is no web address ({problem}); give one such as https://example.org/page", shown(.address))]
    Address {
        /// What was given, or what a redirect named.
        address: String,
        /// What is wrong with it.
        problem: &'static str,
    },
    /// Its host is not on the public internet.
    #[error("{}: its host has the address {address}, which is not on the public internet; allow private addresses if you trust it", shown(.url))]
    Private {
        /// The address asked for, or the one it redirected to.
        url: String,
        /// The host's network address.
        address: IpAddr,
    },
    /// `robots.txt` forbids it.
    #[error("{}: the site's robots.txt forbids programs to fetch it; save the page with a browser or ask the publisher", shown(.url))]
    Robots {
        /// The address asked for, or the one it redirected to.
        url: String,
    },
    /// There is a `robots.txt` that can't be had, which forbids everything (RFC 9309, 2.3.1.4).
    #[error("{}: the site's robots.txt can't be had ({}), so nothing may be fetched; try again later", shown(.url), shown(.problem))]
    NoRobots {
        /// The address asked for, or the one it redirected to.
        url: String,
        /// What came instead.
        problem: String,
    },
    /// The server has no page for it.
    #[error("{}: the server answered with status {status}; {}", shown(.url), remedy(*.status))]
    Status {
        /// The address asked for, or the one it redirected to.
        url: String,
        /// The HTTP status.
        status: u16,
    },
    /// It leads on and on.
    #[error("{}: it redirects in a circle or more than {most} times; open it in a browser and give the address where it ends", shown(.url))]
    Redirects {
        /// The address asked for.
        url: String,
        /// How many are followed.
        most: usize,
    },
    /// The answer is over [`Settings::limit`](crate::Settings::limit).
    #[error("{}: the answer is longer than {limit} bytes; download it and read the file, or raise the limit", shown(.url))]
    TooLong {
        /// The address asked for, or the one it redirected to.
        url: String,
        /// The limit.
        limit: usize,
    },
    /// The answer took too long.
    #[error("{}: the server took too long; try again later", shown(.url))]
    Timeout {
        /// The address asked for, or the one it redirected to.
        url: String,
    },
    /// There is no such host.
    #[error("{}: there is no such host; check the address and your connection", shown(.url))]
    NoHost {
        /// The address asked for, or the one it redirected to.
        url: String,
    },
    /// No connection, or one that broke off, or an answer that is no HTTP.
    #[error("{}: fetching failed ({}); try again later", shown(.url), shown(.problem))]
    Failed {
        /// The address asked for, or the one it redirected to.
        url: String,
        /// What went wrong.
        problem: String,
    },
    /// The user agent can't be sent.
    #[error("\"{}\" is no user agent; write it as onrecord/0.1 (+https://example.org/contact), in ASCII", shown(.0))]
    UserAgent(
        /// What was given.
        String,
    ),
    /// The folder of [`Settings::cache`](crate::Settings::cache) can't be used.
    #[error("{}: answers can't be kept in this folder ({problem}); name another", shown(&.folder.to_string_lossy()))]
    Cache {
        /// The folder.
        folder: PathBuf,
        /// What the system says.
        problem: String,
    },
}

fn remedy(status: u16) -> &'static str {
    match status {
        401..=403 | 407 | 451 => "it is not for everyone: save the page with a browser",
        404 | 410 => "check the address",
        408 | 425 | 429 | 500.. => "try again later",
        _ => "open the address in a browser to see what is there",
    }
}

/// Foreign text as it may stand in a message: what can't be seen is escaped, cut after 300 characters.
pub(crate) fn shown(text: &str) -> String {
    let mut shown: String = text.chars().take(300).flat_map(visible).collect();
    if text.chars().nth(300).is_some() {
        shown.push('…');
    }
    shown
}

fn visible(char: char) -> impl Iterator<Item = char> {
    let plain = matches!(char, '"' | '\'' | '\\');
    let escaped = (!plain).then(|| char.escape_debug());
    escaped.into_iter().flatten().chain(plain.then_some(char))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_text_is_escaped_and_cut() {
        assert_eq!(
            shown("“é” \"a\" \u{1b}[31m\u{202e}\n"),
            "“é” \"a\" \\u{1b}[31m\\u{202e}\\n"
        );
        assert_eq!(shown(&"x".repeat(400)).chars().count(), 301);
    }

    #[test]
    fn remedies() {
        let sentence = |status| {
            Error::Status {
                url: "https://a.example/".into(),
                status,
            }
            .to_string()
        };
        assert_eq!(
            sentence(404),
            "https://a.example/: the server answered with status 404; check the address"
        );
        assert!(
            sentence(403).contains("browser")
                && sentence(503).contains("later")
                && sentence(418).contains("browser")
        );
    }
}
