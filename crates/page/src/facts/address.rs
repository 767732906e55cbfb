//! What addresses say: whose page, which day, which country.

use jiff::civil::Date;
use url::Url;

/// An address as other programs take it: absolute, `http` or `https`, without user or fragment.
pub(crate) fn absolute(address: &str, base: Option<&str>) -> Option<String> {
    let address = address.trim();
    let parsed = match base.and_then(|base| Url::parse(base).ok()) {
        Some(base) => base.join(address).ok()?,
        None => Url::parse(address).ok()?,
    };
    web(parsed).map(|mut url| {
        url.set_fragment(None);
        url.into()
    })
}

fn web(url: Url) -> Option<Url> {
    (matches!(url.scheme(), "http" | "https") && url.has_host() && url.username().is_empty()).then_some(url)
}

/// Whether two addresses are of one page: scheme, "www.", query, fragment, a last slash and "amp" make no difference.
pub(crate) fn same_page(one: &str, other: &str) -> bool {
    fn bare(address: &str) -> &str {
        let address = address.trim();
        let address = address.split_once("://").map_or(address, |(_, rest)| rest);
        let address = address.strip_prefix("www.").unwrap_or(address);
        let address = address.split(['?', '#']).next().unwrap_or_default();
        let address = address.trim_end_matches('/');
        address.strip_suffix("/amp").unwrap_or(address)
    }
    let (one, other) = (bare(one), bare(other));
    let path = |address: &str| address.find('/').map(|at| address[at..].to_owned());
    one.eq_ignore_ascii_case(other) || (other.starts_with('/') && path(one).as_deref() == Some(other))
}

/// The host without "www.".
pub(crate) fn host(address: &str) -> Option<String> {
    let host = Url::parse(address.trim()).ok()?.host_str()?.to_owned();
    Some(host.strip_prefix("www.").unwrap_or(&host).to_owned())
}

/// The last label of the host, where it is a name.
pub(crate) fn country(address: &str) -> Option<String> {
    let host = host(address)?;
    let label = host.rsplit('.').next()?;
    label
        .bytes()
        .all(|byte| byte.is_ascii_alphabetic())
        .then(|| label.to_owned())
}

/// The day in a path: `/2019/11/19/`, `/2019-11-19/`, `/2019/nov/19/`, `/20191119/`, `-20191119.html`.
pub(crate) fn day(address: &str) -> Option<Date> {
    let parsed = Url::parse(address.trim()).ok()?;
    let parts: Vec<&str> = parsed
        .path()
        .split(['/', '-', '_', '.'])
        .filter(|part| !part.is_empty())
        .collect();
    let date = |year: &str, month: i8, day: &str| {
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let year = (year.len() == 4 && digits(year))
            .then(|| year.parse().ok())
            .flatten()?;
        let day = (day.len() <= 2 && digits(day))
            .then(|| day.parse().ok())
            .flatten()?;
        (1990..2100)
            .contains(&year)
            .then(|| Date::new(year, month, day).ok())
            .flatten()
    };
    let spread = parts.windows(3).find_map(|parts| {
        let [year, month, day] = parts else { return None };
        let number = if month.len() <= 2 {
            month.parse().ok()
        } else {
            super::calendar::month(month)
        };
        date(year, number?, day)
    });
    spread.or_else(|| {
        parts
            .iter()
            .filter(|part| part.len() == 8)
            .find_map(|part| date(part.get(..4)?, part.get(4..6)?.parse().ok()?, part.get(6..)?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_paths() {
        let of = |path: &str| day(&format!("https://post.example{path}")).map(|day| day.to_string());
        for path in [
            "/2019/11/19/bridge",
            "/news/2019-11-19/bridge",
            "/a/2019/nov/19/b/",
            "/20191119/x",
            "/x-20191119.html",
            "/2019_11_19.html",
        ] {
            assert_eq!(of(path).as_deref(), Some("2019-11-19"), "{path}");
        }
        for path in [
            "/2019/11/bridge",
            "/2019/13/19/",
            "/1019/11/19/",
            "/news/20191319",
            "/12345678",
            "/",
            "/2019/11/bridge-2",
            "/+2019/1/1",
        ] {
            assert_eq!(of(path), None, "{path}");
        }
        assert_eq!(day("no address"), None);
    }

    #[test]
    fn pages() {
        assert!(same_page(
            "https://www.post.example/a/?x=1#y",
            "http://post.example/a"
        ));
        assert!(same_page("https://post.example/a/amp", "https://post.example/a"));
        assert!(same_page("https://post.example/a", "/a"));
        assert!(!same_page("https://post.example/a", "https://post.example/b"));
        assert!(!same_page("https://post.example/a", "https://sun.example/a"));
    }

    #[test]
    fn absolute_addresses() {
        let base = Some("https://post.example/news/a");
        assert_eq!(
            absolute(" /b#c ", base).as_deref(),
            Some("https://post.example/b")
        );
        assert_eq!(
            absolute("https://sun.example/ü", None).as_deref(),
            Some("https://sun.example/%C3%BC")
        );
        for none in [
            "javascript:alert(1)",
            "mailto:a@post.example",
            "https://user:pass@post.example/",
        ] {
            assert_eq!(absolute(none, base), None, "{none}");
        }
        assert_eq!(absolute("/b", None), None);
        assert_eq!(country("https://www.post.co.uk/a").as_deref(), Some("uk"));
        assert_eq!(country("https://127.0.0.1/a"), None);
        assert_eq!(
            host("https://www.post.example:8080/").as_deref(),
            Some("post.example")
        );
    }
}
