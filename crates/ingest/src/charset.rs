//! The encoding of a page, as the WHATWG standards have it: a byte order mark, what the server says, what the page says
//! of itself near its beginning, else what it most likely is.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};

use crate::decode::{Binary, Decoded, decode, decode_as, is_damaged_utf8, likely, not_binary};

/// How far a page is searched for what it says of its encoding. The standard wants the first 1,024 bytes; many pages put
/// scripts before it.
const FAR: usize = 4 << 10;

/// Decodes a page.
///
/// `charset` is what the server says (`charset` of `Content-Type`), `domain` the last label of its host, which helps where
/// nothing is said at all. One thing differs from the standard: bytes that are UTF-8 throughout, and not just ASCII, are
/// read as UTF-8 whatever is said of them. No other text looks like that by accident, and servers are often wrong.
///
/// # Errors
/// Where the bytes are no text in any encoding.
pub fn decode_page(bytes: Vec<u8>, charset: Option<&str>, domain: Option<&str>) -> Result<Decoded, Binary> {
    if Encoding::for_bom(&bytes).is_some() {
        return decode(bytes);
    }
    let of_label = |label: &str| Encoding::for_label_no_replacement(label.as_bytes());
    if let Some(encoding) = wide(&bytes) {
        return decode_as(&bytes, encoding, false);
    }
    not_binary(&bytes)?;
    if !bytes.is_ascii() && std::str::from_utf8(&bytes).is_ok() {
        return decode(bytes);
    }
    let declared = charset
        .and_then(of_label)
        .or_else(|| declared(&bytes).and_then(|label| of_label(&label)));
    match declared.map(as_read) {
        Some(encoding) if encoding != UTF_8 => decode_as(&bytes, encoding, false),
        _ if bytes.is_ascii() || is_damaged_utf8(&bytes) => decode_as(&bytes, UTF_8, false),
        _ => decode_as(&bytes, likely(&bytes, domain), true),
    }
}

/// What a page that could be read byte by byte means by an encoding: the standard's two exceptions.
fn as_read(encoding: &'static Encoding) -> &'static Encoding {
    if [UTF_16LE, UTF_16BE].contains(&encoding) {
        UTF_8
    } else if encoding == X_USER_DEFINED {
        WINDOWS_1252
    } else {
        encoding
    }
}

/// UTF-16 without a mark: every other byte of its first characters is 0, for pages begin with ASCII. Nothing else is
/// UTF-16, whatever is said of it.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [1..=255, 0, 1..=255, 0, ..] => Some(UTF_16LE),
        [0, 1..=255, 0, 1..=255, ..] => Some(UTF_16BE),
        _ => None,
    }
}

/// The label that a page gives its encoding, in an XML declaration or a `meta` element.
fn declared(bytes: &[u8]) -> Option<String> {
    let beginning = String::from_utf8_lossy(&bytes[..bytes.len().min(FAR)]).to_ascii_lowercase();
    if let Some(declaration) = beginning.strip_prefix("<?xml") {
        let declaration = declaration.split('>').next().unwrap_or_default();
        if let Some(label) = attribute(declaration, "encoding") {
            return Some(label.to_owned());
        }
    }
    let mut rest = &beginning[..];
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end..]);
        } else if let Some(meta) = rest.strip_prefix("<meta") {
            if let Some(label) = of_meta(meta) {
                return Some(label.to_owned());
            }
            rest = meta;
        } else {
            rest = &rest[1..];
        }
    }
    None
}

/// The label in a `meta` element's attributes.
fn of_meta(attributes: &str) -> Option<&str> {
    if let Some(label) = attribute(attributes, "charset") {
        return Some(label);
    }
    if attribute(attributes, "http-equiv")? != "content-type" {
        return None;
    }
    let (_, after) = attribute(attributes, "content")?.split_once("charset")?;
    let label = after.trim_start().strip_prefix('=')?.trim();
    label.trim_matches(['"', '\'']).split([';', ' ']).next()
}

