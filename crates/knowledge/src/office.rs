//! Offices, from the words that name them.

use crate::fold::fold;

/// What sort of office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Kind {
    President,
    Monarch,
    /// "Leader" alone: who leads depends on the country.
    Leader,
    HeadOfGovernment,
    /// Vice presidents and deputy prime ministers.
    DeputyLeader,
    Minister,
    DeputyMinister,
    Spokesperson,
    Ambassador,
    /// Governors, mayors and heads of parts of a country.
    Regional,
    /// Who presides over a parliament or a chamber.
    Speaker,
    Legislator,
    Military,
    /// Intelligence and security services.
    Security,
    CentralBank,
    Prosecutor,
    Judge,
    /// Husbands and wives of those in office.
    Spouse,
    /// Heads and high officials of organisations of states.
    International,
    /// Heads of parties and of the opposition.
    Party,
    Other,
}

const KINDS: [Kind; 21] = [
    Kind::President,
    Kind::Monarch,
    Kind::Leader,
    Kind::HeadOfGovernment,
    Kind::DeputyLeader,
    Kind::Minister,
    Kind::DeputyMinister,
    Kind::Spokesperson,
    Kind::Ambassador,
    Kind::Regional,
    Kind::Speaker,
    Kind::Legislator,
    Kind::Military,
    Kind::Security,
    Kind::CentralBank,
    Kind::Prosecutor,
    Kind::Judge,
    Kind::Spouse,
    Kind::International,
    Kind::Party,
    Kind::Other,
];

impl Kind {
    /// The kind with a number that `as u32` gave; [`Kind::Other`] for any other number.
    pub fn numbered(number: u32) -> Self {
        KINDS.get(number as usize).copied().unwrap_or(Self::Other)
    }

    /// The PLOVER sector of those in office.
    pub fn sector(self) -> &'static str {
        match self {
            Self::Speaker | Self::Legislator => "LEG",
            Self::Military => "MIL",
            Self::Security => "SPY",
            Self::Prosecutor | Self::Judge => "JUD",
            Self::Spouse => "ELI",
            Self::International => "IGO",
            Self::Party => "PTY",
            _ => "GOV",
        }
    }
}

/// An office, without its country.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// What sort of office.
    pub kind: Kind,
    /// What a minister is in charge of: one bit for each of [`PORTFOLIOS`].
    pub portfolios: u64,
    /// The folded words that name it, without articles and prepositions.
    pub words: Vec<String>,
}

/// What ministers are in charge of, each with the beginnings of words that say so. A final `$` ends the word.
pub const PORTFOLIOS: [(&str, &[&str]); 38] = [
    ("foreign affairs", &["foreign", "external$"]),
    ("defence", &["defence", "defense", "war$"]),
    (
        "finance",
        &[
            "finance",
            "financial",
            "treasury",
            "exchequer",
            "fiscal",
            "revenue",
        ],
    ),
    ("economy", &["econom"]),
    ("interior", &["interior", "home$", "internal$"]),
    ("justice", &["justice", "law$", "legal$", "constitutional"]),
    ("health", &["health"]),
    ("education", &["education", "school"]),
    ("higher education", &["higher$", "universit"]),
    ("science", &["science", "scientific", "research", "innovation"]),
    ("technology", &["technolog", "digital", "ict$", "information$"]),
    ("agriculture", &["agricultur", "farming", "rural", "food$"]),
    ("fisheries", &["fish", "marine$", "maritime", "aquaculture"]),
    ("forests", &["forest"]),
    ("environment", &["environment", "climate", "ecolog", "nature"]),
    ("water", &["water", "irrigation"]),
    ("energy", &["energy", "power$", "electricity"]),
    ("oil", &["oil$", "petrol", "gas$", "hydrocarbon"]),
    ("mines", &["mines$", "mining", "mineral"]),
    ("trade", &["trade", "commerce", "export"]),
    ("industry", &["industr", "business", "enterprise"]),
    ("labour", &["labour", "labor", "employment", "work$", "manpower"]),
    ("social affairs", &["social", "welfare", "solidarity"]),
    ("family", &["family", "children", "women", "gender", "equality"]),
    ("youth", &["youth"]),
    ("sport", &["sport"]),
    ("culture", &["cultur", "arts$", "heritage"]),
    ("tourism", &["touris"]),
    ("transport", &["transport", "railway", "aviation", "road"]),
    (
        "communications",
        &[
            "communication",
            "telecommunication",
            "post$",
            "posts$",
            "broadcasting",
            "media",
        ],
    ),
    ("public works", &["works$", "infrastructure", "construction"]),
    ("housing", &["housing", "urban", "land$", "lands$"]),
    ("planning", &["planning", "development"]),
    (
        "local government",
        &["local", "regional", "decentrali", "territorial"],
    ),
    ("religion", &["relig", "worship", "awqaf", "islamic$"]),
    ("security", &["security"]),
    ("parliament", &["parliament"]),
    ("civil service", &["administration", "civil$", "public service"]),
];

