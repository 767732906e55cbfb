use std::sync::Arc;

use onrecord_text::Word;
use rten::{Model as Graph, ModelOptions, NodeId, RunOptions, ThreadPool};
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, Tensor};

use crate::embeddings::Embeddings;
use crate::labels::ROLES;
use crate::linker;
use crate::names;
use crate::windows::Window;

/// Size of the encoder's vectors.
pub(crate) const HIDDEN: usize = 384;
/// What the linker needs of a word: a view of it as a word, as a cue's first and as a cue's last word.
pub(crate) const VIEWS: usize = 3 * linker::SIZE;
/// What the pointer needs of a word.
pub(crate) const TIMES: usize = 64;
const OUTPUT: usize = ROLES + VIEWS + names::LABELS + TIMES;

const BEGIN: u32 = 0;
const END: u32 = 2;

/// The network could not be run.
#[derive(Debug, thiserror::Error)]
#[error("the network can't be run: {0}")]
pub struct RunError(String);

/// The encoder and the heads' first layer, as one graph.
pub(crate) struct Network {
    graph: Graph,
    inputs: [NodeId; 3],
    output: NodeId,
}

/// A row of scores for every word of a window.
pub(crate) struct Output(Tensor<f32>);

/// What the graph says of one word.
pub(crate) struct Row<'a> {
    pub(crate) roles: &'a [f32],
    pub(crate) views: &'a [f32],
    pub(crate) names: &'a [f32],
    pub(crate) times: &'a [f32],
}

impl Output {
    pub(crate) fn row(&self, word: usize) -> Row<'_> {
        let all = self.0.data().unwrap_or_default();
        let row = all
            .get(word * OUTPUT..(word + 1) * OUTPUT)
            .unwrap_or(&[0.0; OUTPUT]);
        let (roles, rest) = row.split_at(ROLES);
        let (views, rest) = rest.split_at(VIEWS);
        let (names, times) = rest.split_at(names::LABELS);
        Row {
            roles,
            views,
            names,
            times,
        }
    }
}

impl Network {
    pub(crate) fn new(onnx: &'static [u8]) -> Result<Self, String> {
        let mut options = ModelOptions::with_all_ops();
        options.prepack_weights(true);
        let graph = options
            .load_static_slice(onnx)
            .map_err(|error| error.to_string())?;
        let id = |name| graph.node_id(name).map_err(|error| error.to_string());
        Ok(Self {
            inputs: [id("vectors")?, id("quotes")?, id("heads")?],
            output: id("words")?,
            graph,
        })
    }

    /// Reads one window, alone and at its true length: neighbours in a batch would change int8 results.
    pub(crate) fn run(
        &self,
        window: &Window,
        words: &[Word],
        pieces: &[Vec<u32>],
        embeddings: &Embeddings,
    ) -> Result<Output, RunError> {
        let mut ids = vec![BEGIN];
        let mut quotes = vec![0];
        let mut heads = Vec::new();
        for segment in &window.segments {
            for word in segment.clone() {
                heads.push(ids.len() as i32);
                ids.extend(&pieces[word]);
                quotes.resize(ids.len(), words[word].quotation as i32);
            }
            ids.push(END);
            quotes.push(0);
        }
        let mut vectors = vec![0.0; ids.len() * HIDDEN];
        for (&id, vector) in ids.iter().zip(vectors.as_chunks_mut::<HIDDEN>().0) {
            embeddings.write(id, vector);
        }
        let inputs = vec![
            (
                self.inputs[0],
                NdTensor::from_data([1, ids.len(), HIDDEN], vectors).into(),
            ),
            (self.inputs[1], NdTensor::from_data([1, ids.len()], quotes).into()),
            (
                self.inputs[2],
                NdTensor::from_data([heads.len()], heads.clone()).into(),
            ),
        ];
        let options = RunOptions::default().with_thread_pool(Some(single_thread()));
        let failed = |what: String| RunError(what);
        let output = self
            .graph
            .run(inputs, &[self.output], Some(options))
            .map_err(|error| failed(error.to_string()))?;
        let table = output
            .into_iter()
            .next()
            .and_then(|value| value.into_tensor::<f32>())
            .ok_or_else(|| failed("it gave no table of scores".into()))?;
        if table.shape() != [heads.len(), OUTPUT] {
            return Err(failed(format!("it gave a table of shape {:?}", table.shape())));
        }
        Ok(Output(table))
    }
}

/// The calling thread's own pool of one thread: windows are read side by side, not split.
fn single_thread() -> Arc<ThreadPool> {
    thread_local!(static POOL: Arc<ThreadPool> = Arc::new(ThreadPool::with_num_threads(1)));
    POOL.with(Arc::clone)
}
