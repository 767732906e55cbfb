//! What words say about the people and things they stand for. Looked up in lower case.

mod tables;

use onrecord_record::EntityType;

/// Words for people that may stand for one and the same person: a "congresswoman" is a "lawmaker".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    Aide,
    Athlete,
    Business,
    Candidate,
    Doctor,
    Governor,
    Head,
    Journalist,
    Judge,
    Kin,
    Lawyer,
    Legislator,
    Mayor,
    Minister,
    Official,
    Partisan,
    Performer,
    Person,
    Police,
    Premier,
    Religious,
    Ruler,
    Scholar,
    Soldier,
    Spokesperson,
}

impl Class {
    /// Whether the word tells little of whom it stands for ("the woman", "the official", "his friend").
    pub(crate) fn is_vague(self) -> bool {
        matches!(self, Self::Person | Self::Official | Self::Partisan)
    }
}

/// A person's grammatical gender.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gender {
    Female,
    Male,
}

fn find(table: &[&str], word: &str) -> bool {
    table.binary_search(&word).is_ok()
}

/// The class of a singular noun for a person that the table has: what a surname like "Halderman" is not.
pub(crate) fn listed_role(word: &str) -> Option<Class> {
    let word = word.rsplit('-').next().unwrap_or(word);
    let at = tables::ROLES.binary_search_by_key(&word, |entry| entry.0).ok()?;
    tables::ROLES.get(at).map(|entry| entry.1)
}

/// The class of a singular noun for a person; unknown nouns are taken by their endings ("shipbuilder", "botanist").
pub(crate) fn role(word: &str) -> Option<Class> {
    if let Some(class) = listed_role(word) {
        return Some(class);
    }
    let word = word.rsplit('-').next().unwrap_or(word);
    let by_ending = [
        "man", "woman", "person", "ologist", "omist", "ician", "monger", "keeper", "maker",
    ];
    let person = word.len() > 6 && by_ending.iter().any(|ending| word.ends_with(ending));
    (person && !is_body(word)).then_some(Class::Person)
}

/// Whether a noun for a body of people that speaks as one ("the ministry").
pub(crate) fn is_body(word: &str) -> bool {
    find(tables::BODIES, word)
}

/// Whether a noun for a place that speaks through its government ("the country").
pub(crate) fn is_place(word: &str) -> bool {
    find(tables::PLACES, word)
}

/// Whether a noun for a text, recording, poll or the like.
pub(crate) fn is_document(word: &str) -> bool {
    find(tables::DOCUMENTS, word)
}

/// What a name in small letters names if its head says that it is no person, body or place: a text ("clean air act",
/// "articles of war", but not "bureau of investigation"), or an occasion or honour, which is no kind of speaker.
pub(crate) fn thing_named(name: &str) -> Option<EntityType> {
    let words: Vec<&str> = name.split(' ').collect();
    let of = words.iter().position(|word| matches!(*word, "of" | "for" | "on"));
    thing(words.get(of.unwrap_or(words.len()).checked_sub(1)?)?)
}

/// The same by the head alone.
pub(crate) fn thing(word: &str) -> Option<EntityType> {
    if find(tables::OCCASIONS, word) {
        Some(EntityType::Unknown)
    } else {
        (is_document(word) && !in_organisation(word)).then_some(EntityType::Document)
    }
}

/// Whether an adjective of a party, faith or government, written with a capital without being a name.
pub(crate) fn is_creed(word: &str) -> bool {
    matches!(
        word,
        "democratic"
            | "republican"
            | "communist"
            | "socialist"
            | "christian"
            | "catholic"
            | "protestant"
            | "orthodox"
            | "calvinist"
            | "buddhist"
            | "hindu"
            | "jewish"
            | "islamic"
            | "muslim"
            | "congressional"
            | "federal"
            | "presidential"
    )
}

/// Whether a noun for several people.
pub(crate) fn is_plural(word: &str) -> bool {
    let last = word.rsplit('-').next().unwrap_or(word);
    find(tables::PLURALS, word)
        || find(tables::PLURALS, last)
        || last.strip_suffix('s').is_some_and(|one| role(one).is_some())
        || last.ends_with("men") && last.len() > 4
}

/// Whether a word that stands for anybody.
pub(crate) fn is_generic(word: &str) -> bool {
    matches!(
        word,
        "you"
            | "one"
            | "anyone"
            | "anybody"
            | "someone"
            | "somebody"
            | "everyone"
            | "everybody"
            | "nobody"
            | "people"
    )
}

