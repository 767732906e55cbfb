//! JSON as scripts of pages have it, made JSON.

use serde_json::Value;

/// The values of a script: one, or several after another. What isn't JSON even after mending is left out.
///
/// Nesting is limited by `serde_json` (128 levels).
pub(crate) fn values(script: &str) -> Vec<Value> {
    let script = unwrapped(script);
    if script.is_empty() {
        return Vec::new();
    }
    match serde_json::from_str(script) {
        Ok(value) => vec![value],
        Err(_) => {
            let mended = mended(script);
            serde_json::Deserializer::from_str(&mended)
                .into_iter()
                .map_while(Result::ok)
                .take(50)
                .collect()
        }
    }
}

/// Without the comments and CDATA marks that hide a script from old readers.
fn unwrapped(script: &str) -> &str {
    let mut script =
        script.trim_matches(|char: char| char.is_whitespace() || char == '\u{feff}' || char == ';');
    loop {
        let before = script.len();
        for begin in [
            "<!--",
            "//<![CDATA[",
            "/*<![CDATA[*/",
            "<![CDATA[",
            "// <![CDATA[",
        ] {
            script = script.strip_prefix(begin).unwrap_or(script).trim_start();
        }
        for end in ["-->", "//]]>", "/*]]>*/", "]]>", "// ]]>", "//", ";"] {
            script = script.strip_suffix(end).unwrap_or(script).trim_end();
        }
        if script.len() == before {
            return script;
        }
    }
}

/// Mends what is most often wrong: line ends and other control characters in strings, quotation marks in strings,
/// escapes that JSON hasn't, commas before a closing bracket, quotation marks written as entities.
fn mended(script: &str) -> String {
    let entities = !script.contains('"') && script.contains("&quot;");
    let decoded;
    let script = if entities {
        decoded = script.replace("&quot;", "\"").replace("&amp;", "&");
        &decoded
    } else {
        script
    };
    let bytes = script.as_bytes();
    let mut out = String::with_capacity(script.len() + 16);
    let mut inside = false;
    let mut chars = script.char_indices();
    while let Some((at, char)) = chars.next() {
        match char {
            '"' if !inside => {
                inside = true;
                out.push('"');
            }
            '"' if ends_string(bytes, at + 1) => {
                inside = false;
                out.push('"');
            }
            '"' => out.push_str("\\\""),
            '\\' if inside => match chars.next() {
                Some((_, escaped @ ('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't'))) => {
                    out.extend(['\\', escaped])
                }
                Some((at, 'u'))
                    if bytes
                        .get(at + 1..at + 5)
                        .is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit)) =>
                {
                    out.push_str("\\u");
                }
                Some((_, other)) if !other.is_control() => out.push(other),
                _ => out.push(' '),
            },
            char if inside && char < ' ' => out.push(' '),
            ',' if !inside && closes(bytes, at + 1) => {}
            char => out.push(char),
        }
    }
    out
}

/// Whether what follows a quotation mark shows that it ends a string.
fn ends_string(bytes: &[u8], at: usize) -> bool {
    let mut rest = bytes
        .iter()
        .skip(at)
        .skip_while(|byte| byte.is_ascii_whitespace());
    matches!(rest.next(), None | Some(b',' | b':' | b'}' | b']'))
}

/// Whether the next thing is a closing bracket.
fn closes(bytes: &[u8], at: usize) -> bool {
    let mut rest = bytes
        .iter()
        .skip(at)
        .skip_while(|byte| byte.is_ascii_whitespace());
    matches!(rest.next(), Some(b'}' | b']'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_often_wrong() {
        let expected = [json!({"headline": "A b", "list": [1, 2]})];
        for script in [
            r#"{"headline": "A b", "list": [1, 2]}"#,
            "<!--\n{\"headline\": \"A b\", \"list\": [1, 2]}\n-->",
            "//<![CDATA[\n{\"headline\": \"A b\", \"list\": [1, 2]}\n//]]>",
            "/*<![CDATA[*/ {\"headline\": \"A b\", \"list\": [1, 2]} /*]]>*/",
            "\u{feff}{\"headline\": \"A b\", \"list\": [1, 2]};",
            "{\"headline\": \"A\nb\", \"list\": [1, 2,],}",
            "{\"headline\": \"A\tb\", \"list\": [1, 2 , ] , }",
            "{&quot;headline&quot;: &quot;A b&quot;, &quot;list&quot;: [1, 2]}",
        ] {
            assert_eq!(values(script), expected, "{script}");
        }
        assert_eq!(
            values(r#"{"a": "the "new" bridge", "b": "it\'s"}"#),
            [json!({"a": "the \"new\" bridge", "b": "it's"})]
        );
        assert_eq!(values(r#"{"a": 1}{"b": 2}"#), [json!({"a": 1}), json!({"b": 2})]);
        assert_eq!(values(r#"{"a": "\u00e9 \u12"}"#), [json!({"a": "é u12"})]);
    }

    #[test]
    fn what_is_no_json() {
        for script in [
            "",
            "  ",
            "<!-- -->",
            "var a = 1;",
            "{",
            "{\"a\": ",
            "\"",
            "\\",
            "{\"a\": \"\\",
            "//",
            ";;;",
        ] {
            assert!(values(script).iter().all(|value| !value.is_object()), "{script}");
        }
        assert!(values(&"[".repeat(100_000)).is_empty());
        assert!(values(&"{\"a\":".repeat(100_000)).is_empty());
    }
}
