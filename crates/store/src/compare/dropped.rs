use std::collections::BTreeMap;

use onrecord_duplicates::{NEAR, Signature};
use onrecord_same::{Told, Wording, dropped, same};
use onrecord_text::Text;
use serde::Serialize;

use super::plain::plain;
use super::{COMPARED, told};
use crate::{Error, Filter, Statement, Store, index};

/// A statement that one outlet attributes, and another tells as plain fact.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Dropped {
    /// The statement, as somebody's.
    pub statement: Statement,
    /// What the other outlet tells.
    pub told: Sentence,
}

/// A sentence that nobody is said to have said.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sentence {
    /// The sentence.
    pub words: String,
    /// Its place in the article's text: Unicode scalar values `[start, end)`.
    pub span: [usize; 2],
    /// The day of publication.
    pub day: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// The article's headline.
    pub title: Option<String>,
    /// The article's address.
    pub url: Option<String>,
    /// The document's number in the store.
    pub document: i64,
}

/// About the same time: so many days between the two articles at most. What is told later has often been settled.
const DAYS: f64 = 7.0;

/// A document that may tell what another attributes.
struct Article {
    text: Text,
    /// The Julian day of publication.
    day: Option<f64>,
}

impl Store {
    /// Statements that one outlet attributes and another, within a week, tells as plain fact: among the 500 statements that
    /// match best what was typed (as for [`Store::search`]) and the articles that these stand in. Each sentence once, with
    /// the statement most like it.
    ///
    /// Nothing doubtful: the statement asserts, and its words are the sentence's, or a part of them or the other way round;
    /// nobody speaks in the sentence's paragraph; its article attributes the statement nowhere, and is no copy of the other.
    ///
    /// # Errors
    /// As [`Store::search`].
    pub fn dropped(&self, typed: &str, filter: &Filter) -> Result<Vec<Dropped>, Error> {
        let hits = self.search(typed, filter, COMPARED)?;
        let _whole = self.connection.unchecked_transaction()?;
        let statements: Vec<Statement> = hits.into_iter().map(|hit| hit.statement).collect();
        let mut articles = BTreeMap::new();
        let mut sentences = Vec::new();
        for statement in &statements {
            if articles.contains_key(&statement.document) {
                continue;
            }
            let Some(article) = self.article(statement.document)? else {
                continue;
            };
            for span in plain(&self.connection, statement.document, &article.text)? {
                sentences.push(Sentence {
                    words: article.text.slice(span).to_owned(),
                    span: [span.start(), span.end()],
                    day: statement.day.clone(),
                    outlet: statement.outlet.clone(),
                    title: statement.title.clone(),
                    url: statement.url.clone(),
                    document: statement.document,
                });
            }
            articles.insert(statement.document, article);
        }
        let attributed: Vec<Told> = statements.iter().map(told).collect();
        let plainly: Vec<Told> = sentences.iter().map(unattributed).collect();
        let mut found = Vec::new();
        let mut last = None;
        for pair in dropped(&attributed, &plainly) {
            let (statement, sentence) = (&statements[pair.one], &sentences[pair.other]);
            let [one, other] =
                [statement.document, sentence.document].map(|document| articles.get(&document));
            let (Some(one), Some(other)) = (one, other) else {
                continue;
            };
            if last != Some(pair.other)
                && near(one, other)
                && !self.attributes(sentence.document, [&statement.words, &sentence.words])?
            {
                last = Some(pair.other);
                found.push(Dropped {
                    statement: statement.clone(),
                    told: sentence.clone(),
                });
            }
        }
        Ok(found)
    }

    fn article(&self, document: i64) -> Result<Option<Article>, Error> {
        let Some([_, text]) = index::texts(&self.connection, document)? else {
            return Ok(None);
        };
        let mut day = self
            .connection
            .prepare_cached("SELECT julianday(day) FROM documents WHERE id = ?1")?;
        let day = day.query_row([document], |row| row.get(0))?;
        Ok(Some(Article { text, day }))
    }

    /// Whether a document has the statement as somebody's, too, in the words of either.
    fn attributes(&self, document: i64, words: [&str; 2]) -> Result<bool, Error> {
        let wordings = words.map(Wording::of);
        let own = index::words(&self.connection, document)?;
        Ok(own
            .values()
            .map(|words| Wording::of(words))
            .any(|own| wordings.iter().any(|wording| same(wording, &own).is_some())))
    }
}

fn unattributed(sentence: &Sentence) -> Told<'_> {
    Told {
        claimant: "",
        outlet: sentence.outlet.as_deref().unwrap_or_default(),
        stance: None,
        words: &sentence.words,
    }
}

/// Whether two articles are of about the same time, and none is a copy of the other.
fn near(one: &Article, other: &Article) -> bool {
    let apart = one.day.zip(other.day).map(|(one, other)| (one - other).abs());
    let signature = |article: &Article| Signature::of(article.text.as_str());
    apart.is_some_and(|days| days <= DAYS) && signature(one).similarity(&signature(other)) < NEAR
}