/// Words in front of a name that are no part of it. Some stand with a full stop.
pub(crate) fn is_title(word: &str) -> bool {
    matches!(
        word,
        "mr" | "mrs"
            | "ms"
            | "miss"
            | "mx"
            | "dr"
            | "sir"
            | "dame"
            | "lord"
            | "lady"
            | "prof"
            | "professor"
            | "sen"
            | "senator"
            | "senators"
            | "sens"
            | "rep"
            | "reps"
            | "representative"
            | "congressman"
            | "congresswoman"
            | "gov"
            | "governor"
            | "lt"
            | "president"
            | "vice"
            | "mayor"
            | "judge"
            | "justice"
            | "gen"
            | "general"
            | "col"
            | "colonel"
            | "capt"
            | "captain"
            | "sgt"
            | "sergeant"
            | "maj"
            | "major"
            | "adm"
            | "admiral"
            | "rev"
            | "reverend"
            | "pope"
            | "king"
            | "queen"
            | "prince"
            | "princess"
            | "emperor"
            | "sheikh"
            | "sultan"
            | "imam"
            | "rabbi"
            | "bishop"
            | "archbishop"
            | "cardinal"
            | "father"
            | "sister"
            | "brother"
            | "chancellor"
            | "premier"
            | "minister"
            | "secretary"
            | "ambassador"
            | "chief"
            | "commissioner"
            | "sheriff"
            | "detective"
            | "officer"
            | "chairman"
            | "chairwoman"
            | "speaker"
            | "director"
            | "attorney"
            | "ag"
            | "hon"
            | "baroness"
            | "baron"
            | "count"
            | "ayatollah"
            | "comrade"
            | "madam"
            | "mme"
            | "m"
            | "herr"
            | "frau"
            | "señor"
            | "don"
            | "commander"
            | "lieutenant"
            | "corporal"
            | "private"
            | "pastor"
            | "former"
            | "ex"
            | "deputy"
            | "superintendent"
            | "inspector"
            | "constable"
            | "candidate"
            | "nominee"
            | "spokesman"
            | "spokeswoman"
            | "leader"
            | "councilman"
            | "councilwoman"
            | "councillor"
            | "pres"
            | "host"
            | "editor"
            | "coach"
            | "strategist"
            | "adviser"
    )
}

/// Titles that say nothing but the gender.
pub(crate) fn honorific(word: &str) -> Option<Gender> {
    match word {
        "mr" | "sir" | "lord" | "herr" | "señor" => Some(Gender::Male),
        "mrs" | "ms" | "miss" | "dame" | "lady" | "madam" | "mme" | "frau" | "baroness" => {
            Some(Gender::Female)
        }
        _ => None,
    }
}

/// The gender that a noun for a person gives away.
pub(crate) fn gender_of_noun(word: &str) -> Option<Gender> {
    let female = [
        "actress",
        "aunt",
        "daughter",
        "girl",
        "girlfriend",
        "grandmother",
        "lady",
        "mom",
        "mother",
        "niece",
        "queen",
        "sister",
        "waitress",
        "widow",
        "wife",
        "woman",
        "princess",
        "granddaughter",
        "businesswoman",
    ];
    let male = [
        "boy",
        "boyfriend",
        "brother",
        "dad",
        "father",
        "gentleman",
        "grandfather",
        "grandson",
        "guy",
        "husband",
        "king",
        "man",
        "nephew",
        "son",
        "uncle",
        "widower",
        "strongman",
        "prince",
        "pope",
    ];
    if female.contains(&word) || word.ends_with("woman") {
        Some(Gender::Female)
    } else if male.contains(&word) || word.ends_with("sman") || word.ends_with("ssman") {
        Some(Gender::Male)
    } else {
        None
    }
}

/// The gender of a pronoun in the third person singular.
pub(crate) fn gender_of_pronoun(word: &str) -> Option<Gender> {
    match word {
        "he" | "him" | "his" | "himself" => Some(Gender::Male),
        "she" | "her" | "hers" | "herself" => Some(Gender::Female),
        _ => None,
    }
}

/// Words that open a noun phrase.
pub(crate) fn is_determiner(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "a"
            | "an"
            | "this"
            | "that"
            | "these"
            | "those"
            | "his"
            | "her"
            | "its"
            | "their"
            | "our"
            | "my"
            | "your"
            | "some"
            | "any"
            | "every"
            | "each"
            | "no"
            | "another"
            | "all"
    )
}

/// Whether a possessive determiner.
pub(crate) fn is_possessive(word: &str) -> bool {
    matches!(
        word,
        "his" | "her" | "its" | "their" | "our" | "my" | "your" | "whose"
    )
}

