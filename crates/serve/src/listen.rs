//! Listening and answering.

use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::time::{sleep, timeout};
use tokio_io_timeout::TimeoutStream;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::RequestBodyTimeoutLayer;

use crate::{App, Kind, Problem, admission, api, guard, pages, tag};

/// The most bytes of a request's body, unless its route says otherwise: a page, and a form around it.
const LONGEST_BODY: usize = crate::intake::LONGEST_PAGE + (1 << 20);

/// How long the head of a request may take to come; also how long a connection may stay idle.
const HEAD: Duration = Duration::from_secs(15);

/// How long the next part of a request's body may take to come, and how long an asker may take none of the answer.
const STALLED: Duration = Duration::from_secs(15);

/// How long a request may take altogether until its answer begins.
const LONGEST_REQUEST: Duration = Duration::from_secs(300);

/// The most bytes of the head of a request.
const LONGEST_HEAD: usize = 64 << 10;

/// Connections at once; others wait to be accepted.
const CONNECTIONS: usize = 512;

/// How long requests under way are given to finish when the server is told to end.
const GRACE: Duration = Duration::from_secs(20);

/// Why a server does not listen.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ServeError {
    /// Others than this machine could ask, and nothing is asked of them.
    #[error(
        "{0} can be reached from other machines: name a file that holds a token with --token-file, or listen on \
         127.0.0.1"
    )]
    Open(SocketAddr),
    /// The address can't be listened on.
    #[error("{address}: can't be listened on ({reason}); name another address with --addr")]
    Address {
        /// The address.
        address: SocketAddr,
        /// What the system says.
        reason: std::io::Error,
    },
    /// The system gives no threads or no signals.
    #[error("the server can't be started: {0}")]
    System(#[from] std::io::Error),
}

/// Answers requests: pages, and the API under `/api/v1`.
///
/// Every answer passes, from the inside out: the entity tag, the time limit, the token, the check of host and origin, the
/// net that catches panics, problems shown as pages, and what all answers say to browsers.
pub fn router(app: App) -> Router {
    Router::new()
        .merge(pages::routes())
        .route("/sign-in", post(admission::sign_in))
        .nest("/api/v1", api::routes())
        .route("/api/v1/", get(api::page))
        .fallback(nothing)
        .method_not_allowed_fallback(not_so)
        .layer(DefaultBodyLimit::max(LONGEST_BODY))
        .layer(middleware::from_fn(tag::tag))
        .layer(middleware::from_fn(in_time))
        .layer(middleware::from_fn_with_state(app.clone(), admission::check))
        .layer(middleware::from_fn_with_state(app.clone(), guard::check))
        .layer(RequestBodyTimeoutLayer::new(STALLED))
        .layer(CatchPanicLayer::custom(|_| Problem::broke_down().into_response()))
        .layer(middleware::from_fn(problems_as_pages))
        .layer(middleware::map_response(guard::say_to_browsers))
        .with_state(app)
}

async fn nothing() -> Problem {
    Problem::not_found(
        "there is nothing at this address; /api/v1/ lists what programs can ask, / leads people on",
    )
}

async fn not_so() -> Problem {
    Problem::new(
        Kind::Method,
        "that can't be done at this address; /api/v1/ lists what can be done where",
    )
}

async fn in_time(request: Request, next: Next) -> Result<Response, Problem> {
    timeout(LONGEST_REQUEST, next.run(request)).await.map_err(|_| {
        Problem::new(
            Kind::Busy,
            "the answer takes too long; ask again later, or for less",
        )
    })
}

/// People are shown problems as pages; programs are told them as they are.
async fn problems_as_pages(request: Request, next: Next) -> Response {
    let by_program = request.uri().path().starts_with("/api/");
    let mut response = next.run(request).await;
    let Some(problem) = response
        .extensions_mut()
        .remove::<Problem>()
        .filter(|_| !by_program)
    else {
        return response;
    };
    let mut page = pages::problem(&problem);
    *page.status_mut() = response.status();
    for (name, value) in response.headers() {
        page.headers_mut().entry(name).or_insert_with(|| value.clone());
    }
    page
}

/// Listens and answers until `end`; then finishes what is under way, for at most 20 seconds.
///
/// # Errors
/// Where other machines can reach the address and the app asks for no token.
pub async fn serve(app: App, listener: TcpListener, end: impl Future<Output = ()>) -> Result<(), ServeError> {
    let address = listener.local_addr()?;
    if !address.ip().is_loopback() && app.token().is_none() {
        return Err(ServeError::Open(address));
    }
    let service = TowerToHyperService::new(router(app));
    let mut builder = http1::Builder::new();
    builder
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_buf_size(LONGEST_HEAD);
    let connections = GracefulShutdown::new();
    let seats = Arc::new(Semaphore::new(CONNECTIONS));
    tokio::pin!(end);
    loop {
        let next = async {
            let seat = Arc::clone(&seats).acquire_owned().await;
            (listener.accept().await, seat)
        };
        let (accepted, seat) = tokio::select! {
            next = next => next,
            () = &mut end => break,
        };
        let Ok((stream, _)) = accepted else {
            // No more files may be open: some will be closed soon.
            sleep(Duration::from_millis(100)).await;
            continue;
        };
        let connection = builder.serve_connection(TokioIo::new(cut_when_stalled(stream)), service.clone());
        let connection = connections.watch(connection);
        tokio::spawn(async move {
            let _seat = seat;
            // The asker has gone, or was cut: there is nobody to tell.
            let _ = connection.await;
        });
    }
    let _ = timeout(GRACE, connections.shutdown()).await;
    Ok(())
}

/// A connection that breaks off when the other side takes nothing for too long.
fn cut_when_stalled(stream: TcpStream) -> std::pin::Pin<Box<TimeoutStream<TcpStream>>> {
    // Without it answers may wait for a confirmation; where it can't be had, they do.
    let _ = stream.set_nodelay(true);
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(STALLED));
    Box::pin(stream)
}

/// Listens on an address and answers until the program is interrupted or told to end (SIGINT, SIGTERM). `told` hears the
/// address, with the port where the system chose one.
///
/// # Errors
/// As [`serve`], and where the address can't be listened on.
pub fn run(app: App, address: SocketAddr, told: impl FnOnce(SocketAddr)) -> Result<(), ServeError> {
    if !address.ip().is_loopback() && app.token().is_none() {
        return Err(ServeError::Open(address));
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let served = runtime.block_on(async {
        let listener = TcpListener::bind(address)
            .await
            .map_err(|reason| ServeError::Address { address, reason })?;
        let end = told_to_end()?;
        told(listener.local_addr()?);
        serve(app, listener, end).await
    });
    // What writes is finished; what still reads is left.
    runtime.shutdown_timeout(GRACE);
    served
}

#[cfg(unix)]
fn told_to_end() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupted, mut terminated) =
        (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupted.recv() => {}
            _ = terminated.recv() => {}
        }
    })
}

#[cfg(not(unix))]
fn told_to_end() -> std::io::Result<impl Future<Output = ()>> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}
