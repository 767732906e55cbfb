//! What is typed to be searched, as the full-text index understands it.
//!
//! Words stand for themselves, in any order; `"a phrase"` for words in a row; `harb*` for all words that begin so; `AND`,
//! `OR` and `NOT` in capitals, `-word` and parentheses for what they say. Every word goes to the index in quotation
//! marks, so that none of its own syntax can be reached.

/// Nested parentheses that are followed.
const DEEPEST: usize = 20;

/// Words of one query.
const MOST: usize = 200;

/// Why words can't be searched for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QueryError {
    /// There is nothing to search.
    #[error("there is no word to search for; give one or more")]
    Empty,
    /// A quotation mark is alone.
    #[error("the phrase {0:?} has no closing quotation mark; add one, or leave the opening one out")]
    OpenPhrase(String),
    /// A parenthesis is alone.
    #[error("a parenthesis has no counterpart; add it, or put the words in quotation marks")]
    Parenthesis,
    /// `AND`, `OR` or `NOT` has nothing on one side.
    #[error("{0} needs words on both sides; to search for the word itself, write it in small letters")]
    Operator(&'static str),
    /// Only what is not wanted was given.
    #[error("only what is not wanted was given; add a word that is")]
    OnlyNot,
    /// What was given holds neither letters nor digits.
    #[error("{0:?} has no letters or digits to search for; leave it out")]
    NoWord(String),
    /// The query is longer than anybody's.
    #[error(
        "the query is too long or too deeply nested; take at most {MOST} words and {DEEPEST} parentheses in each other"
    )]
    TooLong,
}

/// The index's query for what was typed.
pub(crate) fn translate(typed: &str) -> Result<String, QueryError> {
    let tokens = tokens(typed)?;
    if tokens.is_empty() {
        return Err(QueryError::Empty);
    }
    if tokens.len() > MOST {
        return Err(QueryError::TooLong);
    }
    let mut parser = Parser {
        tokens: &tokens,
        at: 0,
    };
    let query = parser.either(0)?;
    if parser.at < tokens.len() {
        return Err(QueryError::Parenthesis);
    }
    Ok(query)
}

#[derive(Debug, PartialEq, Eq)]
enum Token {
    /// A word or a phrase, and whether it is a prefix.
    Words(String, bool),
    And,
    Or,
    Not,
    /// `-` before a word: not that one.
    Without,
    Open,
    Close,
}

fn tokens(typed: &str) -> Result<Vec<Token>, QueryError> {
    let mut tokens = Vec::new();
    let mut rest = typed.trim_start();
    while let Some(first) = rest.chars().next() {
        let after = &rest[first.len_utf8()..];
        rest = match first {
            '(' => {
                tokens.push(Token::Open);
                after
            }
            ')' => {
                tokens.push(Token::Close);
                after
            }
            '-' | '−'
                if after.starts_with(|c: char| c == '"' || c == '“' || c == '(' || c.is_alphanumeric()) =>
            {
                tokens.push(Token::Without);
                after
            }
            '"' | '“' | '”' | '„' => {
                let closing = |c: char| matches!(c, '"' | '“' | '”');
                let end = after
                    .find(closing)
                    .ok_or_else(|| QueryError::OpenPhrase(after.trim().to_owned()))?;
                let behind = after[end..].trim_start_matches(closing);
                let (prefix, behind) = star(behind);
                tokens.push(words(&after[..end], prefix)?);
                behind
            }
            _ => {
                let ends =
                    |c: char| c.is_whitespace() || matches!(c, '(' | ')' | '"' | '“' | '”' | '„' | '*');
                let end = rest.find(ends).unwrap_or(rest.len()).max(first.len_utf8());
                let (word, behind) = rest.split_at(end);
                let (prefix, behind) = star(behind);
                match word {
                    "AND" => tokens.push(Token::And),
                    "OR" => tokens.push(Token::Or),
                    "NOT" => tokens.push(Token::Not),
                    word => tokens.push(words(word, prefix)?),
                }
                behind
            }
        }
        .trim_start();
    }
    Ok(tokens)
}

fn star(behind: &str) -> (bool, &str) {
    behind
        .strip_prefix('*')
        .map_or((false, behind), |behind| (true, behind))
}

fn words(words: &str, prefix: bool) -> Result<Token, QueryError> {
    if !words.chars().any(char::is_alphanumeric) {
        return Err(QueryError::NoWord(words.to_owned()));
    }
    Ok(Token::Words(words.replace(['"', '\0'], " "), prefix))
}

struct Parser<'a> {
    tokens: &'a [Token],
    at: usize,
}

