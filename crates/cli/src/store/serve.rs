use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use onrecord_fetch::{Fetcher, Settings as Fetching};
use onrecord_serve::{App, ServeError, Settings, Token, run};

use super::place::Place;
use crate::arguments::Reading;
use crate::failure::{Ending, Failure};
use crate::messages::say;
use crate::reading;

/// `onrecord serve`.
#[derive(Debug, Args)]
pub struct Serve {
    /// Where to listen: a number and a port; other machines can ask only where --token-file is given
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:7340", value_parser = address)]
    addr: SocketAddr,

    /// A file whose only line everybody has to show: 32 characters or more
    #[arg(long, value_name = "FILE")]
    token_file: Option<PathBuf>,

    /// A name that the server goes by, beside its number and `localhost`; once for each
    #[arg(long = "host", value_name = "NAME")]
    hosts: Vec<String>,

    /// Never connect to the network: no addresses are fetched
    #[arg(long)]
    offline: bool,

    /// Read articles in languages that the model doesn't know, too
    #[arg(long)]
    any_language: bool,

    #[command(flatten)]
    place: Place,

    #[command(flatten)]
    reading: Reading,
}

fn address(given: &str) -> Result<SocketAddr, String> {
    given
        .parse()
        .map_err(|_| "give a number and a port, such as 127.0.0.1:7340 or [::1]:7340".to_owned())
}

/// Serves the pages and the API until it is interrupted.
pub fn serve(call: &Serve) -> Result<Ending, Failure> {
    let token = call.token_file.as_deref().map(Token::open).transpose();
    let token = token.map_err(|error| Failure::Usage(error.to_string()))?;
    if token.is_none() && !call.addr.ip().is_loopback() {
        return Err(ServeError::Open(call.addr).into());
    }
    let mut settings = Settings::new(call.place.path()?, reading::reader(&call.reading)?);
    settings.threads = call.reading.threads();
    settings.any_language = call.any_language;
    settings.token = token;
    settings.names.clone_from(&call.hosts);
    if !call.offline {
        let fetcher =
            Fetcher::new(Fetching::default()).map_err(|error| Failure::Stopped(error.to_string()))?;
        settings.fetcher = Some(Arc::new(fetcher));
    }
    run(App::open(settings)?, call.addr, |address| {
        if !call.reading.quiet {
            say("serving", &format!("http://{address}/ until Ctrl-C"));
        }
    })?;
    Ok(Ending::Whole)
}

impl From<ServeError> for Failure {
    fn from(error: ServeError) -> Self {
        match error {
            ServeError::Open(_) => Self::Usage(error.to_string()),
            error => Self::Stopped(error.to_string()),
        }
    }
}
