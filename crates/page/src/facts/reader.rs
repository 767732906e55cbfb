use html5gum::emitters::callback::CallbackEvent;

use super::meta;
use super::scan::{Line, Mark, SEAM, Scan};
use super::text::cut;

/// The most values of `meta` elements that are kept.
const METAS: usize = 500;
/// The most marked elements.
const MARKS: usize = 2000;
/// The most JSON-LD scripts.
const SCRIPTS: usize = 50;
/// The most bytes of all of them: as JSON values they take ten times as many and more.
const SCRIPT: usize = 3 << 20;
/// The most lines.
const LINES: usize = 20_000;
/// The most marked elements that are open at once.
const OPEN: usize = 24;
/// The longest value of an attribute, and the longest text of a marked element or of `title`, in bytes.
const LONGEST: usize = 2000;

/// Attributes that facts are told from.
#[derive(Default)]
struct Attributes {
    values: [Option<String>; NAMES.len()],
}

const NAMES: [&[u8]; 13] = [
    b"class",
    b"id",
    b"itemprop",
    b"rel",
    b"property",
    b"name",
    b"content",
    b"datetime",
    b"href",
    b"type",
    b"lang",
    b"http-equiv",
    b"title",
];

impl Attributes {
    fn get(&self, name: &[u8]) -> Option<&str> {
        let at = NAMES.iter().position(|known| *known == name)?;
        self.values.get(at)?.as_deref()
    }
}

/// What the text inside an element is.
#[derive(Default, PartialEq, Eq)]
enum Inside {
    #[default]
    Page,
    Title,
    Script,
    /// Nothing that a reader sees: styles, other scripts, drawings.
    Hidden,
}

/// Reads a page tag by tag.
#[derive(Default)]
pub(crate) struct Reader {
    scan: Scan,
    inside: Inside,
    tag: Vec<u8>,
    attribute: Option<usize>,
    attributes: Attributes,
    /// Where the line begins.
    line: usize,
    heading: u8,
    furniture: usize,
    drawings: usize,
    /// Marks that are open: the name of the element, how many of that name are open inside, which mark.
    open: Vec<(Vec<u8>, usize, usize)>,
}

impl Reader {
    /// Takes the next piece of the page.
    pub(crate) fn event(&mut self, event: &CallbackEvent<'_>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag.clear();
                self.tag.extend(*name);
                self.attributes.values.iter_mut().for_each(|value| *value = None);
                self.attribute = None;
            }
            CallbackEvent::AttributeName { name } => {
                self.attribute = NAMES.iter().position(|known| known == name);
                if let Some(value) = self.attribute.and_then(|at| self.attributes.values.get_mut(at)) {
                    if value.is_none() {
                        *value = Some(String::new());
                    } else {
                        self.attribute = None; // The first of two counts.
                    }
                }
            }
            CallbackEvent::AttributeValue { value } => {
                if let Some(Some(known)) = self.attribute.and_then(|at| self.attributes.values.get_mut(at)) {
                    let value = value.get(..LONGEST).unwrap_or(value);
                    known.push_str(&crate::tokens::text(value));
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => self.start(*self_closing),
            CallbackEvent::EndTag { name } => self.end(name),
            CallbackEvent::String { value } => self.string(&crate::tokens::text(value)),
            _ => {}
        }
    }

    fn string(&mut self, text: &str) {
        match self.inside {
            Inside::Page if self.drawings == 0 && self.scan.lines.len() < LINES => {
                let mut blank = self.scan.text.ends_with([' ', '\n']);
                for char in text.chars() {
                    let space = char.is_whitespace() || char.is_control();
                    if !(space && blank) {
                        self.scan.text.push(if space { ' ' } else { char });
                    }
                    blank = space;
                }
            }
            Inside::Title => self
                .scan
                .title
                .push_str(cut(text, LONGEST.saturating_sub(self.scan.title.len()))),
            Inside::Script => {
                let room = SCRIPT.saturating_sub(self.scan.scripts.iter().map(String::len).sum());
                if let Some(script) = self.scan.scripts.last_mut() {
                    script.push_str(cut(text, room));
                }
            }
            _ => {}
        }
    }

    fn start(&mut self, closed: bool) {
        self.inside = Inside::Page;
        let tag = std::mem::take(&mut self.tag);
        self.boundary(&tag, true);
        match &*tag {
            b"html" if self.scan.language.is_none() => {
                self.scan.language = self.attributes.get(b"lang").map(str::to_owned);
            }
            b"title" => {
                let first = self.scan.title.is_empty() && self.drawings == 0;
                self.inside = if first { Inside::Title } else { Inside::Hidden };
            }
            b"script" => {
                let linked = self
                    .attributes
                    .get(b"type")
                    .is_some_and(|kind| kind.to_ascii_lowercase().contains("ld+json"));
                self.inside = if linked && self.scan.scripts.len() < SCRIPTS {
                    self.scan.scripts.push(String::new());
                    Inside::Script
                } else {
                    Inside::Hidden
                };
            }
            b"style" | b"noscript" | b"textarea" | b"iframe" | b"xmp" | b"noembed" => {
                self.inside = Inside::Hidden
            }
            b"svg" => self.drawings += usize::from(!closed),
            // A drawing can't hold these: one that wasn't closed ends here.
            b"p" | b"div" | b"h1" | b"h2" | b"h3" | b"ul" | b"li" | b"table" | b"body" | b"span" | b"img" => {
                self.drawings = 0
            }
            b"meta" => self.meta(),
            b"link" => {
                let canonical = self
                    .attributes
                    .get(b"rel")
                    .is_some_and(|rel| rel.trim().eq_ignore_ascii_case("canonical"));
                if canonical && self.scan.canonical.is_none() {
                    self.scan.canonical = self.attributes.get(b"href").map(str::to_owned);
                }
            }
            b"nav" | b"footer" => self.furniture += 1,
            _ => {}
        }
        for (name, depth, _) in &mut self.open {
            if *name == tag {
                *depth += 1;
            }
        }
        self.mark(&tag);
        self.tag = tag;
    }