/// An attribute's value. `tag` begins behind an element's name; what comes after its `>` is not looked at.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = tag;
    loop {
        rest = rest.trim_start_matches(|char: char| char.is_ascii_whitespace() || char == '/');
        let end = rest.find(|char: char| char.is_ascii_whitespace() || matches!(char, '=' | '>' | '/'))?;
        let found = &rest[..end];
        rest = rest[end..].trim_ascii_start();
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            let after = after.trim_ascii_start();
            let length;
            (value, length) = match after.chars().next()? {
                quote @ ('"' | '\'') => {
                    let value = after[1..].split_once(quote)?.0;
                    (value, value.len() + 2)
                }
                _ => {
                    let end = after.find(|char: char| char.is_ascii_whitespace() || char == '>');
                    let value = &after[..end.unwrap_or(after.len())];
                    (value, value.len())
                }
            };
            rest = &after[length..];
        }
        if found == name {
            return Some(value.trim());
        }
        if rest.starts_with('>') {
            return None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(bytes: &[u8], charset: Option<&str>) -> (String, &'static str, bool) {
        let decoded = decode_page(bytes.to_vec(), charset, None).unwrap();
        (decoded.text, decoded.encoding, decoded.guessed)
    }

    fn encoding(page: &[u8]) -> &'static str {
        read(page, None).1
    }

    #[test]
    fn what_the_page_says() {
        for meta in [
            "<meta charset=iso-8859-2>",
            "<META CHARSET = 'ISO-8859-2' >",
            "<html><head lang=x><meta name=a content='charset=koi8-r'><meta charset=\"latin2\"/>",
            "<meta http-equiv=Content-Type content='text/html; charset=iso-8859-2'>",
            "<meta content=\"text/html;charset = iso-8859-2; x\" http-equiv=\"content-type\">",
            "<!-- <meta charset=koi8-r> --><meta charset=iso-8859-2>",
            "<?xml version=\"1.0\" encoding='iso-8859-2'?><html>",
        ] {
            let page = [meta.as_bytes(), b"<p>\xb1\xb6"].concat();
            assert_eq!(encoding(&page), "ISO-8859-2", "{meta}");
            assert!(read(&page, None).0.ends_with("ąś"));
        }
        // Not far behind the beginning, and no label that isn't one.
        let far = [
            " ".repeat(5000).as_bytes(),
            b"<meta charset=koi8-r><p>In the caf\xe9 on Friday",
        ]
        .concat();
        assert_ne!(encoding(&far), "KOI8-R");
        for nothing in [
            "<meta charset=nonsense>",
            "<meta charset",
            "<meta charset=\"x",
            "<meta =",
            "<meta",
            "<!--",
            "<meta http-equiv=content-type content=charset>",
        ] {
            let page = [nothing.as_bytes(), " — caf\u{e9}".as_bytes()].concat();
            assert_eq!(encoding(&page), "UTF-8", "{nothing}");
        }
        assert_eq!(encoding(b"<meta charset=utf-16>ab"), "UTF-8");
        assert_eq!(encoding(b"<meta charset=x-user-defined>\xe9"), "windows-1252");
    }

    #[test]
    fn who_is_believed() {
        let page = b"<meta charset=iso-8859-2>\xb1";
        assert_eq!(read(page, Some("windows-1251")).1, "windows-1251");
        assert_eq!(read(page, Some("nonsense")).1, "ISO-8859-2");
        assert_eq!(read(b"\xef\xbb\xbf<p>", Some("windows-1251")).1, "UTF-8");
        assert_eq!(
            read("<p>“é”".as_bytes(), Some("windows-1252")),
            ("<p>“é”".into(), "UTF-8", false)
        );
        // Shift JIS text is ASCII in ISO-2022-JP.
        assert_eq!(read(b"\x1b$B$\"\x1b(B", Some("iso-2022-jp")).0, "あ");
    }

    #[test]
    fn where_nothing_is_said() {
        assert_eq!(read(b"<p>plain", None), ("<p>plain".into(), "UTF-8", false));
        let (text, encoding, guessed) = read(
            b"<p>\x93We will pay,\x94 the minister\x92s aide S\xf8ren Lind said in the caf\xe9 on Friday.",
            None,
        );
        assert!(text.contains("“We will pay,”") && guessed && encoding == "windows-1252");
        // Said to be UTF-8, and none of it is.
        let (text, _, guessed) = read(
            b"<meta charset=utf-8><p>\x93We will pay,\x94 S\xf8ren Lind said in the caf\xe9 on Friday.",
            None,
        );
        assert!(text.contains("“We will pay,”") && guessed);
        // Said to be UTF-8, and most of it is.
        let mut page = "<p>“We will pay,” said Søren Lind at the café. "
            .repeat(3)
            .into_bytes();
        page.push(0x93);
        let decoded = decode_page(page, Some("utf-8"), None).unwrap();
        assert!(decoded.damaged && !decoded.guessed && decoded.text.ends_with('\u{fffd}'));
    }

    #[test]
    fn utf_16_without_a_mark() {
        let wide = |unit: fn(u16) -> [u8; 2]| "<html>é".encode_utf16().flat_map(unit).collect::<Vec<_>>();
        assert_eq!(
            read(&wide(u16::to_le_bytes), None),
            ("<html>é".into(), "UTF-16LE", false)
        );
        assert_eq!(read(&wide(u16::to_be_bytes), None).1, "UTF-16BE");
        assert_eq!(read(&wide(u16::to_be_bytes), Some("utf-16be")).0, "<html>é");
        assert!(decode_page(b"<html>\0\0\0\0".to_vec(), None, None).is_err());
        assert!(decode_page(b"\x89PNG\r\n".to_vec(), Some("utf-8"), None).is_err());
    }

    #[test]
    fn domains_are_only_a_hint() {
        for domain in ["de", "com", "xn--p1ai", "DE", "co.uk", "é", ""] {
            assert!(decode_page(b"<p>caf\xe9".to_vec(), None, Some(domain)).is_ok());
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200), charset in prop::option::of("[a-z0-9-]{0,12}"), domain in prop::option::of("(?s).{0,4}")) {
            let _ = decode_page([b"<meta ", &bytes[..]].concat(), charset.as_deref(), domain.as_deref());
            let _ = decode_page(bytes, charset.as_deref(), domain.as_deref());
        }

        #[test]
        fn any_meta(tag in "[ =/>\"'a-c]{0,12}(charset|content|http-equiv)?[ =/>\"'a-cé]{0,12}") {
            attribute(&tag, "charset");
            declared(format!("<meta {tag}").as_bytes());
        }
    }
}
