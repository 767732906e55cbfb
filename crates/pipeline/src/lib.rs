//! Documents in, results out: one thread takes documents in, several read them, and the results come back in the order
//! of the documents. At most [`WINDOW`] documents a worker are under way, so memory does not grow with the stream.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

use crossbeam_channel::{Receiver, Sender, bounded};

/// Documents under way for each worker: enough that one long document does not leave the other workers idle.
const WINDOW: usize = 8;

/// The name of the threads that run foreign input through the model; their panics are caught and told as failures.
pub const WORKER: &str = "worker";

/// What came of one input.
#[derive(Debug)]
pub enum Outcome<T, E> {
    /// It was read.
    Done(T),
    /// It was not, and why.
    Failed(E),
    /// The thread that takes documents in broke down: what follows in the inputs is lost.
    IntakeBroke,
}

/// The results of [`start`], in the order of the inputs.
pub struct Results<T, E> {
    order: Receiver<Receiver<Outcome<T, E>>>,
}

struct Job<D, T, E> {
    document: D,
    reply: Sender<Outcome<T, E>>,
}

/// Starts to run `work` over `inputs` on `threads` threads.
///
/// An input that is an error passes through as [`Outcome::Failed`], in its place. So does a document whose work panics,
/// with what `broke` made of it before. Dropping the results stops the intake.
pub fn start<D, T, E>(
    inputs: impl Iterator<Item = Result<D, E>> + Send + 'static,
    threads: usize,
    broke: impl Fn(&D) -> E + Clone + Send + 'static,
    work: impl Fn(D) -> Result<T, E> + Clone + Send + 'static,
) -> io::Result<Results<T, E>>
where
    D: Send + 'static,
    T: Send + 'static,
    E: Send + 'static,
{
    let (order, ordered) = bounded(threads * WINDOW);
    let (jobs, queue) = bounded(threads);
    for _ in 0..threads {
        let (queue, broke, work) = (queue.clone(), broke.clone(), work.clone());
        thread::Builder::new()
            .name(WORKER.into())
            .spawn(move || serve(&queue, &broke, &work))?;
    }
    thread::Builder::new()
        .name(WORKER.into())
        .spawn(move || take_in(inputs, &order, &jobs))?;
    Ok(Results { order: ordered })
}

/// Hands every input to a worker, until there is no more or nobody waits for the results.
fn take_in<D, T, E>(
    mut inputs: impl Iterator<Item = Result<D, E>>,
    order: &Sender<Receiver<Outcome<T, E>>>,
    jobs: &Sender<Job<D, T, E>>,
) {
    loop {
        let input = catch_unwind(AssertUnwindSafe(|| inputs.next()));
        if matches!(input, Ok(None)) {
            return;
        }
        let (reply, answer) = bounded(1);
        if order.send(answer).is_err() {
            return;
        }
        let sent = match input {
            Ok(None) => return,
            Ok(Some(Ok(document))) => jobs.send(Job { document, reply }).is_ok(),
            Ok(Some(Err(reason))) => reply.send(Outcome::Failed(reason)).is_ok(),
            Err(_) => {
                // The iterator's state can't be trusted any more.
                let _ = reply.send(Outcome::IntakeBroke);
                false
            }
        };
        if !sent {
            return;
        }
    }
}

fn serve<D, T, E>(
    queue: &Receiver<Job<D, T, E>>,
    broke: &impl Fn(&D) -> E,
    work: &impl Fn(D) -> Result<T, E>,
) {
    for Job { document, reply } in queue {
        let broken = broke(&document);
        let outcome = match catch_unwind(AssertUnwindSafe(|| work(document))) {
            Ok(Ok(done)) => Outcome::Done(done),
            Ok(Err(reason)) => Outcome::Failed(reason),
            Err(_) => Outcome::Failed(broken),
        };
        // Nobody waits for it any more: the results were dropped.
        if reply.send(outcome).is_err() {
            return;
        }
    }
}

impl<T, E> Iterator for Results<T, E> {
    type Item = Outcome<T, E>;

    fn next(&mut self) -> Option<Outcome<T, E>> {
        let answer = self.order.recv().ok()?;
        Some(answer.recv().unwrap_or(Outcome::IntakeBroke))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    fn broke(document: &usize) -> String {
        format!("document {document} broke")
    }

    fn told(outcome: Outcome<usize, String>) -> String {
        match outcome {
            Outcome::Done(n) => format!("{n}"),
            Outcome::Failed(reason) => reason,
            Outcome::IntakeBroke => "broke".into(),
        }
    }

    #[test]
    fn results_come_in_the_order_of_the_inputs() {
        let inputs = (0..500).map(|n| {
            if n % 7 == 3 {
                Err(format!("input {n}"))
            } else {
                Ok(n)
            }
        });
        let work = |n: usize| {
            if n.is_multiple_of(5) {
                thread::sleep(std::time::Duration::from_micros(300));
            }
            Ok(n)
        };
        let results: Vec<_> = start(inputs, 8, broke, work).unwrap().map(told).collect();
        let expected: Vec<_> = (0..500)
            .map(|n| {
                if n % 7 == 3 {
                    format!("input {n}")
                } else {
                    n.to_string()
                }
            })
            .collect();
        assert_eq!(results, expected);
    }

    #[test]
    fn a_panic_costs_one_document() {
        let work = |n: usize| if n == 2 { panic!("bad luck") } else { Ok(n) };
        let results: Vec<_> = start((0..5).map(Ok), 2, broke, work).unwrap().map(told).collect();
        assert_eq!(results.len(), 5);
        assert_eq!(results[2], "document 2 broke");
        assert_eq!(results[4], "4");
    }

    #[test]
    fn a_panic_of_the_intake_is_told() {
        let inputs = (0..9).map(|n| if n == 3 { panic!("bad luck") } else { Ok(n) });
        let results: Vec<_> = start(inputs, 2, broke, Ok).unwrap().map(told).collect();
        assert_eq!(results, ["0", "1", "2", "broke"]);
    }

    #[test]
    fn an_endless_stream_is_not_taken_in_ahead_of_its_results() {
        let taken = Arc::new(AtomicUsize::new(0));
        let counter = taken.clone();
        let inputs = (0..).map(move |n| {
            counter.fetch_add(1, Ordering::SeqCst);
            Ok(n)
        });
        let mut results = start(inputs, 2, broke, Ok).unwrap();
        for n in 0..1000 {
            assert_eq!(told(results.next().unwrap()), n.to_string());
            // The window, one in the hand of the intake, one in mine, and one that a worker has just left.
            assert!(taken.load(Ordering::SeqCst) <= n + 2 * WINDOW + 3);
        }
        drop(results);
    }
}