/// Words that say nothing of the office.
const IDLE: [&str; 22] = [
    "the",
    "a",
    "an",
    "of",
    "for",
    "to",
    "and",
    "in",
    "at",
    "on",
    "his",
    "her",
    "their",
    "its",
    "federal",
    "national",
    "affairs",
    "union",
    "state",
    "department",
    "general",
    "s",
];

/// Organisations and offices that news names shortly, as their titles have them.
const SHORT: [(&str, &str); 20] = [
    ("un", "united nations"),
    ("eu foreign policy chief", "eu high representative"),
    ("foreign policy chief", "eu high representative"),
    ("imf", "international monetary fund"),
    ("who", "world health organization"),
    ("wto", "world trade organization"),
    ("iaea", "international atomic energy agency"),
    ("icc", "international criminal court"),
    ("ecb", "european central bank"),
    ("wfp", "world food programme"),
    ("iea", "international energy agency"),
    ("oas", "organization of american states"),
    ("organisation", "organization"),
    ("world food program ", "world food programme "),
    ("refugee agency", "refugees"),
    ("human rights chief", "high commissioner human rights"),
    ("rights chief", "high commissioner human rights"),
    ("eu commission", "european commission"),
    ("eu council", "european council"),
    ("federal reserve chairman", "federal reserve chair"),
];

/// Words for whoever heads an organisation.
const HEADS: [&str; 8] = [
    "chief",
    "head",
    "boss",
    "leader",
    "chairman",
    "chair",
    "chairperson",
    "chairwoman",
];

impl Office {
    /// Reads an office from words such as "Minister of Foreign Affairs", "defence secretary", "premier". `None` where
    /// they name none. What else the phrase holds (a country, a person) stays among the words.
    pub fn parse(phrase: &str) -> Option<Self> {
        let folded = fold(phrase);
        let all: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
        let kind = kind(&folded, &all)?;
        Some(Self::of_kind(kind, &folded))
    }

    /// The office of a known kind that a title names.
    pub fn of_kind(kind: Kind, title: &str) -> Self {
        let mut folded = fold(title);
        for (short, long) in SHORT {
            if folded.split(' ').any(|word| word == short) || short.contains(' ') && folded.contains(short) {
                folded = folded.replace(short, long);
            }
        }
        let mut portfolios = 0;
        let words: Vec<String> = folded
            .split(' ')
            .filter(|word| !word.is_empty() && !IDLE.contains(word))
            .map(str::to_owned)
            .collect();
        if matches!(kind, Kind::Minister | Kind::DeputyMinister) {
            for word in folded.split(' ') {
                for (bit, (_, stems)) in PORTFOLIOS.iter().enumerate() {
                    if stems.iter().any(|stem| is_stem(stem, word)) {
                        portfolios |= 1 << bit;
                    }
                }
            }
            // "Secretary of State" alone is the foreign minister where there is one.
            if portfolios == 0
                && folded.contains("secretary of state")
                && !folded.contains("secretary of state for")
            {
                portfolios = 1;
            }
        }
        Self {
            kind,
            portfolios,
            words,
        }
    }

    /// The plain English name: "foreign affairs minister", "president".
    pub fn label(&self) -> String {
        self.words.join(" ")
    }
}

fn is_stem(stem: &str, word: &str) -> bool {
    match stem.strip_suffix('$') {
        Some(whole) => word == whole,
        None => word.starts_with(stem),
    }
}

