//! An article's text as somebody copied it from a page: headline, byline, captions and the page's own lines stand between
//! and around the paragraphs. Each is told by where it stands and what it says; what isn't told for sure stays in the
//! text.

mod byline;
mod captions;
mod daylines;
mod names;
mod paragraphs;

use byline::{Byline, byline, followed};
use captions::is_caption;
use daylines::dateline;
use paragraphs::{Paragraph, characters, is_blank, paragraphs};

/// A headline is no longer than this, in characters.
const LONGEST_HEADLINE: usize = 200;

/// A text of more lines is no article of a page, and is left as it is.
const MOST_LINES: usize = 20_000;

/// More pictures don't stand above one text. Each is compared with the whole of it.
const MOST_CAPTIONS: usize = 8;

/// The parts of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Scraped {
    pub title: Option<String>,
    pub author: Option<Told>,
    /// `YYYY-MM-DD`.
    pub published: Option<Told>,
    /// `YYYY-MM-DD`.
    pub updated: Option<String>,
    pub captions: Vec<String>,
    /// The article: lines of the text that was given, in its order and without changes.
    pub body: String,
}

/// Something the text says of itself, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Told {
    pub value: String,
    /// `byline` (also a line with a date alone), `follow line` or `dateline`.
    pub place: &'static str,
}

/// Takes a text with line ends `\n` apart.
pub(crate) fn scraped(text: &str) -> Scraped {
    if memchr::memchr_iter(b'\n', text.as_bytes())
        .nth(MOST_LINES)
        .is_none()
    {
        let lines: Vec<&str> = text.split('\n').collect();
        if let Some(scraped) = article(&lines) {
            return scraped;
        }
    }
    Scraped {
        body: without_blank_lines(text).into(),
        ..Scraped::default()
    }
}

/// The parts of an article; `None` where no paragraph would be left.
fn article(lines: &[&str]) -> Option<Scraped> {
    let paragraphs = paragraphs(lines);
    let mut rest = &paragraphs[..];
    let (mut title, mut signed, mut captions) = (None, Byline::default(), Vec::new());
    while let Some((first, after)) = rest.split_first() {
        if let Some(byline) = first.line().and_then(byline) {
            signed.complete(byline);
        } else if title.is_some() && captions.len() < MOST_CAPTIONS && stands_for_picture(first, after) {
            captions.push(first.text.trim().into());
        } else if !first.is_furniture() {
            if title.is_some() || !is_headline(first, after, lines) {
                break;
            }
            title = Some(first.text.trim().to_owned());
        }
        rest = after;
    }
    let kept: Vec<&Paragraph> = rest
        .iter()
        .filter(|paragraph| !paragraph.is_furniture())
        .collect();
    let first = kept.first()?;
    let told = |value: Option<String>, place| value.map(|value| Told { value, place });
    Some(Scraped {
        title,
        author: told(signed.author, "byline").or_else(|| told(writers(rest), "follow line")),
        published: told(signed.published, "byline").or_else(|| told(dateline(&first.text), "dateline")),
        updated: signed.updated,
        captions,
        body: body(lines, &kept)?,
    })
}

/// A headline is a short first line without the end of a sentence, with a blank line or a byline and more text after it.
fn is_headline(first: &Paragraph, after: &[Paragraph], lines: &[&str]) -> bool {
    let (Some(title), Some(next)) = (first.line(), after.first()) else {
        return false;
    };
    let apart = is_blank(lines[first.lines.end]) || next.line().and_then(byline).is_some();
    apart && characters(title.trim()) <= LONGEST_HEADLINE && !ends_sentence(title.trim())
}

fn stands_for_picture(first: &Paragraph, after: &[Paragraph]) -> bool {
    let prose = after.iter().filter(|other| !other.is_furniture());
    first
        .line()
        .is_some_and(|line| is_caption(line, prose.map(|other| other.text.as_ref())))
}

