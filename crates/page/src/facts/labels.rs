//! Words that tell a date of publication from one of an update.

/// What says that the thing after it is an update, or a publication.
const UPDATED: [&str; 14] = [
    "updat",
    "modif",
    "aktualisiert",
    "actualiz",
    "atualiz",
    "aggiorn",
    "mis à jour",
    "обновл",
    "revised",
    "edited",
    "corrected",
    "bijgewerkt",
    "uppdater",
    "oppdater",
];
const PUBLISHED: [&str; 10] = [
    "publi",
    "posted",
    "issued",
    "veröffentlicht",
    "pubblicato",
    "опубликован",
    "gepubliceerd",
    "created",
    "기사입력",
    "erstellt",
];

/// Whether a date is of an update, and whether of publication: the last word before it says so, else its element.
pub(crate) fn labels(before: &str, class: &str) -> (bool, bool) {
    let last = |text: &str, words: &[&str]| words.iter().filter_map(|word| text.rfind(word)).max();
    let before = before.to_lowercase();
    match (last(&before, &UPDATED), last(&before, &PUBLISHED)) {
        (Some(updated), Some(published)) => (updated > published, published > updated),
        (Some(_), None) => (true, false),
        (None, Some(_)) => (false, true),
        (None, None) => {
            let class = class.to_lowercase();
            let published = last(&class, &["publi", "posted", "entry-date"]).is_some();
            let updated = last(&class, &["updat", "modif"]).is_some();
            (updated && !published, published && !updated)
        }
    }
}

/// Whether words before a date say what the date is.
pub(crate) fn label(text: &str) -> bool {
    let text = text.to_lowercase();
    UPDATED.iter().chain(&PUBLISHED).any(|word| text.contains(word)) || text.ends_with(':')
}
