use super::text::key;

/// The names of who publishes the page.
#[derive(Debug, Default)]
pub(crate) struct House {
    keys: Vec<String>,
}

impl House {
    /// From the names that the page gives its publisher, and its host.
    pub(crate) fn new<'a>(names: impl IntoIterator<Item = &'a str>, host: Option<&str>) -> House {
        let mut keys: Vec<String> = names.into_iter().map(key).collect();
        if let Some(host) = host {
            keys.push(key(host));
            keys.extend(host.rsplit_once('.').map(|(name, _)| key(name)));
            let label = host
                .split('.')
                .rev()
                .skip(1)
                .find(|label| label.len() > 3)
                .unwrap_or_default();
            keys.push(key(label));
        }
        let bare: Vec<String> = keys
            .iter()
            .filter_map(|key| key.strip_prefix("the").map(str::to_owned))
            .collect();
        keys.extend(bare);
        keys.retain(|key| key.chars().count() > 1);
        House { keys }
    }

    /// Whether a name is the publisher's: "Kellburg Post", "The Kellburg Post", "kellburgpost.com".
    pub(crate) fn is(&self, name: &str) -> bool {
        let name = key(name);
        let bare = name.strip_prefix("the").unwrap_or(&name);
        self.keys.iter().any(|key| *key == name || key == bare)
    }

    /// Whether a name has the publisher's in it, or the other way round.
    pub(crate) fn near(&self, name: &str) -> bool {
        let name = key(name);
        self.keys.iter().any(|key| {
            *key == name
                || (key.len() > 3 && name.len() > 3 && (name.contains(key.as_str()) || key.contains(&name)))
        })
    }
}
