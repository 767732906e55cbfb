use std::collections::{BTreeSet, HashMap};

use onrecord_text::Text;
use rusqlite::params;
use serde::Serialize;

use crate::fields::ids_in;
use crate::fold::fold;
use crate::{Error, Store, index, spans};

/// A claim of a number.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figure {
    /// The day that it holds for; where the text doesn't tell, that it was said on, or published.
    pub day: Option<String>,
    /// Who claims it; `null` where the article tells it as its own.
    pub claimant: Option<String>,
    /// The claimant's number across documents.
    pub speaker_id: Option<i64>,
    /// `killed`, `wounded`, …, else the noun that is counted.
    pub measure: String,
    /// What is counted.
    pub of: String,
    /// The figure's words.
    pub words: String,
    /// Lowest number meant.
    pub low: Option<f64>,
    /// The number in the text.
    pub value: Option<f64>,
    /// Highest number meant.
    pub high: Option<f64>,
    /// `percent`, a currency, …; `null` for things counted.
    pub unit: Option<String>,
    /// `positive`, or `negative` where it is denied.
    pub polarity: String,
    /// Whether it is only thought of.
    pub hypothetical: bool,
    /// The day of publication.
    pub published: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// The article's address.
    pub url: Option<String>,
    /// The statement that it stands in, by its number.
    pub statement: Option<i64>,
    /// The document's number.
    pub document: i64,
}

impl Store {
    /// Claims of a count in the order of their days, those without one last; current versions, without those of rejected
    /// statements.
    ///
    /// `measure`: `killed`, `wounded`, or the noun that is counted, in any case of letters. `of`: words that all stand in
    /// what is counted ("civilians").
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn figures(&self, measure: &str, of: Option<&str>) -> Result<Vec<Figure>, Error> {
        let _whole = self.connection.unchecked_transaction()?;
        let mut figures = self.claims(measure_is(measure), None)?;
        let wanted = fold(of.unwrap_or_default());
        figures.retain(|figure| {
            let of = fold(&figure.of);
            let mut words = wanted.split(' ').filter(|word| !word.is_empty());
            words.all(|word| of.split(' ').any(|other| other == word))
        });
        Ok(figures)
    }

    /// The figures of some documents that have a measure, or one of some measures, in the order of their days; current
    /// versions, without those of rejected statements.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn figures_in(
        &self,
        documents: &[i64],
        measures: Option<&BTreeSet<String>>,
    ) -> Result<Vec<Figure>, Error> {
        let _whole = self.connection.unchecked_transaction()?;
        self.claims(measures.cloned(), Some(documents))
    }

    /// The figures of some measures, or of all that have one; of some documents, or of all.
    pub(crate) fn claims(
        &self,
        measures: Option<BTreeSet<String>>,
        documents: Option<&[i64]>,
    ) -> Result<Vec<Figure>, Error> {
        // Of some documents: theirs by their ids, which stand together. Of all: each once.
        let from = match documents {
            Some(_) => {
                "(SELECT DISTINCT value AS id FROM json_each(?2)) l JOIN documents d ON d.id = l.id AND d.current = 1 \
                 JOIN kept_quantities q ON q.id BETWEEN d.id * 10000000 AND d.id * 10000000 + 9999999"
            }
            None => {
                "kept_quantities q JOIN documents d ON d.id = q.id / 10000000 AND d.current = 1 AND ?2 IS NULL"
            }
        };
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT q.id, coalesce(t.earliest, a.said_from, d.day), coalesce(p.name, e.name), a.speaker, q.measure, \
             coalesce(q.words, substr(d.text, CAST(q.span AS INTEGER) + 1, \
                                      CAST(substr(q.span, instr(q.span, '+') + 1) AS INTEGER))), q.low, q.value, q.high, q.unit, \
             (SELECT name FROM kinds WHERE id = q.polarity), q.hypothetical, d.day, d.outlet, d.url, a.id, d.id \
             FROM {from} \
             LEFT JOIN kept_attributions a ON a.id = q.attribution \
             LEFT JOIN kept_entities e ON e.id = a.document * 10000000 + a.entity \
             LEFT JOIN speakers p ON p.id = a.speaker LEFT JOIN kept_times t ON t.id = d.id * 10000000 + q.time \
             WHERE q.measure IS NOT NULL AND (?1 IS NULL OR q.measure IN (SELECT value FROM json_each(?1))) \
             AND (a.id IS NULL OR a.rejected = 0) ORDER BY d.id, q.id"
        ))?;
        let list = |of: serde_json::Result<String>| of.unwrap_or_default();
        let measures = measures.map(|measures| list(serde_json::to_string(&measures)));
        let documents = documents.map(|documents| list(serde_json::to_string(documents)));
        let found = statement.query_map(params![measures, documents], |row| {
            let figure = Figure {
                day: row.get(1)?,
                claimant: row.get(2)?,
                speaker_id: row.get(3)?,
                measure: row.get(4)?,
                of: String::new(),
                words: row.get(5)?,
                low: row.get(6)?,
                value: row.get(7)?,
                high: row.get(8)?,
                unit: row.get(9)?,
                polarity: row.get(10)?,
                hypothetical: row.get(11)?,
                published: row.get(12)?,
                outlet: row.get(13)?,
                url: row.get(14)?,
                statement: row.get(15)?,
                document: row.get(16)?,
            };
            Ok((row.get(0)?, figure))
        })?;
        let mut found: Vec<(i64, Figure)> = found.collect::<Result<_, _>>()?;
        let mut words: (i64, HashMap<i64, String>) = (0, HashMap::new());
        for (id, figure) in &mut found {
            if words.0 != figure.document {
                words = (figure.document, self.counted(figure.document)?);
            }
            figure.of = words.1.get(id).cloned().unwrap_or_default();
        }
        let mut figures: Vec<Figure> = found.into_iter().map(|(_, figure)| figure).collect();
        figures.sort_by(|one, other| {
            let key = |figure: &Figure| (figure.day.is_none(), figure.day.clone());
            key(one).cmp(&key(other))
        });
        Ok(figures)
    }

    /// What the figures of a document count, in words.
    fn counted(&self, document: i64) -> Result<HashMap<i64, String>, Error> {
        let text = index::texts(&self.connection, document)?.map_or_else(|| Text::new(""), |[_, text]| text);
        let mut statement = self
            .connection
            .prepare_cached("SELECT id, \"of\" FROM kept_quantities WHERE id BETWEEN ?1 AND ?2")?;
        let mut rows = statement.query(ids_in(document))?;
        let mut words = HashMap::new();
        while let Some(row) = rows.next()? {
            let of: Option<String> = row.get(1)?;
            words.insert(row.get(0)?, index::slices(&text, &spans::read(of.as_deref())?));
        }
        Ok(words)
    }
}

/// A measure as it was typed, and in small letters, as all but names are kept.
pub(crate) fn measure_is(typed: &str) -> Option<BTreeSet<String>> {
    Some(BTreeSet::from([typed.to_owned(), typed.to_lowercase()]))
}
