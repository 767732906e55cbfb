use std::env;

use clap::{Args, Subcommand};
use onrecord::Span;
use onrecord_store::{Change, Correction, Role, Store, Voiced};
use serde_json::Value;

use super::listing::{Listing, Pen, Shape};
use super::place::Place;
use crate::arguments::date;
use crate::failure::{Ending, Failure};

/// `onrecord fix`.
#[derive(Debug, Args)]
pub struct Fix {
    #[command(subcommand)]
    what: What,

    #[command(flatten)]
    who: By,

    #[command(flatten)]
    place: Place,

    #[command(flatten)]
    shape: Shape,
}

/// Whose correction it is.
#[derive(Debug, Args)]
struct By {
    /// Who corrects [default: your user name]
    #[arg(long, value_name = "NAME", global = true)]
    by: Option<String>,

    /// Why
    #[arg(long, value_name = "TEXT", global = true)]
    note: Option<String>,
}

impl By {
    fn name(&self) -> String {
        let user = || env::var("USER").or_else(|_| env::var("USERNAME")).ok();
        self.by.clone().or_else(user).unwrap_or_else(|| "unknown".into())
    }
}

#[derive(Debug, Subcommand)]
enum What {
    /// Two speakers are one
    Merge {
        /// Who is no speaker of its own: a name, or # and a number
        speaker: String,
        /// Who it is
        into: String,
    },
    /// One speaker is two
    Split {
        /// A name, or # and a number
        speaker: String,
        /// A document in which it is the other; once for each
        #[arg(long = "in", value_name = "DOC", required = true)]
        documents: Vec<String>,
        /// The other's name [default: the same]
        #[arg(long, value_name = "NAME")]
        name: Option<String>,
    },
    /// Somebody else said it
    Speaker {
        /// The statement's number
        statement: i64,
        /// A name, # and a number, or `nobody`
        speaker: String,
        /// The speaker is not in the store yet
        #[arg(long)]
        new: bool,
        /// The new speaker's Wikidata id
        #[arg(long, value_name = "ID", requires = "new")]
        wikidata: Option<String>,
    },
    /// Other words were said, or said it, or tell that it was said
    Span {
        /// The statement's number
        statement: i64,
        /// Which of them
        #[arg(value_parser = ["source", "cue", "content"])]
        role: String,
        /// Characters START-END of the text, the end not among them; several in its order; none: there is none
        #[arg(value_name = "START-END", value_parser = span)]
        spans: Vec<Span>,
    },
    /// It was said at another time
    Time {
        /// The statement's number
        statement: i64,
        /// The first day
        #[arg(value_parser = date)]
        from: String,
        /// The last day [default: the first]
        #[arg(value_parser = date)]
        to: Option<String>,
    },
    /// Nobody said that
    Reject {
        /// The statement's number
        statement: i64,
    },
    /// List all corrections
    List,
    /// Undo a correction
    Undo {
        /// Its number
        correction: i64,
    },
}

fn span(given: &str) -> Result<Span, String> {
    let ends = given
        .split_once('-')
        .and_then(|(start, end)| Some((start.parse().ok()?, end.parse().ok()?)));
    ends.and_then(|(start, end)| Span::new(start, end))
        .ok_or_else(|| "give two numbers of characters, the second larger: 12-30".to_owned())
}

/// Makes, lists or undoes corrections.
pub fn fix(call: &Fix) -> Result<Ending, Failure> {
    let mut store = call.place.open_read_only()?;
    let number = match &call.what {
        What::List => None,
        What::Undo { correction } => {
            store = call.place.open()?;
            store.undo(*correction, &call.who.name())?;
            Some(*correction)
        }
        what => {
            let change = change(&store, what)?;
            store = call.place.open()?;
            Some(store.correct(&change, &call.who.name(), call.who.note.as_deref())?)
        }
    };
    let mut listing = Listing::open(&call.shape)?;
    for correction in store.corrections()? {
        if number.is_none_or(|number| number == correction.id) {
            listing.write(&correction, |pen| text(&correction, pen))?;
        }
    }
    listing.finish()?;
    Ok(Ending::Whole)
}

