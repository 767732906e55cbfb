use clap::Args;
use onrecord_store::Figure;

use super::listing::{Listing, Pen, Shape};
use super::place::Place;
use crate::failure::{Ending, Failure};
use crate::terminal;

/// `onrecord figures`.
#[derive(Debug, Args)]
pub struct Figures {
    /// What is counted of: killed, wounded, … or the noun itself
    #[arg(value_name = "MEASURE")]
    measure: String,

    /// Only of these: words that stand in what is counted
    #[arg(long, value_name = "WORDS")]
    of: Option<String>,

    /// Draw the figures as bars
    #[arg(long)]
    plot: bool,

    #[command(flatten)]
    place: Place,

    #[command(flatten)]
    shape: Shape,
}

/// Lists the claims of a count in the order of their days.
pub fn figures(call: &Figures) -> Result<Ending, Failure> {
    let figures = call
        .place
        .open_read_only()?
        .figures(&call.measure, call.of.as_deref())?;
    let mut listing = Listing::open(&call.shape)?;
    if call.plot && !listing.is_text() {
        return Err(Failure::Usage(
            "--plot is for people: use it with --format text".into(),
        ));
    }
    if figures.is_empty() {
        listing.say(|_| "no such figure was found".into())?;
    }
    let most = figures.iter().filter_map(number).fold(0.0, f64::max);
    let widest = figures
        .iter()
        .map(|figure| claimant(figure).chars().count())
        .max()
        .unwrap_or_default()
        .min(28);
    let room = terminal::width().saturating_sub(widest + 34).clamp(10, 60);
    for figure in &figures {
        listing.write(figure, |pen| {
            let day = pen.plain(figure.day.as_deref().unwrap_or("no day"));
            let who: String = pen.plain(claimant(figure)).chars().take(28).collect();
            let words = pen.strong(&figure.words);
            if call.plot {
                let bar = number(figure).map_or(0, |number| (number / most * room as f64).round() as usize);
                return format!("{day:10}  {who:widest$}  {:room$}  {words}", "█".repeat(bar));
            }
            let outlet = figure
                .outlet
                .as_deref()
                .map_or(String::new(), |outlet| pen.faint(outlet));
            let what = join(&[words, about(figure, pen)], " ");
            format!("{day:10}  {who:widest$}  {}", join(&[what, outlet], "  "))
        })?;
    }
    listing.finish()?;
    Ok(Ending::Whole)
}

fn claimant(figure: &Figure) -> &str {
    figure.claimant.as_deref().unwrap_or("the article")
}

/// The number to draw; none for a denied figure, whose bar would say the contrary.
fn number(figure: &Figure) -> Option<f64> {
    let number = figure.value.or(figure.low).or(figure.high)?;
    (figure.polarity == "positive" && number.is_finite() && number > 0.0).then_some(number)
}

/// What is counted, and how far it is claimed.
fn about(figure: &Figure, pen: Pen) -> String {
    let denied = (figure.polarity == "negative").then_some("(denied)");
    let thought = figure.hypothetical.then_some("(thought of)");
    let of = Some(pen.plain(&figure.of)).filter(|of| !of.is_empty());
    let notes = denied.into_iter().chain(thought).map(str::to_owned);
    of.into_iter().chain(notes).collect::<Vec<_>>().join(" ")
}

/// Those of some pieces that say something.
fn join(pieces: &[String], gap: &str) -> String {
    let pieces: Vec<&str> = pieces
        .iter()
        .map(String::as_str)
        .filter(|piece| !piece.is_empty())
        .collect();
    pieces.join(gap)
}
