//! Words that stand beside names, or where names should stand.

/// Whether a word is one of a list's, which stand between blanks.
pub(crate) fn has(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|other| other == word)
}

/// What stands before a name; between bars.
pub(crate) const LEADS: &str = "originally published by|story and photos by|text and photos by|article written by|contributed by\
    |published by|submitted by|reporting by|reported by|written by|created by|article by|authored by\
    |posted by|author(s):|authors:|story by|words by|words:|author:|автор:|текст:|автор|autor:|autore:\
    |auteur:|text:|by:|by";

/// Words of other languages that stand before a name, and in names.
pub(crate) const FOREIGN: &str = "von por par oleh di av af door";

/// Nouns of trades.
pub(crate) const TRADES: &str = "writer reporter editor correspondent columnist contributor critic producer journalist photographer \
    blogger anchor editor-in-chief intern analyst strategist 칼럼니스트";

/// Words that stand before the noun of a trade.
pub(crate) const KINDS: &str = "staff senior chief contributing special national political politics foreign business sports deputy \
    managing executive associate assistant junior freelance guest investigative opinion ap news digital \
    online lead science health technology tech entertainment and features";

/// What stands where a name should and is none.
pub(crate) const NOBODY: &str = "admin administrator editor editors author authors staff staffwriter staffwriters staffreporter \
    contributor contributors guest guestauthor unknown anonymous none null undefined na root webmaster \
    multipleauthors by user name";

/// Words of what a reader is asked to do, or of other things than names.
pub(crate) const ASKED: &str = "view subscribe share read click newsletter comment comments follow copyright sign login more email \
    print photo photos getty tweet facebook twitter updated published posted min minutes";

/// Words of organisations.
pub(crate) const ORGANISED: &str = "news post times business press media network magazine journal staff reuters associated insider today \
    agency service bureau tribune herald daily university contributor special editorial group review \
    radio tv";

/// Words of desks.
pub(crate) const DESKS: &str =
    "staff desk team newsroom editors editorial bureau reporters redaktion redacción redação redazione";

/// Small words inside names.
pub(crate) const PARTICLES: &str = "de da di del della van von der den la le bin al ter dos du of the";

/// Forms of address, without points.
pub(crate) const ADDRESSES: &str = "dr prof mr mrs ms rev profdr";

/// Days of the week.
pub(crate) const WEEKDAYS: &str = "monday tuesday wednesday thursday friday saturday sunday";

/// What a byline goes on with after the names.
pub(crate) const AFTERWARDS: &str =
    "updated published posted publish publiziert follow on for special senior opens view read am in";
