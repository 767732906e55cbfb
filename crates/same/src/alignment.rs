use crate::wording::Word;

/// What a function word counts beside another word's 1.
const FUNCTION: f64 = 0.3;
/// What each word costs that only one text has, between words that both have; a changed word is two of them.
const GAP: f64 = 0.05;

/// What words count: the score of a text with itself.
pub(crate) fn worth(words: &[Word]) -> f64 {
    words.iter().map(worth_of).sum()
}

fn worth_of(word: &Word) -> f64 {
    if word.function { FUNCTION } else { 1.0 }
}

/// How two lists of words go together best.
pub(crate) struct Alignment {
    /// What the words count that both have, less what gaps cost.
    pub score: f64,
    /// The places of those words in both, in rising order.
    pub pairs: Vec<(usize, usize)>,
}

/// The step that led to a cell of the table.
#[derive(Clone, Copy)]
enum Step {
    Begin,
    Both,
    OneOnly,
    OtherOnly,
}

/// The best local alignment: of any run of words in `one` and any in `other`, the two that go together best; nothing
/// before and after them counts.
pub(crate) fn local(one: &[Word], other: &[Word]) -> Alignment {
    align(one, other, true)
}

/// The best alignment of all words in `one` with all in `other`.
pub(crate) fn global(one: &[Word], other: &[Word]) -> Alignment {
    align(one, other, false)
}

fn align(one: &[Word], other: &[Word], local: bool) -> Alignment {
    let columns = other.len() + 1;
    let edge = |gaps: usize| if local { 0.0 } else { -GAP * gaps as f64 };
    let mut steps = vec![Step::Begin; (one.len() + 1) * columns];
    if !local {
        steps[1..columns].fill(Step::OtherOnly);
    }
    let mut above: Vec<f64> = (0..columns).map(edge).collect();
    let mut row = vec![0.0; columns];
    let (mut best, mut end) = (0.0, (0, 0));
    for (i, a) in one.iter().enumerate() {
        let steps = &mut steps[(i + 1) * columns..(i + 2) * columns];
        row[0] = edge(i + 1);
        if !local {
            steps[0] = Step::OneOnly;
        }
        for (j, b) in other.iter().enumerate() {
            let begin = if local { 0.0 } else { f64::NEG_INFINITY };
            let (mut score, mut step) = (begin, Step::Begin);
            if a.form == b.form {
                (score, step) = (above[j] + worth_of(a), Step::Both);
            }
            for (way, by) in [
                (above[j + 1] - GAP, Step::OneOnly),
                (row[j] - GAP, Step::OtherOnly),
            ] {
                if way > score {
                    (score, step) = (way, by);
                }
            }
            row[j + 1] = score;
            steps[j + 1] = step;
            if score > best {
                (best, end) = (score, (i + 1, j + 1));
            }
        }
        std::mem::swap(&mut above, &mut row);
    }
    if !local {
        (best, end) = (above[columns - 1], (one.len(), other.len()));
    }
    Alignment {
        score: best,
        pairs: trace(&steps, columns, end),
    }
}

/// The pairs on the way to `end`.
fn trace(steps: &[Step], columns: usize, end: (usize, usize)) -> Vec<(usize, usize)> {
    let (mut i, mut j) = end;
    let mut pairs = Vec::new();
    loop {
        match steps[i * columns + j] {
            Step::Begin => break,
            Step::Both => {
                (i, j) = (i - 1, j - 1);
                pairs.push((i, j));
            }
            Step::OneOnly => i -= 1,
            Step::OtherOnly => j -= 1,
        }
    }
    pairs.reverse();
    pairs
}
