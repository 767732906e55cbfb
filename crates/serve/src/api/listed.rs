//! Lists that come page by page.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{Kind, Problem};

/// Entries of a page, unless fewer are asked for.
const USUAL: usize = 50;

/// The most entries of a page.
const MOST: usize = 200;

/// Which part of a list is wanted.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct Paging {
    /// The most entries of a page.
    #[param(minimum = 1, maximum = 200, default = 50)]
    pub(super) limit: Option<usize>,
    /// Where the page before ended: its `next`.
    #[param(max_length = 100, pattern = "^[0-9]{1,18}(~[0-9T:Z-]{0,40})?$")]
    pub(super) cursor: Option<String>,
}

/// A page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Page<T> {
    /// The entries, in the order of the list.
    pub(super) items: Vec<T>,
    /// The `cursor` of the next page; `null` at the end.
    pub(super) next: Option<String>,
}

/// Where a page ended: behind an entry's number, in lists by day behind its day too.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cursor {
    pub(super) day: String,
    pub(super) number: i64,
}

impl Paging {
    /// How many entries are wanted.
    pub(super) fn limit(&self) -> Result<usize, Problem> {
        match self.limit.unwrap_or(USUAL) {
            limit @ 1..=MOST => Ok(limit),
            _ => Err(Problem::new(
                Kind::Malformed,
                format!("a page has 1 to {MOST} entries; give such a limit"),
            )),
        }
    }

    /// Where the page before ended; `None` for the first page.
    pub(super) fn cursor(&self) -> Result<Option<Cursor>, Problem> {
        let Some(cursor) = &self.cursor else {
            return Ok(None);
        };
        let (number, day) = cursor.split_once('~').unwrap_or((cursor, ""));
        let digits = number.len() <= 18 && number.bytes().all(|byte| byte.is_ascii_digit());
        match number.parse() {
            Ok(number) if digits && day.len() <= 40 => Ok(Some(Cursor {
                day: day.to_owned(),
                number,
            })),
            _ => Err(Problem::new(
                Kind::Malformed,
                "that is no cursor of this server; take the `next` of the page before",
            )),
        }
    }

    /// The number behind which the page begins; `first` for the first page.
    pub(super) fn behind(&self, first: i64) -> Result<i64, Problem> {
        Ok(self.cursor()?.map_or(first, |cursor| cursor.number))
    }

    /// The page of a list that is at hand whole; its cursors count entries.
    pub(super) fn of_whole<T>(&self, list: Vec<T>) -> Result<Page<T>, Problem> {
        let limit = self.limit()?;
        let start = usize::try_from(self.behind(0)?).unwrap_or(usize::MAX);
        let end = start.saturating_add(limit);
        let next = (end < list.len()).then(|| end.to_string());
        let items = list.into_iter().skip(start).take(limit).collect();
        Ok(Page { items, next })
    }
}

impl<T> Page<T> {
    /// A page of at most `limit` entries out of `found`, which holds one more where there are more; `cursor` tells where
    /// an entry stands.
    pub(super) fn cut(mut found: Vec<T>, limit: usize, cursor: impl Fn(&T) -> Cursor) -> Self {
        let more = found.len() > limit;
        found.truncate(limit);
        let next = found.last().filter(|_| more).map(|last| cursor(last).to_string());
        Self { items: found, next }
    }
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.number)?;
        if self.day.is_empty() {
            return Ok(());
        }
        write!(f, "~{}", self.day)
    }
}

impl From<i64> for Cursor {
    fn from(number: i64) -> Self {
        Self {
            day: String::new(),
            number,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(limit: usize, cursor: Option<String>) -> Paging {
        Paging {
            limit: Some(limit),
            cursor,
        }
    }

    #[test]
    fn a_list_comes_whole_and_nothing_twice() {
        for limit in [1, 3, 7, 10, 11, 200] {
            let (mut seen, mut cursor) = (Vec::new(), None);
            loop {
                let page = at(limit, cursor).of_whole((0..10).collect()).unwrap();
                seen.extend(page.items);
                cursor = page.next;
                if cursor.is_none() {
                    break;
                }
            }
            assert_eq!(seen, (0..10).collect::<Vec<_>>(), "{limit}");
        }
    }

    #[test]
    fn cursors_are_understood_again_and_others_refused() {
        let cursor = Cursor {
            day: "2031-03-14T08:00".into(),
            number: 7,
        };
        assert_eq!(at(1, Some(cursor.to_string())).cursor().unwrap(), Some(cursor));
        for wrong in ["", "x", "-1", "1.5", "99999999999999999999", "~2031"] {
            assert!(at(1, Some(wrong.into())).cursor().is_err(), "{wrong}");
        }
        assert!(at(0, None).limit().is_err() && at(201, None).limit().is_err());
        // Far behind the end there is nothing, and nothing more.
        let page = at(5, Some("999999999999999999".into()))
            .of_whole(vec![1])
            .unwrap();
        assert!(page.items.is_empty() && page.next.is_none());
    }
}
