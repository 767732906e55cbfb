/// A unit of time, from the shortest to the longest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
    Millennium,
}

impl Unit {
    pub const ALL: [Self; 13] = [
        Self::Second,
        Self::Minute,
        Self::Hour,
        Self::Day,
        Self::Weekend,
        Self::Week,
        Self::Fortnight,
        Self::Month,
        Self::Quarter,
        Self::Year,
        Self::Decade,
        Self::Century,
        Self::Millennium,
    ];

    /// The unit with a number in the lexicon.
    pub fn numbered(number: i16) -> Option<Self> {
        usize::try_from(number)
            .ok()
            .and_then(|number| Self::ALL.get(number).copied())
    }

    /// The unit with an English name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|unit| format!("{unit:?}").eq_ignore_ascii_case(name))
    }

    /// How a duration of it is written: the part before the number, the number that one of it is, the letter.
    fn written(self) -> (&'static str, i64, &'static str) {
        match self {
            Self::Second => ("PT", 1, "S"),
            Self::Minute => ("PT", 1, "M"),
            Self::Hour => ("PT", 1, "H"),
            Self::Day => ("P", 1, "D"),
            Self::Weekend => ("P", 1, "WE"),
            Self::Week => ("P", 1, "W"),
            Self::Fortnight => ("P", 2, "W"),
            Self::Month => ("P", 1, "M"),
            Self::Quarter => ("P", 1, "Q"),
            Self::Year => ("P", 1, "Y"),
            Self::Decade => ("P", 10, "Y"),
            Self::Century => ("P", 100, "Y"),
            Self::Millennium => ("P", 1000, "Y"),
        }
    }

    /// The next smaller unit that it has a whole number of, and that number: of a month none.
    pub fn parts(self) -> Option<(Self, i64)> {
        match self {
            Self::Minute => Some((Self::Second, 60)),
            Self::Hour => Some((Self::Minute, 60)),
            Self::Day => Some((Self::Hour, 24)),
            Self::Week => Some((Self::Day, 7)),
            Self::Year => Some((Self::Month, 12)),
            _ => None,
        }
    }
}

/// How many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Amount {
    /// In hundredths: 250 is two and a half.
    Exact(i64),
    /// More than one.
    Vague,
}

impl Amount {
    pub const ONE: Self = Self::Exact(100);

    /// The whole number that it is.
    pub fn whole(self) -> Option<i64> {
        match self {
            Self::Exact(hundredths) if hundredths % 100 == 0 => Some(hundredths / 100),
            _ => None,
        }
    }

    /// The TIMEX3 value of a duration: `P2Y`, `PT5H30M`, `PXW`; decades and centuries in years.
    pub fn duration(self, unit: Unit) -> String {
        let (start, factor, letter) = unit.written();
        let Self::Exact(hundredths) = self else {
            return match unit {
                Unit::Decade => "PXDE".into(),
                Unit::Century => "PXCE".into(),
                Unit::Millennium => "PXML".into(),
                _ => format!("{start}X{letter}"),
            };
        };
        let hundredths = hundredths * factor;
        let (whole, rest) = (hundredths / 100, hundredths % 100);
        if rest == 0 {
            return format!("{start}{whole}{letter}");
        }
        match unit.parts() {
            Some((part, number)) if factor == 1 && rest * number % 100 == 0 => {
                let parts = rest * number / 100;
                let (inner, _, small) = part.written();
                if whole == 0 {
                    return format!("{inner}{parts}{small}");
                }
                let between = if inner == start { "" } else { "T" };
                format!("{start}{whole}{letter}{between}{parts}{small}")
            }
            _ => {
                let decimals = format!("{rest:02}");
                format!("{start}{whole}.{}{letter}", decimals.trim_end_matches('0'))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_written() {
        for (hundredths, unit, expected) in [
            (200, Unit::Year, "P2Y"),
            (250, Unit::Year, "P2Y6M"),
            (50, Unit::Hour, "PT30M"),
            (550, Unit::Hour, "PT5H30M"),
            (150, Unit::Day, "P1DT12H"),
            (150, Unit::Month, "P1.5M"),
            (200, Unit::Decade, "P20Y"),
            (50, Unit::Century, "P50Y"),
            (100, Unit::Fortnight, "P2W"),
        ] {
            assert_eq!(Amount::Exact(hundredths).duration(unit), expected);
        }
        assert_eq!(Amount::Vague.duration(Unit::Hour), "PTXH");
    }

    #[test]
    fn units_are_numbered_in_their_order() {
        assert!(Unit::ALL.is_sorted());
        for (number, unit) in (0..).zip(Unit::ALL) {
            assert_eq!(Unit::numbered(number), Some(unit));
        }
    }
}
