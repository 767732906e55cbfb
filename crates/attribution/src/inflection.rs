use std::collections::HashMap;

/// The dictionary forms that an English word in lower case may be an inflection of, itself among them, by the regular
/// endings (-s, -ed, -ing) and a table of irregular forms. Some are no words ("us" gives "u"): they are for looking up.
pub(crate) fn dictionary_forms(word: &str, irregular: &HashMap<&str, &str>) -> Vec<String> {
    let mut forms = vec![word.to_owned()];
    forms.extend(irregular.get(word).map(|form| (*form).to_owned()));
    if let Some(stem) = word.strip_suffix("ies").or_else(|| word.strip_suffix("ied")) {
        forms.push(format!("{stem}y"));
    }
    if let Some(stem) = word.strip_suffix('s') {
        forms.push(stem.to_owned());
        forms.extend(stem.strip_suffix('e').map(str::to_owned));
    }
    for ending in ["ed", "ing"] {
        if let Some(stem) = word.strip_suffix(ending) {
            forms.push(stem.to_owned());
            forms.push(format!("{stem}e"));
            forms.extend(undoubled(stem));
        }
    }
    forms
}

/// "begg" gives "beg".
fn undoubled(stem: &str) -> Option<String> {
    let mut chars = stem.chars().rev();
    let doubled = chars.next()? == chars.next()?;
    doubled.then(|| {
        let mut stem = stem.to_owned();
        stem.pop();
        stem
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_form_of_the_dictionary() {
        let irregular = HashMap::from([("told", "tell")]);
        for (word, form) in [
            ("asks", "ask"),
            ("denies", "deny"),
            ("denied", "deny"),
            ("pledges", "pledge"),
            ("pledging", "pledge"),
            ("urged", "urge"),
            ("begging", "beg"),
            ("planned", "plan"),
            ("wishes", "wish"),
            ("called", "call"),
            ("told", "tell"),
            ("ask", "ask"),
        ] {
            assert!(
                dictionary_forms(word, &irregular).contains(&form.to_owned()),
                "{word}"
            );
        }
        for odd in ["", "s", "ed", "ing", "é", "ées"] {
            assert!(dictionary_forms(odd, &irregular).contains(&odd.to_owned()));
        }
    }
}
