//! Whether a figure is claimed, denied, or only thought of.

use crate::amount::Amount;
use crate::sentence::Sentence;

/// How many words before a figure are searched.
const REACH: usize = 25;

/// Words that deny what is said behind them, across "that".
const DENIALS: &[&str] = &[
    "deny", "denies", "denied", "denying", "denial", "denials", "refute", "refuted", "refutes", "disputed",
    "disputes", "rejected", "rejects", "false", "untrue", "falsely",
];

/// Words that deny the clause that they stand in.
const NEGATIONS: &[&str] = &["not", "'t", "never", "cannot", "nor", "neither"];

/// Modal verbs and other words that leave open whether it is so.
const MODALS: &[&str] = &[
    "could",
    "would",
    "might",
    "may",
    "should",
    "will",
    "'ll",
    "can",
    "shall",
    "if",
    "unless",
    "whether",
    "won",
    "likely",
    "unlikely",
    "possibly",
    "potential",
    "potentially",
    "proposed",
    "hypothetical",
    "wouldn",
    "couldn",
    "shouldn",
];

/// Words whose object is to come: "plans to spend $5 million".
const INTENTS: &[&str] = &[
    "plan",
    "plans",
    "planned",
    "planning",
    "propose",
    "proposes",
    "proposing",
    "promise",
    "promises",
    "promised",
    "vow",
    "vows",
    "vowed",
    "pledge",
    "pledges",
    "pledged",
    "threaten",
    "threatens",
    "threatened",
    "threatening",
    "hope",
    "hopes",
    "hoped",
    "hoping",
    "want",
    "wants",
    "expect",
    "expects",
    "expected",
    "expecting",
    "aim",
    "aims",
    "aimed",
    "intend",
    "intends",
    "intended",
    "projected",
    "seek",
    "seeks",
];

/// Whether a definite group is counted: "would move to the 447 members" says that there are 447.
fn is_given(sentence: &Sentence, amount: &Amount) -> bool {
    let definite = |word| {
        matches!(
            word,
            "the" | "these" | "those" | "its" | "his" | "her" | "their" | "our" | "my" | "your"
        )
    };
    definite(sentence.before(amount.start, 1))
}

/// Whether the figure is denied.
pub(crate) fn is_denied(sentence: &Sentence, amount: &Amount) -> bool {
    if is_given(sentence, amount) {
        return false;
    }
    let mut clause = true;
    for (back, place) in (0..amount.start).rev().take(REACH).enumerate() {
        let word = sentence.at(place);
        // "Neither side gave way, 40 were killed": a figure after a comma begins its own clause.
        clause &= back > 0 || word != ",";
        if matches!(word, ";" | ":" | "but" | "—") {
            return false;
        }
        if DENIALS.contains(&word) && back < 12 {
            return true;
        }
        if clause && NEGATIONS.contains(&word) && !matches!(sentence.at(place + 1), "only" | "just") {
            return true;
        }
        if clause && (sentence.reads(place, "no evidence") || sentence.reads(place, "no proof")) {
            return true;
        }
        let subordinate = matches!(word, "who" | "which" | "whose" | "where") || word == "that" && back > 0;
        clause &= !subordinate && !borders(sentence, place);
    }
    false
}

/// Whether the figure is only thought of.
pub(crate) fn is_hypothetical(sentence: &Sentence, amount: &Amount) -> bool {
    if is_given(sentence, amount) {
        return false;
    }
    let open = |place: usize| {
        let word = sentence.at(place);
        MODALS.contains(&word)
            && !(word == "may" && sentence.capital(place) && place > 0)
            && !(word == "will" && sentence.capital(place))
    };
    let before = (0..amount.start)
        .rev()
        .take(REACH)
        .take_while(|&place| {
            !borders(sentence, place) && !matches!(sentence.at(place), "who" | "which" | "whose" | "where")
        })
        .any(|place| {
            open(place)
                || intends(sentence, place)
                || place + 4 > amount.start && INTENTS.contains(&sentence.at(place))
        });
    let behind = (amount.end..amount.end + 9)
        .take_while(|&place| !sentence.parts(place) && !opens_clause(sentence.at(place)))
        .any(open);
    before || behind
}

fn intends(sentence: &Sentence, place: usize) -> bool {
    INTENTS.contains(&sentence.at(place)) && (1..=2).any(|step| sentence.at(place + step) == "to")
}

/// Words that begin another clause: what it leaves open isn't the figure before it.
fn opens_clause(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "and", "but", "who", "that", "which", "as", "said", "say", "says", "they", "he", "she", "it", "we",
        "i", "you", "because", "so",
    ];
    WORDS.contains(&word)
}

/// Whether a clause ends at a word, read backwards.
fn borders(sentence: &Sentence, place: usize) -> bool {
    let next = sentence.at(place + 1);
    match sentence.at(place) {
        ";" | ":" | "—" | "(" | ")" | "but" | "while" | "although" | "though" | "whereas" => true,
        "," => matches!(
            next,
            "so" | "and"
                | "but"
                | "while"
                | "who"
                | "which"
                | "or"
                | "where"
                | "with"
                | "according"
                | "said"
                | "though"
                | "although"
        ),
        _ => false,
    }
}
