//! The style sheet, the script and the icon, each under an address with a hash of what it holds.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use crate::Problem;

/// Something that pages load, as it is served.
struct Asset {
    name: String,
    kind: &'static str,
    holds: String,
}

impl Asset {
    fn new(stem: &str, ending: &str, kind: &'static str, source: &str) -> Self {
        let holds = lean(source);
        let hash: String = Sha256::digest(&holds)[..6]
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        Self {
            name: format!("{stem}-{hash}.{ending}"),
            kind,
            holds,
        }
    }
}

static STYLE: LazyLock<Asset> = LazyLock::new(|| {
    let style = format!(
        "{}{}",
        onrecord_export::html::STYLE,
        include_str!("../../assets/site.css")
    );
    // No string in it holds these.
    let style = [(" {", "{"), ("{ ", "{"), ("; ", ";"), (": ", ":"), (", ", ",")]
        .iter()
        .fold(style, |style, (spaced, tight)| style.replace(spaced, tight));
    Asset::new("onrecord", "css", "text/css; charset=utf-8", &style)
});

static SCRIPT: LazyLock<Asset> = LazyLock::new(|| {
    let script = include_str!("../../assets/comfort.js");
    Asset::new("comfort", "js", "text/javascript; charset=utf-8", script)
});

static ICON: LazyLock<Asset> = LazyLock::new(|| {
    let icon = include_str!("../../assets/icon.svg");
    Asset::new("icon", "svg", "image/svg+xml", icon)
});

/// Without indentation, empty lines, and lines that are comments: nobody reads them there.
fn lean(source: &str) -> String {
    let lines = source.lines().map(str::trim);
    let says = |line: &&str| {
        let is_comment = line.starts_with("//") || (line.starts_with("/*") && line.ends_with("*/"));
        !line.is_empty() && !is_comment
    };
    let lines: Vec<&str> = lines.filter(says).collect();
    lines.join("\n")
}

/// The address of the style sheet.
pub(super) fn style() -> &'static str {
    &STYLE.name
}

/// The address of the script.
pub(super) fn script() -> &'static str {
    &SCRIPT.name
}

/// The address of the icon.
pub(super) fn icon() -> &'static str {
    &ICON.name
}

/// `GET /assets/{name}`. What is under a name never changes.
pub(super) async fn get(Path(name): Path<String>) -> Result<Response, Problem> {
    let asset = [&STYLE, &SCRIPT, &ICON]
        .into_iter()
        .find(|asset| asset.name == name)
        .ok_or_else(|| Problem::not_found("there is nothing of that name; load the page again"))?;
    let headers = [
        (CONTENT_TYPE, asset.kind),
        (CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    Ok((headers, asset.holds.as_str()).into_response())
}
