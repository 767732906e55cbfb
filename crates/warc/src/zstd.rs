//! Frames of Zstandard files (RFC 8878), with the dictionary that `.warc.zst` files may begin with.

use std::io::Read;

use ruzstd::decoding::errors::FrameDecoderError;
use ruzstd::decoding::{BlockDecodingStrategy, Dictionary, FrameDecoder};

use crate::Cause;
use crate::input::Input;

/// How every frame with data begins.
pub(crate) const MAGIC: &[u8] = b"\x28\xb5\x2f\xfd";

/// The number of the frame that holds the dictionary, little-endian.
const DICTIONARY: &[u8] = b"\x5d\x2a\x4d\x18";

/// The most bytes of a dictionary, folded and unfolded. Those of archives have about 1 MiB.
const LONGEST_DICTIONARY: usize = 16 << 20;

/// Whether a frame to be passed over begins here.
pub(crate) fn is_skippable(bytes: &[u8]) -> bool {
    matches!(bytes, [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..])
}

/// The frame that is being read.
pub(crate) struct Zstd {
    decoder: FrameDecoder,
}

impl Zstd {
    pub(crate) fn new() -> Self {
        Self {
            decoder: FrameDecoder::new(),
        }
    }

    /// Takes the frames that hold no data.
    pub(crate) fn skip_all<R: Read>(&mut self, input: &mut Input<R>) -> Result<(), Cause> {
        while is_skippable(input.peek(4)?) {
            self.skip(input)?;
        }
        Ok(())
    }

    /// Takes a frame's header.
    pub(crate) fn begin<R: Read>(&mut self, input: &mut Input<R>) -> Result<(), Cause> {
        self.decoder
            .reset(&mut *input)
            .map_err(|error| broken(input, &error))
    }

    /// Takes a frame that holds no data; the first frame of a file may be a dictionary.
    fn skip<R: Read>(&mut self, input: &mut Input<R>) -> Result<(), Cause> {
        let dictionary = input.offset() == 0 && input.next()?.starts_with(DICTIONARY);
        let Some(&[_, _, _, _, a, b, c, d]) = input.peek(8)?.first_chunk() else {
            return Err(Cause::Cut);
        };
        input.pass(8);
        let mut length = u32::from_le_bytes([a, b, c, d]) as usize;
        if dictionary {
            if length > LONGEST_DICTIONARY {
                return Err(Cause::Compressed("the dictionary is too long".into()));
            }
            let bytes = input.peek(length)?;
            self.learn(bytes.get(..length).ok_or(Cause::Cut)?)?;
        }
        while length > 0 {
            let passed = input.next()?.len().min(length);
            if passed == 0 {
                return Err(Cause::Cut);
            }
            input.pass(passed);
            length -= passed;
        }
        Ok(())
    }

    fn learn(&mut self, bytes: &[u8]) -> Result<(), Cause> {
        let broken = |error: &dyn std::fmt::Display| Cause::Compressed(format!("the dictionary: {error}"));
        let unfolded;
        let mut bytes = bytes;
        if bytes.starts_with(MAGIC) {
            let mut decoder =
                ruzstd::decoding::StreamingDecoder::new(&mut bytes).map_err(|error| broken(&error))?;
            let mut found = Vec::new();
            let read = (&mut decoder)
                .take(LONGEST_DICTIONARY as u64)
                .read_to_end(&mut found);
            read.map_err(|error| broken(&error))?;
            unfolded = found;
            bytes = &unfolded;
        }
        let dictionary = Dictionary::decode_dict(bytes).map_err(|error| broken(&error))?;
        self.decoder.add_dict(dictionary).map_err(|error| broken(&error))
    }

    /// Undoes some more into a buffer; whether that was the frame's end.
    pub(crate) fn read<R: Read>(&mut self, input: &mut Input<R>, into: &mut Vec<u8>) -> Result<bool, Cause> {
        const STEP: usize = 1 << 16;
        if self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
            self.decoder
                .decode_blocks(&mut *input, BlockDecodingStrategy::UptoBytes(STEP))
                .map_err(|error| broken(input, &error))?;
        }
        let end = into.len();
        into.resize(end + STEP, 0);
        let read = self.decoder.read(&mut into[end..])?;
        into.truncate(end + read);
        if !self.decoder.is_finished() || self.decoder.can_collect() > 0 {
            return Ok(false);
        }
        let stated = self.decoder.get_checksum_from_data();
        if stated.is_some() && stated != self.decoder.get_calculated_checksum() {
            return Err(Cause::Checksum);
        }
        Ok(true)
    }

    /// Whether a frame begins here, and what it holds begins with these bytes. Where the first bytes can't be seen yet
    /// because a long stretch must be undone before them, a sound first block is enough.
    pub(crate) fn holds(&mut self, mut bytes: &[u8], beginning: &[u8]) -> bool {
        if self.decoder.reset(&mut bytes).is_err() {
            return false;
        }
        let one = || BlockDecodingStrategy::UptoBlocks(1);
        if self.decoder.decode_blocks(&mut bytes, one()).is_err() {
            return false;
        }
        while self.decoder.can_collect() < beginning.len() && !self.decoder.is_finished() {
            if self.decoder.decode_blocks(&mut bytes, one()).is_err() {
                return true;
            }
        }
        let mut found = vec![0; beginning.len()];
        self.decoder.read_exact(&mut found).is_ok() && found == beginning
    }
}

/// Why a frame could not be read. What the device says is told apart: it is met again at the next byte.
fn broken<R: Read>(input: &mut Input<R>, error: &FrameDecoderError) -> Cause {
    match input.next() {
        Err(error) => Cause::Read(error),
        Ok([]) => Cause::Cut,
        Ok(_) => Cause::Compressed(error.to_string()),
    }
}
