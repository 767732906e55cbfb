use std::fmt;
use std::io;
use std::net::{IpAddr, SocketAddr, ToSocketAddrs};
use std::sync::Arc;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// As many addresses of a host are tried; it is what the client has room for.
const MOST: usize = 16;

/// Looks up the network addresses of hosts. A seam for tests and for networks with a directory of their own.
pub trait Resolve: Send + Sync {
    /// The addresses of a host, best first.
    ///
    /// # Errors
    /// Where there is no such host, or none can be looked up.
    fn addresses(&self, host: &str) -> io::Result<Vec<IpAddr>>;
}

/// Looks hosts up as the system does: its `hosts` file, DNS.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemResolver;

impl Resolve for SystemResolver {
    fn addresses(&self, host: &str) -> io::Result<Vec<IpAddr>> {
        Ok((host, 0).to_socket_addrs()?.map(|address| address.ip()).collect())
    }
}

/// Stands between the client and the network: of a host's addresses, it lets through those that may be connected to. The
/// client connects to what it is given and looks nothing up again.
pub(crate) struct Guard {
    pub(crate) resolver: Arc<dyn Resolve>,
    pub(crate) allowed: fn(IpAddr) -> bool,
}

impl fmt::Debug for Guard {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("Guard")
    }
}

/// A host has addresses, but none that may be connected to: the first of them.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("{0} is not on the public internet")]
pub(crate) struct Refused(pub(crate) IpAddr);

impl Resolver for Guard {
    fn resolve(
        &self,
        uri: &Uri,
        _: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let host = uri.host().ok_or(ureq::Error::HostNotFound)?;
        let port = uri.port_u16().unwrap_or(if uri.scheme_str() == Some("https") {
            443
        } else {
            80
        });
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        let found = match bare.parse::<IpAddr>() {
            Ok(address) => vec![address],
            Err(_) => self
                .look_up(host.to_owned(), *timeout.after)
                .ok_or(ureq::Error::Timeout(timeout.reason))?
                .map_err(|_| ureq::Error::HostNotFound)?,
        };
        let mut checked = self.empty();
        for address in found
            .iter()
            .filter(|address| (self.allowed)(**address))
            .take(MOST)
        {
            checked.push(SocketAddr::new(*address, port));
        }
        match (checked.is_empty(), found.first()) {
            (false, _) => Ok(checked),
            (true, Some(first)) => Err(ureq::Error::Other(Box::new(Refused(*first)))),
            (true, None) => Err(ureq::Error::HostNotFound),
        }
    }
}

impl Guard {
    /// The system's look-up can't be interrupted: it is left behind on its thread where it takes too long.
    fn look_up(&self, host: String, timeout: Duration) -> Option<io::Result<Vec<IpAddr>>> {
        let (sender, receiver) = mpsc::sync_channel(1);
        let resolver = Arc::clone(&self.resolver);
        let spawned = thread::Builder::new().spawn(move || sender.send(resolver.addresses(&host)).ok());
        match spawned {
            Ok(_) => receiver.recv_timeout(timeout).ok(),
            Err(error) => Some(Err(error)),
        }
    }
}
