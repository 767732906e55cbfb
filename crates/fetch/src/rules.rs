//! What a `robots.txt` says to us, by RFC 9309; and `Crawl-delay`, which many sites add to it.

use std::time::Duration;

use crate::settings::product_token;

/// A longer file is read up to here, as the RFC allows.
pub(crate) const LONGEST: usize = 500 << 10;

/// The rules of the groups that are meant for us.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Rules {
    rules: Vec<Rule>,
    /// How long to leave the host alone after a request.
    pub(crate) delay: Option<Duration>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Rule {
    allow: bool,
    /// Normalised; `*` stands for anything, `$` at its end for the end.
    pattern: String,
}

impl Rules {
    /// Reads the rules for a product token; those for `*` where it is not named.
    pub(crate) fn parse(text: &[u8], token: &str) -> Self {
        let text = String::from_utf8_lossy(text);
        let (mut ours, mut everyones) = (Self::default(), Self::default());
        let (mut named, mut to_us, mut to_everyone, mut in_agents) = (false, false, false, false);
        for line in text.trim_start_matches('\u{feff}').split(['\n', '\r']) {
            let line = line.split('#').next().unwrap_or_default();
            let Some((key, value)) = line.split_once(':') else {
                continue;
            };
            let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
            let rule = match key.as_str() {
                "user-agent" => {
                    if !in_agents {
                        (to_us, to_everyone, in_agents) = (false, false, true);
                    }
                    if value == "*" {
                        to_everyone = true;
                    } else if product_token(value).eq_ignore_ascii_case(token) {
                        (named, to_us) = (true, true);
                    }
                    continue;
                }
                "allow" => Some(true),
                "disallow" => Some(false),
                "crawl-delay" => None,
                _ => continue,
            };
            in_agents = false;
            if to_us {
                ours.add(rule, value);
            }
            if to_everyone {
                everyones.add(rule, value);
            }
        }
        if named { ours } else { everyones }
    }

    fn add(&mut self, allow: Option<bool>, value: &str) {
        match allow {
            Some(_) if value.is_empty() => {}
            Some(allow) => self.rules.push(Rule {
                allow,
                pattern: normalised(value, true),
            }),
            None => {
                let seconds = value.parse::<f64>().ok();
                self.delay = seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
            }
        }
    }

    /// Whether a path with its query may be fetched: the longest rule that matches decides, the kinder one of two.
    pub(crate) fn allow(&self, path: &str) -> bool {
        let path = normalised(path, false);
        if path == "/robots.txt" {
            return true;
        }
        let matching = self.rules.iter().filter(|rule| matches(&rule.pattern, &path));
        matching
            .max_by_key(|rule| (rule.pattern.len(), rule.allow))
            .is_none_or(|rule| rule.allow)
    }
}

/// Every piece between stars is taken where it first stands, which leaves the most room for the rest: linear time.
fn matches(pattern: &str, path: &str) -> bool {
    let (pattern, to_the_end) = match pattern.strip_suffix('$') {
        Some(pattern) => (pattern, true),
        None => (pattern, false),
    };
    let mut pieces = pattern.split('*');
    let Some(mut rest) = path.strip_prefix(pieces.next().unwrap_or_default()) else {
        return false;
    };
    let last = pieces.next_back();
    for piece in pieces {
        match rest.find(piece) {
            Some(at) => rest = &rest[at + piece.len()..],
            None => return false,
        }
    }
    match (last, to_the_end) {
        (None, true) => rest.is_empty(),
        (None, false) => true,
        (Some(last), true) => rest.ends_with(last),
        (Some(last), false) => rest.contains(last),
    }
}

/// A path with everything percent-encoded that is no ASCII, and nothing that needn't be (RFC 9309, 2.2.2).
fn normalised(path: &str, is_pattern: bool) -> String {
    let mut rest = path.as_bytes();
    let mut normal = String::with_capacity(rest.len());
    while let [byte, after @ ..] = rest {
        rest = after;
        let (byte, encoded) = match (byte, after) {
            (b'%', [high, low, after @ ..]) => match (hexadecimal(*high), hexadecimal(*low)) {
                (Some(high), Some(low)) => {
                    rest = after;
                    (high << 4 | low, true)
                }
                _ => (b'%', false),
            },
            _ => (*byte, false),
        };
        let unreserved = byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
        let plain = byte.is_ascii_graphic() && (is_pattern || !matches!(byte, b'*' | b'$'));
        if unreserved || plain && !encoded {
            normal.push(char::from(byte));
        } else {
            normal.push_str(&format!("%{byte:02X}"));
        }
    }
    normal
}

