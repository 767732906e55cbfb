//! Which sink writes a format.

use std::path::Path;

use onrecord_export::{
    Brat, Error, Format, Html, Json, Jsonl, Pages, Shape, Sink, Terminal, TerminalOptions,
};

/// How results are to be written.
pub struct Layout {
    /// The format.
    pub format: Format,
    /// Whether exactly one document is to come.
    pub single: bool,
    /// Whether records keep the articles' text.
    pub with_text: bool,
    /// Columns and colour of [`Format::Text`].
    pub terminal: TerminalOptions,
}

/// The sink that writes to `output`, or for brat's files to `folder`.
pub fn sink<'a>(
    layout: &Layout,
    output: &'a mut impl std::io::Write,
    folder: Option<&Path>,
) -> Result<Box<dyn Sink + 'a>, Error> {
    let (shape, pages) = if layout.single {
        (Shape::Object, Pages::One)
    } else {
        (Shape::Array, Pages::Several)
    };
    Ok(match layout.format {
        Format::Text => Box::new(Terminal::new(output, layout.terminal)),
        Format::Json if layout.with_text => Box::new(Json::new(output, shape)),
        Format::Json => Box::new(Json::new(output, shape).without_text()),
        Format::Jsonl if layout.with_text => Box::new(Jsonl::new(output)),
        Format::Jsonl => Box::new(Jsonl::new(output).without_text()),
        Format::Brat => Box::new(Brat::new(folder.unwrap_or(Path::new(".")))?),
        Format::Html => Box::new(Html::new(output, pages)),
    })
}
