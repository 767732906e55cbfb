"""What of the recipe needs no network: labels, windows, disturbed copies, decoding, confidence, the pretrained file."""

import random
import struct
import unittest

import numpy as np

from onrecord_training.calibrate import crossed, fit, probability, reliability
from onrecord_training.data import WINDOW, disturb, document, windows
from onrecord_training.decode import ALLOWED, Settings, decode, softmax, spans, viterbi
from onrecord_training.encoder import dequantise

TEXT = "“We will pay,” Ann Dole said. “Soon.”\n\nBob denied it."


def gold():
    at = lambda words: [TEXT.index(words), TEXT.index(words) + len(words)]
    return document({"id": "1", "text": TEXT, "attributions": [
        {"source": [at("Ann Dole")], "cue": [at("said")], "content": [at("“We will pay,”"), at("“Soon.”")]},
        {"source": [at("Bob")], "cue": [at("denied")], "content": [at("it")]}]})


def one_piece(form, spaced):
    return [7]


class Documents(unittest.TestCase):
    def test_labels(self):
        doc = gold()
        self.assertEqual(doc.roles, [5, 6, 6, 6, 6, 6, 1, 2, 3, 0, 5, 6, 6, 6, 1, 3, 5, 0])
        self.assertEqual(doc.attributions[0].content, [0, 1, 2, 3, 4, 5, 10, 11, 12, 13])
        self.assertEqual(doc.paragraph, [0] * 14 + [1] * 4)

    def test_windows_hold_every_word_once(self):
        doc = document({"id": "1", "text": "\n".join(["one two three four."] * 200 + ["x " * 700])})
        seen = []
        for w in windows(0, doc, one_piece, first_limit=100):
            self.assertLessEqual(len(w.pieces), WINDOW)
            self.assertEqual(len(w.heads), len(w.words))
            seen += range(w.first, w.first + len(w.words))
        self.assertEqual(seen, list(range(len(doc.words))))

    def test_disturbed_copies_keep_words_and_labels(self):
        doc = gold()
        before = [(w.start, w.end, w.form) for w in doc.words]
        for seed in range(200):
            copy = disturb(doc, random.Random(seed))
            self.assertEqual((len(copy.words), copy.roles), (len(doc.words), doc.roles))
            self.assertTrue(all(w.form for w in copy.words))
        self.assertEqual(before, [(w.start, w.end, w.form) for w in doc.words])


class Decoding(unittest.TestCase):
    def test_viterbi_is_well_formed(self):
        rng = np.random.default_rng(1)
        for _ in range(50):
            path = [0, *viterbi(rng.normal(size=(30, 7)), ALLOWED)]
            for before, label in zip(path, path[1:]):
                self.assertTrue(label % 2 or not label or before in (label - 1, label), path)

    def test_spans(self):
        self.assertEqual(spans(np.array([1, 3, 4, 5, 5, 0])), {0: [(0, 1)], 1: [(1, 3)], 2: [(3, 4), (4, 5)]})

    def test_each_content_goes_to_the_cue_that_claims_it_most(self):
        doc = gold()
        path = np.array(doc.roles)
        certain = np.log(softmax(np.eye(7)[path] * 9.0))
        links = []
        for a in doc.attributions:
            table = np.zeros((len(path), 5))
            table[:, 0] = 0.2
            table[a.source, 2] = 0.8
            table[a.content, 4] = 0.8
            links.append((0, table))
        found = decode(doc, (certain, path, spans(path), links), Settings())
        self.assertEqual([f.content for f in found], [[(0, 6), (10, 14)], [(16, 17)]])
        self.assertEqual([f.source for f in found], [[(6, 8)], [(14, 15)]])


class Confidence(unittest.TestCase):
    def test_recovers_what_made_the_data(self):
        rng = np.random.default_rng(2)
        x = rng.normal(size=(4000, 3))
        true = np.array([1.5, -1.0, 0.0, 0.5])
        y = (rng.random(4000) < probability(true, x)).astype(float)
        self.assertLess(np.abs(fit(x, y) - true).max(), 0.2)
        _, error = reliability(crossed(x, y, np.arange(4000)), y)
        self.assertLess(error, 0.03)


class Pretrained(unittest.TestCase):
    def test_four_bits(self):
        block = struct.pack("<e16B", 0.5, *[0x98] * 16)
        row = dequantise(np.frombuffer(block * 2, np.uint8).reshape(1, -1))
        self.assertEqual(row.tolist(), [([0.0] * 16 + [0.5] * 16) * 2])


if __name__ == "__main__":
    unittest.main()
