//! Lines of a news page that are no part of its article.

/// Longer lines are prose, whatever they begin with.
const MOST_WORDS: usize = 40;

/// Whole lines, without the marks around them.
const LINES: &[&str] = &[
    "ad",
    "ads",
    "advertisement",
    "advertisements",
    "advertisement - story continues below",
    "article continues below",
    "article continues below advertisement",
    "back to top",
    "close",
    "comments",
    "comments are closed",
    "comments are closed on this article",
    "continue reading",
    "copy link",
    "editor's picks",
    "leave a comment",
    "load more",
    "loading",
    "log in",
    "menu",
    "more stories",
    "most popular",
    "most read",
    "newsletter",
    "post a comment",
    "privacy policy",
    "read full article",
    "read more",
    "recommended",
    "related",
    "related articles",
    "related stories",
    "related topics",
    "share",
    "show more",
    "skip to content",
    "skip to main content",
    "sponsored",
    "sponsored content",
    "story continues below",
    "story continues below advertisement",
    "terms of use",
    "trending",
    "trending now",
    "tweet",
    "view comments",
];

/// A label before links to other pages. What follows is another article's headline, even where somebody speaks in it.
const LABELS: &[&str] = &[
    "also read:",
    "also see:",
    "more on this story:",
    "more on this topic:",
    "read also:",
    "read full story:",
    "read more:",
    "read next:",
    "recommended:",
    "related:",
    "related article:",
    "related articles:",
    "related stories:",
    "related story:",
    "see also:",
    "see more:",
];

/// What the page asks of its reader, or says of itself, at the start of a line.
const OPENINGS: &[&str] = &[
    "(additional reporting by ",
    "(ap photo",
    "(editing by ",
    "(reporting by ",
    "additional reporting by ",
    "become a member",
    "become a subscriber",
    "by signing up",
    "by subscribing",
    "check out our newsletter",
    "click below to ",
    "click here",
    "click through ",
    "click to ",
    "contact the author",
    "contact the reporter",
    "contact the writer",
    "comment below",
    "comments on this ",
    "create an account",
    "download our app",
    "download the app",
    "email tips",
    "email us",
    "enter your email",
    "follow us ",
    "for more news",
    "get breaking news",
    "get the latest",
    "image credit",
    "join the conversation",
    "join the discussion",
    "join us on ",
    "leave a comment",
    "let us know in the comments",
    "let us know what you think",
    "like us on ",
    "like what you read",
    "listen to the latest episode",
    "log in to ",
    "photo by ",
    "photo courtesy ",
    "photo credit",
    "photos by ",
    "picture credit",
    "please enable javascript",
    "please let us know if ",
    "reach her ",
    "reach him ",
    "reach out to us",
    "reach the reporter",
    "reach them ",
    "read more about ",
    "read more at ",
    "read more from ",
    "read more here",
    "read more on ",
    "read the full article",
    "read the full story",
    "read the original article",
    "send a tip",
    "send tips",
    "send your tips",
    "share and comment",
    "share on ",
    "share via ",
    "share your thoughts",
    "sign in to ",
    "support our journalism",
    "tap here",
    "tell us what you think",
    "this article first appeared",
    "this article originally appeared",
    "this article was first published",
    "this article was originally published",
    "this piece first appeared",
    "this piece originally appeared",
    "this post first appeared",
    "this post originally appeared",
    "this site uses cookies",
    "this story first appeared",
    "this story originally appeared",
    "this story was first published",
    "this story was originally published",
    "this website uses cookies",
    "to comment on this ",
    "we use cookies",
    "we welcome your comments",
    "you can reach ",
    "you may also like",
    "you might also like",
    "you must be logged in",
];

/// Openings of invitations that may open prose as well: "Get our veterans home."
const INVITATIONS: &[&str] = &[
    "click on the ",
    "click the ",
    "for the latest ",
    "get our ",
    "join our ",
    "please consider ",
    "send us ",
    "share this",
    "sign up",
    "subscribe ",
    "visit our ",
    "you can follow ",
    "you can sign up",
    "you can subscribe",
];

