//! Pairs of articles on one event: one attributes what the other tells as plain fact, nearly as news agencies reword one
//! another; and pairs that only look so.

#![allow(clippy::unwrap_used)]

mod common;

use common::{Article, with};
use onrecord_store::Filter;

/// The place that both are about, what is attributed by one, what the other tells.
type Pair = [&'static str; 3];

const DROPPED: [Pair; 12] = [
    [
        "Orsk",
        "twelve miners were killed when a gallery collapsed at the Orsk pit on Tuesday night",
        "Twelve miners were killed when a gallery collapsed at the Orsk pit on Tuesday.",
    ],
    [
        "Maren",
        "retreating troops had blown up the northern dam of Maren",
        "Retreating troops blew up the northern dam of Maren shortly before dawn.",
    ],
    [
        "Kelda",
        "the ferry to Kelda sank because its loading doors had been left open",
        "The loading doors had been left open when the ferry to Kelda sank.",
    ],
    [
        "Tolvan",
        "rebels shelled the market of Tolvan, killing 14 traders and wounding dozens",
        "Rebels killed 14 traders when they shelled the market of Tolvan.",
    ],
    [
        "Brenn",
        "the bank of Brenn moved 40 million crowns abroad days before it failed",
        "Days before it failed, the bank of Brenn had moved 40 million crowns to accounts abroad.",
    ],
    [
        "Varo",
        "smugglers are using the old railway tunnel under Varo to bring weapons into the valley",
        "Smugglers bring weapons into the valley through the old railway tunnel under Varo.",
    ],
    [
        "Lisk",
        "the refinery of Lisk has been leaking mercury into the river since spring",
        "Since spring, mercury from the refinery of Lisk has been leaking into the river.",
    ],
    [
        "Dorn",
        "police in Dorn opened fire on unarmed students during the march, and three of them died",
        "Three students died after police opened fire on the unarmed march in Dorn.",
    ],
    [
        "Hallow",
        "the mayor of Hallow awarded the harbour contract to a company owned by her brother",
        "The harbour contract was awarded by the mayor of Hallow to her brother's company.",
    ],
    [
        "Senn",
        "the fire in the Senn warehouse was started by faulty wiring on the third floor",
        "Faulty wiring on the third floor started the fire in the Senn warehouse, which burned for two days.",
    ],
    [
        "Ostra",
        "inflation in Ostra fell to 4.2 percent in March, its lowest level in nine years",
        "Inflation in Ostra fell to 4.2 percent in March, the lowest level in nine years.",
    ],
    [
        "Pell",
        "the captured pilot was beaten by guards in the prison of Pell",
        "Guards in the prison of Pell beat the captured pilot.",
    ],
];

const DECOYS: [Pair; 6] = [
    [
        "Arden",
        "twelve miners were killed when a gallery collapsed at the Arden pit on Tuesday",
        "Nine miners were killed when a gallery collapsed at the Arden pit in 2019.",
    ],
    [
        "Quill",
        "the new bridge of Quill will be opened to lorries before the winter",
        "The new bridge of Quill was closed to lorries after the winter storm.",
    ],
    [
        "Rusk",
        "soldiers of the northern army looted the hospital of Rusk",
        "Soldiers of the northern army guarded the airport of Rusk on Monday.",
    ],
    [
        "Tamm",
        "the factory of Tamm dismissed 300 workers without notice",
        "The factory of Tamm, with 300 workers, is the largest in the province.",
    ],
    [
        "Ulm",
        "the minister took money from the harbour company of Ulm",
        "The minister never took money from the harbour company of Ulm.",
    ],
    [
        "Wick",
        "the council of Wick has sold the city hospital to a foreign company",
        "The council of Wick would sell the city hospital to a foreign company.",
    ],
];

/// The places where an attribution is found to be dropped.
fn found(pairs: &[Pair]) -> Vec<&'static str> {
    let mut records = Vec::new();
    for [place, words, sentence] in pairs {
        let post = Article::new(&format!("{place} 1"), "The Post", "2031-03-15");
        records.push(post.says("Ada Brandt", words).record());
        let echo = Article::new(&format!("{place} 2"), "The Echo", "2031-03-16");
        let echo = echo.says("Lena Voss", &format!("{place} will not forget this week"));
        records.push(echo.tells(sentence).record());
    }
    let kept = with(&records);
    let is_found = |[place, ..]: &&Pair| !kept.store.dropped(place, &Filter::default()).unwrap().is_empty();
    pairs.iter().filter(is_found).map(|[place, ..]| *place).collect()
}

#[test]
fn what_is_told_in_other_words_is_found() {
    let found = found(&DROPPED);
    let missed: Vec<_> = DROPPED.iter().filter(|pair| !found.contains(&pair[0])).collect();
    assert!(missed.len() <= 1, "{missed:?}");
}

#[test]
fn what_only_looks_so_is_not() {
    assert_eq!(found(&DECOYS), Vec::<&str>::new());
}
