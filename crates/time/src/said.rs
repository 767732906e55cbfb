//! When a statement was made, told from the times that it is about.
//!
//! "Putin said on Friday that the talks would begin on Monday": Friday goes with the cue, Monday stands in the content.
//! A statement has the time that goes with its own words ([`attached`]), else that of the statement before it where the
//! same speaker plainly goes on ([`carried`]). Where these rules find none, the model is asked ([`questions`]), and what it
//! points to is taken ([`pointed`]). The guidelines that this follows are in `bench/annotations/statement_times.md`.

mod attached;
mod carried;
mod compared;
mod layout;
mod names;
mod occasion;
mod occasions;
mod opening;
mod pointed;
mod published;
mod questions;
mod scenes;
mod telling;
mod words;

use jiff::ToSpan;
use onrecord_model::{Answer, Question};
use onrecord_record::{Attribution, Entity, Timex, TimexType};
use onrecord_text::Text;

use crate::Published;
use layout::Layout;
use occasions::Occasions;

/// Days after its publication that an article may still tell of as if they had been: papers appear under the date of the
/// day before.
const AHEAD: i64 = 7;

/// For each attribution the index of the time when it was said, among `times`; `None` where the text doesn't say.
///
/// `text` is what the spans of `attributions` and `times` count in; `times` are in text order. `entities` are those that
/// the `speaker`s of the attributions name by their ids; without them names alone tell who goes on. Only dates and times of
/// day are times of a statement, not durations, sets, or "now" and "recently", which name no day; nor is what begins more
/// than a week after `published`.
///
/// `point` answers the question that the text is, an answer for every statement in it; it is not called where there are no
/// such times, and no answers leave what the rules say. Takes time in proportion to the text and the number of spans, but
/// for sorting them.
pub fn said(
    text: &Text,
    attributions: &[Attribution],
    times: &[Timex],
    entities: &[Entity],
    published: Option<Published>,
    point: impl FnOnce(&Question) -> Vec<Answer>,
) -> Vec<Option<usize>> {
    let last = published.and_then(|published| published.date().checked_add(AHEAD.days()).ok());
    let last = last.map(|date| date.to_string());
    let may_be = |timex: &Timex| dates(timex) && !last.as_ref().is_some_and(|last| begins_after(timex, last));
    let dates: Vec<usize> = (0..times.len()).filter(|time| may_be(&times[*time])).collect();
    if dates.is_empty() {
        return vec![None; attributions.len()];
    }
    let layout = Layout::new(text, attributions, times, &dates, entities);
    let own: Vec<Option<usize>> = (0..attributions.len())
        .map(|statement| attached::time(&layout, statement))
        .collect();
    let occasions = Occasions::new(&layout, &own);
    let named: Vec<Option<usize>> = own
        .iter()
        .zip(&layout.statements)
        .map(|(own, one)| own.or_else(|| occasions.time(&layout, one)))
        .collect();
    let told = carried::carry(&layout, &own, &named);
    let question = questions::question(&layout, published);
    let answers = point(&question);
    pointed::decide(&layout, &question, &answers, told)
}

/// Whether a time expression names a day, or a stretch of days, that something may have been said on.
fn dates(timex: &Timex) -> bool {
    let named = !timex.value.ends_with("_REF") && !timex.value.starts_with("XXXX-XX-XX");
    named && matches!(timex.kind, TimexType::Date | TimexType::Time)
}

