use crate::captures::Captures;
use crate::meaning::Meaning;
use crate::unit::{Amount, Unit};

/// The TIMEX3 value of a time whose place on the calendar isn't known: `XXXX-WXX-5`, `XXXX-03-03`, `P2Y`. `X` stands
/// for what the words leave open.
pub(crate) fn open(meaning: &Meaning, found: &Captures) -> String {
    match meaning {
        Meaning::Value(value) => value.clone(),
        Meaning::Length(amount) => length(found, *amount),
        Meaning::Often(_) => length(found, Some(Amount::ONE)),
        Meaning::Every => again(found),
        Meaning::Away(sign) if found.amount == Some(Amount::Vague) => {
            if *sign < 0 { "PAST_REF" } else { "FUTURE_REF" }.into()
        }
        Meaning::Away(_) if found.unit.is_some_and(|unit| unit <= Unit::Hour) => "XXXX-XX-XXTXX:XX".into(),
        Meaning::Day(0, None) => "PRESENT_REF".into(),
        Meaning::Day(..) => with_hour("XXXX-XX-XX".into(), found, meaning),
        Meaning::Reported(_) => quarter(found),
        Meaning::Half => format!("{}-H{}", year(found), found.ordinal.unwrap_or_default()),
        Meaning::Clock => with_hour("XXXX-XX-XX".into(), found, meaning),
        Meaning::Named(day) => day.open(),
        _ => with_hour(on_calendar(found), found, meaning),
    }
}

pub(crate) fn length(found: &Captures, amount: Option<Amount>) -> String {
    let unit = found.unit.unwrap_or(Unit::Day);
    amount.or(found.amount).unwrap_or(Amount::Vague).duration(unit)
}

fn year(found: &Captures) -> String {
    found
        .year
        .map_or_else(|| "XXXX".into(), |year| format!("{year:04}"))
}

fn quarter(found: &Captures) -> String {
    let number = found.ordinal.filter(|number| (1..=4).contains(number));
    format!(
        "{}-Q{}",
        year(found),
        number.map_or("X".into(), |number| number.to_string())
    )
}

fn on_calendar(found: &Captures) -> String {
    let year = year(found);
    if let Some(month) = found.month {
        return match found.day {
            Some(day) => format!("{year}-{month:02}-{day:02}"),
            None => format!("{year}-{month:02}"),
        };
    }
    if let Some(season) = found.season {
        return format!("{year}-{}", season.code());
    }
    if let Some(weekday) = found.weekday {
        return format!("{year}-WXX-{weekday}");
    }
    match found.unit {
        Some(Unit::Week | Unit::Fortnight) => format!("{year}-WXX"),
        Some(Unit::Weekend) => format!("{year}-WXX-WE"),
        Some(Unit::Month) => format!("{year}-XX"),
        Some(Unit::Quarter) => format!("{year}-QX"),
        Some(Unit::Year) => year,
        Some(Unit::Decade) => "XXX".into(),
        Some(Unit::Century | Unit::Millennium) => "XX".into(),
        Some(_) => format!("{year}-XX-XX"),
        None if found.ordinal.is_some() => quarter(found),
        None if found.part.is_some() => format!("{year}-XX-XX"),
        None => year,
    }
}

fn with_hour(day: String, found: &Captures, meaning: &Meaning) -> String {
    let part = match meaning {
        Meaning::Day(_, part) => part.or(found.part),
        _ => found.part,
    };
    match (found.clock, part) {
        (Some(clock), _) => format!("{day}T{:02}:{:02}", clock.hour, clock.minute),
        (None, Some(part)) => format!("{day}T{}", part.code()),
        (None, None) => day,
    }
}

/// Of what comes again, the length between, or the day that it comes on.
fn again(found: &Captures) -> String {
    match (found.unit, found.part) {
        (Some(unit), _) => found.amount.unwrap_or(Amount::ONE).duration(unit),
        (None, _) if found.month.is_some() || found.weekday.is_some() || found.season.is_some() => {
            with_hour(on_calendar(found), found, &Meaning::Every)
        }
        (None, _) => with_hour("XXXX-XX-XX".into(), found, &Meaning::Every),
    }
}