/// Words after which the rest of a noun phrase modifies its head.
pub(crate) fn is_preposition(word: &str) -> bool {
    matches!(
        word,
        "of" | "at"
            | "in"
            | "on"
            | "for"
            | "by"
            | "from"
            | "with"
            | "to"
            | "about"
            | "like"
            | "including"
            | "against"
            | "near"
            | "among"
            | "within"
            | "inside"
            | "outside"
            | "under"
            | "over"
            | "between"
            | "around"
            | "such"
            | "as"
            | "after"
            | "before"
            | "during"
            | "behind"
            | "through"
            | "across"
            | "without"
            | "via"
            | "into"
            | "toward"
            | "towards"
            | "upon"
            | "amid"
            | "despite"
            | "until"
            | "since"
            | "because"
    )
}

/// Words that join clauses: what stands after them is likely a subject.
pub(crate) fn joins_clauses(word: &str) -> bool {
    matches!(
        word,
        "and"
            | "but"
            | "that"
            | "because"
            | "while"
            | "as"
            | "when"
            | "if"
            | "after"
            | "before"
            | "since"
            | "although"
            | "though"
            | "so"
            | "or"
            | "until"
            | "unless"
            | "whereas"
            | "where"
            | "why"
            | "how"
            | "what"
            | "which"
            | "then"
            | "than"
            | "whether"
            | "yet"
            | "once"
            | "however"
            | "meanwhile"
    )
}

/// Words that end a name's surroundings: verbs and the like that show that what stands before them is a subject.
pub(crate) fn is_auxiliary(word: &str) -> bool {
    matches!(
        word,
        "is" | "was"
            | "has"
            | "had"
            | "will"
            | "would"
            | "can"
            | "could"
            | "may"
            | "might"
            | "should"
            | "must"
            | "did"
            | "does"
            | "said"
            | "says"
            | "told"
            | "are"
            | "were"
            | "have"
            | "do"
            | "also"
            | "wrote"
            | "added"
            | "argued"
    )
}

/// Words that open a sentence with a capital and are no names.
pub(crate) fn is_function_word(word: &str) -> bool {
    is_determiner(word)
        || is_preposition(word)
        || joins_clauses(word)
        || is_auxiliary(word)
        || gender_of_pronoun(word).is_some()
        || is_generic(word)
        || matches!(
            word,
            "i" | "we"
                | "it"
                | "they"
                | "who"
                | "there"
                | "here"
                | "not"
                | "now"
                | "both"
                | "many"
                | "most"
                | "more"
                | "much"
                | "few"
                | "several"
                | "other"
                | "others"
                | "such"
                | "even"
                | "only"
                | "just"
                | "still"
                | "also"
                | "yes"
                | "well"
                | "oh"
                | "look"
                | "let"
                | "please"
                | "thank"
                | "thanks"
                | "sources"
                | "source"
                | "earlier"
                | "later"
                | "last"
                | "next"
                | "first"
                | "second"
                | "today"
                | "yesterday"
                | "tomorrow"
                | "monday"
                | "tuesday"
                | "wednesday"
                | "thursday"
                | "friday"
                | "saturday"
                | "sunday"
                | "january"
                | "february"
                | "march"
                | "april"
                | "june"
                | "july"
                | "august"
                | "september"
                | "october"
                | "november"
                | "december"
                | "asked"
                | "according"
                | "speaking"
                | "moreover"
                | "furthermore"
                | "instead"
                | "finally"
                | "indeed"
                | "perhaps"
                | "maybe"
                | "never"
                | "ever"
                | "always"
                | "often"
                | "sometimes"
                | "again"
                | "meanwhile"
                | "nevertheless"
                | "nonetheless"
                | "therefore"
                | "thus"
                | "hence"
                | "plus"
                | "us"
                | "them"
                | "me"
                | "mr"
                | "mrs"
                | "ms"
                | "dr"
                | "st"
                | "one"
                | "two"
                | "three"
                | "four"
                | "five"
                | "six"
                | "seven"
                | "eight"
                | "nine"
                | "ten"
                | "new"
                | "old"
                | "good"
                | "bad"
                | "big"
                | "don"
                | "s"
                | "t"
                | "d"
                | "re"
                | "ve"
                | "ll"
                | "m"
                | "despite"
                | "given"
                | "nearly"
                | "almost"
                | "about"
                | "whatever"
                | "whoever"
                | "whether"
                | "come"
                | "go"
                | "say"
                | "see"
                | "take"
                | "make"
                | "get"
                | "think"
                | "know"
                | "right"
                | "left"
                | "ok"
                | "okay"
                | "photo"
                | "image"
                | "video"
                | "update"
                | "watch"
                | "read"
                | "related"
                | "breaking"
                | "exclusive"
                | "story"
                | "lamenting"
        )
}

