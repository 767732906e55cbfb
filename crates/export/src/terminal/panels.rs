use super::{Page, Style};
use crate::figures::{Figure, claimed, rivalries};
use crate::lookup::Lookup;
use crate::sanitise;
use crate::statement::statements;
use crate::voices::{Voice, voices};

/// What stands below the statements.
impl Page {
    pub(super) fn rivals(&mut self, lookup: &Lookup) {
        for rivalry in rivalries(lookup) {
            self.heading("Rival figures");
            let heading = self.styled(Style::Source, &sanitise(&rivalry.heading));
            self.wrapped(&heading, "", "");
            for account in rivalry.accounts {
                self.figure(&account);
            }
        }
    }

    pub(super) fn figures(&mut self, lookup: &Lookup) {
        let figures = claimed(lookup);
        if !figures.is_empty() {
            self.heading("Figures");
            figures.iter().for_each(|figure| self.figure(figure));
        }
    }

    fn figure(&mut self, figure: &Figure) {
        let claimant = figure.claimant.as_deref().unwrap_or("the article");
        let mut line = self.styled(Style::Source, &sanitise(claimant));
        line.push_str(&format!(" · {}", sanitise(&figure.words)));
        if let Some(of) = &figure.of {
            line.push_str(&format!(" {}", sanitise(of)));
        }
        if !figure.notes.is_empty() {
            let notes = format!("({})", sanitise(&figure.notes.join(", ")));
            line.push(' ');
            line.push_str(&self.styled(Style::Quiet, &notes));
        }
        self.wrapped(&line, "  ", "    ");
    }

    /// Those with a name, each on a line, and how many more there are.
    pub(super) fn speakers(&mut self, lookup: &Lookup) {
        let (named, unnamed): (Vec<_>, Vec<_>) =
            voices(lookup).into_iter().partition(Voice::is_known_by_name);
        if named.is_empty() {
            return;
        }
        self.heading("Speakers");
        for voice in &named {
            self.speaker(voice);
        }
        if !unnamed.is_empty() {
            let count: usize = unnamed.iter().map(|voice| voice.statements.len()).sum();
            let line = format!("{} without a name · {}", unnamed.len(), statements(count));
            self.wrapped(&self.styled(Style::Quiet, &line), "  ", "    ");
        }
    }

    fn speaker(&mut self, voice: &Voice) {
        let mut line = self.styled(Style::Source, &sanitise(&voice.entity.name));
        let mut rest = voice.known();
        rest.extend(voice.wikidata().map(str::to_owned));
        rest.push(statements(voice.statements.len()));
        line.push_str(&format!(" · {}", rest.join(" · ")));
        self.wrapped(&line, "  ", "    ");
        let candidates: Vec<String> = voice
            .candidates()
            .map(|(id, name)| format!("{name} {id}"))
            .collect();
        if !candidates.is_empty() {
            self.note(&format!("perhaps {}", candidates.join(" or ")));
        }
        if let Some(evidence) = &voice.entity.evidence {
            self.note(evidence);
        }
    }

    /// A line beneath a speaker.
    fn note(&mut self, words: &str) {
        let words = self.styled(Style::Quiet, &sanitise(words));
        self.wrapped(&words, "    ", "      ");
    }
}