/// What readers are invited to.
const OFFERS: &[&str] = &[
    "alerts",
    "app",
    "article",
    "briefing",
    "briefings",
    "button",
    "channel",
    "comments",
    "community",
    "donating",
    "donation",
    "here",
    "homepage",
    "inbox",
    "journalism",
    "link",
    "member",
    "membership",
    "newsletter",
    "newsletters",
    "page",
    "podcast",
    "post",
    "site",
    "story",
    "subscriber",
    "subscribing",
    "subscription",
    "tips",
    "updates",
    "video",
    "website",
];

/// Questions before an invitation: "Have a tip? Email …".
const QUESTIONS: &[&str] = &[
    "can't get enough",
    "do you have a story",
    "do you have a tip",
    "do you have information",
    "enjoyed this",
    "enjoying this",
    "got a news tip",
    "got a story",
    "got a tip",
    "have a news tip",
    "have a story",
    "have a tip",
    "have you got a story",
    "like this article",
    "like this story",
    "like what you're reading",
    "not a subscriber",
    "spotted an error",
    "want more",
    "want the latest",
    "want to read more",
];

const NETWORKS: &[&str] = &[
    "twitter",
    "facebook",
    "instagram",
    "linkedin",
    "mastodon",
    "youtube",
    "tiktok",
    "telegram",
    "whatsapp",
    "bluesky",
    "threads",
];

/// Words that make a line a statement, not furniture.
const REPORTING: &[&str] = &[
    "accused",
    "accuses",
    "added",
    "adds",
    "alleged",
    "alleges",
    "announced",
    "announces",
    "argued",
    "argues",
    "asked",
    "asks",
    "asserted",
    "believed",
    "believes",
    "called",
    "calls",
    "claimed",
    "claiming",
    "claims",
    "concluded",
    "condemned",
    "confirmed",
    "confirms",
    "criticised",
    "criticized",
    "declared",
    "declares",
    "demanded",
    "demands",
    "denied",
    "denies",
    "denounced",
    "explained",
    "explains",
    "insisted",
    "insists",
    "ordered",
    "predicted",
    "promised",
    "promises",
    "quoted",
    "replied",
    "reports",
    "responded",
    "said",
    "saying",
    "says",
    "stated",
    "states",
    "stressed",
    "suggested",
    "suggests",
    "testified",
    "thinks",
    "thought",
    "threatened",
    "told",
    "tells",
    "tweeted",
    "urged",
    "urges",
    "vowed",
    "vows",
    "warned",
    "warns",
    "wrote",
    "writes",
];

/// Whether a whole line (or paragraph) is page furniture, in which no statement may be found: invitations to follow,
/// share or subscribe, links to other pages, credits of photographs and desks, copyright lines.
///
/// It would rather keep furniture than lose prose: a line with a double quotation mark or a reporting verb is never
/// furniture, unless it begins with the label of a link (`Read more:`).
pub fn is_furniture(line: &str) -> bool {
    // A cheap bound first: no furniture is this long, and a hostile line may be of any length.
    if line.len() > 2_000 {
        return false;
    }
    let line = plain(line);
    let words: Vec<&str> = line.split(' ').filter(|word| !word.is_empty()).collect();
    if words.is_empty() || words.len() > MOST_WORDS {
        return false;
    }
    if starts_with_any(&line, LABELS) {
        return true;
    }
    if has_statement(&line, &words) {
        return false;
    }
    LINES.contains(&bare(&line))
        || starts_with_any(&line, OPENINGS)
        || invites(&line, &words)
        || starts_with_any(&line, QUESTIONS) && line.contains('?')
        || follows(&line, &words)
        || watches(&line, &words)
        || is_credit(&line, &words)
        || is_copyright(&line)
        || words.iter().all(|word| is_address(word))
}

