use onrecord_record::{Attribution, Entity};

/// A site on which a record is shown: what it has to add to the record's parts. A file that stands alone has nothing.
pub trait Site {
    /// The address of a page that tells more of a speaker.
    fn speaker(&self, _speaker: &Entity) -> Option<String> {
        None
    }

    /// Adds to the end of a statement's entry, inside its list item: HTML, escaped by whoever gives it. `words` are what
    /// was said, as the article has it, and `in_title` says whether the headline holds it.
    fn below(&self, _out: &mut String, _statement: &Attribution, _words: &str, _in_title: bool) {}
}
