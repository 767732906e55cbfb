use std::collections::BTreeMap;

use onrecord_record::{Account, Attribution, Polarity, Quantity, Rivals};
use onrecord_text::{Span, Text};

use crate::groups::Group;
use crate::measures::is_tracked;
use crate::silence::{Silence, silences};

/// What is counted in rivalry beside the tracked measures: crowds, and those in somebody's hands.
const CROWDS: &[&str] = &[
    "protester",
    "demonstrator",
    "marcher",
    "participant",
    "attendee",
    "spectator",
    "refugee",
    "migrant",
    "prisoner",
    "hostage",
    "casualty",
];

/// Accounts of a group without a name are of one event where they stand this near each other, in scalar values.
const NEAR: usize = 800;

/// One account before it is known whether it has a rival.
struct Claim {
    account: Account,
    /// Who gives it, to tell claimants apart: a speaker's id, or the words of the source; empty for the article itself.
    claimant: String,
    measure: String,
    group: Group,
    /// Low, high and value; `None` where the claimant gives none.
    figure: Option<[Option<f64>; 3]>,
}

/// Figures of the same measure over the same group by different claimants, and those who decline to give one, as accounts
/// side by side.
///
/// The group is told by the names in what is counted ("1,000 Russian soldiers"); what somebody lost "of its own" is counted
/// among the claimant's own, and so are losses that a claimant has yet to confirm. Accounts whose groups name nobody go
/// together where they stand near each other. Tracked measures of persons have rivals, and so have crowds and prisoners;
/// figures that are denied or only thought of have none. Losses and casualties that somebody won't confirm are taken for
/// the killed. Accounts that all agree are left out.
///
/// `quantities` are those of [`quantities`](crate::quantities) for the same text and attributions.
pub fn rivals(text: &Text, quantities: &[Quantity], attributions: &[Attribution]) -> Vec<Rivals> {
    let by_id: BTreeMap<&str, &Attribution> = attributions.iter().map(|one| (one.id.as_str(), one)).collect();
    let mut claims: Vec<Claim> = quantities
        .iter()
        .filter_map(|quantity| {
            claim(
                text,
                quantity,
                quantity
                    .attribution
                    .as_deref()
                    .and_then(|id| by_id.get(id).copied()),
            )
        })
        .collect();
    if claims.iter().any(|claim| is_tracked(&claim.measure)) {
        claims.extend(
            silences(text, attributions)
                .into_iter()
                .map(|silence| declined(text, silence)),
        );
    }
    claims.sort_by_key(|claim| claim.account.span);
    let mut measures: BTreeMap<&str, Vec<&Claim>> = BTreeMap::new();
    for claim in &claims {
        measures.entry(&claim.measure).or_default().push(claim);
    }
    let mut rivals: Vec<Rivals> = measures
        .into_iter()
        .flat_map(|(measure, claims)| sides(claims).into_iter().map(move |side| (measure, side)))
        .filter(|(_, side)| differ(side))
        .map(|(measure, side)| Rivals {
            measure: measure.into(),
            group: side.iter().find_map(|claim| claim.group.words.clone()),
            accounts: side.into_iter().map(|claim| claim.account.clone()).collect(),
        })
        .collect();
    rivals.sort_by_key(|rivals| rivals.accounts.first().map(|account| account.span));
    rivals
}

fn claim(text: &Text, quantity: &Quantity, attribution: Option<&Attribution>) -> Option<Claim> {
    if quantity.unit.is_some() || quantity.hypothetical || quantity.polarity == Polarity::Negative {
        return None;
    }
    let measure = quantity.measure.clone()?;
    if !(is_tracked(&measure) && measure != "voted" || CROWDS.contains(&measure.as_str())) {
        return None;
    }
    let source = attribution.map(|one| one.source.clone()).unwrap_or_default();
    let own = words(text, &source);
    let counted = words(text, &quantity.of);
    let tracked = is_tracked(&measure);
    let claimant = match attribution.and_then(|one| one.speaker.clone()) {
        Some(speaker) => speaker,
        None => own.to_lowercase(),
    };
    Some(Claim {
        group: Group::new(&counted, &own, tracked),
        account: Account {
            claimant: source,
            attribution: quantity.attribution.clone(),
            quantity: Some(quantity.id.clone()),
            span: quantity.span,
        },
        claimant,
        measure,
        figure: Some([quantity.low, quantity.high, quantity.value]),
    })
}

fn declined(text: &Text, silence: Silence) -> Claim {
    let own = words(text, &silence.claimant);
    Claim {
        group: Group::new(&silence.counted, &own, true),
        claimant: silence.speaker.unwrap_or_else(|| own.to_lowercase()),
        measure: silence.measure.into(),
        figure: None,
        account: Account {
            claimant: silence.claimant,
            attribution: silence.attribution,
            quantity: None,
            span: silence.span,
        },
    }
}

fn words(text: &Text, spans: &[Span]) -> String {
    let words: Vec<&str> = spans.iter().map(|&span| text.slice(span)).collect();
    words.join(" ")
}

/// The claims of one measure, put together by their groups.
fn sides(claims: Vec<&Claim>) -> Vec<Vec<&Claim>> {
    let mut sides: BTreeMap<&str, Vec<&Claim>> = BTreeMap::new();
    for claim in claims {
        sides.entry(&claim.group.key).or_default().push(claim);
    }
    let nameless = sides.remove("").unwrap_or_default();
    let near = |pair: &[&Claim]| matches!(pair, [one, other] if other.account.span.start() < one.account.span.end() + NEAR);
    let mut apart = Vec::new();
    let mut rest = nameless.as_slice();
    while !rest.is_empty() {
        let together = 1 + rest.windows(2).take_while(|pair| near(pair)).count();
        let (side, behind) = rest.split_at(together);
        apart.push(side.to_vec());
        rest = behind;
    }
    apart.extend(sides.into_values());
    apart
}

/// Whether at least two claimants say different things, or one of them nothing.
fn differ(side: &[&Claim]) -> bool {
    side.first().is_some_and(|first| {
        side.iter().any(|other| other.claimant != first.claimant)
            && side
                .iter()
                .any(|other| other.claimant != first.claimant && other.figure != first.figure)
            && side.iter().any(|claim| claim.figure.is_some())
    })
}
