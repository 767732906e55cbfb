//! What the command says on standard error: one sentence a line, and a progress line while a long batch runs.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use indicatif::{HumanCount, ProgressBar, ProgressDrawTarget, ProgressFinish, ProgressStyle};
use onrecord_export::sanitise;

/// A batch that is done sooner needs no progress line.
const PATIENCE: Duration = Duration::from_secs(1);

/// Speaks to the user.
pub struct Messages {
    quiet: bool,
    progress: Option<Progress>,
}

struct Progress {
    line: ProgressBar,
    started: Instant,
    documents: u64,
    words: u64,
}

impl Messages {
    /// `quiet` leaves out warnings and progress. `results_on_screen`: the results themselves go to the terminal, where a
    /// progress line would stand in their way.
    pub fn new(quiet: bool, results_on_screen: bool) -> Self {
        let progress = (!quiet && !results_on_screen && io::stderr().is_terminal()).then(|| Progress {
            line: ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden())
                .with_finish(ProgressFinish::AndClear),
            started: Instant::now(),
            documents: 0,
            words: 0,
        });
        Self { quiet, progress }
    }

    /// Tells of something odd that did not keep a document from being read.
    pub fn warning(&self, sentence: &str) {
        if !self.quiet {
            self.say("warning", sentence);
        }
    }

    /// Tells of a document that was not read.
    pub fn failure(&self, sentence: &str) {
        self.say("error", sentence);
    }

    /// Tells how a batch went, at its end.
    pub fn summary(&self, sentence: &str) {
        if !self.quiet {
            self.say("done", sentence);
        }
    }

    /// Counts a document of `words` words as read.
    pub fn read(&mut self, words: usize) {
        let Some(progress) = &mut self.progress else {
            return;
        };
        progress.documents += 1;
        progress.words += words as u64;
        let elapsed = progress.started.elapsed();
        if elapsed < PATIENCE {
            return;
        }
        if progress.line.is_hidden() {
            progress.line.set_draw_target(ProgressDrawTarget::stderr());
            if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}") {
                progress.line.set_style(style);
            }
            progress.line.enable_steady_tick(Duration::from_millis(200));
        }
        let speed = progress.words as f64 / elapsed.as_secs_f64();
        progress.line.set_message(format!(
            "{} documents read, {} words a second",
            HumanCount(progress.documents),
            HumanCount(speed as u64)
        ));
    }

    /// Takes the progress line away.
    pub fn finish(&self) {
        if let Some(progress) = &self.progress {
            progress.line.finish_and_clear();
        }
    }

    fn say(&self, kind: &str, sentence: &str) {
        match &self.progress {
            Some(progress) => progress.line.suspend(|| say(kind, sentence)),
            None => say(kind, sentence),
        }
    }
}

/// Writes `onrecord: KIND: SENTENCE` to standard error on one line, with whatever could act on a terminal escaped.
pub fn say(kind: &str, sentence: &str) {
    // With standard error closed, there is nobody to tell.
    let _ = writeln!(io::stderr(), "onrecord: {kind}: {}", sanitise(sentence));
}