fn hexadecimal(digit: u8) -> Option<u8> {
    char::from(digit)
        .to_digit(16)
        .and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn allows(robots: &str, path: &str) -> bool {
        Rules::parse(robots.as_bytes(), "onrecord").allow(path)
    }

    #[test]
    fn the_examples_of_the_rfc() {
        let robots = "User-Agent: *\nDisallow: *.gif$\nDisallow: /example/\nAllow: /publications/\n\n\
            User-Agent: foobot\nDisallow:/\nAllow:/example/page.html\nAllow:/example/allowed.gif\n\n\
            User-Agent: barbot\nUser-Agent: bazbot\nDisallow: /example/page.html\n\nUser-Agent: quxbot\n\nEOF";
        let allows = |token: &str, path: &str| Rules::parse(robots.as_bytes(), token).allow(path);
        assert!(
            !allows("foobot", "/x")
                && allows("FooBot", "/example/page.html")
                && allows("foobot", "/example/allowed.gif")
        );
        assert!(!allows("barbot", "/example/page.html") && !allows("bazbot", "/example/page.html"));
        assert!(allows("bazbot", "/example/b.gif") && allows("quxbot", "/example/b.gif"));
        assert!(
            !allows("onrecord", "/example/x")
                && !allows("onrecord", "/a/b.gif")
                && allows("onrecord", "/a/b.gif?")
        );
        assert!(allows("onrecord", "/publications/x") && allows("onrecord", "/robots.txt"));
        // The longest match, and the kinder of two.
        let robots = "user-agent: *\nallow: /example/page/\ndisallow: /example/page/disallowed.gif";
        assert!(
            !self::allows(robots, "/example/page/disallowed.gif") && self::allows(robots, "/example/page/x")
        );
        assert!(self::allows(
            "user-agent: *\nallow: /page\ndisallow: /page",
            "/page"
        ));
    }

    #[test]
    fn groups() {
        assert!(allows("", "/") && allows("User-agent: *\nDisallow:", "/") && allows("Disallow: /", "/"));
        assert!(!allows("User-agent: *\nDisallow: /", "/"));
        // Groups of the same name are one; other lines end none; the versions of agents don't count.
        let split = "User-agent: onrecord\nDisallow: /a\n\nUser-agent: *\nDisallow: /\n\nuser-agent: OnRecord/2\ndisallow: /b";
        assert!(!allows(split, "/a") && !allows(split, "/b") && allows(split, "/c"));
        let sitemap =
            "User-agent: onrecord\nSitemap: https://a.example/s.xml\nUser-agent: other\nDisallow: /a";
        assert!(!allows(sitemap, "/a"));
        // A delay is a rule: the line of agents after it starts another group.
        assert!(allows(
            "User-agent: *\nCrawl-delay: 10\nUser-agent: other\nDisallow: /",
            "/a"
        ));
        assert!(!allows(
            "\u{feff}User-agent: *\r\n disallow : /a # here\r\n",
            "/a/b"
        ));
        assert!(!allows("User-agent: *\rDisallow: /a\r", "/a"));
        assert!(allows("<html>\n<p>User-agent: everyone</p>", "/a"));
    }

    #[test]
    fn delays() {
        let delay =
            |text: &str| Rules::parse(format!("User-agent: *\nCrawl-delay: {text}").as_bytes(), "x").delay;
        assert_eq!(delay("2.5"), Some(Duration::from_millis(2500)));
        for none in ["", "-1", "NaN", "inf", "1e99", "soon"] {
            assert_eq!(delay(none), None, "{none}");
        }
    }

    #[test]
    fn patterns() {
        let blocks =
            |pattern: &str, path: &str| !allows(&format!("User-agent: *\nDisallow: {pattern}"), path);
        for (pattern, path) in [
            ("/fish", "/fish.html"),
            ("/fish*", "/fisheries"),
            ("/*.php", "/a/b.php?x"),
            ("/*.php$", "/a.php/b.php"),
            ("/a*b*c", "/aXbXc"),
            ("/a*a$", "/aa"),
            ("/$", "/"),
            ("/é", "/%c3%a9"),
            ("/%c3%A9", "/%C3%a9/x"),
            ("/%62%61z", "/baz"),
            ("/a?x=*", "/a?x="),
            ("/a%2Fb", "/a%2fb"),
            ("/%2A", "/*"),
            ("/a**b", "/aXb"),
            ("*", "/"),
        ] {
            assert!(blocks(pattern, path), "{pattern} {path}");
        }
        for (pattern, path) in [
            ("/fish", "/Fish"),
            ("/fish/", "/fish"),
            ("/*.php$", "/a.php5"),
            ("/a*b*c", "/aXcXb"),
            ("/a*a$", "/a"),
            ("/$", "/a"),
            ("/a/b", "/a%2Fb"),
            ("/%2A", "/x"),
            ("fish", "/fish"),
            ("/a$b", "/a"),
        ] {
            assert!(!blocks(pattern, path), "{pattern} {path}");
        }
    }

    /// Matching as it is defined, in exponential time.
    fn slowly(pattern: &[u8], path: &[u8]) -> bool {
        match pattern {
            [] => true,
            b"$" => path.is_empty(),
            [b'*', rest @ ..] => (0..=path.len()).any(|at| slowly(rest, &path[at..])),
            [byte, rest @ ..] => path.first() == Some(byte) && slowly(rest, &path[1..]),
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn matching_is_as_defined(pattern in "/[ab*]{0,7}\\$?", path in "/[ab]{0,9}") {
            prop_assert_eq!(matches(&pattern, &path), slowly(pattern.as_bytes(), path.as_bytes()));
        }

        #[test]
        fn any_bytes(text in prop::collection::vec(any::<u8>(), 0..300), path in ".{0,30}") {
            Rules::parse(&text, "onrecord").allow(&path);
        }
    }
}
