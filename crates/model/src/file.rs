use safetensors::{Dtype, SafeTensors};
use serde::Deserialize;

use crate::Model;
use crate::embeddings::Embeddings;
use crate::labels::{LINKS, ROLES};
use crate::linker::{FAR, Linker, PARAGRAPHS, REACH, SIZE};
use crate::network::{Network, TIMES};
use crate::pieces::Pieces;
use crate::pointer::{
    DATE_PROPERTIES, DATE_WORDS, EARLIER_PROPERTIES, PAIR_PROPERTIES, Pair, Pointer, STATEMENT_PROPERTIES,
    STATEMENT_WORDS, Sum, whole,
};

/// The version of the file's layout that this program reads.
const VERSION: u32 = 3;

/// A model file could not be loaded.
#[derive(Debug, thiserror::Error)]
#[error("{0}; make it anew as training/README.md says")]
pub struct LoadError(String);

/// Settings of decoding, chosen on development data when the model was made.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decoding {
    /// How much of what is left of 1 the null source takes: a source must score more than that.
    pub source_null: f32,
    /// The same for a content's cue.
    pub content_null: f32,
    /// A cue without a source takes the linker's own words that score above this.
    pub own_source: f32,
    /// Attributions of less confidence are left out: F1 is greatest where those are kept that are right more often than
    /// half of F1 (Lipton et al. 2014).
    pub least_confidence: f64,
    /// The same for attributions without a source, whose F1 is lower.
    pub least_sourceless: f64,
    /// Weights of the confidence's features; the last is the intercept. See `onrecord-attribution`.
    pub confidence: Vec<f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    version: u32,
    name: String,
    window: usize,
    back: usize,
    decoding: Decoding,
}

/// `shared` is another model's file, which has what this one leaves out: two models of one vocabulary hold it once.
pub(crate) fn load(bytes: &'static [u8], shared: Option<&'static [u8]>) -> Result<Model, LoadError> {
    let damaged = |what: &dyn std::fmt::Display| LoadError(format!("the model file is damaged ({what})"));
    let (_, metadata) = SafeTensors::read_metadata(bytes).map_err(|error| damaged(&error))?;
    let file = SafeTensors::deserialize(bytes).map_err(|error| damaged(&error))?;
    let shared = shared.map(SafeTensors::deserialize).transpose();
    let shared = shared.map_err(|error| damaged(&error))?;
    let tensor = |name: &str| {
        let own = file.tensor(name);
        let found = own.or_else(|error| shared.as_ref().ok_or(error)?.tensor(name));
        found.map_err(|error| damaged(&error))
    };
    let header = metadata
        .metadata()
        .as_ref()
        .and_then(|entries| entries.get("onrecord"));
    let header: Header = serde_json::from_str(header.ok_or_else(|| damaged(&"no header"))?)
        .map_err(|error| damaged(&error))?;
    if header.version != VERSION {
        return Err(LoadError(format!(
            "the model file is of version {}, not {VERSION}",
            header.version
        )));
    }
    if !(16..=512).contains(&header.window) {
        return Err(damaged(&"window"));
    }
    let bytes_of = |name: &str| -> Result<&'static [u8], LoadError> { Ok(tensor(name)?.data()) };
    let floats = |name: &str, count: usize| -> Result<Vec<f32>, LoadError> {
        let tensor = tensor(name)?;
        let values: Vec<f32> = tensor
            .data()
            .as_chunks::<4>()
            .0
            .iter()
            .map(|b| f32::from_le_bytes(*b))
            .collect();
        if tensor.dtype() != Dtype::F32 || values.len() != count {
            return Err(damaged(&name));
        }
        Ok(values)
    };
    let pieces: Vec<String> = serde_json::from_slice(bytes_of("pieces")?).map_err(|error| damaged(&error))?;
    let scores = floats("scores", pieces.len())?;
    let buckets = floats("buckets", REACH + 1)?
        .into_iter()
        .map(|bucket| bucket as usize)
        .collect::<Vec<_>>();
    if buckets.iter().any(|&bucket| bucket > FAR) {
        return Err(damaged(&"buckets"));
    }
    let transitions = floats("transitions", (ROLES + 1) * ROLES)?;
    let mut linker = Linker {
        distance: floats("link.distance", (2 * FAR + 1) * SIZE)?,
        paragraph: floats("link.paragraph", (2 * PARAGRAPHS + 1) * SIZE)?,
        weight: floats("link.weight", LINKS * SIZE)?,
        bias: [0.0; LINKS],
        buckets,
    };
    linker.bias.copy_from_slice(&floats("link.bias", LINKS)?);
    // As bfloat16.
    let halves = |name: &str, count: usize| -> Result<Vec<f32>, LoadError> {
        let tensor = tensor(name)?;
        let halves = tensor.data().as_chunks::<2>().0.iter();
        let values: Vec<f32> = halves.map(|b| whole(u16::from_le_bytes(*b))).collect();
        if tensor.dtype() != Dtype::U16 || values.len() != count {
            return Err(damaged(&name));
        }
        Ok(values)
    };
    let rows = |name: &str, rows: usize| halves(name, rows * TIMES);
    let pair = |name: &str, properties: usize| -> Result<Pair, LoadError> {
        Ok(Pair {
            from: rows(&format!("pointer.{name}.from"), TIMES)?,
            to: rows(&format!("pointer.{name}.to"), TIMES)?,
            properties: rows(&format!("pointer.{name}.properties"), properties + 1)?,
            weight: halves(&format!("pointer.{name}.weight"), TIMES + 1)?,
        })
    };
    let sum = |name: &str, words: usize, properties: usize| -> Result<Sum, LoadError> {
        Ok(Sum {
            words: rows(&format!("pointer.{name}.words"), words * TIMES)?,
            properties: rows(&format!("pointer.{name}.properties"), properties + 1)?,
        })
    };
    let pointer = Pointer {
        statement: sum("statement", STATEMENT_WORDS, STATEMENT_PROPERTIES)?,
        date: sum("date", DATE_WORDS, DATE_PROPERTIES)?,
        to_date: pair("to_date", PAIR_PROPERTIES)?,
        to_earlier: pair("to_earlier", EARLIER_PROPERTIES)?,
        none: halves("pointer.none", TIMES + 1)?,
    };
    let embeddings =
        Embeddings::new(bytes_of("embeddings")?, pieces.len()).ok_or_else(|| damaged(&"embeddings"))?;
    let mut table = [[0.0; ROLES]; ROLES + 1];
    for (row, values) in table.iter_mut().zip(transitions.as_chunks::<ROLES>().0) {
        *row = *values;
    }
    Ok(Model {
        name: header.name,
        window: header.window,
        back: header.back,
        decoding: header.decoding,
        transitions: table,
        pieces: Pieces::new(pieces, &scores),
        embeddings,
        network: Network::new(bytes_of("graph")?).map_err(|error| damaged(&error))?,
        linker,
        pointer,
    })
}
