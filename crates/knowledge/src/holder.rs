use std::collections::BTreeSet;

use crate::date::{Date, Tenure};
use crate::file::{Table, code};
use crate::knowledge::{Gender, Knowledge, Term, gender, wikidata};
use crate::office::{Kind, Office, likeness};

/// Somebody who held an office on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Holder {
    /// Wikidata id.
    pub wikidata: Option<String>,
    /// The person's name.
    pub name: String,
    /// The person's gender.
    pub gender: Option<Gender>,
    /// The office as the table has it.
    pub term: Term,
    /// Whether the day surely lies in the term.
    pub tenure: Tenure,
    /// How well this answers: up to 3 for the very words of the title; rivals and rough dates cost.
    pub score: f32,
}

impl Knowledge {
    /// Who held `office` in a country (ISO 3166-1 alpha-3; `INT` for organisations of states) on `date`, best first.
    ///
    /// Where terms overlap because one has no end in the tables, the later start is the newer knowledge and comes
    /// first. A holder whose term is only known to have been open before `date` is [`Tenure::Unsure`]. Offices that
    /// several people hold at once ("senator") give them all.
    pub fn holder(&self, country: &str, office: &Office, date: Date) -> Vec<Holder> {
        if office.kind == Kind::Leader {
            let kind = if self.led_by_state(country) {
                Kind::President
            } else {
                Kind::HeadOfGovernment
            };
            let mut holders = self.holder(country, &Office::of_kind(kind, ""), date);
            if kind == Kind::President {
                // Monarchs and supreme leaders lead where no president does.
                let monarchs = self.holder(country, &Office::of_kind(Kind::Monarch, ""), date);
                let supreme = country == "IRN";
                if holders.is_empty() || supreme {
                    holders.splice(0..0, monarchs);
                }
            }
            return holders;
        }
        let mut holders = Vec::new();
        for term_row in self.terms_of_country(country) {
            let tenure = self.period(term_row).at(date);
            if tenure < Tenure::Unsure {
                continue;
            }
            let term = self.term(term_row);
            let fit = likeness(office, &term.office);
            if fit == 0.0 {
                continue;
            }
            let person = self.file.rows(Table::Terms).get(term_row, 5) as usize;
            let people = self.file.rows(Table::People);
            holders.push(Holder {
                wikidata: wikidata(people.get(person, 0)),
                name: self.file.string(people.get(person, 1)).to_owned(),
                gender: gender(people.get(person, 2)),
                score: fit - doubt(&term, tenure, date),
                tenure,
                term,
            });
        }
        holders.sort_by(|one, other| {
            let later = other.term.period.from.cmp(&one.term.period.from);
            other
                .score
                .total_cmp(&one.score)
                .then(later)
                .then(one.name.cmp(&other.name))
        });
        let mut seen = BTreeSet::new();
        holders.retain(|holder| seen.insert((holder.name.clone(), holder.wikidata.clone())));
        holders
    }

    fn terms_of_country(&self, country: &str) -> impl Iterator<Item = usize> + '_ {
        let (rows, code) = (self.file.rows(Table::ByCountry), code(country));
        let first = rows.partition(|row| rows.get(row, 0) < code);
        (first..rows.len())
            .take_while(move |row| rows.get(*row, 0) == code)
            .map(move |row| rows.get(row, 1) as usize)
    }
}

/// What rough dates and old snapshots take from a score.
fn doubt(term: &Term, tenure: Tenure, date: Date) -> f32 {
    let unsure = if tenure == Tenure::Unsure { 0.5 } else { 0.0 };
    let unbegun = if term.period.from.is_none() { 0.5 } else { 0.0 };
    // An open end loses to a later beginning: a year of age costs little, but decides.
    let age = match (term.period.to, term.period.from) {
        (None, Some(from)) => date.year().saturating_sub(from.year()) as f32 * 0.01,
        _ => 0.0,
    };
    unsure + unbegun + age
}