    fn end(&mut self, tag: &[u8]) {
        self.inside = Inside::Page;
        self.boundary(tag, false);
        match tag {
            b"svg" => self.drawings = self.drawings.saturating_sub(1),
            b"nav" | b"footer" => self.furniture = self.furniture.saturating_sub(1),
            _ => {}
        }
        let end = self.scan.text.len();
        let marks = &mut self.scan.marks;
        let last = marks.len();
        self.open.retain_mut(|(name, depth, mark)| {
            let Some(mark) = marks.get_mut(*mark) else {
                return false;
            };
            if name == tag {
                *depth -= 1;
            }
            if *depth == 0 {
                mark.range.end = end;
                mark.last = last;
            }
            mark.long = end - mark.range.start > LONGEST;
            *depth > 0 && !mark.long
        });
    }

    /// Ends the line where a tag does so, else leaves a seam in it.
    fn boundary(&mut self, tag: &[u8], start: bool) {
        match tag {
            b"span" | b"a" | b"time" | b"cite" | b"strong" | b"b" | b"abbr" | b"label" | b"font" => {
                let blank = self.scan.text.ends_with(['\n', ' ', SEAM]) || self.scan.text.is_empty();
                if !blank && self.scan.lines.len() < LINES {
                    self.scan.text.push(SEAM);
                }
            }
            b"em" | b"i" | b"u" | b"sup" | b"sub" | b"small" | b"mark" | b"q" | b"img" | b"wbr" | b"svg"
            | b"path" | b"script" | b"meta" | b"link" | b"input" | b"ins" | b"del" | b"bdi" | b"code"
            | b"use" | b"g" => {}
            // A headline of two lines is one.
            b"br" if self.heading > 0 => self.scan.text.push(' '),
            _ => {
                self.end_line();
                if let [b'h', level @ b'1'..=b'6'] = tag {
                    self.heading = if start { level - b'0' } else { 0 };
                }
            }
        }
    }

    fn end_line(&mut self) {
        let end = self.scan.text.len();
        let line = self.scan.text.get(self.line..end).unwrap_or_default();
        if line.chars().all(|char| char.is_whitespace() || char == SEAM) {
            return;
        }
        self.scan.lines.push(Line {
            range: self.line..end,
            heading: self.heading,
            furniture: self.furniture > 0,
        });
        self.scan.text.push('\n');
        self.line = self.scan.text.len();
    }

    fn meta(&mut self) {
        let Some(content) = self
            .attributes
            .get(b"content")
            .filter(|content| !content.trim().is_empty())
        else {
            return;
        };
        let names = [&b"property"[..], b"name", b"itemprop", b"http-equiv"];
        let known = names
            .iter()
            .find_map(|name| meta::known(self.attributes.get(name)?));
        if let Some(known) = known
            && self.scan.metas.len() < METAS
        {
            self.scan.metas.push((known, content.to_owned()));
        }
    }

    /// Keeps an element that is marked as something.
    fn mark(&mut self, tag: &[u8]) {
        let lower = |name| self.attributes.get(name).unwrap_or_default().to_ascii_lowercase();
        let property = lower(b"itemprop");
        let time = tag == b"time";
        let rel = lower(b"rel");
        let author = rel.split_whitespace().any(|word| word == "author");
        let class = if tag == b"meta" || tag == b"body" {
            String::new()
        } else {
            format!("{} {} {rel}", lower(b"class"), lower(b"id"))
        };
        let wanted = time
            || author
            || !property.is_empty()
            || ["author", "byline", "date", "time", "publi", "posted"]
                .iter()
                .any(|word| class.contains(word));
        if !wanted || self.scan.marks.len() >= MARKS || self.drawings > 0 {
            return;
        }
        let value = self
            .attributes
            .get(b"content")
            .or(self.attributes.get(b"datetime"));
        let here = self.scan.text.len();
        let comment = class.contains("comment");
        self.scan.marks.push(Mark {
            range: here..here,
            last: 0,
            long: false,
            time,
            property,
            class,
            author,
            value: value.map(str::to_owned),
            furniture: self.furniture > 0 || comment,
        });
        let empty = [&b"meta"[..], b"link", b"img", b"input", b"br", b"hr", b"source"].contains(&tag);
        if !empty && self.open.len() < OPEN {
            self.open.push((tag.to_vec(), 1, self.scan.marks.len() - 1));
        }
    }

    /// What was found.
    pub(crate) fn finish(mut self) -> Scan {
        self.end_line();
        self.scan
    }
}
