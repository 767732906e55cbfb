use onrecord_record::{Attribution, Quantity, Rivals, Timex};
use onrecord_text::{Span, Text};
use proptest::prelude::*;
use serde_json::json;

use super::*;

fn read(string: &str) -> Vec<Quantity> {
    quantities(&Text::new(string), &[], &[], Vague::Raw)
}

/// The only quantity of a text.
fn one(string: &str) -> Quantity {
    let mut found = read(string);
    assert_eq!(found.len(), 1, "{string}: {found:#?}");
    found.remove(0)
}

fn place(text: &str, words: &str) -> Span {
    let start = text[..text.find(words).unwrap()].chars().count();
    Span::new(start, start + words.chars().count()).unwrap()
}

fn attribution(text: &str, id: &str, source: &str, cue: &str, content: &str) -> Attribution {
    serde_json::from_value(json!({
        "id": id, "type": "indirect", "source": [place(text, source)], "cue": [place(text, cue)],
        "content": [place(text, content)], "confidence": 1.0
    }))
    .unwrap()
}

fn time(text: &str, id: &str, words: &str) -> Timex {
    serde_json::from_value(json!({
        "id": id, "span": place(text, words), "type": "DATE", "value": "2031-05-02",
        "mod": null, "earliest": null, "latest": null
    }))
    .unwrap()
}

#[test]
fn intervals() {
    assert_eq!(read("Sales rose 36% to $683 million.").len(), 2);
    assert_eq!(read("She leads by 47 percent to 42 percent.").len(), 2);
    for (string, low, high, value) in [
        ("They lost 137 men.", Some(137.0), Some(137.0), Some(137.0)),
        ("More than 1,000 fled.", Some(1001.0), None, Some(1000.0)),
        ("At least 40 fled.", Some(40.0), None, Some(40.0)),
        ("Up to 40 fled.", None, Some(40.0), Some(40.0)),
        ("Fewer than four fled.", None, Some(3.0), Some(4.0)),
        ("About 40 fled.", None, None, Some(40.0)),
        ("Between 30 and 40 fled.", Some(30.0), Some(40.0), None),
        ("Two to three million fled.", Some(2e6), Some(3e6), None),
        ("Dozens fled.", None, None, None),
        ("It made more than $5 million.", Some(5e6), None, Some(5e6)),
        (
            "Nobody saw it, but 107 or more fled.",
            Some(107.0),
            None,
            Some(107.0),
        ),
    ] {
        let found = one(string);
        assert_eq!(
            (found.low, found.high, found.value),
            (low, high, value),
            "{string}"
        );
    }
}

#[test]
fn vague_numbers_by_the_convention_of_acled() {
    let text = Text::new("Tens of thousands fled.");
    let found = quantities(&text, &[], &[], Vague::Acled);
    assert_eq!(
        (found[0].low, found[0].high, found[0].value),
        (Some(1e4), None, Some(1e4))
    );
    assert_eq!(found[0].words, "Tens of thousands");
}

#[test]
fn units_and_what_is_counted() {
    for (string, unit, of, measure) in [
        (
            "Some 43 percent of likely voters agree.",
            Some("percent"),
            Some("likely voters"),
            "voter",
        ),
        (
            "It took a loss of €916 million.",
            Some("EUR"),
            Some("loss"),
            "loss",
        ),
        ("They walked 12 km.", Some("km"), None, "km"),
        (
            "A third of the country’s farmers left.",
            Some("share"),
            Some("farmers"),
            "farmer",
        ),
        (
            "He leads by a ten-point margin.",
            Some("point"),
            Some("margin"),
            "margin",
        ),
        ("A three-judge panel met.", None, Some("judge"), "judge"),
        (
            "It sent 60,000 security personnel in May.",
            None,
            Some("security personnel"),
            "personnel",
        ),
        (
            "There were four “hidden doors” in it.",
            None,
            Some("hidden doors"),
            "door",
        ),
    ] {
        let found = one(string);
        let of_words = found
            .of
            .first()
            .map(|&of| Text::new(string).slice(of).to_string());
        assert_eq!(found.unit.as_deref(), unit, "{string}");
        assert_eq!(of_words.as_deref(), of, "{string}");
        assert_eq!(found.measure.as_deref(), Some(measure), "{string}");
    }
}

