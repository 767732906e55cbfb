use onrecord_text::Word;

use crate::Scores;
use crate::network::TIMES;
use crate::softmax::softmax;

/// Words of a statement that are looked at.
pub const STATEMENT_WORDS: usize = 7;
/// The same of a date.
pub const DATE_WORDS: usize = 5;

/// How many properties may be told of a statement.
pub const STATEMENT_PROPERTIES: usize = 11;
/// The same of a date.
pub const DATE_PROPERTIES: usize = 17;
/// The same of a statement with a date.
pub const PAIR_PROPERTIES: usize = 88;
/// The same of a statement with an earlier one.
pub const EARLIER_PROPERTIES: usize = 81;

/// What the pointer is asked about a text.
#[derive(Clone, Debug, Default)]
pub struct Question {
    /// The statements, in the order of the text.
    pub statements: Vec<StatementAsked>,
    /// The dates, in the order of the text.
    pub dates: Vec<DateAsked>,
}

/// A statement, and what it may have its date from. Words are named by the place of their first character; `None` is no
/// word. Properties are those that hold, each a row of the model's table.
#[derive(Clone, Debug, Default)]
pub struct StatementAsked {
    /// Which one it is, in numbers of whoever asks.
    pub number: usize,
    /// Those of its cue, source and content that tell most.
    pub words: [Option<usize>; STATEMENT_WORDS],
    /// What holds of the statement itself.
    pub properties: Vec<u16>,
    /// Dates that it may have been made on.
    pub dates: Vec<Choice>,
    /// Statements before it that may have been made on the same occasion.
    pub earlier: Vec<Choice>,
}

/// A date.
#[derive(Clone, Debug, Default)]
pub struct DateAsked {
    /// Which one it is, in numbers of whoever asks.
    pub number: usize,
    /// Its words, and those beside it.
    pub words: [Option<usize>; DATE_WORDS],
    /// What holds of the date itself.
    pub properties: Vec<u16>,
}

/// Something that a statement may have its date from.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// Which date or statement it is, by its place in the question.
    pub place: usize,
    /// What holds of the two together.
    pub properties: Vec<u16>,
}

/// Where a statement has its date from: probabilities that add up to 1.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// From nowhere: the text doesn't say.
    pub none: f32,
    /// From each of its `dates`.
    pub dates: Vec<f32>,
    /// From the occasion of each of its `earlier` statements, with whatever date that one has.
    pub earlier: Vec<f32>,
}

/// Words as the pointer sees them, by the place of their first character in the text.
#[derive(Clone, Debug, Default)]
pub struct Views {
    starts: Vec<usize>,
    /// As bfloat16, the upper halves of floats: there is a row for every word of a document.
    rows: Vec<[u16; TIMES]>,
}

impl Views {
    /// Adds words, which follow on those before, and what the model read of them. Places count from `start`; words before
    /// it are left out.
    pub fn add(&mut self, words: &[Word], scores: &Scores, start: usize) {
        for (word, row) in words.iter().zip(&scores.times) {
            if let Some(place) = word.span.start().checked_sub(start) {
                self.starts.push(place);
                self.rows.push(row.map(upper_half));
            }
        }
    }

    fn row(&self, start: usize) -> Option<View> {
        let row = self.rows.get(self.starts.binary_search(&start).ok()?)?;
        Some(row.map(whole))
    }
}

/// The float that a bfloat16 stands for.
pub(crate) fn whole(half: u16) -> f32 {
    f32::from_bits(u32::from(half) << 16)
}

/// A float as bfloat16, rounded to the nearer one.
fn upper_half(number: f32) -> u16 {
    (number.to_bits().wrapping_add(0x8000) >> 16) as u16
}

/// Points from a statement to the date that it was made on, to an earlier statement of the same occasion, or to nothing
/// (a pointer network, Vinyals et al. 2015; that earlier ones may be pointed at is as in coreference, Lee et al. 2017).
pub(crate) struct Pointer {
    pub(crate) statement: Sum,
    pub(crate) date: Sum,
    pub(crate) to_date: Pair,
    pub(crate) to_earlier: Pair,
    /// The weights of pointing nowhere and, behind them, the intercept.
    pub(crate) none: Vec<f32>,
}

