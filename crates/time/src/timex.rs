use jiff::civil::Date;
use onrecord_record::{Timex, TimexModifier, TimexType};
use onrecord_text::Text;

use crate::find::Found;
use crate::line::Line;
use crate::meaning::Meaning;
use crate::open::length;
use crate::period::{Part, Period};
use crate::published::Published;
use crate::resolve::{Anchor, Context, Place};
use crate::rules::Rules;
use crate::tense::tense;
use crate::unit::{Amount, Unit};
use crate::zones::minute;

/// Puts times on the calendar one after the other, each with what those before it tell.
pub(crate) struct Writer<'a> {
    text: &'a Text,
    line: Line<'a>,
    rules: &'a Rules,
    context: Context,
    times: Vec<Timex>,
    /// The token after the last time.
    end: usize,
}

/// First and last day or minute.
type Interval = Option<(String, String)>;

impl<'a> Writer<'a> {
    pub fn new(text: &'a Text, line: Line<'a>, rules: &'a Rules, published: Option<Published>) -> Self {
        Self {
            text,
            line,
            rules,
            context: Context::new(published),
            times: Vec::new(),
            end: 0,
        }
    }

    pub fn into_times(self) -> Vec<Timex> {
        self.times
    }

    pub fn write(&mut self, found: &Found) {
        if found.captures.is_impossible() {
            return;
        }
        let (mut start, mut end) = (found.start, found.end);
        let mut modifier = found.reading.modifier;
        let mut until_now = false;
        if let Some(beside) = self.rules.modifiers.beside(&self.line, found, start, end)
            && modifier.is_none()
            && beside.start >= self.end
        {
            (start, end, modifier) = (beside.start, beside.end, Some(beside.modifier));
            until_now = beside.now;
        }
        let (place, anchor) = self.context.place(
            &found.reading.meaning,
            &found.captures,
            || tense(&self.line, start, end),
            start,
        );
        let mut kind = match place {
            Place::Part(..) | Place::Clock(..) => TimexType::Time,
            _ => found.kind,
        };
        let (mut value, interval) = self.written(&place);
        if is_length(found, &place) {
            (kind, value, end) = (TimexType::Duration, length(&found.captures, None), end - 1);
        }
        let interval = if until_now {
            self.cut_at_now(&place, modifier, interval)
        } else {
            interval
        };
        let (Some(first), Some(last)) = (self.line.tokens.get(start), self.line.tokens.get(end - 1)) else {
            return;
        };
        let Some(span) = self
            .text
            .span(self.text.char(first.start), self.text.char(last.end))
        else {
            return;
        };
        let number = self.times.len();
        let (earliest, latest) = interval.unzip();
        self.times.push(Timex {
            id: format!("t{}", number + 1),
            span,
            kind,
            value,
            modifier,
            earliest,
            latest,
            anchor: anchor.map(|anchor| match anchor {
                Anchor::Publication => "t0".into(),
                Anchor::Time(number) => format!("t{}", number + 1),
            }),
            quant: (found.reading.meaning == Meaning::Every).then(|| "EVERY".into()),
            freq: self.frequency(found),
        });
        self.end = end;
        if is_months(found) {
            self.context.remember_months(start);
        }
        if let Some(period) = period(&place).filter(|_| !compares(found, anchor)) {
            self.context.remember(period, number, start);
        }
    }

    /// The value of a place and its first and last day or minute.
    fn written(&self, place: &Place) -> (String, Interval) {
        let days = |first: Date, last: Date| Some((first.to_string(), last.to_string()));
        match place {
            Place::Open(value) => (value.clone(), None),
            Place::Fiscal(period) => (period.value(), None),
            Place::Period(period) => (
                period.value(),
                period.bounds().and_then(|(first, last)| days(first, last)),
            ),
            Place::Part(day, part) => {
                let last = if *part == Part::Night {
                    day.tomorrow().unwrap_or(*day)
                } else {
                    *day
                };
                (format!("{day}T{}", part.code()), days(*day, last))
            }
            Place::Clock(day, clock) => {
                let minute = minute(*day, *clock, &self.rules.words.zones);
                (minute.clone(), Some((minute.clone(), minute)))
            }
        }
    }

    /// "Earlier this week" ends, "later this week" begins on the day of publication.
    fn cut_at_now(&self, place: &Place, modifier: Option<TimexModifier>, interval: Interval) -> Interval {
        let (earliest, latest) = interval?;
        let today = self.context.published.filter(|today| {
            matches!(place, Place::Period(period)
                if period.bounds().is_some_and(|(first, last)| first <= *today && *today <= last))
        });
        match (today, modifier) {
            (Some(today), Some(TimexModifier::Start)) => Some((earliest, today.to_string())),
            (Some(today), Some(TimexModifier::End)) => Some((today.to_string(), latest)),
            _ => Some((earliest, latest)),
        }
    }

    fn frequency(&self, found: &Found) -> Option<String> {
        let Meaning::Often(times) = found.reading.meaning else {
            return None;
        };
        let times = times.or_else(|| found.captures.amount?.whole())?;
        Some(format!("{times}X"))
    }
}

/// Whether a time is there to be compared with: after "from a year earlier" the text goes on where it was.
fn compares(found: &Found, anchor: Option<Anchor>) -> bool {
    let back = match found.reading.meaning {
        Meaning::Later(by) | Meaning::Away(by) => by < 0,
        Meaning::Reported(years) => years < 0 || found.captures.year.is_some(),
        _ => false,
    };
    let years = found.captures.unit.is_none_or(|unit| unit == Unit::Year);
    back && years && (found.captures.amount.is_some() || matches!(anchor, Some(Anchor::Time(_))))
}

/// Whether a time is a stretch of months longer than a quarter, and shorter than a year: "the nine months".
fn is_months(found: &Found) -> bool {
    let count = found.captures.amount.and_then(Amount::whole);
    matches!(found.reading.meaning, Meaning::Length(_))
        && found.captures.unit == Some(Unit::Month)
        && count.is_some_and(|count| (4..12).contains(&count))
}

/// Whether "two days later" has no date to count from: then "two days" is a length.
fn is_length(found: &Found, place: &Place) -> bool {
    matches!(place, Place::Open(_))
        && matches!(found.reading.meaning, Meaning::Later(_))
        && found.captures.amount.is_some()
}

fn period(place: &Place) -> Option<Period> {
    match place {
        Place::Period(period) => Some(*period),
        Place::Part(day, _) | Place::Clock(day, _) => Some(Period::Day(*day)),
        Place::Fiscal(period @ Period::Quarter(..)) => Some(*period),
        Place::Fiscal(_) | Place::Open(_) => None,
    }
}
