use crate::wording::Wording;

/// Whether something is said in it, as far as its words tell: it has a subject pronoun, an auxiliary, an infinitive, or a
/// word that ends as verbs do. "The use of tear gas" only names what somebody speaks of.
pub(crate) fn is_clause(wording: &Wording) -> bool {
    let words = wording.words();
    words.iter().enumerate().any(|(at, word)| {
        let form = word.form.as_str();
        let infinitive = || {
            let next = words.get(at + 1);
            next.is_some_and(|next| {
                !next.function && !next.name && next.form.starts_with(char::is_alphabetic)
            })
        };
        match form {
            "that" => at == 0,
            "to" => infinitive(),
            _ if word.name => false,
            _ if VERBS.contains(&form) => true,
            _ => {
                let ending = ["ed", "ing"].iter().find_map(|ending| form.strip_suffix(ending));
                ending.is_some_and(|stem| stem.len() > 2) && !NO_VERBS.contains(&form)
            }
        }
    })
}

/// Subject pronouns, auxiliaries with their "not", and what is left of them ("we'll"), in the forms of
/// [`fold`](crate::fold::fold).
const VERBS: &[&str] = &[
    "i", "he", "she", "it", "they", "we", "you", "who", "is", "are", "was", "were", "be", "been", "being",
    "has", "have", "had", "do", "does", "did", "will", "would", "shall", "should", "can", "could", "may",
    "might", "must", "cannot", "not", "t", "m", "re", "ve", "ll", "d",
];

/// Words that only look like verbs.
const NO_VERBS: &[&str] = &[
    "during",
    "including",
    "according",
    "regarding",
    "nothing",
    "something",
    "anything",
    "everything",
    "spring",
    "string",
    "evening",
    "morning",
    "wedding",
    "ceiling",
    "hundred",
    "sacred",
    "indeed",
    "speed",
    "united",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_and_what_is_only_named() {
        for said in [
            "that troops took the bridge",
            "to rebuild the harbour",
            "the harbour must not be sold",
            "workers leading the strike",
            "Maren agreed on a price",
            "we'll see",
        ] {
            assert!(is_clause(&Wording::of(said)), "{said}");
        }
        for named in [
            "the use of tear gas against dockers during the evening",
            "sanctions against Kelda over the harbour",
            "the way to Maren and to the north",
            "the ferry of 10 am",
            "a hundred boats of the United Harbour Company",
            "",
        ] {
            assert!(!is_clause(&Wording::of(named)), "{named}");
        }
    }
}
