use super::*;

/// Marks: `{source}`, `[cue]`, `(content)`.
fn of(marked: &str) -> Stance {
    let mut plain = String::new();
    let mut spans: [Vec<Span>; 3] = Default::default();
    let mut start = 0;
    let mut length = 0;
    for char in marked.chars() {
        let role = match char {
            '{' | '[' | '(' => {
                start = length;
                continue;
            }
            '}' => 0,
            ']' => 1,
            ')' => 2,
            _ => {
                plain.push(char);
                length += 1;
                continue;
            }
        };
        spans[role].push(Span::new(start, length).unwrap());
    }
    stance(&Text::new(plain), &spans[0], &spans[1], &spans[2])
}

fn all(expected: Stance, marked: &[&str]) {
    for one in marked {
        assert_eq!(of(one), expected, "{one}");
    }
}

#[test]
fn asserts_unless_something_tells_otherwise() {
    all(
        Stance::Asserts,
        &[
            "{Marandt} [said] (the wall would hold)",
            "[According to] {a letter}, (the wall sinks)",
            "{Residents} [fear] (that the tide comes)",
            "{Residents} [were not worried about] (the tide)",
            "(“They tell us it is safe,”) {she} [said]",
            "{She} [agreed] (that the wall was thin)",
            "{She} [has no doubt] (that it holds)",
            "{She} [did not hesitate to say] (so)",
            "{She} [not only said] (that it holds)",
            "{SMITH}[:] (We will pay.)",
            "{No. 10} [said] (that it would pay)",
            "{She} [said] (no deal was made)",
            "{The office} [plans] (to widen the quay)",
            "{He} [is not alone in] (this)",
            "{She} [warned] (that the tide would reach their cellars)",
            "(“We built it. It held. It broke. Why?”) {he} [said]",
            "(Nothing)",
        ],
    );
}

#[test]
fn denies() {
    all(
        Stance::Denies,
        &[
            "{Bruckholt} [denied] (that it had ignored the warning)",
            "{He} [flatly rejects] (the charge)",
            "(The bid) [was not accepted by] {the court}",
            "{He} [doesn’t think] (it will hold)",
            "{Nobody} [believes] (the models)",
            "{She} [ruled out] (a second inquiry)",
            "{She} [said no to] (a second inquiry)",
        ],
    );
}

#[test]
fn declines() {
    all(
        Stance::Declines,
        &[
            "{She} [declined to say] (whether it would be paid)",
            "{Russland} [has yet to confirm] (any losses)",
            "{The ministry} [would not comment on] (the letter)",
            "{The ministry} would not [comment on] (the letter)",
            "{He} [did not deny] (that they had met)",
            "{He} [could not be reached for] (comment)",
            "{He} [did not immediately respond to] (questions)",
            "{He} [refused to rule out] (a strike)",
            "{She} [isn’t saying] (who signed)",
            "{She} [offered] (no proof that it was tested)",
            "{She} [made no mention of] (the letter)",
            "{No official} [would say] (why)",
            "{He} [failed to mention] (the letter)",
            "{He} [did not elaborate on] (it)",
            "[without naming] (the contractor)",
        ],
    );
}

#[test]
fn asks() {
    all(
        Stance::Asks,
        &[
            "(“Who pays?”) {Farran} [said]",
            "(“We built the wall. Who pays?”) {Farran} [said]",
            "{Farran} [wanted to know] (who pays)",
            "{Farran} [wondered] (whether it is safe)",
            "{He} [questioned] (why nobody came)",
            "{The letter} [asked for] (the piling to stop)",
            "{He} [begged] them (to stop)",
        ],
    );
}

#[test]
fn orders() {
    all(
        Stance::Orders,
        &[
            "{She} [demanded] (that the minister resign)",
            "{She} [called on] (the minister to resign)",
            "{She} [called] (for an inquiry)",
            "{She} [called repeatedly for] (an inquiry)",
            "{She} [told] the men (to leave)",
            "{She} [told] the men (not to leave)",
            "{The office} [warned] them (not to go in)",
        ],
    );
}

#[test]
fn promises_and_threatens() {
    all(
        Stance::Promises,
        &[
            "{He} [vowed] (to rebuild the wall)",
            "{They} [agreed] (to pay)",
            "{His} [pledge] (not to cut wages)",
        ],
    );
    all(
        Stance::Threatens,
        &[
            "{He} [threatened] (to close the port)",
            "{He} [vowed] (to harshly punish those who talk)",
            "{They} [vow] (consequences)",
            "{Osterrike} [warned] (it would retaliate)",
        ],
    );
}

#[test]
fn doubts() {
    all(
        Stance::Doubts,
        &[
            "{He} [doubts] (that it holds)",
            "{He} [questioned] (the count)",
            "{She} [could not rule out] (a breach)",
            "[it was unclear] (whether it holds)",
            "{They} [aren’t sure] (whether it holds)",
        ],
    );
}

#[test]
fn the_table_makes_sense() {
    let mut seen = std::collections::HashSet::new();
    let mut section = "";
    for line in include_str!("../data/stances.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
    {
        if let Some(heading) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            section = heading;
            assert!(
                matches!(heading, "harm" | "=") || Class::parse(heading).is_some(),
                "{heading}"
            );
            continue;
        }
        for item in line.split(',').map(str::trim).filter(|item| !item.is_empty()) {
            assert!(seen.insert((section == "harm", item)), "{item} stands twice");
            let words = item.split_whitespace().count();
            assert!(section != "=" || words == 2, "{item}");
            assert!(section != "harm" || words == 1, "{item}");
            assert!(
                item.chars().all(|char| char.is_ascii_alphabetic() || char == ' '),
                "{item}"
            );
        }
    }
}

mod any {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_spans_have_a_stance(
            words in prop::collection::vec(prop::sample::select(vec!["not", "no", "called", "for", "vowed", "to", "—", "“", "?", "é", "\n", "yet", "sue"]), 0..30),
            cuts in prop::collection::vec((0usize..120, 0usize..120), 0..6),
        ) {
            let text = Text::new(words.join(" "));
            let spans: Vec<Span> = cuts.iter().filter_map(|&(start, end)| Span::new(start, end)).collect();
            for role in 0..spans.len() {
                let (source, rest) = spans.split_at(role);
                stance(&text, source, rest, &spans);
                stance(&text, &spans, &[], rest);
            }
        }
    }
}
