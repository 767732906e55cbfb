use std::borrow::Cow;

/// A time as people write it: `2031-03-14, 08:05 UTC` for `2031-03-14T08:05:30Z`, `2031-03-14, 08:05 UTC-05:00` where it is
/// another clock's. A day, and whatever else is no time of RFC 3339, stays as it is.
pub fn moment(time: &str) -> Cow<'_, str> {
    shown(time).map_or(Cow::Borrowed(time), Cow::Owned)
}

fn shown(time: &str) -> Option<String> {
    let (day, clock) = time.split_once(['T', 't', ' '])?;
    let minute = clock.get(..5)?;
    let (seconds, zone) = match clock[5..].find(['Z', 'z', '+', '-']) {
        Some(zone) => clock[5..].split_at(zone),
        None => (&clock[5..], ""),
    };
    let digits =
        |text: &str, others: &[char]| text.chars().all(|c| c.is_ascii_digit() || others.contains(&c));
    let is_time =
        day.len() == 10 && digits(day, &['-']) && digits(minute, &[':']) && digits(seconds, &[':', '.']);
    if !is_time {
        return None;
    }
    Some(match zone {
        "" => format!("{day}, {minute}"),
        "Z" | "z" | "+00:00" | "-00:00" => format!("{day}, {minute} UTC"),
        zone if digits(&zone[1..], &[':']) => format!("{day}, {minute} UTC{zone}"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::moment;

    #[test]
    fn times_are_written_as_people_do_and_nothing_else_is_touched() {
        for (time, shown) in [
            ("2031-03-14T08:05:30Z", "2031-03-14, 08:05 UTC"),
            ("2031-03-14T08:05:30.250+00:00", "2031-03-14, 08:05 UTC"),
            ("2031-03-14T23:05-05:00", "2031-03-14, 23:05 UTC-05:00"),
            ("2031-03-14 23:05", "2031-03-14, 23:05"),
        ] {
            assert_eq!(moment(time), shown);
        }
        for other in [
            "2031-03-14",
            "",
            "T",
            "on Friday",
            "2031-03-14Té8:05Z",
            "2031-03-14T08:05Z<b>",
            "2031-03-14T08:0",
        ] {
            assert_eq!(moment(other), other);
        }
    }
}