#[test]
fn tracked_measures() {
    for (string, measure) in [
        ("The blast killed 12 people.", "killed"),
        ("At least 12 people in the old town were killed.", "killed"),
        ("The army says it lost 137 of its own.", "killed"),
        ("The death toll rose to 45.", "killed"),
        ("There were 45 deaths.", "killed"),
        ("Officials counted 30 injured.", "wounded"),
        ("There were no injuries.", "wounded"),
        ("Another 20 are still missing.", "missing"),
        ("They searched for five missing miners.", "missing"),
        ("Marnia captured 300 soldiers.", "captured"),
        ("The flood displaced 4,000 families.", "displaced"),
        ("Police arrested dozens.", "arrested"),
        ("Rescuers evacuated about 80 people.", "evacuated"),
        ("The bridge cost $4 million.", "cost"),
        ("The party spent $4 million.", "spent"),
        ("She was elected with 84,121 votes.", "voted"),
    ] {
        assert_eq!(one(string).measure.as_deref(), Some(measure), "{string}");
    }
    assert_eq!(
        one("The two-mile trek was long.").measure.as_deref(),
        Some("trek")
    );
    let both = read("The blast killed 12 and wounded 30.");
    assert_eq!(both[0].measure.as_deref(), Some("killed"));
    assert_eq!(both[1].measure.as_deref(), Some("wounded"));
    for string in [
        "At least 74, including eight Velians, were killed.",
        "The blasts killed 130 in the capital and 32 in the north.",
        "The blast killed 12 people and three soldiers.",
        "Twelve people and three soldiers were killed.",
    ] {
        let both = read(string);
        assert_eq!(both.len(), 2, "{string}");
        assert!(
            both.iter().all(|one| one.measure.as_deref() == Some("killed")),
            "{string}"
        );
    }
    // Those who kill aren't counted among the killed, and no team loses its lives.
    for (string, measure) in [
        ("Forty soldiers killed the mayor.", "soldier"),
        ("The team lost three games.", "game"),
        ("The candidates are in a dead heat in two states.", "state"),
        ("She captured two states.", "state"),
    ] {
        assert_eq!(one(string).measure.as_deref(), Some(measure), "{string}");
    }
}

#[test]
fn numbers_that_count_nothing() {
    for string in [
        "It happened on May 16, 2014, at 8:30 a.m.",
        "They waited three days and 20 consecutive nights.",
        "Anna Lind, 42, is a 19-year-old’s mother.",
        "They won 3 – 0 and the house voted 19-15.",
        "The G7 met at 12 Old Mill Street.",
        "Studio 54 closed.",
        "One analyst said no one knows.",
        "The 33rd floor is a third home.",
        "The two turned away.",
        "It dragged on for half a century, since at least 1980.",
        "Posts 542 and 543 burned, and so did the Gang of Eight.",
        "It fell from July 14 to August 2.",
        "She called 555-0142.",
    ] {
        assert_eq!(read(string), [], "{string}");
    }
}

#[test]
fn none_and_one_where_they_count() {
    assert_eq!(one("There were no casualties.").value, Some(0.0));
    assert_eq!(one("None of the hostages came back.").value, Some(0.0));
    assert_eq!(one("One soldier was killed.").value, Some(1.0));
    assert_eq!(one("At least one house burned.").low, Some(1.0));
    assert_eq!(read("There is no doubt."), []);
}

#[test]
fn denied_and_thought_of() {
    assert_eq!(
        one("The ministry denied that 40 were killed.").polarity,
        Polarity::Negative
    );
    assert_eq!(
        one("There is no evidence that 40 were killed.").polarity,
        Polarity::Negative
    );
    assert_eq!(
        one("He did not come, but 40 were killed.").polarity,
        Polarity::Positive
    );
    assert!(one("A strike could kill thousands.").hypothetical);
    assert!(one("They plan to spend $5 million.").hypothetical);
    assert!(!one("A strike killed thousands.").hypothetical);
    assert!(!one("He would meet the 447 members.").hypothetical);
}

#[test]
fn claimant_and_time() {
    let string = "Marnia said on Friday that the mayor claimed 40 people died on Tuesday.";
    let text = Text::new(string);
    let attributions = [
        attribution(
            string,
            "a1",
            "Marnia",
            "said",
            "the mayor claimed 40 people died on Tuesday",
        ),
        attribution(string, "a2", "the mayor", "claimed", "40 people died on Tuesday"),
    ];
    let times = [time(string, "t1", "Friday"), time(string, "t2", "Tuesday")];
    let found = quantities(&text, &attributions, &times, Vague::Raw);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].attribution.as_deref(), Some("a2"));
    assert_eq!(found[0].time.as_deref(), Some("t2"));
}

#[test]
fn nothing_inside_a_time() {
    let string = "It was the winter of forty seven.";
    let text = Text::new(string);
    assert_eq!(
        quantities(
            &text,
            &[],
            &[time(string, "t1", "the winter of forty seven")],
            Vague::Raw
        ),
        []
    );
}