/// Words inside the names of organisations, by which a name is known for one.
pub(crate) fn in_organisation(word: &str) -> bool {
    is_body(word)
        || matches!(
            word,
            "inc"
                | "corp"
                | "ltd"
                | "llc"
                | "plc"
                | "co"
                | "times"
                | "post"
                | "news"
                | "journal"
                | "tribune"
                | "herald"
                | "gazette"
                | "guardian"
                | "telegraph"
                | "observer"
                | "daily"
                | "weekly"
                | "press"
                | "media"
                | "tv"
                | "radio"
                | "center"
                | "centre"
                | "international"
                | "national"
                | "nations"
                | "investigations"
                | "services"
                | "affairs"
                | "security"
                | "intelligence"
                | "conference"
                | "group"
                | "holdings"
                | "industries"
                | "systems"
                | "technologies"
                | "partners"
                | "pictures"
                | "studios"
                | "records"
                | "reserve"
                | "mayors"
                | "guard"
                | "forces"
                | "brotherhood"
                | "front"
                | "movement"
                | "initiative"
                | "project"
                | "program"
                | "programme"
                | "scouts"
                | "rights"
                | "relations"
                | "policy"
                | "lawyers"
                | "teachers"
                | "voters"
                | "airlines"
                | "motors"
                | "show"
        )
}

/// Words that the names of companies end with and those of people don't.
pub(crate) fn ends_company(word: &str) -> bool {
    in_organisation(word)
        || matches!(
            word,
            "aerospace"
                | "biotech"
                | "brewing"
                | "capital"
                | "chemicals"
                | "communications"
                | "consulting"
                | "electric"
                | "electronics"
                | "energy"
                | "enterprises"
                | "entertainment"
                | "foods"
                | "healthcare"
                | "hotels"
                | "insurance"
                | "laboratories"
                | "labs"
                | "logistics"
                | "marine"
                | "mining"
                | "petroleum"
                | "pharmaceuticals"
                | "properties"
                | "resorts"
                | "resources"
                | "securities"
                | "semiconductor"
                | "shipping"
                | "software"
                | "solutions"
                | "telecom"
                | "trust"
                | "ventures"
        )
}

/// Particles inside surnames.
pub(crate) fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "de" | "von"
            | "van"
            | "der"
            | "den"
            | "del"
            | "della"
            | "da"
            | "di"
            | "du"
            | "bin"
            | "ibn"
            | "al"
            | "el"
            | "la"
            | "le"
            | "ter"
            | "ten"
            | "dos"
            | "das"
            | "y"
            | "abu"
    )
}

/// What a noun phrase with this head stands for.
pub(crate) fn kind_of_head(word: &str) -> EntityType {
    if is_generic(word) {
        EntityType::Generic
    } else if role(word).is_some() {
        EntityType::Person
    } else if is_plural(word) && !is_document(word) && !matches!(word, "police" | "media") {
        EntityType::Group
    } else if is_document(word) {
        EntityType::Document
    } else if is_body(word) || word == "media" {
        EntityType::Organisation
    } else if is_place(word) {
        EntityType::Place
    } else {
        EntityType::Unknown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_sorted() {
        assert!(tables::ROLES.is_sorted_by(|left, right| left.0 < right.0));
        for table in [
            tables::BODIES,
            tables::PLACES,
            tables::DOCUMENTS,
            tables::OCCASIONS,
            tables::PLURALS,
        ] {
            assert!(table.is_sorted_by(|left, right| left < right));
        }
    }

    #[test]
    fn heads_say_what_they_stand_for() {
        for (word, kind) in [
            ("congresswoman", EntityType::Person),
            ("vice-chairman", EntityType::Person),
            ("botanists", EntityType::Unknown),
            ("officials", EntityType::Group),
            ("poll", EntityType::Document),
            ("ministry", EntityType::Organisation),
            ("country", EntityType::Place),
            ("anyone", EntityType::Generic),
            ("stone", EntityType::Unknown),
        ] {
            assert_eq!(kind_of_head(word), kind, "{word}");
        }
        assert_eq!(gender_of_noun("spokeswoman"), Some(Gender::Female));
        assert_eq!(role("congresswoman"), role("senator"));
    }
}