/// `relu(matrix (words side by side) + the rows of what holds)`.
pub(crate) struct Sum {
    /// For each word a matrix of `TIMES` rows: what each number of its view adds.
    pub(crate) words: Vec<f32>,
    /// A row for each property; the last always holds.
    pub(crate) properties: Vec<f32>,
}

/// `weight relu(from + to + the rows of what holds) + intercept`.
pub(crate) struct Pair {
    pub(crate) from: Vec<f32>,
    pub(crate) to: Vec<f32>,
    /// A row for each property; the last always holds.
    pub(crate) properties: Vec<f32>,
    /// The weights and, behind them, the intercept.
    pub(crate) weight: Vec<f32>,
}

type View = [f32; TIMES];

impl Pointer {
    pub(crate) fn answers(&self, question: &Question, views: &Views) -> Vec<Answer> {
        let statements = question.statements.iter();
        let statements: Vec<View> = statements
            .map(|one| self.statement.of(&one.words, &one.properties, views))
            .collect();
        let dates: Vec<View> = question
            .dates
            .iter()
            .map(|one| self.date.of(&one.words, &one.properties, views))
            .collect();
        let project = |views: &[View], matrix: &[f32]| -> Vec<View> {
            views.iter().map(|view| product(view, matrix)).collect()
        };
        let to_date = project(&dates, &self.to_date.to);
        let to_earlier = project(&statements, &self.to_earlier.to);
        let all = question.statements.iter().zip(&statements);
        all.map(|(one, view)| {
            let from = product(view, &self.to_date.from);
            let of_dates = one
                .dates
                .iter()
                .map(|choice| self.to_date.score(&from, &to_date, choice));
            let from = product(view, &self.to_earlier.from);
            let of_earlier = one
                .earlier
                .iter()
                .map(|choice| self.to_earlier.score(&from, &to_earlier, choice));
            let scores = std::iter::once(weighed(view, &self.none))
                .chain(of_dates)
                .chain(of_earlier);
            let mut rest: Vec<f32> = scores.collect();
            softmax(&mut rest);
            let earlier = rest.split_off(1 + one.dates.len());
            let dates = rest.split_off(1);
            Answer {
                none: rest[0],
                dates,
                earlier,
            }
        })
        .collect()
    }
}

impl Sum {
    fn of(&self, words: &[Option<usize>], properties: &[u16], views: &Views) -> View {
        let rows = self.properties.as_chunks::<TIMES>().0;
        let mut sum = rows.last().copied().unwrap_or([0.0; TIMES]);
        for &property in properties {
            add(&mut sum, &rows[usize::from(property)]);
        }
        for (word, matrix) in words.iter().zip(self.words.chunks_exact(TIMES * TIMES)) {
            if let Some(row) = word.and_then(|word| views.row(word)) {
                add(&mut sum, &product(&row, matrix));
            }
        }
        sum.map(|number| number.max(0.0))
    }
}

impl Pair {
    fn score(&self, from: &View, to: &[View], choice: &Choice) -> f32 {
        let rows = self.properties.as_chunks::<TIMES>().0;
        let mut sum = rows.last().copied().unwrap_or([0.0; TIMES]);
        add(&mut sum, from);
        add(&mut sum, &to[choice.place]);
        for &property in &choice.properties {
            add(&mut sum, &rows[usize::from(property)]);
        }
        weighed(&sum.map(|number| number.max(0.0)), &self.weight)
    }
}

fn add(sum: &mut View, row: &View) {
    for (sum, number) in sum.iter_mut().zip(row) {
        *sum += number;
    }
}

