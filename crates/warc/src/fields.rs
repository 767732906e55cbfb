use memchr::memchr_iter;

/// The header of a record or a response: lines of `Name: value`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// Reads the lines after the first. A line that begins with a blank goes on the one before it; what is no field is
    /// passed over.
    pub(crate) fn after_first_line(header: &[u8]) -> Self {
        let mut fields: Vec<(String, String)> = Vec::new();
        for line in header.split(|&byte| byte == b'\n').skip(1) {
            let text = String::from_utf8_lossy(line.trim_ascii());
            if line.starts_with(b" ") || line.starts_with(b"\t") {
                if let Some((_, value)) = fields.last_mut() {
                    value.push(' ');
                    value.push_str(&text);
                }
            } else if let Some((name, value)) = text.split_once(':') {
                fields.push((name.trim_end().into(), value.trim_start().into()));
            }
        }
        Self(fields)
    }

    /// The value of the first field of a name, whose case doesn't matter.
    pub fn get(&self, name: &str) -> Option<&str> {
        let mut fields = self.0.iter();
        let (_, value) = fields.find(|(found, _)| found.eq_ignore_ascii_case(name))?;
        Some(value)
    }
}

/// The end of a header, after its empty line. The search begins at `from`: nothing before it ends a header.
pub(crate) fn end_of_header(bytes: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    memchr_iter(b'\n', rest).find_map(|end| match rest[end + 1..] {
        [b'\n', ..] => Some(from + end + 2),
        [b'\r', b'\n', ..] => Some(from + end + 3),
        _ => None,
    })
}

/// A `Content-Type`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContentType {
    /// The media type without parameters, in lower case: `text/html`. Empty where there is none.
    pub media: String,
    /// The `charset` parameter, as it was written.
    pub charset: Option<String>,
}

impl ContentType {
    /// Reads a field's value, such as `text/html; charset="utf-8"`. Never fails: what is not there stays empty.
    pub fn parse(value: &str) -> Self {
        let mut parts = value.split(';');
        let media = parts.next().unwrap_or_default().trim().to_ascii_lowercase();
        let charset = parts
            .filter_map(|part| part.split_once('='))
            .find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"))
            .map(|(_, value)| value.trim().trim_matches(['"', '\'']).to_owned());
        Self { media, charset }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_of_a_header() {
        let fields = Fields::after_first_line(
            b"HTTP/1.1 200 OK\r\nContent-Type:text/html;\r\n\t charset=utf-8\r\nno field\r\nX : a: b\nx: 2\r\n\r\n",
        );
        assert_eq!(fields.get("content-type"), Some("text/html; charset=utf-8"));
        assert_eq!(fields.get("X"), Some("a: b"));
        assert_eq!(fields.get("no field"), None);
    }

    #[test]
    fn where_a_header_ends() {
        assert_eq!(end_of_header(b"a\r\nb\r\n\r\nc", 0), Some(8));
        assert_eq!(end_of_header(b"a\nb\n\nc", 0), Some(5));
        assert_eq!(end_of_header(b"a\r\nb\r\n\r", 0), None);
        assert_eq!(end_of_header(b"", 9), None);
    }

    #[test]
    fn content_types() {
        let parse = |value| {
            let ContentType { media, charset } = ContentType::parse(value);
            (media, charset)
        };
        assert_eq!(
            parse("Text/HTML; x=1; Charset=\"UTF-8\""),
            ("text/html".into(), Some("UTF-8".into()))
        );
        assert_eq!(parse("application/pdf"), ("application/pdf".into(), None));
        assert_eq!(parse(""), (String::new(), None));
    }
}