/// The first of these rules that fits says what kind; a rule fits where one of its phrases stands in the words.
const RULES: [(Kind, &[&str]); 31] = [
    (
        Kind::Spokesperson,
        &[
            "spokesman",
            "spokeswoman",
            "spokesperson",
            "spokespersons",
            "spokesmen",
            "press secretary",
            "communications director",
            "spokespeople",
        ],
    ),
    (
        Kind::Ambassador,
        &[
            "ambassador",
            "envoy",
            "permanent representative",
            "charge d affaires",
            "high commissioner to",
            "consul",
        ],
    ),
    (
        Kind::Spouse,
        &["first lady", "first gentleman", "wife of", "husband of"],
    ),
    (
        Kind::DeputyLeader,
        &[
            "vice president",
            "deputy president",
            "deputy prime minister",
            "vice prime minister",
            "vice premier",
            "deputy premier",
            "vice chancellor",
            "tanaiste",
            "deputy leader",
            "deputy chancellor",
            "second in command",
            "veep",
        ],
    ),
    (
        Kind::DeputyMinister,
        &[
            "deputy minister",
            "deputy foreign minister",
            "deputy defence minister",
            "deputy defense minister",
            "vice minister",
            "assistant minister",
            "junior minister",
            "undersecretary",
            "under secretary",
            "assistant secretary",
            "deputy secretary",
            "state secretary",
            "minister of state",
            "parliamentary secretary",
            "deputy foreign",
            "deputy interior",
            "deputy finance",
            "deputy health",
            "vice foreign minister",
        ],
    ),
    (
        Kind::HeadOfGovernment,
        &[
            "prime minister",
            "prime ministers",
            "premier",
            "pm",
            "federal chancellor",
            "taoiseach",
            "head of government",
            "president of the council of ministers",
            "president of the government",
            "chairman of the council of ministers",
            "chief executive",
            "first minister",
        ],
    ),
    (
        Kind::CentralBank,
        &[
            "central bank",
            "bank governor",
            "governor of the bank",
            "national bank",
            "reserve bank",
            "chair of the federal reserve",
            "fed chair",
            "fed chairman",
            "chairman of the federal reserve",
            "federal reserve chair",
            "federal reserve chairman",
            "bank of england governor",
            "state bank",
            "bundesbank",
        ],
    ),
    (
        Kind::Speaker,
        &[
            "speaker",
            "president of the senate",
            "president of the national assembly",
            "president of the chamber",
            "president of the parliament",
            "president of parliament",
            "chairman of the parliament",
            "parliament president",
            "senate president",
            "chairman of the state duma",
            "president of the bundestag",
            "president of the assembly",
            "president of the congress",
            "president of the national council",
            "president of the house",
        ],
    ),
    (
        Kind::Judge,
        &[
            "judge",
            "justice of the supreme court",
            "chief justice",
            "supreme court justice",
            "president of the supreme court",
            "president of the constitutional court",
            "magistrate",
            "justice of",
        ],
    ),
    (Kind::Prosecutor, &["prosecutor", "solicitor general", "attorney"]),
    (
        Kind::Party,
        &[
            "leader of the opposition",
            "opposition leader",
            "party leader",
            "party chairman",
            "party chair",
            "party chief",
            "leader of the labour party",
            "leader of the conservative party",
        ],
    ),
    (
        Kind::International,
        &[
            "secretary general of",
            "un secretary general",
            "director general of the world",
            "high representative",
            "commissioner for",
            "un high commissioner",
            "president of the european",
            "special envoy",
            "managing director of the international monetary fund",
            "united nations secretary general",
        ],
    ),
    (
        Kind::Minister,
        &["minister", "ministers", "chancellor of the exchequer"],
    ),
    (Kind::HeadOfGovernment, &["chancellor"]),
    (
        Kind::Regional,
        &[
            "governor",
            "mayor",
            "prefect",
            "first secretary of the",
            "head of the republic",
            "lieutenant governor",
        ],
    ),
    (
        Kind::Security,
        &[
            "intelligence chief",
            "director of national intelligence",
            "spy chief",
            "director of the cia",
            "cia director",
            "security service",
            "intelligence director",
            "intelligence",
            "mossad",
            "national security adviser",
            "national security advisor",
            "fbi director",
            "director of the fbi",
        ],
    ),
    (
        Kind::Military,
        &[
            "chief of staff of the army",
            "chief of the general staff",
            "chief of general staff",
            "joint chiefs",
            "chief of defence",
            "chief of the defence",
            "army chief",
            "commander in chief",
            "military chief",
            "armed forces chief",
            "chief of army",
            "chief of naval",
            "chief of air",
            "commander of the armed forces",
            "army commander",
            "defence force",
            "chief of the army",
        ],
    ),
    (
        Kind::Minister,
        &[
            "secretary of state",
            "secretary of defense",
            "secretary of defence",
            "secretary of the treasury",
            "treasury secretary",
            "defense secretary",
            "defence secretary",
            "home secretary",
            "foreign secretary",
            "health secretary",
            "secretary of",
            "education secretary",
            "justice secretary",
            "business secretary",
            "energy secretary",
            "commerce secretary",
            "transport secretary",
            "environment secretary",
            "labor secretary",
            "agriculture secretary",
            "culture secretary",
            "work and pensions secretary",
            "homeland security secretary",
            "interior secretary",
            "transportation secretary",
            "housing secretary",
            "trade secretary",
        ],
    ),
    (Kind::Spouse, &["queen consort", "prince consort"]),
    (
        Kind::Monarch,
        &[
            "king",
            "queen",
            "emir",
            "sultan",
            "emperor",
            "monarch",
            "grand duke",
            "supreme leader",
            "pope",
            "pontiff",
            "prince regnant",
            "ruler",
        ],
    ),
    (Kind::Monarch, &["governor general"]),
    (Kind::President, &["head of state"]),
    (
        Kind::Legislator,
        &[
            "senator",
            "congressman",
            "congresswoman",
            "representative",
            "member of parliament",
            "mp",
            "lawmaker",
            "deputy",
            "legislator",
            "member of the",
            "parliamentarian",
        ],
    ),
    (
        Kind::President,
        &["president", "chairman of the presidency", "president elect"],
    ),
    (Kind::International, &["secretary general", "director general"]),
    (
        Kind::Leader,
        &["leader", "strongman", "dictator", "ruler", "autocrat", "despot"],
    ),
    (Kind::Party, &["chairman of the party", "chairperson of the"]),
    (Kind::Military, &["general", "admiral", "colonel", "commander"]),
    (Kind::Security, &["security chief"]),
    (
        Kind::Other,
        &[
            "chief of staff",
            "adviser",
            "advisor",
            "director",
            "commissioner",
            "chairman",
            "chairperson",
            "secretary",
        ],
    ),
    (Kind::Other, &["crown prince", "prince", "princess"]),
];

