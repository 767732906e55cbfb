//! Words by which a statement's time is told: lists for a linguist to read and extend.

/// A date after one of these is that of another event: "after the attack on Sunday, the party said".
pub(super) const OF_ANOTHER_EVENT: &[&str] = &[
    "after",
    "ahead",
    "because",
    "before",
    "following",
    "if",
    "since",
    "though",
    "although",
    "unless",
    "until",
    "till",
    "where",
    "whether",
    "which",
    "who",
    "whom",
    "whose",
    "despite",
    "amid",
];

/// What shows, before "to", that a date is still to come: "is likely to appear in court on Wednesday".
pub(super) const TO_COME: &[&str] = &["due", "expected", "likely", "scheduled", "set", "slated"];

/// What somebody speaks in, where no place is named: "in an interview", "on his show".
pub(super) const BROADCASTS: &[&str] = &[
    "appearance",
    "broadcast",
    "episode",
    "installment",
    "interview",
    "program",
    "programme",
    "radio",
    "show",
    "speech",
];

/// What a sentence begins with that tells when its main verb was done: "On Friday …", "Speaking to reporters Monday …".
pub(super) const OPENERS: &[&str] = &[
    "addressing",
    "appearing",
    "as",
    "asked",
    "at",
    "by",
    "during",
    "earlier",
    "early",
    "in",
    "late",
    "later",
    "on",
    "over",
    "pressed",
    "questioned",
    "responding",
    "speaking",
    "talking",
    "testifying",
    "when",
    "while",
    "writing",
];

/// What comes before a noun, and before a date that belongs to one.
pub(super) const DETERMINERS: &[&str] = &[
    "a", "an", "the", "this", "that", "his", "her", "its", "their", "our", "my", "'s", "'",
];

/// What lasts, and is named by its date: "in the 2012 campaign".
pub(super) const LONG_EVENTS: &[&str] = &[
    "campaign",
    "convention",
    "cycle",
    "election",
    "primaries",
    "race",
    "season",
    "session",
    "war",
];

/// What completes a verb with an object: "blamed the mayor on Friday for …", "charged him on Friday with …".
pub(super) const COMPLEMENTS: &[&str] = &["about", "as", "for", "over", "with"];

/// Verbs with an object and what it is called: "called the report a lie".
pub(super) const CALLING: &[&str] = &[
    "branded",
    "called",
    "declared",
    "dubbed",
    "labeled",
    "labelled",
    "named",
    "pronounced",
    "termed",
];

/// Words that show a clause of its own in a content that begins like an object.
pub(super) const FINITE: &[&str] = &[
    "are", "can", "could", "did", "does", "had", "has", "have", "is", "may", "might", "must", "should",
    "that", "was", "were", "who", "will", "would",
];

/// What may come before such an opener.
pub(super) const LINKS: &[&str] = &[
    "and",
    "but",
    "then",
    "so",
    "yet",
    "also",
    "meanwhile",
    "however",
    ",",
];

/// What a partner in the same conversation does.
pub(super) const ANSWERING: &[&str] = &[
    "answered",
    "asked",
    "countered",
    "interjected",
    "pressed",
    "pushed",
    "replied",
    "responded",
    "retorted",
    "shot",
];

/// What is done to a partner in the same conversation: he is its object.
pub(super) const ASKING: &[&str] = &[
    "asked",
    "grilled",
    "interviewed",
    "lectured",
    "pressed",
    "questioned",
    "reminded",
    "scolded",
    "thanked",
    "told",
    "urged",
    "warned",
];

/// What people do where they are about to speak.
pub(super) const APPEARING: &[&str] = &[
    "addressed",
    "appeared",
    "appearing",
    "appearance",
    "campaigned",
    "debated",
    "gathered",
    "interviewed",
    "joined",
    "met",
    "rallied",
    "spoke",
    "stumped",
    "taped",
    "testified",
    "testifying",
    "toured",
    "visited",
];

