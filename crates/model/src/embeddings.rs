use crate::network::HIDDEN;

/// Values in a block of Q4_0, and its bytes: a scale (IEEE half) and 32 values of four bits.
const BLOCK: usize = 32;
const BLOCK_BYTES: usize = 18;
const ROW_BYTES: usize = HIDDEN / BLOCK * BLOCK_BYTES;

/// The word embeddings, in four bits as the pretrained encoder came.
pub(crate) struct Embeddings(&'static [u8]);

impl Embeddings {
    /// Takes whole rows; `None` where the bytes are not `rows` rows.
    pub(crate) fn new(bytes: &'static [u8], rows: usize) -> Option<Self> {
        (bytes.len() == rows * ROW_BYTES).then_some(Self(bytes))
    }

    /// Writes the vector of a piece into `out` (`HIDDEN` values). Unknown numbers give zeros.
    pub(crate) fn write(&self, piece: u32, out: &mut [f32]) {
        let at = piece as usize * ROW_BYTES;
        let Some(row) = self.0.get(at..at + ROW_BYTES) else {
            return out.fill(0.0);
        };
        for (block, out) in row
            .as_chunks::<BLOCK_BYTES>()
            .0
            .iter()
            .zip(out.as_chunks_mut::<BLOCK>().0)
        {
            let scale = half(u16::from_le_bytes([block[0], block[1]]));
            for (j, byte) in block[2..].iter().enumerate() {
                out[j] = (f32::from(byte & 15) - 8.0) * scale;
                out[j + BLOCK / 2] = (f32::from(byte >> 4) - 8.0) * scale;
            }
        }
    }
}

/// IEEE 754 half precision to single.
fn half(bits: u16) -> f32 {
    let sign = if bits >> 15 == 1 { -1.0 } else { 1.0 };
    let exponent = i32::from(bits >> 10 & 31);
    let fraction = f32::from(bits & 1023);
    sign * match exponent {
        0 => fraction * (-24f32).exp2(),
        31 => f32::NAN,
        _ => (1024.0 + fraction) * ((exponent - 25) as f32).exp2(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves() {
        for (bits, value) in [
            (0x3c00, 1.0),
            (0xc000, -2.0),
            (0x3555, 0.333_251_95),
            (0x0001, 5.960_464_5e-8),
            (0, 0.0),
        ] {
            assert_eq!(half(bits), value, "{bits:#x}");
        }
    }

    #[test]
    fn reads_a_row() {
        let mut row = Vec::new();
        for _ in 0..HIDDEN / BLOCK {
            row.extend(0x3c00u16.to_le_bytes());
            row.extend([0x98; 16]);
        }
        let embeddings = Embeddings::new(row.leak(), 1).unwrap();
        let mut out = [9.0; HIDDEN];
        embeddings.write(0, &mut out);
        assert_eq!(
            (out[0], out[15], out[16], out[31], out[32]),
            (0.0, 0.0, 1.0, 1.0, 0.0)
        );
        embeddings.write(7, &mut out);
        assert_eq!(out, [0.0; HIDDEN]);
    }
}
