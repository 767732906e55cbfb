//! Bodies, places and documents by description: "the ministry", "the report".

use onrecord_record::EntityType;

use super::{Decision, Discourse};
use crate::cast::Figure;
use crate::lexicon;
use crate::phrase::{Common, Determiner};

impl Discourse<'_, '_> {
    /// The body, place or document that a definite description stands for.
    pub(super) fn thing(&mut self, common: &Common) -> Option<Decision> {
        let reading = self.reading;
        // A bare singular is a headline's way: "Bloc agrees on budget".
        let bare = common.words.len() == 1
            && common.words.start == common.head
            && !reading.low(common.head).ends_with('s')
            && !lexicon::is_determiner(reading.before(common.head));
        if common.determiner != Determiner::Definite && !bare
            || common.owner.is_some()
            || common.maker.is_some()
        {
            return None;
        }
        let head = reading.low(common.head).to_owned();
        let mut place = self.wide_place(common.head);
        if common.kind == EntityType::Place {
            place.pull = 2.0;
        }
        let figures = &self.decided.cast.figures;
        let candidates = self.trail.candidates(&place, |trace| {
            let figure = &figures[trace.figure];
            let last = figure.name.rsplit(' ').next().map(str::to_lowercase);
            let same =
                figure.head == head || last.as_deref() == Some(&head) || is_known_as(&figure.name, &head);
            let kin = related(&figure.head, &head);
            if !figure.named && reading.in_headline(trace.word) {
                return None;
            }
            match (figure.kind, common.kind) {
                _ if trace.plural => None,
                (own, wanted) if own == wanted && same => Some(3.0),
                (own, wanted) if own == wanted && kin => Some(2.0),
                (EntityType::Place, EntityType::Place) if figure.named => Some(0.0),
                (EntityType::Organisation, EntityType::Organisation)
                    if figure.named && says_little(&head) && !(is_press(&head) && governs(&figure.name)) =>
                {
                    Some(0.0)
                }
                _ => None,
            }
        });
        let least = if common.kind == EntityType::Place {
            -0.8
        } else {
            -0.6
        };
        self.decide(&candidates, &place, least)
            .or_else(|| self.work_of(common, &head))
    }

    /// "The ruling" of the court, "the article" of the newspaper that was named last.
    fn work_of(&mut self, common: &Common, head: &str) -> Option<Decision> {
        let makes = |name: &str| {
            let mut words = name.split([' ', '-']);
            if related(head, "ruling") {
                words.any(|word| matches!(word, "Court" | "Tribunal" | "Circuit" | "Appeals"))
            } else if related(head, "article") {
                words.any(|word| {
                    matches!(
                        word,
                        "Post"
                            | "Times"
                            | "News"
                            | "Journal"
                            | "Tribune"
                            | "Herald"
                            | "Gazette"
                            | "Guardian"
                            | "Telegraph"
                            | "Magazine"
                            | "Daily"
                    )
                })
            } else {
                false
            }
        };
        let sentence = self.reading.sentence_of(common.head);
        let figures = &self.decided.cast.figures;
        let near = self.trail.back(sentence);
        let maker = near.map(|trace| trace.figure).find(|&figure| {
            figures[figure].kind == EntityType::Organisation && makes(&figures[figure].name)
        })?;
        let mut figure = Figure::new(
            EntityType::Document,
            true,
            format!("{} {head}", figures[maker].name),
        );
        figure.head = head.to_owned();
        Some(Decision {
            figure: self.decided.cast.add(figure),
            confidence: 0.6,
            evidence: format!("the {head} of the one named last who makes such"),
        })
    }
}

/// Whether a body is commonly called by a noun.
fn is_known_as(name: &str, noun: &str) -> bool {
    match noun {
        "bloc" => matches!(name, "European Union" | "EU" | "E.U."),
        "alliance" => matches!(name, "NATO" | "Nato" | "North Atlantic Treaty Organization"),
        _ => false,
    }
}

/// Nouns for bodies that may stand for any with a name.
fn says_little(noun: &str) -> bool {
    matches!(
        noun,
        "agency"
            | "body"
            | "broadcaster"
            | "channel"
            | "company"
            | "firm"
            | "group"
            | "institution"
            | "magazine"
            | "maker"
            | "manufacturer"
            | "network"
            | "newspaper"
            | "organisation"
            | "organization"
            | "outlet"
            | "paper"
            | "publication"
            | "site"
            | "start-up"
            | "startup"
            | "station"
            | "website"
    )
}

/// Nouns for bodies that carry the words of others.
fn is_press(noun: &str) -> bool {
    matches!(
        noun,
        "broadcaster" | "channel" | "magazine" | "newspaper" | "outlet" | "paper" | "publication" | "station"
    )
}

/// Whether a body's name shows that it is a part of a government, and none of the press.
fn governs(name: &str) -> bool {
    let last = name.rsplit(' ').next().unwrap_or(name);
    matches!(
        last,
        "House" | "Senate" | "Congress" | "Parliament" | "Department" | "Ministry" | "Court" | "Kremlin"
    )
}

/// Documents that may be one: a "study" is a "report".
fn related(left: &str, right: &str) -> bool {
    const KIN: &[&[&str]] = &[
        &[
            "analysis",
            "assessment",
            "paper",
            "poll",
            "report",
            "research",
            "review",
            "study",
            "survey",
        ],
        &[
            "account",
            "article",
            "column",
            "editorial",
            "essay",
            "feature",
            "op-ed",
            "piece",
            "post",
            "report",
            "story",
        ],
        &[
            "decision",
            "judgment",
            "judgement",
            "opinion",
            "ruling",
            "verdict",
        ],
        &["email", "letter", "message", "missive", "note", "memo"],
        &["complaint", "filing", "indictment", "lawsuit", "suit"],
        &[
            "bill",
            "law",
            "legislation",
            "measure",
            "program",
            "programme",
            "plan",
            "policy",
            "proposal",
        ],
    ];
    KIN.iter()
        .any(|group| group.contains(&left) && group.contains(&right))
}
