//! What the terminal can show.

use std::io::{self, IsTerminal};

use clap::ValueEnum;

/// The width where there is no terminal to ask.
const USUAL: usize = 80;

/// When to colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    /// On a terminal, unless NO_COLOR is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Colour {
    /// Whether to colour what goes to standard output (`to_terminal`: which is a terminal).
    pub fn is_on(self, to_terminal: bool) -> bool {
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto => {
                to_terminal
                    && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
                    && std::env::var_os("TERM").is_none_or(|value| value != "dumb")
            }
        }
    }
}

/// Whether standard output is a terminal.
pub fn is_standard_output() -> bool {
    io::stdout().is_terminal()
}

/// Whether standard input is a terminal.
pub fn is_standard_input() -> bool {
    io::stdin().is_terminal()
}

/// How many columns there are to fill: what `COLUMNS` says, else the terminal.
pub fn width() -> usize {
    let said = std::env::var("COLUMNS")
        .ok()
        .and_then(|columns| columns.trim().parse().ok());
    let asked = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    said.or_else(asked)
        .filter(|columns| *columns > 0)
        .unwrap_or(USUAL)
}