/// Whether a line may hold a statement: it has a double quotation mark or a reporting verb.
pub fn reports(line: &str) -> bool {
    let line = plain(line);
    has_statement(&line, &line.split(' ').collect::<Vec<_>>())
}

fn has_statement(line: &str, words: &[&str]) -> bool {
    line.contains('"') || words.iter().any(|word| REPORTING.contains(&bare(word)))
}

/// Lower case, single blanks, plain quotation marks.
fn plain(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    for word in line
        .split(|char: char| char.is_whitespace() || char.is_control())
        .filter(|word| !word.is_empty())
    {
        if !plain.is_empty() {
            plain.push(' ');
        }
        for char in word.chars().flat_map(char::to_lowercase) {
            match char {
                '\u{2018}' | '\u{2019}' => plain.push('\''),
                '\u{201c}'..='\u{201f}' | '\u{ab}' | '\u{bb}' => plain.push('"'),
                '\u{2013}' | '\u{2014}' => plain.push('-'),
                _ => plain.push(char),
            }
        }
    }
    plain.replace("''", "\"").replace("``", "\"")
}

/// Without the marks at both ends.
fn bare(word: &str) -> &str {
    word.trim_matches(|char: char| !char.is_alphanumeric())
}

fn starts_with_any(line: &str, openings: &[&str]) -> bool {
    openings.iter().any(|opening| line.starts_with(opening))
}

/// "Sign up for our newsletter", "Share this".
fn invites(line: &str, words: &[&str]) -> bool {
    let offers = |word: &&str| {
        let bare = bare(word);
        OFFERS.contains(&bare) || NETWORKS.contains(&bare) || is_address(word)
    };
    starts_with_any(line, INVITATIONS)
        && (words.len() <= 3 || line.contains("get an email") || words.iter().any(offers))
}

/// "Follow Anna Lind on Twitter @annalind", "On Twitter follow …", "Twitter: @annalind".
fn follows(line: &str, words: &[&str]) -> bool {
    let address = words.iter().any(|word| is_address(word));
    let network = words.iter().any(|word| NETWORKS.contains(&bare(word)));
    let follow = line.starts_with("follow ")
        || line.starts_with("on twitter follow ")
        || line.starts_with("on facebook follow ");
    let label = words
        .first()
        .is_some_and(|word| word.ends_with(':') && NETWORKS.contains(&bare(word)));
    follow && (address || network) || label && address && words.len() <= 6
}

/// "Watch the full interview below:".
fn watches(line: &str, words: &[&str]) -> bool {
    let look = ["watch ", "listen to ", "see the ", "view "]
        .iter()
        .any(|opening| line.starts_with(opening));
    look && words.len() <= 12
        && words
            .last()
            .is_some_and(|word| matches!(bare(word), "above" | "below" | "here"))
}

/// Who took the photograph, who worked on the report.
fn is_credit(line: &str, words: &[&str]) -> bool {
    const LABELS: &[&str] = &[
        "photo:",
        "photos:",
        "photograph:",
        "picture:",
        "image:",
        "images:",
        "credit:",
        "photo /",
    ];
    const AGENCIES: &[&str] = &[
        "getty images",
        "/afp",
        "/reuters",
        "ap photo",
        "/shutterstock",
        "via ap",
        "/epa",
        "/dpa",
    ];
    const ENDINGS: &[&str] = &[
        "contributed reporting",
        "contributed to this report",
        "contributed to this article",
        "contributed to this story",
    ];
    let line = line.trim_end_matches(['.', ')', ']']);
    starts_with_any(line, LABELS) && words.len() <= 14
        || words.len() <= 8 && AGENCIES.iter().any(|agency| line.ends_with(agency))
        || words.len() <= 30 && ENDINGS.iter().any(|ending| line.ends_with(ending))
}

