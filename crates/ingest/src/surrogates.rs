//! Halves of UTF-16 pairs in JSON. Many programs write them where they cut a text inside an emoji; strict readers refuse
//! the whole document for one.

/// The JSON with `\ufffd` for each escape that is half of a surrogate pair; `None` where there is none.
pub(crate) fn without_halves(json: &str) -> Option<String> {
    let mut mended = String::with_capacity(json.len());
    let mut found = false;
    let mut rest = json;
    while let Some(at) = rest.find('\\') {
        mended.push_str(&rest[..at]);
        rest = &rest[at..];
        let (kept, used) = match (unit(rest), rest.get(6..).and_then(unit)) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => (&rest[..12], 12),
            (Some(0xd800..=0xdfff), _) => {
                found = true;
                ("\\ufffd", 6)
            }
            _ => {
                let escape = 1 + rest.chars().nth(1).map_or(0, char::len_utf8);
                (&rest[..escape], escape)
            }
        };
        mended.push_str(kept);
        rest = &rest[used..];
    }
    mended.push_str(rest);
    found.then_some(mended)
}

/// The number in `\uXXXX` at the start of a text.
fn unit(text: &str) -> Option<u32> {
    let digits = text
        .strip_prefix("\\u")?
        .get(..4)
        .filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
    u32::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::without_halves;

    #[test]
    fn halves_are_replaced_and_pairs_kept() {
        assert_eq!(
            without_halves(r#""a \ud83e b""#).as_deref(),
            Some(r#""a \ufffd b""#)
        );
        assert_eq!(
            without_halves(r#""\udd80\ud83e\udd80\ud83e""#).as_deref(),
            Some(r#""\ufffd\ud83e\udd80\ufffd""#)
        );
        for sound in [
            r#""\ud83e\udd80 \u00e9 \n 🦀""#,
            r#""\\ud83e \" \é""#,
            "",
            "\\",
            "\\u",
            "\\ud8",
            "\\ué12a",
        ] {
            assert_eq!(without_halves(sound), None, "{sound}");
        }
    }
}