fn kind(folded: &str, words: &[&str]) -> Option<Kind> {
    let padded = format!(" {folded} ");
    // "the president of the European Commission" and the like stand before the plain president.
    let fits = |phrase: &&&str| {
        if phrase.contains(' ') {
            padded.contains(&format!(" {phrase} "))
        } else {
            words.contains(phrase)
        }
    };
    let rule = RULES
        .iter()
        .find(|(_, phrases)| phrases.iter().any(|phrase| fits(&phrase)))?;
    Some(rule.0)
}

/// How well the office `held` answers a question for the office `asked`: 0 not at all, to 3, the very words.
pub fn likeness(asked: &Office, held: &Office) -> f32 {
    let headed =
        held.kind == Kind::International && asked.words.iter().any(|word| HEADS.contains(&word.as_str()));
    let asks = |word: &&String| !(headed && HEADS.contains(&word.as_str()));
    let all = asked.words.iter().filter(asks).count();
    let common = asked
        .words
        .iter()
        .filter(asks)
        .filter(|word| held.words.contains(word))
        .count();
    let extra = held.words.len().saturating_sub(common) as f32;
    if common == all && extra == 0.0 && (asked.kind == held.kind || common > 1) {
        return 3.0;
    }
    if held.kind == Kind::International {
        // Those under the head are asked for by their own words.
        let under = held.words.iter().any(|word| {
            matches!(
                word.as_str(),
                "deputy" | "spokesman" | "spokesperson" | "vice" | "coordinator"
            )
        });
        let named = held
            .words
            .iter()
            .filter(|word| !matches!(word.as_str(), "president" | "secretary" | "director" | "managing"))
            .count();
        return if common == all && common > 0 && !under && common * 2 > named {
            2.0 - extra * 0.1
        } else {
            0.0
        };
    }
    if asked.kind != held.kind {
        return 0.0;
    }
    match asked.kind {
        Kind::Minister | Kind::DeputyMinister => {
            if asked.portfolios == 0 || asked.portfolios & held.portfolios != asked.portfolios {
                let all_said = common == all && common > 1;
                return if all_said {
                    (1.0 - extra * 0.1).max(0.1)
                } else {
                    0.0
                };
            }
            let beside = (asked.portfolios ^ held.portfolios).count_ones() as f32;
            (2.0 - beside * 0.25 - extra * 0.02).max(0.1)
        }
        Kind::President | Kind::Monarch | Kind::HeadOfGovernment | Kind::CentralBank => {
            (2.0 - extra * 0.1).max(0.1)
        }
        _ if common == all => (2.0 - extra * 0.1).max(0.1),
        _ => 0.0,
    }
}