/// "© 2024 The Kellburg Post", "Copyright 2024 …", "All rights reserved".
fn is_copyright(line: &str) -> bool {
    let after = line.strip_prefix("copyright").map(str::trim_start);
    line.starts_with('©')
        || after.is_some_and(|after| after.starts_with(['©', '1', '2']) || after.starts_with("(c)"))
        || bare(line).ends_with("all rights reserved")
        || line.starts_with("all rights reserved")
}

/// A link, an address or a tag by itself.
fn is_address(word: &str) -> bool {
    let word = word.trim_start_matches(['(', '[']);
    let tag = word
        .strip_prefix(['@', '#'])
        .is_some_and(|name| name.starts_with(|char: char| char.is_alphanumeric() || char == '_'));
    tag || word.starts_with("http://") || word.starts_with("https://") || word.starts_with("www.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn furniture() {
        for line in [
            "Follow Anna Lind on Twitter here @annalind",
            "Follow Anna Lind on Twitter: https://social.example/annalind.",
            "Follow us on Facebook",
            "Twitter: @annalind.",
            "Share this article",
            "Share on Facebook",
            "Subscribe to our daily newsletter",
            "Sign up for our newsletter to get the news first.",
            "Sign up now",
            "Sign up to get an email when Anna Lind publishes a story.",
            "Share this: Email",
            "Share this story with your friends",
            "Visit our website for more.",
            "You can follow Anna Lind on Twitter.",
            "Want more updates from Anna? Sign up for her newsletter, The Wharf.",
            "Read more: Minister says the bridge will stay open",
            "RELATED: “We will pay,” says Varga",
            "Please let us know if you're having issues with commenting.",
            "Please let us know if you’re having issues with commenting.",
            "Click here to read the whole report",
            "Advertisement",
            "ADVERTISEMENT",
            "- Advertisement -",
            "Story continues below",
            "Photo: Ole Brandt/Getty Images",
            "Ole Brandt / AFP via Getty Images",
            "(AP Photo/Ole Brandt)",
            "Photo by Ole Brandt",
            "Copyright © 2024 The Kellburg Post",
            "Copyright 2024 The Kellburg Post. All rights reserved.",
            "© The Kellburg Post",
            "All rights reserved.",
            "This article originally appeared in The Kellburg Post.",
            "Have a tip? Email desk@post.example",
            "Comments are closed.",
            "(Reporting by Anna Lind; Editing by Ole Brandt)",
            "Anna Lind contributed reporting.",
            "Watch the full interview below:",
            "https://post.example/1234 #kellburg",
            "\u{a0}Share\u{a0}this\u{a0}story\u{a0}",
        ] {
            assert!(is_furniture(line), "{line}");
        }
    }

    #[test]
    fn prose() {
        for line in [
            "",
            "   ",
            "“Follow us,” the guide said on Twitter.",
            "Follow the money, Varga said on Twitter.",
            "\"Subscribe to our channel,\" she told viewers.",
            "Subscribe or leave, the minister told members.",
            "Share prices fell after the vote.",
            "Copyright law must change, lawmakers argue.",
            "Advertisement spending is down, the bank says.",
            "Photo finishes are rare in Norland elections.",
            "Comments are closed minded, Lind wrote.",
            "Related charges were dropped on Friday.",
            "Sign up, or go home, Lind said.",
            "Click here, “and your money is gone,” police warned.",
            "Follow Varga through the crowd and one hears a city at odds with itself.",
            "Watch prices below the old level unsettle buyers.",
            "The minister closed the bridge on Friday.",
            "Get our veterans home, and get them home now.",
            "Join our troops in the valley, or stay with those who never went.",
            "Please consider the children who were never asked.",
            "Sign up for the cheaper account with the same address.",
            "Share this information, please?",
            "NO.",
        ] {
            assert!(!is_furniture(line), "{line}");
        }
        assert!(!is_furniture(&"Share this article ".repeat(100_000)));
    }
}
