//! Links to what a page shows, in the formats of other programs.

use onrecord_export::Format;

use super::address::address;

/// The formats, as people call them.
const FORMATS: [(&str, Format); 6] = [
    ("JSON Lines", Format::Jsonl),
    ("CSV", Format::Csv),
    ("Web Annotation", Format::WebAnnotation),
    ("JSON-LD", Format::JsonLd),
    ("brat", Format::Brat),
    ("Parquet", Format::Parquet),
];

/// A link to a file.
pub(super) struct Export {
    pub name: &'static str,
    pub address: String,
}

/// The files of what `fields` ask the API for. CSV is made for spreadsheets, in which people open it: no cell of it is a
/// formula.
pub(super) fn exports(fields: &[(&str, &str)]) -> Vec<Export> {
    let export = |(name, format): (&'static str, Format)| {
        let guarded = if format == Format::Csv { "true" } else { "" };
        let own = [("format", format.name()), ("for_spreadsheets", guarded)];
        let fields: Vec<(&str, &str)> = own.iter().chain(fields).copied().collect();
        Export {
            name,
            address: address("/api/v1/export", &fields),
        }
    };
    FORMATS.map(export).into()
}

#[cfg(test)]
mod tests {
    use super::exports;

    #[test]
    fn each_format_has_an_address() {
        let links = exports(&[("q", "\"a b\""), ("outlet", "")]);
        assert_eq!(links[0].address, "/api/v1/export?format=jsonl&q=%22a+b%22");
        assert_eq!(
            links[1].address,
            "/api/v1/export?format=csv&for_spreadsheets=true&q=%22a+b%22"
        );
        assert_eq!(links.len(), 6);
    }
}