/// What begins a sentence that goes on with the day of the one before.
pub(super) const SAME_DAY: &[&[&str]] = &[
    &["later", "in", "her"],
    &["later", "in", "his"],
    &["later", "in", "the"],
    &["later", "that", "afternoon"],
    &["later", "that", "day"],
    &["later", "that", "evening"],
    &["later", "that", "night"],
    &["the", "same", "day"],
    &["the", "same", "evening"],
    &["the", "same", "night"],
    &["that", "same", "day"],
];

/// What is published, and speaks itself.
pub(super) const PRINTED: &[&str] = &[
    "ad",
    "advertisement",
    "article",
    "column",
    "editorial",
    "lawsuit",
    "op-ed",
    "report",
    "spot",
    "story",
    "suit",
];

/// Who publishes it.
pub(super) const PAPERS: &[&str] = &["magazine", "newspaper", "outlet", "paper"];

/// What papers are called.
pub(super) const TITLES: &[&str] = &[
    "chronicle",
    "courier",
    "gazette",
    "globe",
    "guardian",
    "herald",
    "journal",
    "news",
    "post",
    "telegraph",
    "times",
    "tribune",
];

/// Where people come together, and speak.
pub(super) const GATHERINGS: &[&str] = &[
    "briefing",
    "ceremony",
    "conference",
    "convention",
    "debate",
    "dinner",
    "event",
    "forum",
    "fundraiser",
    "gathering",
    "hearing",
    "interview",
    "march",
    "meeting",
    "protest",
    "rally",
    "speech",
    "summit",
    "vigil",
];

/// What begins a clause about another event.
pub(super) const APART: &[&str] = &["after", "before", "since", "until"];

/// What is done to a document when it becomes known.
pub(super) const ISSUED: &[&str] = &[
    "aired",
    "appeared",
    "dated",
    "issued",
    "posted",
    "published",
    "ran",
    "released",
    "sent",
    "unveiled",
];

/// What two people speak with each other in.
pub(super) const TALKS: &[&str] = &[
    "conversation",
    "interview",
    "podcast",
    "program",
    "programme",
    "radio",
    "show",
];

/// What shows that something was said in writing.
pub(super) const WRITTEN: &[&str] = &[
    "brief",
    "complaint",
    "filing",
    "lawsuit",
    "letter",
    "memo",
    "memorandum",
    "petition",
    "suit",
    "wrote",
];

/// What those who are named by what they wrote did: "the groups who wrote to her on Thursday say".
pub(super) const WRITING: &[&str] = &["penned", "sent", "signed", "wrote"];

/// Verbs by which writing is told of in the present.
pub(super) const REPORTING: &[&str] = &[
    "accuse", "add", "allege", "argue", "ask", "call", "claim", "conclude", "demand", "explain", "note",
    "point", "read", "say", "seek", "state", "suggest", "take", "urge", "warn", "write",
];

/// What begins a clause that tells something in passing.
pub(super) const SUBORDINATE: &[&str] = &[
    "after", "although", "as", "because", "before", "since", "though", "whereas", "while",
];

/// What tells another occasion from the one that was told of.
pub(super) const OTHER_OCCASION: &[&str] = &["another", "different", "elsewhere", "separate", "separately"];

/// What passed between two occasions: "a few weeks later".
pub(super) const PERIODS: &[&str] = &["day", "days", "month", "months", "week", "weeks", "year", "years"];

/// What tells one document from those that were told of.
pub(super) const OTHERS: &[&str] = &[
    "earlier",
    "last",
    "latest",
    "most",
    "more-recent",
    "new",
    "other",
    "previous",
    "recent",
];

/// Past forms of verbs of saying that don't end in "-ed".
pub(super) const IRREGULAR: &[&str] = &[
    "began", "did", "didn", "found", "gave", "held", "laid", "made", "put", "read", "said", "sought", "sent",
    "drew", "struck", "stood", "shot", "spoke", "swore", "took", "told", "went", "wrote",
];

