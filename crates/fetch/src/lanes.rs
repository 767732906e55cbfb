use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use crate::clock::Clock;

/// One request a host at a time: each host has a lane, and who wants to ask it waits for the lane.
#[derive(Default)]
pub(crate) struct Lanes(Mutex<HashMap<String, Arc<Mutex<Lane>>>>);

/// When the host may be asked again; `None` before the first request.
#[derive(Default)]
struct Lane(Option<SystemTime>);

impl Lanes {
    /// Does `work` when it is the caller's turn; it says how long the host is to be left alone after it. `longest` bounds
    /// the wait where the clock has been set back.
    ///
    /// Nothing that waits for another lane may be done in it.
    pub(crate) fn turn<T>(
        &self,
        host: &str,
        longest: Duration,
        clock: &dyn Clock,
        work: impl FnOnce() -> (T, Duration),
    ) -> T {
        let lane = Arc::clone(locked(&self.0).entry(host.into()).or_default());
        let mut lane = locked(&lane);
        let wait = lane.0.and_then(|free| free.duration_since(clock.now()).ok());
        if let Some(wait) = wait.filter(|wait| !wait.is_zero()) {
            clock.sleep(wait.min(longest));
        }
        let (done, pause) = work();
        lane.0 = clock.now().checked_add(pause);
        done
    }
}

/// Locks; a panic elsewhere leaves nothing half done in what is locked here.
pub(crate) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
