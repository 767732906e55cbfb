use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::Serialize;

use crate::article::{Article, Role, Statement};
use crate::calibration::{Calibration, Reliability};
use crate::characters::Characters;
use crate::document::Document;
use crate::kind::{Kind, KindMeasure, kinds};
use crate::matching::{Pair, greedy, pairs};
use crate::measure::{Count, Measure, Problems};

/// The measures of predictions against gold. [`table`](Self::table), [`kind_table`](Self::kind_table),
/// [`calibration_table`](Self::calibration_table) and [`json`](Self::json) write it down.
#[derive(Clone, Debug)]
pub struct Evaluation {
    /// Name and value of each measure, in the order of the table: `source_exact`, …, `relation`, …,
    /// `content_only_quoted`.
    pub measures: Vec<(&'static str, Measure)>,
    /// The share of right contents whose source is right as well, 0..=1.
    pub source_accuracy: f64,
    /// Documents in gold.
    pub documents: usize,
    /// What was odd about the predictions and how often.
    pub problems: Vec<(&'static str, usize)>,
    /// `relation` by kind.
    pub kinds: Vec<(Kind, KindMeasure)>,
    /// `relation` by publisher, in alphabetical order; documents without one stand under the empty name.
    pub publishers: Vec<(String, KindMeasure)>,
    /// `relation` of each document, in gold's order.
    pub per_document: Vec<DocumentMeasure>,
    /// What the confidences are worth.
    pub calibration: Calibration,
}

/// The relation measure of one document.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DocumentMeasure {
    /// The document.
    pub id: String,
    /// Its `relation`.
    pub relation: Measure,
}

impl Evaluation {
    /// A measure by its name in the table, such as `relation`; `None` where there is none of that name.
    pub fn measure(&self, name: &str) -> Option<Measure> {
        self.measures
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, measure)| *measure)
    }

    /// The relation measure of one kind; all zeros where nothing is of it.
    pub fn kind(&self, kind: Kind) -> Option<KindMeasure> {
        self.kinds
            .iter()
            .find(|(known, _)| *known == kind)
            .map(|(_, measure)| *measure)
    }
}

/// Compares predictions with gold, joined by id. The text is gold's; a gold document without predictions counts as one
/// in which nothing was found, and predicted documents that gold lacks are left out (both are counted as problems).
pub fn evaluate(gold: &[Document], predicted: &[Document]) -> Evaluation {
    let mut score = Score::default();
    let mut problems = Problems::default();
    for judged in judge_all(gold, predicted, &mut problems) {
        score.add(&judged);
    }
    let known: BTreeSet<&str> = gold.iter().map(|document| document.id.as_str()).collect();
    let extra = predicted
        .iter()
        .filter(|document| !known.contains(document.id.as_str()))
        .count();
    problems.add("predicted documents that gold lacks", extra);
    score.result(problems)
}

/// A document with its statements matched.
pub(crate) struct Judged<'a> {
    pub document: &'a Document,
    pub article: Article,
    pub gold: Vec<Statement>,
    pub predicted: Vec<Statement>,
    pub pairs: Vec<Pair>,
}

/// Matches document after document, in gold's order.
pub(crate) fn judge_all<'a>(
    gold: &'a [Document],
    predicted: &'a [Document],
    problems: &'a mut Problems,
) -> impl Iterator<Item = Judged<'a>> {
    let by_id: HashMap<&str, &Document> = predicted
        .iter()
        .map(|document| (document.id.as_str(), document))
        .collect();
    gold.iter().map(move |document| {
        let prediction = by_id.get(document.id.as_str());
        match prediction {
            None => problems.count("documents without predictions"),
            Some(prediction) if !prediction.text.is_empty() && prediction.text != document.text => {
                problems.count("documents whose text differs from gold's");
            }
            Some(_) => {}
        }
        let article = Article::new(&document.text);
        let mut unreported = Problems::default();
        let gold: Vec<_> = document
            .attributions
            .iter()
            .map(|raw| article.statement(raw, &mut unreported))
            .collect();
        let predicted: Vec<_> = prediction
            .iter()
            .flat_map(|prediction| &prediction.attributions)
            .map(|raw| article.statement(raw, problems))
            .collect();
        let pairs = pairs(&gold, &predicted);
        Judged {
            document,
            article,
            gold,
            predicted,
            pairs,
        }
    })
}

type RoleOf = fn(&Statement) -> &Role;
const ROLES: [([&str; 3], RoleOf); 3] = [
    (["source_exact", "source_overlap", "source_chars"], |statement| {
        &statement.source
    }),
    (["cue_exact", "cue_overlap", "cue_chars"], |statement| {
        &statement.cue
    }),
    (
        ["content_exact", "content_overlap", "content_chars"],
        |statement| &statement.content,
    ),
];
type Judge = fn(&Pair) -> bool;
const RELATIONS: [(&str, &str, Judge); 3] = [
    ("relation", "relation_quoted", |pair| pair.relation()),
    ("relation_strict", "relation_strict_quoted", |pair| pair.strict),
    ("content_only", "content_only_quoted", |pair| pair.content),
];

#[derive(Default)]
struct Score {
    roles: [[Count; 3]; 3],
    relations: [Count; 3],
    quoted: [Count; 3],
    kinds: [Count; Kind::ALL.len()],
    publishers: BTreeMap<String, Count>,
    per_document: Vec<DocumentMeasure>,
    reliability: Reliability,
}