fn change(store: &Store, what: &What) -> Result<Change, Failure> {
    Ok(match what {
        What::Merge { speaker, into } => Change::Merge {
            speaker: one(store, speaker)?,
            into: one(store, into)?,
        },
        What::Split {
            speaker,
            documents,
            name,
        } => {
            let mut numbers = Vec::new();
            for document in documents {
                numbers.extend(store.documents_named(document)?);
            }
            Change::Split {
                speaker: one(store, speaker)?,
                documents: numbers,
                name: name.clone(),
            }
        }
        What::Speaker {
            statement,
            speaker,
            new,
            wikidata,
        } => Change::Speaker {
            statement: *statement,
            speaker: match speaker.as_str() {
                name if *new => Voiced::New(name.to_owned(), wikidata.clone()),
                "nobody" => Voiced::Nobody,
                name => Voiced::Known(one(store, name)?),
            },
        },
        What::Span {
            statement,
            role,
            spans,
        } => Change::Spans {
            statement: *statement,
            role: match role.as_str() {
                "source" => Role::Source,
                "cue" => Role::Cue,
                _ => Role::Content,
            },
            spans: spans.clone(),
        },
        What::Time { statement, from, to } => Change::Time {
            statement: *statement,
            from: from.clone(),
            to: to.as_ref().unwrap_or(from).clone(),
        },
        What::Reject { statement } => Change::Reject {
            statement: *statement,
        },
        What::List | What::Undo { .. } => return Err(Failure::Usage("that changes nothing".into())),
    })
}

/// The one speaker that a name means.
fn one(store: &Store, name: &str) -> Result<i64, Failure> {
    match store.named(name)?.as_slice() {
        [speaker] => Ok(*speaker),
        several => {
            let numbers: Vec<String> = several.iter().map(|number| format!("#{number}")).collect();
            Err(Failure::Usage(format!(
                "{name:?} means several speakers ({}); name one by number",
                numbers.join(", ")
            )))
        }
    }
}

fn text(correction: &Correction, pen: Pen) -> String {
    let mut text = format!(
        "{:>5}  {}  {}  {}",
        correction.id,
        correction.made_at,
        pen.plain(&correction.made_by),
        pen.strong(&correction.action)
    );
    text += &format!(" {}", pen.plain(&told(correction)));
    if let Some(note) = &correction.note {
        text += &format!(" ({})", pen.plain(note));
    }
    if let (Some(at), Some(by)) = (&correction.undone_at, &correction.undone_by) {
        text += &format!(" — undone {} by {}", pen.plain(at), pen.plain(by));
    }
    text
}

/// Characters of a statement that are shown.
const SHOWN: usize = 60;

/// What was put right, and what it is now.
fn told(Correction { target, value, .. }: &Correction) -> String {
    let speaker = |of: &Value| match &of["speaker"] {
        Value::Null => "nobody".to_owned(),
        number => format!("#{number}"),
    };
    let Some(words) = target["words"].as_str() else {
        return match target["articles"].as_array() {
            Some(articles) => {
                let articles = match articles.len() {
                    1 => "one article".to_owned(),
                    several => format!("{several} articles"),
                };
                format!("{} → {} in {articles}", speaker(target), speaker(value))
            }
            None => format!("{} → {}", speaker(target), speaker(value)),
        };
    };
    let mut shown: String = words.chars().take(SHOWN).collect();
    if shown.len() < words.len() {
        shown += "…";
    }
    let ends = |pair: &Value| format!("{}-{}", pair[0], pair[1]);
    let now = match (
        value.get("speaker"),
        value["role"].as_str(),
        value["from"].as_str(),
    ) {
        (Some(_), ..) => speaker(value),
        (_, Some(role), _) => {
            let spans = value["spans"].as_array().into_iter().flatten().map(ends);
            [role.to_owned()]
                .into_iter()
                .chain(spans)
                .collect::<Vec<_>>()
                .join(" ")
        }
        (.., Some(from)) => format!("{from} to {}", value["to"].as_str().unwrap_or(from)),
        _ => return format!("{shown:?}"),
    };
    format!("{shown:?} → {now}")
}
