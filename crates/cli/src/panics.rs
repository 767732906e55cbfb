//! What a panic says.

use std::panic;
use std::thread;

use onrecord_pipeline::WORKER;

/// A panic over a document is told as that document's failure, in one sentence: the workers' own report of it is left
/// out. Panics elsewhere say what they always say.
pub fn leave_workers_to_their_failures() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |details| {
        if thread::current().name() != Some(WORKER) {
            usual(details);
        }
    }));
}