impl Parser<'_> {
    fn next_is(&mut self, token: &Token) -> bool {
        let is = self.tokens.get(self.at) == Some(token);
        self.at += usize::from(is);
        is
    }

    /// `a OR b`.
    fn either(&mut self, depth: usize) -> Result<String, QueryError> {
        if depth > DEEPEST {
            return Err(QueryError::TooLong);
        }
        let mut ways = vec![self.all(depth)?];
        while self.next_is(&Token::Or) {
            if !self.more() {
                return Err(QueryError::Operator("OR"));
            }
            ways.push(self.all(depth)?);
        }
        Ok(ways.join(" OR "))
    }

    /// `a b`, `a AND b`, `a NOT b`, `a -b`.
    fn all(&mut self, depth: usize) -> Result<String, QueryError> {
        let (mut wanted, mut unwanted) = (Vec::new(), Vec::new());
        while self.more() {
            if self.next_is(&Token::Not) || self.next_is(&Token::Without) {
                unwanted.push(self.one(depth, "NOT")?);
            } else {
                wanted.push(self.one(depth, "AND")?);
            }
            if self.next_is(&Token::And) && !self.more() {
                return Err(QueryError::Operator("AND"));
            }
        }
        match (wanted.as_slice(), unwanted.as_slice()) {
            ([], []) => Err(match self.tokens.get(self.at) {
                Some(Token::And) => QueryError::Operator("AND"),
                Some(Token::Or) => QueryError::Operator("OR"),
                Some(_) => QueryError::Parenthesis,
                None => QueryError::Empty,
            }),
            ([], _) => Err(QueryError::OnlyNot),
            (_, []) => Ok(format!("({})", wanted.join(" AND "))),
            _ => Ok(format!(
                "(({}) NOT ({}))",
                wanted.join(" AND "),
                unwanted.join(" OR ")
            )),
        }
    }

    /// Whether a word, a phrase or a query in parentheses comes now, wanted or not.
    fn more(&self) -> bool {
        matches!(
            self.tokens.get(self.at),
            Some(Token::Words(..) | Token::Open | Token::Not | Token::Without)
        )
    }

    /// A word, a phrase, or a query in parentheses; `before` stands before it.
    fn one(&mut self, depth: usize, before: &'static str) -> Result<String, QueryError> {
        let token = self.tokens.get(self.at);
        self.at += 1;
        match token {
            Some(Token::Words(words, prefix)) => {
                Ok(format!("\"{words}\"{}", if *prefix { " *" } else { "" }))
            }
            Some(Token::Open) => {
                let query = self.either(depth + 1)?;
                if self.next_is(&Token::Close) {
                    Ok(format!("({query})"))
                } else {
                    Err(QueryError::Parenthesis)
                }
            }
            _ => Err(QueryError::Operator(before)),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rusqlite::Connection;

    use super::*;

    #[test]
    fn what_is_typed_is_quoted() {
        for (typed, query) in [
            ("harbour tax", r#"("harbour" AND "tax")"#),
            ("U.S. O'Hara", r#"("U.S." AND "O'Hara")"#),
            ("“the harbour tax”", r#"("the harbour tax")"#),
            ("harb* \"new tax\"*", r#"("harb" * AND "new tax" *)"#),
            ("a OR b AND c", r#"("a") OR ("b" AND "c")"#),
            ("(a OR b) -c NOT d", r#"(((("a") OR ("b"))) NOT ("c" OR "d"))"#),
            (
                "well-known words:tax near(a b)",
                r#"("well-known" AND "words:tax" AND "near" AND (("a" AND "b")))"#,
            ),
        ] {
            assert_eq!(translate(typed).as_deref(), Ok(query), "{typed}");
        }
    }

    #[test]
    fn what_makes_no_sense_is_told() {
        use QueryError::*;
        for (typed, error) in [
            ("", Empty),
            ("  ", Empty),
            ("say \"the tax", OpenPhrase("the tax".into())),
            ("(a", Parenthesis),
            ("a)", Parenthesis),
            ("()", Parenthesis),
            ("a AND", Operator("AND")),
            ("AND a", Operator("AND")),
            ("a OR", Operator("OR")),
            ("a OR OR b", Operator("OR")),
            ("a NOT", Operator("NOT")),
            ("NOT a", OnlyNot),
            ("-a -b", OnlyNot),
            ("a — b", NoWord("—".into())),
            ("*", NoWord("*".into())),
        ] {
            assert_eq!(translate(typed), Err(error), "{typed}");
        }
        assert_eq!(translate(&"(".repeat(100)), Err(TooLong));
        assert_eq!(translate(&"a ".repeat(1000)), Err(TooLong));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_index_takes_whatever_comes_out(typed in r#"([a-c*()"“”\-. ]|AND |OR |NOT |NEAR|\PC){0,40}"#) {
            let index = Connection::open_in_memory().unwrap();
            index.execute_batch("CREATE VIRTUAL TABLE search USING fts5 (words)").unwrap();
            if let Ok(query) = translate(&typed) {
                let found = index.query_row("SELECT count(*) FROM search(?1)", [&query], |row| row.get::<_, i64>(0));
                prop_assert_eq!(found.map_err(|error| error.to_string()), Ok(0), "{} -> {}", typed, query);
            }
        }
    }
}