/// Whom a reader is asked to follow: the authors.
fn writers(paragraphs: &[Paragraph]) -> Option<String> {
    let mut names: Vec<&str> = Vec::new();
    for name in paragraphs
        .iter()
        .filter_map(|paragraph| followed(paragraph.line()?))
    {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    (!names.is_empty()).then(|| names.join(", "))
}

/// The lines of the paragraphs that are kept, with the blank lines between them, and those at the end if nothing else
/// was left out there.
fn body(lines: &[&str], kept: &[&Paragraph]) -> Option<String> {
    let start = kept.first()?.lines.start;
    let mut body = lines[start].to_owned();
    let mut next = start + 1;
    let mut push = |line: &str| {
        body.push('\n');
        body.push_str(line);
    };
    for line in kept.iter().flat_map(|paragraph| paragraph.lines.clone()).skip(1) {
        // Where something was left out, one stretch of blank lines stays for the two.
        let gap = &lines[next..line];
        let blank = gap.iter().take_while(|line| is_blank(line)).count();
        let blank = if blank > 0 {
            &gap[..blank]
        } else {
            &gap[gap
                .iter()
                .rposition(|line| !is_blank(line))
                .map_or(0, |at| at + 1)..]
        };
        blank.iter().for_each(|line| push(line));
        push(lines[line]);
        next = line + 1;
    }
    if lines[next..].iter().all(|line| is_blank(line)) {
        lines[next..].iter().for_each(|line| push(line));
    }
    Some(body)
}

fn without_blank_lines(text: &str) -> &str {
    let blank = text.len() - text.trim_start().len();
    text[..blank].rfind('\n').map_or(text, |end| &text[end + 1..])
}

fn ends_sentence(line: &str) -> bool {
    let closing = |char: char| matches!(char, '"' | '\'' | '”' | '’' | '»' | ')' | ']');
    line.trim_end_matches(closing)
        .ends_with(['.', ',', ';', ':', '…'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const FIRST: &str = "The bridge over the Kell will stay open,\u{a0}the minister said on Friday.";
    const SECOND: &str = "“It has stood for a hundred years,” said Ilse Varga, “and will for another.”";
    const THIRD: &str = "Nobody was hurt when a stone fell in April.";

    fn parts(
        text: &str,
    ) -> (
        Option<String>,
        Option<String>,
        Option<String>,
        Vec<String>,
        String,
    ) {
        let scraped = scraped(text);
        let value = |told: Option<Told>| told.map(|told| told.value);
        (
            scraped.title,
            value(scraped.author),
            value(scraped.published),
            scraped.captions,
            scraped.body,
        )
    }

    fn untouched(text: &str) {
        let scraped = scraped(text);
        assert_eq!(
            (scraped.body.as_str(), scraped.title, scraped.author),
            (text, None, None)
        );
        assert!(scraped.captions.is_empty());
    }

    #[test]
    fn all_parts() {
        let text = format!(
            "\nShare\nVarga: Bridge Stays Open\n\nBy Anna Lind, Kellburg Post\nPublished 3 May 2024\n\n\
             Minister Ilse Varga addresses a press conference with the Harbour Mast\n\n\
             {FIRST}\n\nAdvertisement\n\n{SECOND}\n\nRead more: Stone falls from bridge\n\n\n{THIRD}\n\n\
             Follow Ole Brandt on Twitter @olebrandt\n\n\nPlease let us know if you're having issues with commenting.\n"
        );
        let (title, author, published, captions, body) = parts(&text);
        assert_eq!(title.as_deref(), Some("Varga: Bridge Stays Open"));
        assert_eq!(author.as_deref(), Some("Anna Lind"));
        assert_eq!(published.as_deref(), Some("2024-05-03"));
        assert_eq!(
            captions,
            ["Minister Ilse Varga addresses a press conference with the Harbour Mast"]
        );
        assert_eq!(body, format!("{FIRST}\n\n{SECOND}\n\n{THIRD}"));
    }

    #[test]
    fn the_author_is_whom_to_follow_where_there_is_no_byline() {
        let text = format!(
            "{FIRST}\n\n{SECOND}\n\nFollow Anna Lind on Twitter @annalind\nFollow Ole Brandt on Twitter @olebrandt\n"
        );
        let scraped = scraped(&text);
        let author = scraped.author.unwrap();
        assert_eq!(
            (author.value.as_str(), author.place),
            ("Anna Lind, Ole Brandt", "follow line")
        );
        assert_eq!(scraped.body, format!("{FIRST}\n\n{SECOND}"));
    }

    #[test]
    fn a_headline_may_be_followed_by_a_byline_alone() {
        let (title, author, _, _, body) = parts(&format!(
            "Bridge Stays Open\nBy Anna Lind | 5 min read\n{FIRST}\n{SECOND}\n"
        ));
        assert_eq!(
            (title.as_deref(), author.as_deref()),
            (Some("Bridge Stays Open"), Some("Anna Lind"))
        );
        assert_eq!(body, format!("{FIRST}\n{SECOND}\n"));
    }

    #[test]
    fn a_dateline_stays_in_the_text_and_dates_it() {
        let dated = format!("KELLBURG, May 3, 2024 (KPA) — {FIRST}\n\n{SECOND}");
        let (.., published, _, body) = parts(&dated);
        assert_eq!((published.as_deref(), body), (Some("2024-05-03"), dated));
        let told = scraped(&format!("KELLBURG, May 3 (KPA) — {FIRST}")).published;
        assert_eq!(told, None, "no year");
    }

    #[test]
    fn days_in_the_article_are_not_its_date() {
        let text = format!("{FIRST}\n\nMay 3, 2024\n\n{SECOND}");
        assert_eq!(parts(&text).2, None);
        assert_eq!(
            scraped(&format!("Bridge Open\n\nUpdated 4 May 2024\n\n{FIRST}"))
                .updated
                .as_deref(),
            Some("2024-05-04")
        );
    }

    #[test]
    fn texts_of_other_makes_are_not_harmed() {
        // Every line a paragraph.
        untouched(&format!("{FIRST}\n{SECOND}\n{THIRD}\n"));
        untouched(&format!("{FIRST}\r\n{SECOND}"));
        // A transcript.
        untouched(
            "VARGA: Thank you. Please sit down.\nLIND: Who pays?\nVARGA: Subscribe to that who will.\n(Applause)\n",
        );
        // Wrapped lines that begin like furniture: "subscribe to", "Photo by", "follow us on Twitter".
        untouched(
            "The minister asked nobody in the hall of the old harbour master to\n\
             subscribe to the view that the bridge is safe, and would not let\n\
             photo by photo be shown of the cracks in its piers. Nobody would\n\
             follow us on Twitter @kell for that, a woman from the town joked.\n\n\
             The second paragraph is as long as the first one was, and has its\n\
             share on both sides of the river, where people have begun to ask.\n",
        );
    }

    #[test]
    fn what_is_left_out_in_the_middle_joins_no_paragraphs() {
        assert_eq!(
            parts(&format!("{FIRST}\nAdvertisement\n\n{SECOND}")).4,
            format!("{FIRST}\n\n{SECOND}")
        );
        assert_eq!(
            parts(&format!("{FIRST}\n\nAdvertisement\n{SECOND}")).4,
            format!("{FIRST}\n\n{SECOND}")
        );
        assert_eq!(
            parts(&format!("{FIRST}\nAdvertisement\n{SECOND}")).4,
            format!("{FIRST}\n{SECOND}")
        );
    }

    #[test]
    fn names_under_posts_stay() {
        untouched(&format!(
            "{FIRST}\n\n{THIRD}\n\n@olebrandt.\n\nhttps://post.example/1\n"
        ));
    }

    #[test]
    fn a_text_of_nothing_else_is_kept() {
        for text in [
            "Share\n\nTweet\n",
            "By Anna Lind\n",
            "Bridge Stays Open\n\nBy Anna Lind",
            "",
            "Bridge Stays Open",
        ] {
            untouched(text);
        }
    }

    #[test]
    fn hostile_texts_take_little_time() {
        let caption = "Minister Ilse Varga addresses a press conference with the Harbour Mast\n\n";
        scraped(&format!(
            "Bridge Stays Open\n\n{}{FIRST}\n\n{SECOND}",
            caption.repeat(9_000)
        ));
        untouched(&"Share\n".repeat(1_000_000));
        untouched(&"x".repeat(10_000_000));
    }

    fn is_subsequence(body: &str, text: &str) -> bool {
        let mut lines = text.split('\n');
        body.split('\n').all(|line| lines.any(|other| other == line))
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 1000, ..ProptestConfig::default() })]

        #[test]
        fn the_body_is_lines_of_the_text(
            lines in prop::collection::vec(prop::sample::select(vec![
                "", " ", "Share", "Bridge Stays Open", "By Anna Lind", "3 May 2024", FIRST, SECOND, THIRD, "\u{feff}x",
                "Ilse Varga poses with a stone of the old bridge in the", "Follow Anna Lind on Twitter @annalind", "(Photo by Anna Lind)",
            ]), 0..16),
        ) {
            let text = lines.join("\n");
            let scraped = scraped(&text);
            prop_assert!(is_subsequence(&scraped.body, &text), "{:?}", scraped);
            for prose in [FIRST, SECOND, THIRD] {
                prop_assert_eq!(scraped.body.matches(prose).count(), text.matches(prose).count());
            }
        }

        #[test]
        fn any_text(text in "[a-zA-Z,.:/“”\n @0-9-]{0,300}") {
            prop_assert!(is_subsequence(&scraped(&text).body, &text));
        }
    }
}