impl Score {
    fn add(&mut self, judged: &Judged) {
        for (counts, (_, role)) in self.roles.iter_mut().zip(&ROLES) {
            let sets =
                |statements: &[Statement]| statements.iter().map(|s| role(s).characters.clone()).collect();
            count_role(counts, sets(&judged.gold), sets(&judged.predicted));
        }
        self.add_relations(judged);
        self.add_kinds(judged);
    }

    fn add_relations(&mut self, judged: &Judged) {
        let (gold, predicted) = (&judged.gold, &judged.predicted);
        for (index, (_, _, right)) in RELATIONS.iter().enumerate() {
            let right: Vec<&Pair> = judged.pairs.iter().filter(|pair| right(pair)).collect();
            self.relations[index].add(gold.len(), predicted.len(), right.len());
            let quoted = &mut self.quoted[index];
            quoted.gold += gold.iter().filter(|s| s.quoted).count();
            quoted.predicted += predicted.iter().filter(|s| s.quoted).count();
            quoted.gold_correct += right.iter().filter(|pair| gold[pair.gold].quoted).count();
            quoted.predicted_correct += right
                .iter()
                .filter(|pair| predicted[pair.predicted].quoted)
                .count();
        }
    }

    fn add_kinds(&mut self, judged: &Judged) {
        let right: Vec<&Pair> = judged.pairs.iter().filter(|pair| pair.relation()).collect();
        let (mut found, mut correct) = (
            vec![false; judged.gold.len()],
            vec![false; judged.predicted.len()],
        );
        for pair in &right {
            found[pair.gold] = true;
            correct[pair.predicted] = true;
        }
        for (statement, found) in judged.gold.iter().zip(found) {
            for kind in kinds(&judged.article, statement) {
                let count = &mut self.kinds[kind as usize];
                count.gold += 1;
                count.gold_correct += usize::from(found);
            }
        }
        for (statement, correct) in judged.predicted.iter().zip(correct) {
            for kind in kinds(&judged.article, statement) {
                let count = &mut self.kinds[kind as usize];
                count.predicted += 1;
                count.predicted_correct += usize::from(correct);
            }
            self.reliability.add(statement.confidence, correct);
        }
        let mut whole = Count::default();
        whole.add(judged.gold.len(), judged.predicted.len(), right.len());
        let publisher = judged.document.publisher.clone().unwrap_or_default();
        self.publishers
            .entry(publisher)
            .or_default()
            .add(whole.gold, whole.predicted, right.len());
        self.per_document.push(DocumentMeasure {
            id: judged.document.id.clone(),
            relation: whole.measure(),
        });
    }

    fn result(self, problems: Problems) -> Evaluation {
        let mut measures = Vec::with_capacity(15);
        for (counts, (names, _)) in self.roles.iter().zip(&ROLES) {
            measures.extend(
                names
                    .iter()
                    .zip(counts)
                    .map(|(name, count)| (*name, count.measure())),
            );
        }
        measures.extend(
            RELATIONS
                .iter()
                .zip(&self.relations)
                .map(|((name, _, _), count)| (*name, count.measure())),
        );
        measures.extend(
            RELATIONS
                .iter()
                .zip(&self.quoted)
                .map(|((_, name, _), count)| (*name, count.measure())),
        );
        let [relation, _, content] = &self.relations;
        let source_accuracy = match content.gold_correct {
            0 => 0.0,
            contents => relation.gold_correct as f64 / contents as f64,
        };
        Evaluation {
            measures,
            source_accuracy,
            documents: self.per_document.len(),
            problems: problems.iter().collect(),
            kinds: Kind::ALL
                .iter()
                .map(|&kind| (kind, by_kind(&self.kinds[kind as usize])))
                .collect(),
            publishers: self
                .publishers
                .iter()
                .map(|(name, count)| (name.clone(), by_kind(count)))
                .collect(),
            per_document: self.per_document,
            calibration: self.reliability.result(),
        }
    }
}

fn by_kind(count: &Count) -> KindMeasure {
    let Measure {
        p, r, f1, gold, pred, ..
    } = count.measure();
    KindMeasure {
        p,
        r,
        f1,
        gold,
        pred,
        found: count.gold_correct,
        correct: count.predicted_correct,
    }
}

fn count_role(counts: &mut [Count; 3], gold: Vec<Characters>, predicted: Vec<Characters>) {
    let [exact, overlap, chars] = counts;
    let (all_gold, all_predicted) = (Characters::union(&gold), Characters::union(&predicted));
    chars.add(
        all_gold.len(),
        all_predicted.len(),
        all_gold.shared(&all_predicted),
    );

    let distinct = |sets: Vec<Characters>| {
        sets.into_iter()
            .filter(|set| !set.is_empty())
            .collect::<BTreeSet<_>>()
    };
    let (gold, predicted) = (distinct(gold), distinct(predicted));
    exact.add(gold.len(), predicted.len(), gold.intersection(&predicted).count());

    let mut shared = Vec::new();
    for (i, g) in gold.iter().enumerate() {
        for (j, p) in predicted.iter().enumerate() {
            let size = g.shared(p);
            if size > 0 {
                shared.push((size, i, j));
            }
        }
    }
    overlap.add(gold.len(), predicted.len(), greedy(&mut shared, usize::cmp).len());
}