/// Whether a time begins after a day, given as `YYYY-MM-DD`.
fn begins_after(timex: &Timex, day: &str) -> bool {
    let first = timex
        .earliest
        .as_deref()
        .and_then(|moment| moment.get(..day.len()));
    first.is_some_and(|first| first > day)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use onrecord_model::{
        DATE_PROPERTIES, EARLIER_PROPERTIES, PAIR_PROPERTIES, STATEMENT_PROPERTIES, StatementAsked,
    };
    use onrecord_text::Span;
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    /// Reads a text in which `{…}` is a cue, `<…>` its source, `[…]` its content, `*…*` a time, and `|` begins
    /// another statement; what is open stays the first one's. Gives the words of each statement's time, `-` for none.
    fn reads(marked: &str) -> Vec<String> {
        reads_with(marked, &[])
    }

    /// The same where the speakers of the statements are known, each by a name of his own.
    fn reads_with(marked: &str, speakers: &[&str]) -> Vec<String> {
        let (mut plain, mut chars) = (String::new(), 0);
        let mut open: Vec<(usize, usize)> = Vec::new();
        let mut attributions = vec![empty()];
        let mut times: Vec<Timex> = Vec::new();
        for char in marked.chars() {
            let last = attributions.len() - 1;
            match char {
                '{' | '<' | '[' => open.push((last, chars)),
                '*' if times.last().is_some_and(|timex| timex.id == "open") => {
                    let timex = times.last_mut().unwrap();
                    (timex.id, timex.span) = ("t".into(), Span::new(timex.span.start(), chars).unwrap());
                }
                '*' => times.push(timex(chars)),
                '}' | '>' | ']' => {
                    let (one, start) = open.pop().unwrap();
                    let one: &mut Attribution = &mut attributions[one];
                    let span = Span::new(start, chars).unwrap();
                    match char {
                        '}' => one.cue.push(span),
                        '>' => one.source.push(span),
                        _ => one.content.push(span),
                    }
                }
                '|' => attributions.push(empty()),
                _ => {
                    plain.push(char);
                    chars += 1;
                }
            }
        }
        let text = Text::new(plain);
        for time in &mut times {
            let words = text.slice(time.span);
            if words.starts_with(|char: char| char.is_ascii_digit()) {
                time.value = words.to_owned();
            }
        }
        for (one, speaker) in attributions.iter_mut().zip(speakers) {
            one.speaker = Some((*speaker).to_owned());
        }
        let entities: Vec<Entity> = speakers.iter().map(|speaker| entity(speaker)).collect();
        said(&text, &attributions, &times, &entities, None, |_| Vec::new())
            .into_iter()
            .map(|time| time.map_or("-", |time| text.slice(times[time].span)).to_owned())
            .collect()
    }

    fn timex(at: usize) -> Timex {
        let timex = json!({"id": "open", "span": [at, at + 1], "type": "DATE", "value": "2022-02-25"});
        serde_json::from_value(timex).unwrap()
    }

    fn entity(id: &str) -> Entity {
        let entity = json!({"id": id, "name": id, "type": "person", "named": true, "mentions": []});
        serde_json::from_value(entity).unwrap()
    }

    fn empty() -> Attribution {
        let parts =
            json!({"id": "", "type": "indirect", "source": [], "cue": [], "content": [], "confidence": 1.0});
        serde_json::from_value(parts).unwrap()
    }

    #[test]
    fn a_date_at_the_cue_is_the_time_of_the_statement() {
        for (marked, expected) in [
            (
                "<Lind> {said} on *Friday* [that talks would begin on *Monday*].",
                "Friday",
            ),
            ("<Lind> {told} reporters *Monday*: [“We have won.”]", "Monday"),
            (
                "In a speech on *Monday*, <he> {said} [that it was over].",
                "Monday",
            ),
            ("On *Thursday*, <Lind> {announced} [an election].", "Thursday"),
            (
                "<The Courier> on *Saturday* {wrote} [that taxes would rise].",
                "Saturday",
            ),
            ("<Lind> {announced this *week*} [that she would go].", "week"),
            ("<A *2014* study> {found} [that few vote].", "2014"),
            (
                "<Lind> {attacked} [her rival as a fraud] during the debate *Monday* night.",
                "Monday",
            ),
            (
                "<The panel> {grilled} [the bank's Per Berg on *Tuesday* for its losses].",
                "Tuesday",
            ),
            ("<Lind> {said} on her *Friday* show [it was over].", "Friday"),
            (
                "After a rally on *Friday*, <Lind> {told} reporters [it was over].",
                "Friday",
            ),
            (
                "OSLO, Norway - On *Friday*, the first day of her tour, <Lind> {said} [so].",
                "Friday",
            ),
            ("<Lind> {noted} [the rule in an interview last *week*].", "week"),
            (
                "Asked on *Friday* whether she would go, <Lind> {said} [she would not].",
                "Friday",
            ),
            (
                "After the debate this *week*, when <Lind> {said} [he was lying], prices fell.",
                "week",
            ),
            ("<Lind> {called} [that report *Friday* a lie].", "Friday"),
            (
                "<The poll>, released on *Friday* by the institute, {showed} [that few vote].",
                "Friday",
            ),
            (
                "<The groups who wrote to her on *Friday*> {say} [they are worried].",
                "Friday",
            ),
            (
                "She was due to come on Monday, but on *Friday*, <Lind> {said} [she would not].",
                "Friday",
            ),
            (
                "Lind held a rally *Friday* — during which <she> {praised} [him].",
                "Friday",
            ),
            (
                "OSLO — *This spring*, as the snow fell, <Lind> {told} friends [so].",
                "This spring",
            ),
            ("In her *Sunday* interviews, <Lind> {said} [so].", "Sunday"),
            (
                "Lind came back to it at last *week*'s rally, where <she> {said} [so].",
                "week",
            ),
            (
                "[It is over], <Lind> {said} as she entered the hall on *Friday*.",
                "Friday",
            ),
            (
                "<The director> {said}, testifying before the panel on *Friday*, [that it was over].",
                "Friday",
            ),
            (
                "<Lind> {told} the Courier in a story that appeared on *Friday* [that she would go].",
                "Friday",
            ),
            (
                "Prices fell after <her> *March* {comment} [that few vote].",
                "March",
            ),
        ] {
            assert_eq!(reads(marked), [expected], "{marked}");
        }
    }

    #[test]
    fn a_date_of_something_else_is_not() {
        for marked in [
            "<Lind> {said} [that talks would begin on *Monday*].",
            "After the attack on *Sunday*, <the party> {said} [that it would march].",
            "<Lind>, who was arrested on *Friday*, {said} [she was well].",
            "<Lind> {has said} [it was wrong] since *2014*.",
            "Until *Thursday*, <Lind> {refused} [to speak].",
            "<Berg, a friend of Lind's *2008* campaign>, {said} [it was over].",
            "<The bank> {kept} [its estimate] below its *July* forecast.",
            "On *Thursday*, the panel held Berg in contempt {for refusing} [to come].",
            "*Friday*'s hints were spoiled <by reports> {of} [a quarrel].",
            "The suspect is set to appear *Wednesday* to hear <prosecutors> {specify} [the charges].",
            "<A law> that {allows} [it] will expire on *Friday*.",
            "In *Tuesday* 's hearing the city meets those <who> {support} [the rules].",
            "<The poll>, taken from *May 3* to *May 9*, {found} [that few vote].",
            "<Support> {stood in} [the poll at a third], up four points from *March*.",
            "Between *1983* and *1986* <Lind> {doubted} [it].",
            "After {accusing} [the banks], <Lind> left the party on *Friday*.",
            "<A man> who {endorsed} [Lind], began a campaign on *Friday*.",
            "A donor gave money on *Friday* to <a group> {backing} [her].",
            "<Lind> {echoed} [remarks she made on *Friday* about taxes].",
            "<A study of votes going back to *1972*> {showed} [that few vote].",
            "<Lind> will work {to call for} [changes] when the draft is read on *Friday*.",
        ] {
            assert_eq!(reads(marked), ["-"], "{marked}");
        }
    }

    #[test]
    fn each_of_two_speakers_has_his_own_date() {
        let marked =
            "<Lind> {said} *Monday* [it was over]|, and <Berg> {replied} *Tuesday* [that it was not].";
        assert_eq!(reads(marked), ["Monday", "Tuesday"]);
        let both = "On *Friday* <Lind> {said} [it was over]| and <Berg> {accused} [her of lying].";
        assert_eq!(reads(both), ["Friday", "Friday"]);
        let relative = "On *Friday* Lind, <who> {leads} [the party],| {said} [it was over].";
        assert_eq!(reads(relative), ["-", "Friday"]);
        let nested = "<Lind> {said} on *Friday* [that |<Berg> {told} her *Monday* [he would go]].";
        assert_eq!(reads(nested), ["Friday", "Monday"]);
    }

    #[test]
    fn the_same_speaker_goes_on() {
        for (marked, last) in [
            (
                "<Anna Lind> {said} on *Friday* [it was over].|\n\n[“We won,”] <she> {added}.",
                "Friday",
            ),
            (
                "<The former mayor> {said} on *Friday* [it was over].|\n\n[“We won,”] <Lind> {said}.",
                "Friday",
            ),
            (
                "<Anna Lind> {said} on *Friday* [it was over].|\n\n<Lind> {believes} [in it].",
                "-",
            ),
            (
                "<Anna Lind> {said} on *Friday* [it was over].|\n\nIt rained.\n\n<Lind> {said} [so].",
                "-",
            ),
            (
                "<Anna Lind> {said} on *Friday* [it was over].|\n\n<Per Berg> {said} [it was not].",
                "-",
            ),
            (
                "<Anna Lind> {told} Per Berg on *Friday* [it was over].|\n\n<Berg> {nodded at} [that].",
                "Friday",
            ),
            (
                "<Anna Lind> {said} on *Friday* [it was over].|\n\nPrices fell after <Lind> {accused} [the banks].",
                "-",
            ),
            (
                "<Anna Lind> {said} on *2022-02-25* [it was over].|\n\nLind was cheered.\n\n<Lind> {said} [so].",
                "2022-02-25",
            ),
            (
                "<Secretary of State Anna Lind> {announced} *Wednesday* [a plan].| <Lind> {said} [so].",
                "Wednesday",
            ),
            (
                "<The court> {asked for} [papers] on *Tuesday*.| Later in the day, <the bank> {agreed} [to it].",
                "Tuesday",
            ),
            (
                "The ministers met on *Monday* in Oslo.| <They> {agreed} [to meet again].",
                "Monday",
            ),
            (
                "<Anna Lind> {wrote} on *Friday* [it was over].| In a separate letter, <she> {asked} [why].",
                "-",
            ),
            (
                "<Anna Lind> {wrote} on *Friday* [it was over].| She knew a man, <who> {said} [so].",
                "-",
            ),
            (
                "On *Friday* [it was over], {said} <Lind>|, <who> {added} [that few vote].",
                "Friday",
            ),
            (
                "<Anna Lind> {told} the Courier on *Friday* [it was over]| and {said} [she would go].",
                "Friday",
            ),
            (
                "<Anna Lind> spoke on *Friday* {to brag} [of her plan]| and {to rail against} [its foes].",
                "Friday",
            ),
            (
                "<Anna Lind> {said} on *2022-02-25* [so].|\n\nIt had rained in Oslo all that day.\n\n[“No,”] <she> {said}.",
                "2022-02-25",
            ),
        ] {
            let marked = if marked.starts_with("The ") {
                marked.replacen('|', "", 1)
            } else {
                marked.to_owned()
            };
            assert_eq!(reads(&marked).last().map(String::as_str), Some(last), "{marked}");
        }
    }

    #[test]
    fn who_is_the_same_is_told_by_the_speaker_where_it_is_known() {
        let marked = "<The president> {said} on *Friday* [it was over].|\n\n<Lind> {said} [it was not].";
        assert_eq!(reads(marked), ["Friday", "Friday"]);
        assert_eq!(reads_with(marked, &["e1", "e2"]), ["Friday", "-"]);
        assert_eq!(reads_with(marked, &["e1", "e1"]), ["Friday", "Friday"]);
        let names = "<Anna Lind> {said} on *Friday* [it was over].|\n\n<Erik Lind> {said} [it was not].";
        assert_eq!(reads(names), ["Friday", "-"]);
    }

    #[test]
    fn many_speak_on_one_occasion() {
        let scene = "The ministers met on *Monday* in Oslo.\n\n<Lind> {said} [she was ready].|\n\n<Berg> {doubted} [it].";
        assert_eq!(reads(scene), ["Monday", "Monday"]);
        let opening = "On *Monday*, Lind met Berg in Oslo.\n\n<Berg> {said} [he was ready].";
        assert_eq!(reads(opening), ["Monday"]);
        let stage = "Lind was cheered at her party's convention *Monday*.\n\n<Berg> {asked} [her to run].";
        assert_eq!(reads(stage), ["Monday"]);
        let year = "The ministers met in *2014* in Oslo.\n\n<Lind> {said} [she was ready].";
        assert_eq!(reads(year), ["-"]);
        let debate = "Lind faced Berg in *Monday*'s debate. <Lind> {said} *Monday* [it was over].|\n\n<Berg> {said} [it was not].";
        assert_eq!(reads(debate), ["Monday", "Monday"]);
        let document =
            "<The union> {endorsed} [her] on *Thursday*.|\n\n<Its statement> {called} [her a friend].";
        assert_eq!(reads(document), ["Thursday", "Thursday"]);
    }

    #[test]
    fn a_debate_is_everybodys() {
        let stage = "At *2022-02-25*'s debate, <the moderator> {asked} them [who would win].|\n\n";
        for (next, expected) in [
            ("<Per Berg> {pointed out} [that he would].", "2022-02-25"),
            ("In a statement, <Per Berg> {said} [that he would].", "-"),
            ("<Per Berg> {is hoping} [to win].", "-"),
            ("[“Berg won,”] {said} <Ada Kern, a professor>.", "-"),
            ("<Polls> {showed} [that he won].", "-"),
        ] {
            let marked = format!("{stage}{next}");
            assert_eq!(reads(&marked), ["2022-02-25", expected], "{marked}");
        }
        let next = "<Berg> {said} [he would], though <he> {backed}| [Lind] on *2022-02-20*.|\n\n<Ada Kern> {laughed at} [that].|\n\n<She> {said} [no].";
        let marked = format!(
            "{stage}{}",
            next.replacen("<he> {backed}| ", "|<he> {backed} ", 1)
        );
        let given = reads(&marked);
        assert_eq!(given.last().map(String::as_str), Some("2022-02-25"), "{marked}");
        let subject = "The debate on *2022-02-25* started with a bang.\n\n<Per Berg> {asked} [why].|\n\nAt the debate, <Ada Kern> {said} [so].";
        assert_eq!(reads(subject), ["2022-02-25", "2022-02-25"]);
        let dispute = "Both sides of the debate over taxes {agreed} on *2022-02-25* [to meet].|\n\n<Per Berg> {said} [so].";
        assert_eq!(reads(dispute).last().map(String::as_str), Some("-"));
    }

    #[test]
    fn partners_speak_in_an_interview() {
        let both =
            "<Anna Lind and Per Berg> {denounced} [it] on *Friday*.|\n\n[“It is late,”] <Berg> {said}.";
        assert_eq!(reads(both), ["Friday", "Friday"]);
        let talk = "<Lind> {said} *Friday* in an interview with Per Berg [that she would run].|\n\n[“Why?”] <Berg> {said}.|\n\n[“I must,”] <Lind> {said}.";
        assert_eq!(reads(talk), ["Friday", "Friday", "Friday"]);
    }

    #[test]
    fn a_transcript_is_of_the_occasion_before_it() {
        let talk = "<Lind> {said} on *Friday* [it was over].|\n\nA transcript follows.\n\n<BERG>{:} [Why?]|\n\n<LIND>{:} [It must be.]";
        assert_eq!(reads(talk), ["Friday", "Friday", "Friday"]);
        assert_eq!(reads(&talk.replace("BERG", "Berg"))[1], "-");
    }

    #[test]
    fn then_is_the_date_before() {
        for (cue, expected) in [("said then", "2014"), ("said at the time", "2014"), ("said", "-")] {
            let marked = format!("Lind ran for mayor in *2014*.\n\n<Per Berg> {{{cue}}} [she would win].");
            assert_eq!(reads(&marked), [expected], "{marked}");
        }
    }

    #[test]
    fn what_is_long_to_come_is_no_time_of_a_statement() {
        let words = "In July, many would ask why.";
        let span = |start, end| vec![Span::new(start, end).unwrap()];
        let july = |first: &str| Timex {
            span: Span::new(3, 7).unwrap(),
            earliest: Some(first.to_owned()),
            ..timex(3)
        };
        let one = Attribution {
            source: span(9, 13),
            cue: span(14, 23),
            content: span(24, 27),
            ..empty()
        };
        let published: Published = "2022-02-20".parse().unwrap();
        for (first, expected) in [
            ("2022-02-27", Some(0)),
            ("2022-02-28T08:00", None),
            ("2022-07-01", None),
        ] {
            let given = said(
                &Text::new(words),
                std::slice::from_ref(&one),
                &[july(first)],
                &[],
                Some(published),
                |_| Vec::new(),
            );
            assert_eq!(given, [expected], "{first}");
        }
    }

    #[test]
    fn writing_goes_on_in_the_present() {
        let letter = "<Parents> {sent a letter} *Friday* [against it].|\n\n<They> {argue} [that it is late].";
        assert_eq!(reads(letter), ["Friday", "Friday"]);
        let speech = "<Lind> {said} *Friday* [it was late].|\n\n<She> {argues} [that it is].";
        assert_eq!(reads(speech), ["Friday", "-"]);
    }

    #[test]
    fn a_year_ends_with_its_paragraph() {
        let year = "In *2008*, <Lind> {opposed} [the law].";
        let same = format!("{year}| <She> {{doubted}} [its use].");
        assert_eq!(reads(&same), ["2008", "2008"]);
        let next = format!("{year}|\n\n<She> {{opposed}} [it in later years].");
        assert_eq!(reads(&next), ["2008", "-"]);
        let quoted = format!("{year}|\n\n[“It is bad,”] <she> {{said}}.");
        assert_eq!(reads(&quoted), ["2008", "2008"]);
        let weeks = format!("{year}| A few weeks later, <she> {{doubted}} [it].");
        assert_eq!(reads(&weeks), ["2008", "-"]);
        let later = "<Lind> {said} *Friday* [it was over].|\n\n<She> {later said} [it was not].";
        assert_eq!(reads(later), ["Friday", "-"]);
    }

    #[test]
    fn polls_are_told_of_together() {
        let polls = "<New polls released *Friday*> {showed} [a lead].| {According to} <a Courier survey>, [it is small].";
        assert_eq!(reads(polls), ["Friday", "Friday"]);
        let newest = "<A *2022-02-01* poll> {found} [a lead].| <A *2022-02-20* poll> {found} [none].|\n\nIt rained.\n\n<The latest poll> {has} [Lind ahead].";
        assert_eq!(reads(newest), ["2022-02-01", "2022-02-20", "2022-02-20"]);
    }

    #[test]
    fn an_occasion_is_named_again() {
        let speech = "<Lind> {attacked} [Berg] on *Friday*.| <She> {began her speech by calling} [him a fraud].|\n\nIt rained.\n\nIt snowed.\n\nIn her speech, <Lind> {said} [so].";
        assert_eq!(reads(speech), ["Friday", "Friday", "Friday"]);
        let last = "<Lind> {said} in *Friday*'s debate [so].|\n\nIt rained.\n\nIn the last debate, <Lind> {said} [no].";
        assert_eq!(reads(last), ["Friday", "-"]);
        let debate = "The race is close since *Monday*'s debate.\n\n<Lind> {told} the debate audience [she was ready].";
        assert_eq!(reads(debate), ["Monday"]);
        let letter = "<Parents> {sent a letter} *Friday* [against it].|\n\nIt rained.\n\n[“We object,”] <the letter> {reads}.";
        assert_eq!(reads(letter), ["Friday", "Friday"]);
        let before = "[Few vote], <the study> {found}.|\n\n<A *2014* study> {found} [that many do].";
        assert_eq!(reads(before), ["-", "2014"]);
    }

    #[test]
    fn a_paper_goes_on_where_it_is_named_again() {
        let report = "<A report> {said} *Friday* [that few vote].|\n\nIt rained.\n\n<The Courier> {says} [that many do].";
        assert_eq!(reads(report), ["Friday", "Friday"]);
        let column =
            "<The Herald> {wrote} *Friday* [it was over].|\n\nIt rained.\n\n<The newspaper> {saw} [no hope].";
        assert_eq!(reads(column), ["Friday", "Friday"]);
        let other =
            "<The Herald> {wrote} *Friday* [it was over].|\n\nIt rained.\n\n<The Courier> {saw} [no hope].";
        assert_eq!(reads(other), ["Friday", "-"]);
    }

    #[test]
    fn somebody_speaks_in_a_broadcast() {
        let show = "Lind was harsh on *Monday*'s installment of her show.\n\n<She> {called} [it a lie].";
        assert_eq!(reads(show), ["Monday"]);
        let told = "[Lind was harsh in an interview last *week*], <the Courier> {reported}.|\n\n<She> {called} [it a lie].";
        assert_eq!(reads(told).last().map(String::as_str), Some("week"));
    }

    /// Answers that point everywhere alike, to a question whose properties and places are those that the model knows.
    fn answered(question: &Question) -> Vec<Answer> {
        let below = |properties: &[u16], count: usize| properties.iter().all(|&one| usize::from(one) < count);
        for date in &question.dates {
            assert!(below(&date.properties, DATE_PROPERTIES));
        }
        let answer = |(place, one): (usize, &StatementAsked)| {
            assert!(below(&one.properties, STATEMENT_PROPERTIES));
            for choice in &one.dates {
                assert!(choice.place < question.dates.len() && below(&choice.properties, PAIR_PROPERTIES));
            }
            for choice in &one.earlier {
                assert!(choice.place < place && below(&choice.properties, EARLIER_PROPERTIES));
            }
            let share = 1.0 / (1 + one.dates.len() + one.earlier.len()) as f32;
            Answer {
                none: share,
                dates: vec![share; one.dates.len()],
                earlier: vec![share; one.earlier.len()],
            }
        };
        question.statements.iter().enumerate().map(answer).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// Whatever the spans are, of this text or of another.
        #[test]
        fn gives_a_date_or_nothing(
            text in "(Lind|he|said|on Friday|,|\\.|\\n\\n|“|”|the debate|who|in|told| ){0,60}",
            spans in prop::collection::vec((0..8usize, 0..300usize, 1..90usize), 0..40),
        ) {
            let (mut attributions, mut times) = (vec![empty()], Vec::new());
            for (what, start, length) in spans {
                let span = Span::new(start, start + length).unwrap();
                let one = attributions.last_mut().unwrap();
                match what {
                    0 | 1 => one.cue.push(span),
                    2 => one.source.push(span),
                    3 | 4 => one.content.push(span),
                    5 => attributions.push(empty()),
                    _ => times.push(Timex { span, ..timex(start) }),
                }
            }
            times.sort_by_key(|time| time.span);
            let said = said(&Text::new(text), &attributions, &times, &[], None, answered);
            prop_assert_eq!(said.len(), attributions.len());
            prop_assert!(said.iter().flatten().all(|&time| time < times.len()));
        }
    }
}