/// Verbs of lasting thought, and forms that tell of no single occasion.
pub(super) const LASTING: &[&str] = &[
    "always",
    "believed",
    "expected",
    "felt",
    "had",
    "has",
    "have",
    "hoped",
    "intended",
    "long",
    "needed",
    "often",
    "repeatedly",
    "seemed",
    "thought",
    "wanted",
    "'ve",
];

/// What ends the name or the noun of a source.
pub(super) const ENDS_NAME: &[&str] = &[
    ",",
    "(",
    "'s",
    "at",
    "for",
    "from",
    "in",
    "of",
    "on",
    "representing",
    "that",
    "to",
    "who",
    "whose",
    "with",
];

/// What comes after a last name.
pub(super) const AFTER_NAME: &[&str] = &[".", "jr", "sr", "ii", "iii"];

pub(super) const PRONOUNS: &[&str] = &["he", "she", "they", "it", "i", "we"];

/// What a person is called in place of a name, once he is known.
pub(super) const ROLES: &[&str] = &[
    "actor",
    "attorney",
    "autocrat",
    "billionaire",
    "businessman",
    "candidate",
    "chairman",
    "chancellor",
    "chief",
    "commander",
    "congressman",
    "congresswoman",
    "democrat",
    "dictator",
    "director",
    "doctor",
    "economist",
    "executive",
    "front-runner",
    "frontrunner",
    "general",
    "governor",
    "judge",
    "king",
    "lawmaker",
    "lawyer",
    "leader",
    "manager",
    "mayor",
    "minister",
    "mogul",
    "nominee",
    "official",
    "pollster",
    "pope",
    "premier",
    "president",
    "professor",
    "republican",
    "ruler",
    "secretary",
    "senator",
    "speaker",
    "spokesman",
    "spokeswoman",
    "strategist",
    "strongman",
    "tycoon",
];

/// Words that two sources may share without being the same.
pub(super) const COMMON: &[&str] = &[
    "and",
    "campaign",
    "democratic",
    "former",
    "house",
    "nominee",
    "president",
    "presidential",
    "republican",
    "senate",
    "senior",
    "state",
    "states",
    "the",
    "united",
    "white",
];

/// What somebody announces with, and goes on with: "voted on Thursday. In a statement, …".
pub(super) const STATEMENTS: &[&str] = &[
    "brief",
    "email",
    "filing",
    "letter",
    "memo",
    "release",
    "statement",
    "submission",
];

/// Occasions and documents that things are said on and in; words on one line are names for the same.
pub(super) const OCCASIONS: &[&[&str]] = &[
    &["debate"],
    &["hearing", "testimony"],
    &["book", "memoir"],
    &["address", "speech", "remarks"],
    &[
        "article",
        "column",
        "editorial",
        "essay",
        "feature",
        "piece",
        "profile",
        "story",
    ],
    &["briefing", "conference"],
    &["complaint", "indictment", "lawsuit", "suit"],
    &["decision", "opinion", "ruling", "verdict"],
    &["email", "letter", "memo"],
    &["forum", "summit", "talks", "meeting"],
    &["interview"],
    &["poll", "survey"],
    &["post", "tweet"],
    &["rally"],
    &["report", "study", "analysis"],
    &["statement"],
];

/// The first of them, which an article speaks of only one of: it may be named anywhere, and dated before or after.
pub(super) const EVENTS: usize = 3;

/// Those on which many speak.
pub(super) const SHARED: usize = 2;

/// What makes an occasion the one that is known.
pub(super) const KNOWN: &[&str] = &["the", "that", "this", "his", "her", "their", "its", "'s"];

/// What makes it the last one of several.
pub(super) const NEWEST: &[&str] = &["latest", "new", "newest", "recent"];

/// What an occasion stands after where something is said on it.
pub(super) const ON_IT: &[&str] = &["at", "during", "in", "on", "told"];
