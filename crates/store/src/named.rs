//! Whom a name means.

use rusqlite::params_from_iter;
use serde_json::json;

use crate::fold::fold;
use crate::row::column;
use crate::{Error, Store, speakers};

/// Words of a name that are looked for.
const MOST_WORDS: usize = 12;

const ONE: &str = "SELECT DISTINCT coalesce(merged_into, id) FROM speakers WHERE ";

/// What somebody was called by whoever asks.
enum Name<'a> {
    /// `#12`.
    Number(i64),
    /// `Q42`.
    Wikidata(&'a str),
    Words {
        typed: &'a str,
        folded: String,
    },
}

impl<'a> Name<'a> {
    fn of(typed: &'a str) -> Self {
        let typed = typed.trim();
        let digits = |id: &str| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit());
        if let Some(number) = typed.strip_prefix('#').and_then(|number| number.parse().ok()) {
            Self::Number(number)
        } else if typed.strip_prefix('Q').is_some_and(digits) {
            Self::Wikidata(typed)
        } else {
            let folded = fold(typed);
            Self::Words { typed, folded }
        }
    }

    /// The speakers that it means, where there are any.
    fn found(&self, speakers: Vec<i64>) -> Result<Vec<i64>, Error> {
        if !speakers.is_empty() {
            return Ok(speakers);
        }
        let typed = match self {
            Self::Number(number) => format!("#{number}"),
            Self::Wikidata(typed) | Self::Words { typed, .. } => (*typed).to_owned(),
        };
        Err(Error::Unknown(format!("nobody called {typed:?} is in the store")))
    }
}

impl Store {
    /// The numbers of the speakers that a name means: those of just this name, else those with all its words in theirs.
    /// `#12` is speaker 12, `Q42` a Wikidata id.
    ///
    /// # Errors
    /// Where there is nobody of that name, or the file can't be read.
    pub fn named(&self, name: &str) -> Result<Vec<i64>, Error> {
        let name = Name::of(name);
        let mut found = self.exactly(&name)?;
        if found.is_empty() {
            found = self.with_words_of(&name)?;
        }
        name.found(found)
    }

    /// As [`named`](Self::named), and of one word that nobody with a Wikidata id is called ("Brandt") those as well who
    /// have it in their names.
    pub(crate) fn meant(&self, name: &str) -> Result<Vec<i64>, Error> {
        let name = Name::of(name);
        let mut found = self.exactly(&name)?;
        let is_open = || {
            let identified = "SELECT id FROM speakers WHERE wikidata IS NOT NULL AND id IN (SELECT value FROM json_each(?1))";
            let is_one_word = matches!(&name, Name::Words { folded, .. } if !folded.contains(' '));
            Ok::<_, Error>(
                is_one_word && column(&self.connection, identified, [json!(found).to_string()])?.is_empty(),
            )
        };
        if found.is_empty() || is_open()? {
            found = self.with_words_of(&name)?;
        }
        name.found(found)
    }

    fn exactly(&self, name: &Name) -> Result<Vec<i64>, Error> {
        let connection = &self.connection;
        match name {
            Name::Number(number) => column(connection, &format!("{ONE} id = ?1"), [number]),
            Name::Wikidata(id) => column(connection, &format!("{ONE} wikidata = ?1"), [id]),
            Name::Words { folded, .. } => column(
                connection,
                &format!("{ONE} id IN (SELECT value FROM json_each(?1)) ORDER BY 1"),
                [json!(speakers::called(connection, folded)?).to_string()],
            ),
        }
    }

    fn with_words_of(&self, name: &Name) -> Result<Vec<i64>, Error> {
        let Name::Words { folded, .. } = name else {
            return Ok(Vec::new());
        };
        let words = folded.split(' ').filter(|word| !word.is_empty());
        let words: Vec<&str> = words.take(MOST_WORDS).collect();
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let all = vec!["instr(' ' || folded || ' ', ' ' || ? || ' ') > 0"; words.len()].join(" AND ");
        let sql = format!("{ONE} id IN (SELECT speaker FROM speaker_names WHERE {all}) ORDER BY 1");
        column(&self.connection, &sql, params_from_iter(words))
    }
}