/// A vector times a matrix whose rows stand for the vector's numbers. The order of addition is fixed.
fn product(view: &View, matrix: &[f32]) -> View {
    let mut sum = [0.0; TIMES];
    for (number, row) in view.iter().zip(matrix.as_chunks::<TIMES>().0) {
        for (sum, weight) in sum.iter_mut().zip(row) {
            *sum += number * weight;
        }
    }
    sum
}

fn weighed(view: &View, weights: &[f32]) -> f32 {
    let intercept = weights.last().copied().unwrap_or_default();
    intercept
        + view
            .iter()
            .zip(weights)
            .map(|(number, weight)| number * weight)
            .sum::<f32>()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// A pointer of zeros, but that dates with property 5 and earlier statements with property 6 score `score`, and that
    /// the first number of a date's first word is added to its score.
    fn pointer(score: f32) -> Pointer {
        let sum = |words: usize, properties: usize| Sum {
            words: vec![0.0; words * TIMES * TIMES],
            properties: vec![0.0; (properties + 1) * TIMES],
        };
        let pair = |properties: usize, telling: usize| {
            let mut pair = Pair {
                from: vec![0.0; TIMES * TIMES],
                to: vec![0.0; TIMES * TIMES],
                properties: vec![0.0; (properties + 1) * TIMES],
                weight: vec![0.0; TIMES + 1],
            };
            pair.properties[telling * TIMES + 1] = 1.0;
            (pair.weight[0], pair.weight[1]) = (1.0, score);
            pair.to[0] = 1.0;
            pair
        };
        let mut pointer = Pointer {
            statement: sum(STATEMENT_WORDS, STATEMENT_PROPERTIES),
            date: sum(DATE_WORDS, DATE_PROPERTIES),
            to_date: pair(PAIR_PROPERTIES, 5),
            to_earlier: pair(EARLIER_PROPERTIES, 6),
            none: vec![0.0; TIMES + 1],
        };
        pointer.date.words[0] = 1.0;
        pointer
    }

    fn choice(place: usize, properties: &[u16]) -> Choice {
        Choice {
            place,
            properties: properties.to_vec(),
        }
    }

    fn question() -> Question {
        let first = StatementAsked {
            dates: vec![choice(0, &[]), choice(1, &[5, 7])],
            ..Default::default()
        };
        let second = StatementAsked {
            number: 1,
            earlier: vec![choice(0, &[6])],
            ..Default::default()
        };
        let date = |word| DateAsked {
            words: [Some(word), None, None, None, None],
            ..Default::default()
        };
        Question {
            statements: vec![first, second],
            dates: vec![date(3), date(9)],
        }
    }

    #[test]
    fn properties_tell_where_to_point() {
        let answers = pointer(2.0).answers(&question(), &Views::default());
        let (low, high) = (1.0 / (2.0 + 2f32.exp()), 2f32.exp() / (2.0 + 2f32.exp()));
        assert!((answers[0].none - low).abs() < 1e-6 && (answers[0].dates[0] - low).abs() < 1e-6);
        assert!((answers[0].dates[1] - high).abs() < 1e-6 && answers[0].earlier.is_empty());
        assert!((answers[1].earlier[0] - 2f32.exp() / (1.0 + 2f32.exp())).abs() < 1e-6);
    }

    #[test]
    fn words_are_found_by_their_place() {
        let mut row = [0.0; TIMES];
        row[0] = 3.0;
        let views = Views {
            starts: vec![1, 3, 5],
            rows: vec![[0; TIMES], row.map(upper_half), [0; TIMES]],
        };
        let answers = pointer(0.0).answers(&question(), &views);
        assert!((answers[0].dates[0] - 3f32.exp() / (2.0 + 3f32.exp())).abs() < 1e-6);
    }

    #[test]
    fn nothing_to_point_to_is_nowhere() {
        let lonely = Question {
            statements: vec![StatementAsked::default()],
            ..Default::default()
        };
        let answer = pointer(1.0).answers(&lonely, &Views::default()).remove(0);
        assert_eq!((answer.none, answer.dates.len()), (1.0, 0));
    }
}
