use super::*;

fn value(text: &str) -> Option<String> {
    whole(text, Habits::default()).map(|written| written.value())
}

#[test]
fn moments() {
    for (text, expected) in [
        ("2019-11-19T11:00:09.000Z", "2019-11-19T11:00:09Z"),
        ("2019-11-19T11:00:09.123456789Z", "2019-11-19T11:00:09Z"),
        ("2019-11-19T11:00Z", "2019-11-19T11:00:00Z"),
        ("2019-11-19T11:00:09+0000", "2019-11-19T11:00:09Z"),
        ("2019-11-19T11:00:09-05:00", "2019-11-19T11:00:09-05:00"),
        ("2019-11-19 11:00:09 -0500", "2019-11-19T11:00:09-05:00"),
        ("2019-11-19T09:01:42+05:30", "2019-11-19T09:01:42+05:30"),
        ("2019-11-19T11:00:09+01", "2019-11-19T11:00:09+01:00"),
        ("2019-11-19 05:02 EST", "2019-11-19T05:02:00-05:00"),
        ("2019-11-18 17:19:53 GMT", "2019-11-18T17:19:53Z"),
        ("Tue, 19 Nov 2019 05:44:06 +0100", "2019-11-19T05:44:06+01:00"),
        ("Tue Nov 19 2019 05:44:06 GMT+0000 (UTC)", "2019-11-19T05:44:06Z"),
        ("Tue Nov 19 05:44:06 EST 2019", "2019-11-19T05:44:06-05:00"),
        ("Nov 18, 2019 at 9:24 pm ET", "2019-11-18T21:24:00-05:00"),
        ("July 18, 2019 at 9:24 pm ET", "2019-07-18T21:24:00-04:00"),
        ("7:07 PM EST Nov 19, 2019", "2019-11-19T19:07:00-05:00"),
        (
            "3:27 am PST, Wednesday, November 20, 2019",
            "2019-11-20T03:27:00-08:00",
        ),
        ("Nov 19, 2019 12:02 a.m. EST", "2019-11-19T00:02:00-05:00"),
        ("Nov 19, 2019 12:02 p.m. EST", "2019-11-19T12:02:00-05:00"),
        ("0339 GMT (1139 HKT) November 19, 2019", "2019-11-19T03:39:00Z"),
        ("19.11.2019, 14:30 Uhr CET", "2019-11-19T14:30:00+01:00"),
        ("19 July 2019 14:30 BST", "2019-07-19T14:30:00+01:00"),
        ("1574097593", "2019-11-18T17:19:53Z"),
        ("1574097593000", "2019-11-18T17:19:53Z"),
    ] {
        assert_eq!(value(text).as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn days_without_a_clock_or_its_zone() {
    for (text, expected) in [
        ("2019-11-19", "2019-11-19"),
        ("2019-11-19T11:00:09", "2019-11-19"),
        ("2019-11-19 11:00:09", "2019-11-19"),
        ("20191119", "2019-11-19"),
        ("2019/11/19", "2019-11-19"),
        ("Nov. 19, 2019", "2019-11-19"),
        ("Nov. 18th 2019 8:54 am XYZ", "2019-11-18"),
        ("November 20th, 2019 - 07:29", "2019-11-20"),
        ("19 November 2019", "2019-11-19"),
        ("19. November 2019", "2019-11-19"),
        ("19th of November, 2019", "2019-11-19"),
        ("19-Nov-2019", "2019-11-19"),
        ("sexta-feira, 22 de outubro de 2010 às 20:13", "2010-10-22"),
        ("11 октября 2018", "2018-10-11"),
        ("2018년 8월 25일", "2018-08-25"),
        ("2019年11月19日", "2019-11-19"),
        ("21:17 18.11.2019", "2019-11-18"),
        ("11.14.2019 09:00 AM", "2019-11-14"),
        ("11/20/19 6:38 AM", "2019-11-20"),
    ] {
        assert_eq!(value(text).as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn what_is_no_date() {
    for text in [
        "",
        "now",
        "2019",
        "November 2019",
        "2019-13-01",
        "2019-02-30",
        "20191319",
        "12345",
        "31/31/2019",
        "version 2.0.1",
        "1.2.3.4",
        "2 days ago",
        "99999999999999",
        "0000-00-00",
        "２０１９-11-19",
        "-",
        "Nov",
        "19 Nov",
    ] {
        assert_eq!(value(text), None, "{text}");
    }
}

#[test]
fn which_number_is_the_day() {
    let read = |text, day_first| {
        let written = whole(
            text,
            Habits {
                day_first,
                country: None,
            },
        )
        .unwrap();
        (written.day.to_string(), written.or.map(|or| or.to_string()))
    };
    let sure = |day: &str| (day.to_owned(), None);
    assert_eq!(read("03/04/2019", Some(true)), sure("2019-04-03"));
    assert_eq!(read("03/04/2019", Some(false)), sure("2019-03-04"));
    assert_eq!(
        read("03/04/2019", None),
        ("2019-04-03".into(), Some("2019-03-04".into()))
    );
    assert_eq!(read("03.04.2019", None), sure("2019-04-03"));
    assert_eq!(read("03.04.2019", Some(false)), sure("2019-03-04"));
    assert_eq!(read("13/04/2019", Some(false)), sure("2019-04-13"));
    assert_eq!(read("04/13/2019", Some(true)), sure("2019-04-13"));
    assert_eq!(read("04/04/2019", None), sure("2019-04-04"));
}

#[test]
fn dates_in_a_line() {
    let read = |text| -> Vec<(usize, String)> {
        within(text, Habits::default())
            .into_iter()
            .map(|(at, written)| (at, written.value()))
            .collect()
    };
    assert_eq!(
        read("Posted Nov 18, 2019 8:19 PM EST; updated: Nov 19, 2019, 9:41 AM EST"),
        [
            (7, "2019-11-18T20:19:00-05:00".into()),
            (42, "2019-11-19T09:41:00-05:00".into())
        ]
    );
    assert_eq!(
        read("Anna Lind - Nov 19, 2019, 8:15 pm CST"),
        [(12, "2019-11-19T20:15:00-06:00".into())]
    );
    assert_eq!(
        read("10:15 GMT - 19 Nov 2019 - 2 min read"),
        [(0, "2019-11-19T10:15:00Z".into())]
    );
    assert_eq!(read("No date in 2019"), []);
}

#[test]
fn years_that_are_left_out() {
    let near = jiff::civil::date(2019, 1, 1);
    let read = |text| -> Vec<String> {
        yearless(text, near, Habits::default())
            .iter()
            .map(|written| written.day.to_string())
            .collect()
    };
    assert_eq!(
        read("Updated Jan 2, 9:41 AM; Posted Dec 31, 8:19 PM"),
        ["2019-01-02", "2018-12-31"]
    );
    assert_eq!(read("Dec 31"), [""; 0]);
}
