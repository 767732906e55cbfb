use std::sync::LazyLock;

use jiff::civil::{Date, DateTime};
use jiff::tz::{Offset, TimeZoneDatabase};

use crate::clock::Clock;

/// The zones that are part of the program: what the machine has installed makes no difference.
static ZONES: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// A minute of a day as TIMEX3 writes it, with the offset of its zone where `zones` names one: `2022-02-25T21:00+02:00`.
pub(crate) fn minute(day: Date, clock: Clock, zones: &[String]) -> String {
    let offset = clock
        .zone
        .and_then(|zone| offset(zones.get(zone)?, day.at(clock.hour, clock.minute, 0, 0)));
    format!(
        "{day}T{:02}:{:02}{}",
        clock.hour,
        clock.minute,
        offset.unwrap_or_default()
    )
}

fn offset(zone: &str, at: DateTime) -> Option<String> {
    if zone == "UTC" {
        return Some("Z".into());
    }
    if zone.starts_with(['+', '-']) {
        return Some(zone.into());
    }
    let zone = ZONES.get(zone).ok()?;
    Some(written(zone.to_ambiguous_zoned(at).compatible().ok()?.offset()))
}

fn written(offset: Offset) -> String {
    let minutes = offset.seconds() / 60;
    let sign = if minutes < 0 { '-' } else { '+' };
    format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::RULES;

    #[test]
    fn every_zone_of_the_lexicon_is_one() {
        for zone in &RULES.words.zones {
            assert!(
                offset(zone, "2022-02-25T12:00".parse().unwrap()).is_some(),
                "{zone}"
            );
        }
    }

    #[test]
    fn summer_time_counts() {
        let at = |text: &str| offset("Europe/Kyiv", text.parse().unwrap()).unwrap();
        assert_eq!(at("2022-02-25T21:00"), "+02:00");
        assert_eq!(at("2016-09-09T21:00"), "+03:00");
        assert_eq!(
            offset("-05:00", "2016-09-09T21:00".parse().unwrap()).unwrap(),
            "-05:00"
        );
    }
}