fn rival_figures(string: &str, attributions: &[Attribution]) -> Vec<Rivals> {
    let text = Text::new(string);
    let found = quantities(&text, attributions, &[], Vague::Raw);
    rivals(&text, &found, attributions)
}

#[test]
fn rival_counts_side_by_side() {
    let string = "Marnia said it had killed over 1,000 Velish soldiers. Velia said it lost 40 soldiers. Velia said it lost 60 of its own.";
    let attributions = [
        attribution(
            string,
            "a1",
            "Marnia",
            "said",
            "it had killed over 1,000 Velish soldiers",
        ),
        attribution(string, "a2", "Velia", "said", "it lost 60 of its own"),
    ];
    let found = rival_figures(string, &attributions);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0].measure, "killed");
    let accounts: Vec<_> = found[0]
        .accounts
        .iter()
        .map(|account| account.attribution.as_deref())
        .collect();
    assert_eq!(accounts, [Some("a1"), Some("a2")]);
}

#[test]
fn who_declines_has_an_account() {
    let string =
        "Velia has yet to confirm any losses, while Marnia said it had killed over 1,000 Velish soldiers.";
    let marnia = attribution(
        string,
        "a1",
        "Marnia",
        "said",
        "it had killed over 1,000 Velish soldiers",
    );
    let found = rival_figures(string, std::slice::from_ref(&marnia));
    assert_eq!(found.len(), 1, "{found:#?}");
    let text = Text::new(string);
    let velia = &found[0].accounts[0];
    assert_eq!(velia.quantity, None);
    assert_eq!(text.slice(velia.claimant[0]), "Velia");
    assert_eq!(text.slice(velia.span), "has yet to confirm any losses");
    assert_eq!(found[0].accounts[1].attribution.as_deref(), Some("a1"));
}

#[test]
fn groups_without_a_name_are_one_event_only_where_they_are_near() {
    let accounts = |between: &str| {
        let string =
            format!("Police said 12 people were killed. {between} Villagers said 30 people were killed.");
        let attributions = [
            attribution(&string, "a1", "Police", "said", "12 people were killed"),
            attribution(&string, "a2", "Villagers", "said", "30 people were killed"),
        ];
        rival_figures(&string, &attributions).len()
    };
    assert_eq!(accounts("The road was closed."), 1);
    assert_eq!(accounts(&"The road was closed. ".repeat(60)), 0);
}

#[test]
fn figures_that_agree_are_no_rivals() {
    let string = "Marnia said 40 people were killed. Velia said 40 people were killed.";
    let attributions = [
        attribution(string, "a1", "Marnia", "said", "40 people were killed"),
        attribution(string, "a2", "Velia", "said", "40 people were killed"),
    ];
    assert_eq!(rival_figures(string, &attributions), []);
}

#[test]
fn hostile_texts_take_linear_time() {
    for piece in [
        "one ",
        "dozens of ",
        "5-",
        "$",
        "killed 5 and ",
        "a third of ",
        "has not said ",
        "no ",
        "five's ",
        "2 to ",
    ] {
        let text = Text::new(piece.repeat(10_000));
        let found = quantities(&text, &[], &[], Vague::Raw);
        rivals(&text, &found, &[]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn spans_lie_in_the_text_in_order(words in prop::collection::vec(
        prop::sample::select(vec![
            "one", "two", "a", "half", "of", "dozens", "$", "5", "1,000", "%", "percent", "-", "—", "to", "and", "killed",
            "were", "people", "“", "é", ".", ",", "’s", "in", "ten", "million", "about", "more than", "or more", "no", "U.S.",
        ]), 0..40), joined in any::<bool>())
    {
        let text = Text::new(words.join(if joined { "" } else { " " }));
        let found = quantities(&text, &[], &[], Vague::Acled);
        for pair in found.windows(2) {
            prop_assert!(pair[0].span.end() <= pair[1].span.start());
        }
        for one in &found {
            prop_assert!(one.span.end() <= text.len());
            prop_assert_eq!(text.slice(one.span), one.words.as_str());
            prop_assert!(one.of.iter().all(|of| of.end() <= text.len()));
            if let (Some(low), Some(high)) = (one.low, one.high) {
                prop_assert!(low <= high);
            }
        }
    }

    #[test]
    fn any_text_is_read(string in "\\PC{0,200}") {
        let text = Text::new(string);
        let found = quantities(&text, &[], &[], Vague::Raw);
        rivals(&text, &found, &[]);
    }
}
