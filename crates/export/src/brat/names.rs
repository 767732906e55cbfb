use std::collections::{HashMap, HashSet};

/// File names made from records' ids, no two alike.
///
/// Letters, digits, `.`, `_` and `-` of ASCII stay, all else becomes `_`; a name that was used before gets a number.
#[derive(Debug, Default)]
pub struct Names {
    /// In lower case, as some file systems don't tell `A` from `a`.
    used: HashSet<String>,
    /// The last number that a name got, so that many of one name take no longer.
    numbers: HashMap<String, usize>,
}

impl Names {
    /// A name that no record had, without an ending.
    pub fn name(&mut self, id: &str) -> String {
        let stem = safe_name(id);
        let mut name = stem.clone();
        let number = self.numbers.entry(stem.to_lowercase()).or_insert(1);
        while !self.used.insert(name.to_lowercase()) {
            *number += 1;
            name = format!("{stem}-{number}");
        }
        name
    }
}

/// The longest file name that is made of an id, without number and ending, in bytes: far below any file system's limit, and
/// short enough for a tar archive's 100.
const LONGEST: usize = 80;

/// An id as a file name that means a file of this folder on every system.
fn safe_name(id: &str) -> String {
    let plain = |c: char| {
        if c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-') {
            c
        } else {
            '_'
        }
    };
    let name: String = id.chars().take(LONGEST).map(plain).collect();
    // No hidden files, no "..", no ending dot; nothing that a command takes for an option.
    let name = name.trim_start_matches(['.', '-']).trim_end_matches('.');
    let device = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let numbered = |kind: &str| device.strip_prefix(kind).is_some_and(|rest| rest.len() == 1);
    match device.as_str() {
        _ if name.is_empty() => "document".into(),
        "con" | "prn" | "aux" | "nul" => format!("_{name}"),
        _ if numbered("com") || numbered("lpt") => format!("_{name}"),
        _ => name.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_stay_in_their_folder() {
        for (id, name) in [
            ("courier-1.2_x", "courier-1.2_x"),
            ("../../etc/passwd", "_.._etc_passwd"),
            ("/", "_"),
            ("..", "document"),
            ("", "document"),
            (".hidden", "hidden"),
            ("-rf", "rf"),
            ("-.x", "x"),
            ("a\\b:c\0d\ne", "a_b_c_d_e"),
            ("https://courier.example/é", "https___courier.example__"),
            ("CON", "_CON"),
            ("nul.txt", "_nul.txt"),
            ("com1", "_com1"),
            ("comet", "comet"),
        ] {
            assert_eq!(safe_name(id), name, "{id:?}");
        }
        assert_eq!(safe_name(&"é".repeat(5000)).len(), LONGEST);
    }
}
