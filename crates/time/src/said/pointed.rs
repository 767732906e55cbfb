//! Where the rules and the model's answers meet.

use onrecord_model::{Answer, Question};

use super::layout::{Layout, Statement};

/// A date that the rules give is dropped where the model finds it less probable than this.
const KEPT: f32 = 0.02;

/// Where the rules give none, the model's is taken from here on.
const TAKEN: f32 = 0.6;

/// The times of statements: those that the rules `told`, and for statements without one those that the answers point to.
/// Statements are taken in the order of the text: one that points to an earlier one gets what was decided of that.
pub(super) fn decide(
    layout: &Layout,
    question: &Question,
    answers: &[Answer],
    mut told: Vec<Option<usize>>,
) -> Vec<Option<usize>> {
    for (one, answer) in question.statements.iter().zip(answers) {
        // The rules have judged the dates of its own sentence: "Lind, who took office in January, said".
        let anchor = layout.statements.get(one.number).and_then(Statement::anchor);
        let own = anchor.map_or(0..0, |anchor| layout.sentence(anchor.start));
        let judged = |time: usize| layout.date_start(time).is_some_and(|start| own.contains(&start));
        let given = told[one.number];
        let dates = one.dates.iter().zip(&answer.dates);
        let dates = dates
            .map(|(choice, share)| (question.dates[choice.place].number, *share))
            .filter(|&(time, _)| given.is_some() || !judged(time));
        let earlier = one.earlier.iter().zip(&answer.earlier);
        let earlier = earlier
            .filter_map(|(choice, share)| Some((told[question.statements[choice.place].number]?, *share)));
        let shares: Vec<(usize, f32)> = dates.chain(earlier).collect();
        // Two times of one value are one answer.
        let share_of = |time: usize| -> f32 {
            let same = shares
                .iter()
                .filter(|(other, _)| layout.value(*other) == layout.value(time));
            same.map(|(_, share)| share).sum()
        };
        if given.is_some_and(|time| share_of(time) >= KEPT) {
            continue;
        }
        let best = shares.iter().map(|&(time, _)| (time, share_of(time)));
        let best = best.max_by(|(_, one), (_, other)| one.total_cmp(other));
        told[one.number] = best.filter(|(_, share)| *share >= TAKEN).map(|(time, _)| time);
    }
    told
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use onrecord_model::{Choice, DateAsked, StatementAsked};
    use onrecord_record::Timex;
    use onrecord_text::Text;
    use serde_json::json;

    use super::*;

    /// What is decided of three statements of two days: the first may have been made on either, each further one on the
    /// occasion of the one before. `told` by the rules; `shares` of the first one's days and of each earlier one.
    fn decided(told: [Option<usize>; 3], days: [f32; 2], earlier: [f32; 2]) -> Vec<Option<usize>> {
        let time = |number: usize, day: &str| -> Timex {
            let span = [number * 4, number * 4 + 3];
            serde_json::from_value(json!({"id": "t", "span": span, "type": "DATE", "value": day})).unwrap()
        };
        let times = [time(0, "2031-03-01"), time(1, "2031-03-02")];
        let layout = Layout::new(&Text::new("Sat Sun"), &[], &times, &[0, 1], &[]);
        let choice = |place| Choice {
            place,
            properties: Vec::new(),
        };
        let later = |number: usize| StatementAsked {
            number,
            earlier: vec![choice(number - 1)],
            ..Default::default()
        };
        let first = StatementAsked {
            dates: vec![choice(0), choice(1)],
            ..Default::default()
        };
        let date = |number| DateAsked {
            number,
            ..Default::default()
        };
        let question = Question {
            statements: vec![first, later(1), later(2)],
            dates: vec![date(0), date(1)],
        };
        let answer = |dates: &[f32], earlier: &[f32]| Answer {
            none: 1.0 - dates.iter().chain(earlier).sum::<f32>(),
            dates: dates.to_vec(),
            earlier: earlier.to_vec(),
        };
        let answers = [
            answer(&days, &[]),
            answer(&[], &earlier[..1]),
            answer(&[], &earlier[1..]),
        ];
        decide(&layout, &question, &answers, told.to_vec())
    }

    #[test]
    fn a_date_that_the_rules_miss_is_taken_and_passed_on() {
        let given = decided([None; 3], [0.7, 0.2], [0.9, 0.3]);
        assert_eq!(given, [Some(0), Some(0), None]);
    }

    #[test]
    fn a_date_that_the_rules_give_stands_unless_it_is_all_but_impossible() {
        let given = decided([Some(0), Some(0), None], [0.1, 0.8], [0.1, 0.9]);
        assert_eq!(given, [Some(0); 3]);
        let given = decided([Some(0), Some(0), Some(1)], [0.01, 0.9], [0.3, 0.4]);
        assert_eq!(given, [Some(1), None, None]);
    }

    #[test]
    fn without_answers_the_rules_stand() {
        let layout = Layout::new(&Text::new(""), &[], &[], &[], &[]);
        assert_eq!(
            decide(&layout, &Question::default(), &[], vec![Some(3)]),
            [Some(3)]
        );
    }
}
