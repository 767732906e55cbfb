//! Which country a phrase names, and which sector its head noun is of.

use crate::actor::Reading;
use crate::country::Naming;
use crate::knowledge::Knowledge;
use crate::phrase::{Known, Stretch, Word, head_end, is_voice, shown};

/// Heads whose sector is that of what they belong to: "police chief", "members of Hamas".
const HEADS: [&str; 62] = [
    "chief",
    "chiefs",
    "leader",
    "leaders",
    "head",
    "heads",
    "member",
    "members",
    "commander",
    "commanders",
    "fighter",
    "fighters",
    "supporter",
    "supporters",
    "director",
    "chairman",
    "chairwoman",
    "chairperson",
    "chair",
    "president",
    "secretary",
    "deputy",
    "officer",
    "officers",
    "group",
    "groups",
    "unit",
    "units",
    "force",
    "forces",
    "delegation",
    "team",
    "adviser",
    "advisers",
    "advisor",
    "aide",
    "aides",
    "boss",
    "negotiator",
    "negotiators",
    "headquarters",
    "delegates",
    "delegate",
    "founder",
    "operative",
    "operatives",
    "figure",
    "figures",
    "personnel",
    "staff",
    "agent",
    "agents",
    "envoy",
    "faction",
    "wing",
    "branch",
    "elements",
    "cell",
    "suspects",
    "activist",
    "activists",
    "organisation",
];

impl Knowledge {
    pub(super) fn read_country(&self, words: &[Word], stretches: &[Stretch], reading: &mut Reading) {
        // The first one named counts: whose it is stands before where it is. Names that many countries share wait.
        let named = |stretch: &&Stretch| match &stretch.known {
            Known::Country(..) => true,
            Known::Group(group) => !group.country.is_empty() && !group.is_shared() && group.ours,
            Known::Agent(..) => false,
        };
        let shared =
            |stretch: &&Stretch| matches!(&stretch.known, Known::Group(group) if !group.country.is_empty());
        // Who backs or leads an actor is not where it is from: "Turkey-backed Syrian rebels".
        let backer = |stretch: &&Stretch| {
            words.get(stretch.last).is_some_and(|word| {
                matches!(
                    word.folded.as_str(),
                    "backed" | "led" | "linked" | "funded" | "sponsored" | "aligned" | "supported"
                )
            })
        };
        let own = stretches.iter().filter(|stretch| !backer(stretch)).find(named);
        let chosen = own
            .or_else(|| stretches.iter().find(named))
            .or_else(|| stretches.iter().find(shared));
        reading.country = chosen.and_then(|stretch| {
            let shown = shown(words, stretch);
            match &stretch.known {
                Known::Country(iso3, naming) => {
                    Some((iso3.clone(), format!("{} \"{shown}\"", naming.word())))
                }
                Known::Group(group) => Some((group.country.clone(), format!("organisation \"{shown}\""))),
                Known::Agent(..) => None,
            }
        });
    }

    pub(super) fn read_sector(&self, words: &[Word], stretches: &[Stretch], reading: &mut Reading) {
        let joint = head_end(words, stretches);
        let (head, tail): (Vec<&Stretch>, Vec<&Stretch>) =
            stretches.iter().partition(|stretch| stretch.first < joint);
        let strong = |stretch: &&&Stretch| self.sector_of(words, stretch).is_some_and(|(_, _, weak)| !weak);
        let group = |stretch: &&&Stretch| matches!(&stretch.known, Known::Group(group) if group.is_body());
        let weak = |stretch: &&&Stretch| self.sector_of(words, stretch).is_some();
        // The last noun of the head says most; a head that only leads or speaks defers to the body it belongs to.
        let mut chosen = head
            .iter()
            .rev()
            .find(strong)
            .or_else(|| tail.iter().find(strong))
            .or_else(|| head.iter().find(group))
            .or_else(|| head.iter().rev().find(weak))
            .or_else(|| tail.iter().find(weak))
            .copied();
        let mut beside = None;
        if let Some(Stretch {
            known: Known::Agent(agent, _),
            ..
        }) = chosen
            && let Some((stretch, group)) = head.iter().find_map(|stretch| match &stretch.known {
                Known::Group(group) if group.ours => Some((*stretch, group)),
                _ => None,
            })
            && group.outweighs(agent)
        {
            beside = Some(agent.clone());
            chosen = Some(stretch);
        }
        if let Some(stretch) = chosen
            && let Some((sector, second, _)) = self.sector_of(words, stretch)
        {
            let said = format!("\"{}\" is {sector}", shown(words, stretch));
            let second = beside
                .filter(|beside| second.is_empty() && *beside != sector)
                .unwrap_or(second);
            reading.sector = Some((sector, second, said));
            if let Known::Group(group) = &stretch.known {
                reading.group = Some(group.clone());
                reading.owner = words[stretch.last - 1].possessive && stretch.last < words.len();
            }
            return;
        }
        let leads = |word: &&Word| is_voice(word) || matches!(word.folded.as_str(), "leader" | "leaders");
        if let Some(voice) = words[..joint].iter().rev().find(leads) {
            let said = format!("\"{}\" of a government", voice.text);
            reading.sector = Some(("GOV".to_owned(), String::new(), said));
        }
    }

    /// Sector, second sector, and whether it gives way to what it belongs to.
    fn sector_of(&self, words: &[Word], stretch: &Stretch) -> Option<(String, String, bool)> {
        let alone = stretch.last - stretch.first == 1;
        let word = &words[stretch.first].folded;
        match &stretch.known {
            Known::Agent(sector, second) => {
                let voice = alone && is_voice(&words[stretch.first]);
                let sector = if voice { "GOV" } else { sector.as_str() };
                let second = if voice { "" } else { second.as_str() };
                let weak =
                    voice || alone && HEADS.contains(&word.as_str()) || sector == "UNK" || sector == "NON";
                Some((sector.to_owned(), second.to_owned(), weak))
            }
            // The dictionary's entries, people mostly, give way to what the phrase says.
            Known::Group(group) => Some((group.sector.clone(), group.second.clone(), !group.is_body())),
            // A capital or a seat of government speaks for it, but "Moscow police" are no government.
            Known::Country(_, Naming::Metonym) => Some(("GOV".to_owned(), String::new(), true)),
            Known::Country(_, Naming::Capital)
                if words.len() == 1 || words.len() == 2 && words[0].folded == "the" =>
            {
                Some(("GOV".to_owned(), String::new(), true))
            }
            Known::Country(_, Naming::People)
                if words[stretch.first..].len() == stretch.last - stretch.first =>
            {
                let plural = words[stretch.last - 1].folded.ends_with('s');
                plural.then(|| ("CVL".to_owned(), String::new(), true))
            }
            Known::Country(..) => None,
        }
    }
}
