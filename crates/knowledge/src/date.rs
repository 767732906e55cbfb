use std::fmt;

/// A day, a month or a year of the Gregorian calendar, as the tables give them: `2022`, `2022-02`, `2022-02-25`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(u32);

impl Date {
    /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; what follows the day (`T10:00Z`) is left aside. `None` for anything
    /// else, and for months and days that no year has.
    pub fn parse(text: &str) -> Option<Self> {
        let day = text.split(['T', ' ']).next()?;
        let mut parts = day.split('-');
        let year = number(parts.next()?, 4)?;
        let month = parts.next().map_or(Some(0), |part| {
            number(part, 2).filter(|month| (1..=12).contains(month))
        })?;
        let day = parts.next().map_or(Some(0), |part| {
            number(part, 2).filter(|day| (1..=31).contains(day))
        })?;
        parts
            .next()
            .is_none()
            .then_some(Self(year * 10_000 + month * 100 + day))
    }

    /// The number it is stored as: year, month, day in decimal, `00` for what is not known.
    pub fn packed(self) -> u32 {
        self.0
    }

    /// The date stored as `packed`; zero is none.
    pub fn unpacked(packed: u32) -> Option<Self> {
        (packed != 0).then_some(Self(packed))
    }

    /// The first day it can be.
    pub fn earliest(self) -> Self {
        self.with_rest(1, 1)
    }

    /// A day no earlier than the last it can be (months are taken to have 31 days).
    pub fn latest(self) -> Self {
        self.with_rest(12, 31)
    }

    /// The date with what is not known of it filled in.
    fn with_rest(self, month: u32, day: u32) -> Self {
        let known = |part: u32, rest: u32| if part == 0 { rest } else { part };
        let (month, day) = (known(self.0 / 100 % 100, month), known(self.0 % 100, day));
        Self(self.year() * 10_000 + month * 100 + day)
    }

    /// The year.
    pub fn year(self) -> u32 {
        self.0 / 10_000
    }
}

impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}", self.year())?;
        for part in [self.0 / 100 % 100, self.0 % 100] {
            if part != 0 {
                write!(formatter, "-{part:02}")?;
            }
        }
        Ok(())
    }
}

fn number(digits: &str, length: usize) -> Option<u32> {
    let whole = digits.len() == length && digits.bytes().all(|byte| byte.is_ascii_digit());
    whole.then(|| digits.parse().ok())?
}

/// From when to when something holds; an open side is not known or not yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// First day, as exactly as it is known.
    pub from: Option<Date>,
    /// Last day, as exactly as it is known.
    pub to: Option<Date>,
    /// The day up to which an open end is known to be open.
    pub as_of: Option<Date>,
}

/// How a period stands to a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tenure {
    /// It begins later.
    Future,
    /// It has ended.
    Past,
    /// The day may lie in it: a date is rough, or it was open when the table was made, before the day.
    Unsure,
    /// The day lies in it.
    Current,
}

impl Period {
    /// How the period stands to `date`.
    pub fn at(&self, date: Date) -> Tenure {
        let (first, last) = (date.earliest(), date.latest());
        if self.from.is_some_and(|from| from.earliest() > last) {
            return Tenure::Future;
        }
        if self.to.is_some_and(|to| to.latest() < first) {
            return Tenure::Past;
        }
        // Who is only known to have left years later may not have come yet.
        let begun = self.from.is_some_and(|from| from.latest() <= first);
        let lasting = match (self.to, self.as_of) {
            (Some(to), _) => last <= to.earliest(),
            (None, Some(as_of)) => last <= as_of.latest(),
            (None, None) => true,
        };
        if begun && lasting {
            Tenure::Current
        } else {
            Tenure::Unsure
        }
    }
}
