//! Addresses of pages with what is asked of them.

use url::form_urlencoded::Serializer;

/// A path with those fields that hold something, escaped.
pub(super) fn address(path: &str, fields: &[(&str, &str)]) -> String {
    let given = fields.iter().filter(|(_, value)| !value.is_empty());
    let query = Serializer::new(String::new()).extend_pairs(given).finish();
    if query.is_empty() {
        return path.to_owned();
    }
    format!("{path}?{query}")
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn what_is_asked_is_escaped_and_nothing_empty_is() {
        assert_eq!(
            address("/search", &[("q", "\"a&b\""), ("day", "")]),
            "/search?q=%22a%26b%22"
        );
        assert_eq!(address("/search", &[("q", "")]), "/search");
    }
}
