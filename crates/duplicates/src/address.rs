use url::{Host, Url};

/// Parameters that say how a reader came to a page, not which page it is; so do all that begin with `utm_`.
const TRACKING: &[&str] = &[
    "_ga", "_gl", "cmpid", "dclid", "fbclid", "gbraid", "gclid", "gclsrc", "igsh", "igshid", "mc_cid",
    "mc_eid", "mkt_tok", "msclkid", "ncid", "ocid", "smid", "ttclid", "twclid", "wbraid", "yclid",
];

/// The form of an address in which addresses of one page are equal: `https`, the host without `www.`, no user, default
/// port, fragment, trailing slash or tracking parameters, and the other parameters in order. `None` for what is no web
/// address.
///
/// It is parsed as the WHATWG URL Standard says. Normalising it again changes nothing.
pub fn address(url: &str) -> Option<String> {
    let mut parsed = Url::parse(url.trim()).ok()?;
    let default = match parsed.scheme() {
        "http" => 80,
        "https" => 443,
        _ => return None,
    };
    let port = parsed.port().filter(|port| *port != default && *port != 443);
    parsed.set_scheme("https").ok()?;
    parsed.set_port(port).ok()?;
    parsed.set_username("").ok()?;
    parsed.set_password(None).ok()?;
    parsed.set_fragment(None);
    if let Some(Host::Domain(host)) = parsed.host() {
        let bare = without_www(host).to_owned();
        parsed.set_host(Some(&bare)).ok()?;
    }
    let path = parsed.path().trim_end_matches('/').to_owned();
    parsed.set_path(&path);
    let query = parsed.query().map(without_tracking);
    parsed.set_query(query.as_deref().filter(|query| !query.is_empty()));
    Some(parsed.into())
}

/// `www.post.example` as `post.example`, but `www.example` as it is.
fn without_www(mut host: &str) -> &str {
    while let Some(rest) = host.strip_prefix("www.").filter(|rest| rest.contains('.')) {
        host = rest;
    }
    host
}

fn without_tracking(query: &str) -> String {
    let key = |parameter: &str| {
        parameter
            .split('=')
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase()
    };
    let tracks = |parameter: &str| {
        let key = key(parameter);
        key.starts_with("utm_") || TRACKING.contains(&key.as_str())
    };
    let mut parameters: Vec<&str> = query
        .split('&')
        .filter(|parameter| !parameter.is_empty() && !tracks(parameter))
        .collect();
    parameters.sort_unstable();
    parameters.join("&")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn addresses_of_one_page_are_equal() {
        for same in [
            "https://post.example/news/bridge",
            "http://post.example/news/bridge",
            "https://www.post.example/news/bridge/",
            "HTTPS://WWW.Post.Example:443/news/bridge//",
            "http://post.example:80/news/bridge#comments",
            "https://post.example/news/bridge?utm_source=feed&UTM_medium=rss",
            "https://reader@post.example/news/./old/../bridge?fbclid=a1&gclid=b2&",
            " https://post.example/news/bridge?\n",
        ] {
            assert_eq!(
                address(same).as_deref(),
                Some("https://post.example/news/bridge"),
                "{same}"
            );
        }
        assert_eq!(
            address("http://post.example/?page=2&id=7&utm_campaign=x").as_deref(),
            Some("https://post.example/?id=7&page=2")
        );
    }

    #[test]
    fn addresses_of_different_pages_are_not() {
        let addresses = [
            "https://post.example/news/bridge",
            "https://post.example/News/bridge",
            "https://post.example/news/bridge?page=2",
            "https://post.example:8080/news/bridge",
            "https://blogs.post.example/news/bridge",
            "https://www.example/news/bridge",
            "https://example/news/bridge",
        ];
        let all: std::collections::BTreeSet<_> = addresses.iter().map(|url| address(url)).collect();
        assert_eq!(all.len(), addresses.len());
    }

    #[test]
    fn what_is_no_web_address() {
        for none in [
            "",
            "bridge",
            "/news/bridge",
            "mailto:desk@post.example",
            "urn:uuid:1",
            "https://",
        ] {
            assert_eq!(address(none), None, "{none}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 2000, ..ProptestConfig::default() })]

        #[test]
        fn twice_is_once(url in "https?://(www\\.){0,3}[a-z0-9.é%]{1,12}(:[0-9]{1,5})?(/[a-z/.%é ;&=?#]{0,20})?(\\?[a-z_=&%#+é]{0,20})?") {
            if let Some(once) = address(&url) {
                let twice = address(&once);
                prop_assert_eq!(twice.as_deref(), Some(once.as_str()));
            }
        }

        #[test]
        fn anything(url in any::<String>()) {
            let _ = address(&url);
        }
    }
}
