use onrecord_record::Timex;
use onrecord_text::Text;

/// The time that an expression stands for: a day, from when to when, or the expression's own words where that is not known.
pub(crate) fn when(time: &Timex, text: &Text) -> String {
    match (&time.earliest, &time.latest) {
        (Some(first), Some(last)) if first == last => first.clone(),
        (Some(first), Some(last)) => format!("{first} to {last}"),
        (Some(first), None) => format!("from {first}"),
        (None, Some(last)) => format!("until {last}"),
        (None, None) => format!("“{}”", text.slice(time.span)),
    }
}

#[cfg(test)]
mod tests {
    use onrecord_record::TimexType;

    use super::*;

    #[test]
    fn a_time_is_a_day_an_interval_or_its_own_words() {
        let text = Text::new("on Friday");
        let span = text.span(3, 9).unwrap();
        let told = |first: Option<&str>, last: Option<&str>| {
            let time = Timex {
                id: "t1".into(),
                span,
                kind: TimexType::Date,
                value: "XXXX-WXX-5".into(),
                modifier: None,
                earliest: first.map(Into::into),
                latest: last.map(Into::into),
                anchor: None,
                quant: None,
                freq: None,
            };
            when(&time, &text)
        };
        assert_eq!(told(Some("2031-03-14"), Some("2031-03-14")), "2031-03-14");
        assert_eq!(
            told(Some("2031-03-10"), Some("2031-03-16")),
            "2031-03-10 to 2031-03-16"
        );
        assert_eq!(told(Some("2031-03-10"), None), "from 2031-03-10");
        assert_eq!(told(None, Some("2031-03-10")), "until 2031-03-10");
        assert_eq!(told(None, None), "“Friday”");
    }
}
