//! The token that everybody has to show where the server listens to more than its own machine.

use std::fmt;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// The fewest characters of a token: of letters and digits at random these are 190 bits.
const SHORTEST: usize = 32;

/// A token, kept as its hash.
#[derive(Clone)]
pub struct Token([u8; 32]);

/// Why a file holds no token.
#[derive(Debug, thiserror::Error)]
pub enum TokenError {
    /// It can't be read.
    #[error("{path}: the token can't be read ({reason}); name a file with --token-file", path = .path.display())]
    Unread {
        /// The file.
        path: PathBuf,
        /// What the system says.
        reason: std::io::Error,
    },
    /// What it holds is too short, or can't be typed.
    #[error("{path}: a token is one line of {SHORTEST} to 512 ASCII characters without blanks; `openssl rand -hex 32` makes one", path = .0.display())]
    NoToken(PathBuf),
}

impl Token {
    /// The token in a file: its only line.
    ///
    /// # Errors
    /// Where it can't be read, or is too short to be safe.
    pub fn open(path: &Path) -> Result<Self, TokenError> {
        let file = std::fs::read(path).map_err(|reason| TokenError::Unread {
            path: path.to_owned(),
            reason,
        })?;
        let text = String::from_utf8_lossy(&file);
        Self::of(text.trim()).ok_or_else(|| TokenError::NoToken(path.to_owned()))
    }

    /// A token of 32 to 512 visible ASCII characters; `None` for anything else.
    pub fn of(text: &str) -> Option<Self> {
        let fits = (SHORTEST..=512).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic());
        fits.then(|| Self(Sha256::digest(text).into()))
    }

    /// Whether somebody shows this token. Takes the same time wherever it differs.
    pub(crate) fn is(&self, shown: &str) -> bool {
        let shown: [u8; 32] = Sha256::digest(shown).into();
        self.0.ct_eq(&shown).into()
    }

    /// What a browser that has shown the token is given to show from then on. It doesn't tell the token.
    pub(crate) fn cookie(&self) -> String {
        let hash = Sha256::new()
            .chain_update("onrecord pages ")
            .chain_update(self.0)
            .finalize();
        hash.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Whether a browser shows what it was given.
    pub(crate) fn is_cookie(&self, shown: &str) -> bool {
        self.cookie().as_bytes().ct_eq(shown.as_bytes()).into()
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token")
    }
}
