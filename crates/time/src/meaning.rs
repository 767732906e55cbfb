use onrecord_record::{TimexModifier, TimexType};

use crate::named::NamedDay;
use crate::period::Part;
use crate::unit::Amount;

/// What a rule says of what its pattern matches. `rules/README.md` lists them for those who write rules.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Meaning {
    /// It is no time.
    None,
    /// A value that needs no calendar: `PRESENT_REF`.
    Value(String),
    /// So many days after publication, or a part of that day.
    Day(i64, Option<Part>),
    /// A place on the calendar: what is missing is filled in from the publication date and the tense.
    Date,
    /// The same in a fiscal year, which may begin anywhere; so many years later.
    Fiscal(i64),
    /// The unit, weekday, month, season or part of day so many after that of publication.
    Step(i64),
    /// So many units from publication on: -1 is back, 1 is ahead.
    Away(i64),
    /// So many units from the last date of the text on.
    Later(i64),
    /// The unit that holds the last date of the text.
    Same,
    /// The half-year with a number.
    Half,
    /// The century with a number.
    Century,
    /// The last quarter that the text tells of, or that was over at publication; so many years later.
    Reported(i64),
    /// A day with a name.
    Named(NamedDay),
    /// A time on the clock.
    Clock,
    /// A length of time: as many units as the text says, or as the rule says.
    Length(Option<Amount>),
    /// What comes again.
    Every,
    /// What comes so often in each unit: as the text says, or as the rule says: "twice a year".
    Often(Option<i64>),
}

/// The right side of a rule.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Reading {
    /// `None`: it is no time.
    pub kind: Option<TimexType>,
    pub meaning: Meaning,
    pub modifier: Option<TimexModifier>,
}

impl Reading {
    /// Reads `DATE step -1 START`; `None` where it isn't one.
    pub fn read(written: &str) -> Option<Self> {
        let mut fields: Vec<&str> = written.split_whitespace().collect();
        let modifier = fields.last().and_then(|last| modifier(last));
        if modifier.is_some() {
            fields.pop();
        }
        let (kind, fields) = fields.split_first()?;
        let kind = match *kind {
            "NONE" => None,
            "DATE" => Some(TimexType::Date),
            "TIME" => Some(TimexType::Time),
            "DURATION" => Some(TimexType::Duration),
            "SET" => Some(TimexType::Set),
            _ => return None,
        };
        Some(Self {
            kind,
            meaning: meaning(fields)?,
            modifier,
        })
    }
}

fn meaning(fields: &[&str]) -> Option<Meaning> {
    let number = |field: &str| field.parse().ok();
    Some(match fields {
        [] => Meaning::None,
        ["value", value] => Meaning::Value((*value).into()),
        ["day", days] => Meaning::Day(number(days)?, None),
        ["day", days, part] => Meaning::Day(
            number(days)?,
            Some(Part::ALL.into_iter().find(|known| known.code() == *part)?),
        ),
        ["date"] => Meaning::Date,
        ["fiscal"] => Meaning::Fiscal(0),
        ["fiscal", years] => Meaning::Fiscal(number(years)?),
        ["step", by] => Meaning::Step(number(by)?),
        ["away", by] => Meaning::Away(number(by)?),
        ["later", by] => Meaning::Later(number(by)?),
        ["same"] => Meaning::Same,
        ["half"] => Meaning::Half,
        ["century"] => Meaning::Century,
        ["reported"] => Meaning::Reported(0),
        ["reported", years] => Meaning::Reported(number(years)?),
        ["named", day] => Meaning::Named(NamedDay::read(day, 0)?),
        ["named", day, days] => Meaning::Named(NamedDay::read(day, days.parse().ok()?)?),
        ["clock"] => Meaning::Clock,
        ["length"] => Meaning::Length(None),
        ["length", units] => {
            Meaning::Length(Some(Amount::Exact((units.parse::<f64>().ok()? * 100.0) as i64)))
        }
        ["length-of-some"] => Meaning::Length(Some(Amount::Vague)),
        ["every"] => Meaning::Every,
        ["often"] => Meaning::Often(None),
        ["often", times] => Meaning::Often(Some(number(times)?)),
        _ => return None,
    })
}

/// A TIMEX3 modifier by its name.
pub(crate) fn modifier(name: &str) -> Option<TimexModifier> {
    Some(match name {
        "BEFORE" => TimexModifier::Before,
        "AFTER" => TimexModifier::After,
        "ON_OR_BEFORE" => TimexModifier::OnOrBefore,
        "ON_OR_AFTER" => TimexModifier::OnOrAfter,
        "LESS_THAN" => TimexModifier::LessThan,
        "MORE_THAN" => TimexModifier::MoreThan,
        "EQUAL_OR_LESS" => TimexModifier::EqualOrLess,
        "EQUAL_OR_MORE" => TimexModifier::EqualOrMore,
        "START" => TimexModifier::Start,
        "MID" => TimexModifier::Mid,
        "END" => TimexModifier::End,
        "APPROX" => TimexModifier::Approx,
        _ => return None,
    })
}
