"""GUM (Georgetown University Multilayer corpus): its texts, and where a person, an organisation or a place is named.

A *name* is a mention of GUM whose head is a proper noun, cut to its minimal span: "Mohib" of "Hamdullah Mohib, the
Afghan ambassador", without titles ("President"), determiners and possessive endings.
"""

import re
from dataclasses import dataclass
from pathlib import Path

KINDS = {"person": "person", "organization": "organisation", "place": "place"}
TITLES = set("mr mrs ms miss dr prof sir madam president professor doctor senator governor king queen mom dad mum mother father "
             "chairman speaker captain general colonel director lord lady earl duke count baron pope bishop".split())


@dataclass
class Token:
    form: str
    start: int
    end: int
    tag: str
    exact: str
    relation: str
    number: str
    head: str


@dataclass
class Name:
    start: int
    end: int
    kind: str


def read(path: Path) -> dict:
    """A document: `id`, `text` (paragraphs parted by line ends) and `names`, in the order of the text."""
    text, names, tokens, open_ = "", [], [], {}
    space, glued_until = False, 0
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newpar") and not line.startswith("# newpar_"):
            text, space = (text.rstrip() + "\n" if text else ""), False
        if not line or line.startswith("#"):
            if not line:
                tokens, open_ = [], {}
            continue
        number, form, _, tag, exact, _, head, relation, _, misc = line.split("\t")
        if "-" in number:
            glued_until, last = int(number.split("-")[1]), "SpaceAfter=No" not in misc
            continue
        if "." in number:
            continue
        if space:
            text += " "
        tokens.append(Token(form, len(text), len(text) + len(form), tag, exact, relation, number, head))
        text += form
        space = "SpaceAfter=No" not in misc
        if glued_until:
            space = False
            if int(number) == glued_until:
                space, glued_until = last, 0
        entity = re.search(r"Entity=([^|]*)", misc)
        for opened, what, closed in re.findall(r"(\()?([^()]+)(\))?", entity.group(1) if entity else ""):
            group = what.split("-")[0]
            if opened:
                fields = what.split("-")
                open_.setdefault(group, []).append((len(tokens) - 1, fields[1], fields[5]))
            if closed and open_.get(group):
                first, kind, least = open_[group].pop()
                name = least_name(tokens[first:], kind, least)
                if name:
                    names.append(name)
    names.sort(key=lambda n: (n.start, -n.end))
    whole = [n for i, n in enumerate(names) if not any(m is not n and m.start <= n.start and n.end <= m.end and
             (m.end - m.start, -names.index(m)) > (n.end - n.start, -i) for m in names)]
    return {"id": path.stem, "text": text, "names": whole}


def least_name(mention: list[Token], kind: str, least: str) -> Name | None:
    """The name in a mention, or none."""
    places = sorted(int(i) - 1 for i in least.split(",") if i.isdigit())
    if kind not in KINDS or not places or places[-1] >= len(mention):
        return None
    inside = {t.number for t in mention}
    heads = [i for i, t in enumerate(mention) if t.head not in inside]
    if not heads or mention[heads[0]].tag != "PROPN":
        return None
    part = [places[0]]
    for i in places[1:]:
        between = mention[part[-1] + 1 : i]
        joined = ("-", "&", "\u2013") if kind == "person" else ("-", "&", "\u2013", "of", "the", "for", "and", "on", "de", "'s", "\u2019s")
        if len(between) > 2 or any(t.form not in joined for t in between):
            break
        part.append(i)
    part = mention[part[0] : part[-1] + 1]
    if kind == "person" and part[0].exact == "NNPS":
        return None  # a people or a party, not a person
    titles = [i for i, t in enumerate(part[:-1]) if t.form.lower().rstrip(".") in TITLES]
    part = part[titles[-1] + 1 :] if kind == "person" and titles else part
    while len(part) > 1 and (part[0].relation == "nmod:desc" or part[0].form.lower().rstrip(".") in TITLES or
                             part[0].tag in ("DET", "PUNCT", "ADP") or part[0].tag == "NOUN" and part[0].form.islower()):
        part = part[1:]
    while len(part) > 1 and part[-1].form.lower() in ("'s", "\u2019s", "'", "\u2019", ",", "."):
        part = part[:-1]
    if not any(t.tag == "PROPN" for t in part) or len(part) == 1 and part[0].form.lower().rstrip(".") in TITLES:
        return None
    return Name(part[0].start, part[-1].end, KINDS[kind])
