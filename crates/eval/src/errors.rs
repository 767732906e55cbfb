use serde::Serialize;

use crate::article::{Article, Place, Statement};
use crate::document::Document;
use crate::evaluate::{Judged, judge_all};
use crate::kind::{Kind, kinds};
use crate::measure::Problems;

/// What is wrong with one attribution, judged as `relation` is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// Gold has it; no prediction shares a content character with it that is not matched better elsewhere.
    Missed,
    /// It was predicted; gold has nothing for it.
    Invented,
    /// The content is right, the source is not: another one, none, or one too many.
    WrongSource,
    /// Matched, but less than half of the content is shared.
    WrongContent,
}

impl Fault {
    /// What it is called in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Missed => "missed",
            Self::Invented => "invented",
            Self::WrongSource => "wrong source",
            Self::WrongContent => "wrong content",
        }
    }
}

/// One attribution that is not right.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Mistake {
    /// The document's id.
    pub document: String,
    /// What is wrong.
    pub fault: Fault,
    /// Gold's attribution; `None` for an invented one.
    pub gold: Option<Side>,
    /// The predicted one; `None` for a missed one.
    pub predicted: Option<Side>,
}

/// One side of a [`Mistake`]. Spans are `[start, end)` in Unicode scalar values of gold's text. Words come from the
/// article as they are: whoever shows them on a terminal escapes them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Side {
    /// Its place in the document's list of attributions, from 0.
    pub index: usize,
    /// Who.
    pub source: Vec<(usize, usize)>,
    /// The cue.
    pub cue: Vec<(usize, usize)>,
    /// What.
    pub content: Vec<(usize, usize)>,
    /// The words of the source, its spans joined with " … ".
    pub source_words: String,
    /// The words of the cue.
    pub cue_words: String,
    /// The words of the content.
    pub content_words: String,
    /// What kinds it is of.
    pub kinds: Vec<Kind>,
    /// The prediction's confidence.
    pub confidence: Option<f64>,
}

/// Every attribution that was missed, invented or found with a wrong source or content, document by document in gold's
/// order: gold's in the order of its list, then the invented ones in the order of theirs. A wrong content whose source
/// is wrong too stands under its content.
pub fn errors(gold: &[Document], predicted: &[Document]) -> Vec<Mistake> {
    judge_all(gold, predicted, &mut Problems::default())
        .flat_map(|judged| mistakes(&judged))
        .collect()
}

fn mistakes(judged: &Judged) -> Vec<Mistake> {
    let mut of_gold = vec![None; judged.gold.len()];
    let mut invented = vec![true; judged.predicted.len()];
    for pair in &judged.pairs {
        of_gold[pair.gold] = Some(*pair);
        invented[pair.predicted] = false;
    }
    let side = |statements: &[Statement], index: usize| side(&judged.article, &statements[index], index);
    let mistake = |fault, gold, predicted| Mistake {
        document: judged.document.id.clone(),
        fault,
        gold,
        predicted,
    };
    let mut mistakes = Vec::new();
    for (index, pair) in of_gold.into_iter().enumerate() {
        let gold = || Some(side(&judged.gold, index));
        match pair {
            None => mistakes.push(mistake(Fault::Missed, gold(), None)),
            Some(pair) if !pair.relation() => {
                let fault = if pair.content {
                    Fault::WrongSource
                } else {
                    Fault::WrongContent
                };
                mistakes.push(mistake(
                    fault,
                    gold(),
                    Some(side(&judged.predicted, pair.predicted)),
                ));
            }
            Some(_) => {}
        }
    }
    for (index, _) in invented.iter().enumerate().filter(|(_, invented)| **invented) {
        mistakes.push(mistake(
            Fault::Invented,
            None,
            Some(side(&judged.predicted, index)),
        ));
    }
    mistakes
}

fn side(article: &Article, statement: &Statement, index: usize) -> Side {
    let spans = |spans: &[Place]| spans.to_vec();
    Side {
        index,
        source: spans(&statement.source.spans),
        cue: spans(&statement.cue.spans),
        content: spans(&statement.content.spans),
        source_words: article.words(&statement.source.spans),
        cue_words: article.words(&statement.cue.spans),
        content_words: article.words(&statement.content.spans),
        kinds: kinds(article, statement),
        confidence: statement.confidence,
    }
}
