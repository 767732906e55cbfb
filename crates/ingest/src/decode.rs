use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};

use crate::{Place, Warning};

/// Text that was bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark; nothing else is changed.
    pub text: String,
    /// The name of the encoding it was in.
    pub encoding: &'static str,
    /// Whether some bytes did not belong to that encoding: they are U+FFFD now.
    pub damaged: bool,
    /// Whether the encoding is only the likeliest: neither a byte order mark nor anything else said so, and it is not
    /// UTF-8.
    pub guessed: bool,
}

/// Bytes that are no text: the words for what they seem to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Binary(pub &'static str);

impl Decoded {
    /// What to tell the user of it; nothing for sound UTF-8.
    pub(crate) fn warnings(&self, place: &Place) -> Vec<Warning> {
        let (place, encoding) = (place.clone(), self.encoding);
        if self.damaged {
            vec![Warning::Damaged { place, encoding }]
        } else if encoding != UTF_8.name() {
            vec![Warning::Encoding { place, encoding }]
        } else {
            Vec::new()
        }
    }
}

/// Decodes bytes: by their byte order mark, else as UTF-8, else as what they most likely are. UTF-8 with a few broken
/// bytes stays UTF-8.
///
/// # Errors
/// Where the bytes are no text in any encoding.
pub fn decode(bytes: Vec<u8>) -> Result<Decoded, Binary> {
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        return decode_as(&bytes[mark..], encoding, false);
    }
    not_binary(&bytes)?;
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => {
            return Ok(Decoded {
                text,
                encoding: UTF_8.name(),
                damaged: false,
                guessed: false,
            });
        }
        Err(error) => error.into_bytes(),
    };
    if is_damaged_utf8(&bytes) {
        decode_as(&bytes, UTF_8, false)
    } else {
        decode_as(&bytes, likely(&bytes, None), true)
    }
}

/// Decodes bytes without a mark in an encoding.
pub(crate) fn decode_as(bytes: &[u8], encoding: &'static Encoding, guessed: bool) -> Result<Decoded, Binary> {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    not_binary(text.as_bytes())?;
    Ok(Decoded {
        text: text.into_owned(),
        encoding: encoding.name(),
        damaged,
        guessed,
    })
}

/// `\r\n` and `\r` as `\n`.
pub(crate) fn with_plain_line_ends(text: String) -> String {
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text
    }
}

/// An error for bytes that no editor would show as text.
pub(crate) fn not_binary(bytes: &[u8]) -> Result<(), Binary> {
    const BEGINNINGS: &[(&[u8], &str)] = &[
        (b"%PDF-", "a PDF"),
        (b"PK\x03\x04", "a ZIP archive (or an office document)"),
        (b"\x1f\x8b", "gzip data"),
        (b"\x28\xb5\x2f\xfd", "Zstandard data"),
        (b"\x89PNG", "an image"),
        (b"\xff\xd8\xff", "an image"),
        (b"GIF8", "an image"),
        (b"\x7fELF", "a program"),
        (b"\xd0\xcf\x11\xe0", "an office document"),
        (b"SQLite format 3\0", "a database"),
    ];
    if let Some((_, what)) = BEGINNINGS
        .iter()
        .find(|(beginning, _)| bytes.starts_with(beginning))
    {
        return Err(Binary(what));
    }
    // A stray control character loses no article; one byte in a hundred is no accident. NUL is the surer sign.
    // Sums of small blocks fit into small numbers, which processors add many at a time.
    let weight: usize = bytes
        .chunks(16)
        .map(|block| usize::from(block.iter().map(|&byte| weight(byte)).sum::<u8>()))
        .sum();
    if weight * 100 > bytes.len() {
        Err(Binary("binary data"))
    } else {
        Ok(())
    }
}

/// How much a byte speaks against text.
fn weight(byte: u8) -> u8 {
    let control = byte < 0x20 && !matches!(byte, 0x09..=0x0d | 0x1b) || byte == 0x7f;
    u8::from(control) + 9 * u8::from(byte == 0)
}

/// Whether most of what lies beyond ASCII is good UTF-8: no other encoding does that by accident.
pub(crate) fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|char| !char.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 4 * bad
}

/// The encoding that bytes most likely are in. `domain` is the last label of the host that they are from: `de`.
pub(crate) fn likely(bytes: &[u8], domain: Option<&str>) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    // It takes no other labels.
    let domain = domain.filter(|domain| {
        let is_part = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        !domain.is_empty() && domain.bytes().all(is_part)
    });
    detector.guess(domain.map(str::as_bytes), Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(bytes: &[u8]) -> (String, &'static str, bool) {
        let decoded = decode(bytes.to_vec()).unwrap();
        (decoded.text, decoded.encoding, decoded.damaged)
    }

    #[test]
    fn utf_8_with_and_without_a_mark() {
        assert_eq!(text("“é” 🦀".as_bytes()), ("“é” 🦀".into(), "UTF-8", false));
        assert_eq!(text(b"\xef\xbb\xbfText"), ("Text".into(), "UTF-8", false));
        assert_eq!(text(b""), (String::new(), "UTF-8", false));
    }

    #[test]
    fn utf_16_by_its_mark() {
        let mut bytes = vec![0xff, 0xfe];
        bytes.extend("“Yes,” said Bjørn.".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(text(&bytes), ("“Yes,” said Bjørn.".into(), "UTF-16LE", false));
    }

    #[test]
    fn windows_1252_is_told_from_its_bytes() {
        let bytes =
            b"\x93We will pay,\x94 the minister\x92s aide S\xf8ren Lind said in the caf\xe9 on Friday.";
        let expected = "“We will pay,” the minister’s aide Søren Lind said in the café on Friday.";
        assert_eq!(text(bytes), (expected.into(), "windows-1252", false));
    }

    #[test]
    fn one_broken_byte_spoils_no_utf_8() {
        let mut bytes = "“We will pay,” said Søren Lind at the café. "
            .repeat(3)
            .into_bytes();
        bytes.push(0xe2);
        bytes.extend(b"end");
        let (decoded, encoding, damaged) = text(&bytes);
        assert!(
            decoded.ends_with("café. \u{fffd}end") && damaged && encoding == "UTF-8",
            "{decoded}"
        );
    }

    #[test]
    fn binary_data_are_no_text() {
        assert_eq!(decode(b"%PDF-1.7\n".to_vec()), Err(Binary("a PDF")));
        assert_eq!(decode(b"ab\0cd\0".to_vec()), Err(Binary("binary data")));
        assert_eq!(decode((0..=255).collect()), Err(Binary("binary data")));
        // One NUL in an article is dirt.
        assert!(decode(format!("{}\0", "word ".repeat(300)).into_bytes()).is_ok());
    }

    #[test]
    fn line_ends() {
        assert_eq!(
            with_plain_line_ends("a\r\nb\rc\nd\r\r\n\u{2028}".into()),
            "a\nb\nc\nd\n\n\u{2028}"
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = decode(bytes);
        }

        #[test]
        fn any_text_comes_back(text in "[ -~\n\té“”🦀\u{301}]{0,200}") {
            prop_assert_eq!(decode(text.clone().into_bytes()).unwrap().text, text);
        }
    }
}
