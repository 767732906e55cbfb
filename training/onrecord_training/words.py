"""Text to the model's words: the Python twin of the Rust crate `onrecord-text`.

The model reads *words*: runs of letters and digits, and punctuation marks one by one. Both sides of the program
must cut a text in the same way, or the weights are of no use; `tests/words.json` holds cases that both are tested on.

Offsets are Unicode scalar values (what `str` indexes count).
"""

import unicodedata
from dataclasses import dataclass

DOUBLE_OPEN = "\u201c\u201e\u201f\u00ab\u275d\u301d"
DOUBLE_CLOSE = "\u201d\u00bb\u275e\u301e"
DOUBLE_PLAIN = '"\uff02\u2033'
SINGLE_OPEN = "\u2018\u201a\u201b\u2039`"
SINGLE_CLOSE = "\u2019\u203a\u00b4"
SINGLE_PLAIN = "'\uff07\u2032\u02bc"
APOSTROPHES = SINGLE_PLAIN + SINGLE_OPEN + SINGLE_CLOSE
DASHES = "\u2012\u2013\u2014\u2015\u2212"
RUNS = ".-_*=#~"
SUFFIXES = {"s", "t", "re", "ve", "ll", "d", "m"}

# What a word is to the quotation structure around it.
OUTSIDE, OPENING, INSIDE, CLOSING, STRAY, UNCLOSED = range(6)
QUOTE_STATES = 6


@dataclass
class Word:
    start: int
    end: int
    form: str  # what the encoder reads: canonical marks, compatibility forms folded
    spaced: bool  # white space stands before it, or it opens its paragraph
    quote: int = OUTSIDE


def ignorable(char: str) -> bool:
    """Characters that show nothing: soft hyphen, zero-width and direction marks."""
    code = ord(char)
    return code in (0xAD, 0xFEFF) or 0x200B <= code <= 0x200F or 0x202A <= code <= 0x202E or 0x2060 <= code <= 0x2069


def blank(char: str) -> bool:
    code = ord(char)
    return char.isspace() or code < 32 or 127 <= code < 160


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Lines that hold more than blanks, without the blanks at their ends."""
    result, start = [], 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        a, b = start, end
        while a < b and (blank(text[a]) or ignorable(text[a])):
            a += 1
        while a < b and (blank(text[b - 1]) or ignorable(text[b - 1])):
            b -= 1
        if a < b:
            result.append((a, b))
        start = end + 1
    return result


def canonical(raw: str) -> str:
    """The form the encoder reads."""
    if raw in ("''", "``") or raw in DOUBLE_OPEN + DOUBLE_CLOSE + DOUBLE_PLAIN:
        return '"'
    if raw[0] in APOSTROPHES:
        return "'" + raw[1:]
    if raw in DASHES or (len(raw) > 1 and set(raw) == {"-"}):
        return "\u2014"
    return "".join(c for c in unicodedata.normalize("NFKC", raw) if not ignorable(c) and not blank(c))


def words(text: str, start: int, end: int) -> list[Word]:
    """The words of one paragraph, `text[start:end]`, with their quotation states."""
    result, i, spaced = [], start, True
    while i < end:
        char = text[i]
        if blank(char) or ignorable(char):
            spaced = spaced or blank(char)
            i += 1
            continue
        j = i + 1
        if char.isalnum():
            while True:
                while j < end and (text[j].isalnum() or ignorable(text[j])):
                    j += 1
                if j + 1 < end and text[j] in ".,:" and text[j - 1].isdigit() and text[j + 1].isdigit():
                    j += 2
                    continue
                break
            while ignorable(text[j - 1]):
                j -= 1
        elif char in APOSTROPHES:
            k = j
            while k < end and k - j < 3 and text[k].isalnum():
                k += 1
            if not spaced and text[i - 1].isalnum() and text[j:k].lower() in SUFFIXES:
                j = k
            elif j < end and text[j] == char and char in "'`":
                j += 1
        elif char in RUNS:
            while j < end and text[j] == char:
                j += 1
        result.append(Word(i, j, canonical(text[i:j]), spaced))
        spaced = False
        i = j
    mark_quotations(text, start, end, result)
    return result


def mark_quotations(text: str, start: int, end: int, ws: list[Word]) -> None:
    """Sets every word's `quote`. One odd mark must not turn the rest of the paragraph inside out."""

    def gap_before(w):
        return w.start == start or blank(text[w.start - 1]) or text[w.start - 1] in "([{\u2014\u2013-"

    def gap_after(w):
        return w.end == end or not text[w.end].isalnum()

    def direction(w, inside):
        """+1 opens, -1 closes, 0 can't be told, None is no quotation mark. A mark of the wrong form is taken by its
        place: one like \u201d that opens a word, and one like \u201c that ends one (as German has it)."""
        raw = text[w.start : w.end]
        if raw == "``" or raw in DOUBLE_OPEN:
            ends = w.end == end or not text[w.end].isalnum()
            return -1 if inside and not gap_before(w) and ends else 1
        if raw in DOUBLE_CLOSE:
            begins = gap_before(w) and w.end < end and text[w.end].isalnum()
            return 1 if not inside and begins else -1
        if raw == "''" or raw in DOUBLE_PLAIN:
            before, after = gap_before(w), w.end == end or blank(text[w.end])
            if before and not after:
                return 1
            if after and not before:
                return -1
            return 0
        return None

    def single_closes(w):
        raw = text[w.start : w.end]
        return raw in SINGLE_CLOSE + SINGLE_PLAIN and w.start > start and not blank(text[w.start - 1]) and gap_after(w)

    inside, single, opened = False, False, -1
    for i, w in enumerate(ws):
        turn = direction(w, inside)
        raw = text[w.start : w.end]
        if turn is not None and not single:
            if not inside:
                if turn < 0:
                    w.quote = STRAY
                else:
                    w.quote, inside, opened = OPENING, True, i
            elif turn > 0:
                w.quote = OPENING
            else:
                w.quote, inside = CLOSING, False
            continue
        if single and single_closes(w):
            w.quote, inside, single = CLOSING, False, False
            continue
        if not inside and raw in SINGLE_OPEN + SINGLE_PLAIN and gap_before(w) and not gap_after(w):
            if any(single_closes(v) for v in ws[i + 1 :]):
                w.quote, inside, single, opened = OPENING, True, True, i
                continue
        w.quote = INSIDE if inside else OUTSIDE
    if inside:
        for w in ws[opened + 1 :]:
            if w.quote == INSIDE:
                w.quote = UNCLOSED
