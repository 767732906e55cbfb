"""Copies of documents, and statements that stand in several: what a store finds, found on a cluster.

Spark's SQL brings together what may be alike, by keys that alike texts share; the engine says of each pair or group what it
says in a store. Nothing is compared all with all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Iterator

import pyarrow as pa

import onrecord

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

#: Statements with a word, beyond which the word is too common to bring statements together.
COMMON = 10_000

#: The words of a statement by which it looks for others: the rarer half, and four at least. What is nearly the same shares
#: 65 % of the longer one's words by weight, and so one of these.
RAREST = "slice(ranked, 1, greatest(4, 1 + size(ranked) div 2))"


def copies(documents: DataFrame, text: str = "text", id: str = "id", url: str | None = None) -> DataFrame:
    """Which documents repeat an earlier one: columns ``id``, ``of``, ``kind`` (``copy`` or ``update``), ``similarity``.

    ``url`` names the column of addresses, where there is one: another text at a known address is an update. Ids are
    unique, and the smaller one is the earlier document; of a group of copies the first stands for all. The verdicts are
    those of the command's ``duplicate`` on the same documents in the order of their ids; but nothing is forgotten here.

    Two texts meet where a band of their MinHash signatures is equal (locality-sensitive hashing: 24 bands of 5 minima),
    or all their words, or their addresses.
    """
    from pyspark.sql import functions as F

    named = [F.col(id).cast("string").alias("id"), F.col(text).alias("text")]
    named.append((F.col(url) if url else F.lit(None)).cast("string").alias("url"))
    signed = documents.select(*named).mapInArrow(
        _signed, "id string, url string, place string, signature binary, words long, bands array<long>"
    )
    signed = signed.persist()

    # Of documents with just these words, the first: a wire report in a thousand papers is compared once.
    firsts = signed.groupBy("words").agg(F.min_by(F.struct("id", "signature", "bands"), "id").alias("first"))
    firsts = firsts.select("words", "first.*")
    banded = firsts.select("id", "signature", F.explode("bands").alias("band"))
    met = (
        banded.alias("one")
        .join(banded.alias("other"), F.expr("one.band = other.band AND one.id < other.id"))
        .selectExpr("one.id AS id", "other.id AS neighbour", "one.signature AS one", "other.signature AS other")
        .dropDuplicates(["id", "neighbour"])
        .mapInArrow(_near, "id string, neighbour string")
    )
    equal = signed.join(firsts.select("words", F.col("id").alias("first")), "words").where("id <> first")
    there = signed.where("place IS NOT NULL").groupBy("place").agg(F.min("id").alias("first"))
    there = signed.join(there, "place").where("id <> first")
    edges = met.unionByName(equal.selectExpr("first AS id", "id AS neighbour"))
    edges = edges.unionByName(there.selectExpr("first AS id", "id AS neighbour"))

    groups = _groups(edges)
    grouped = signed.join(groups, "id").select("group", "id", "url", "signature")
    return grouped.groupBy("group").applyInPandas(_verdicts, "id string, of string, kind string, similarity double")


def same(statements: DataFrame, id: str = "id", words: str = "words") -> DataFrame:
    """Pairs of statements in the same words, nearly the same, or of which one is cut out of the other: columns ``one``,
    ``other`` (ids, the smaller first), ``likeness`` (``equal``, ``near`` or ``part``) and ``score`` from 0 to 1.

    ``id`` names a column that is unique: of the flat view, ``concat(id, '#', part, '#', attribution)``. Same verdicts as
    ``onrecord same`` on the same statements; paraphrases, which need the frequencies of all words, are left to the store.

    A statement looks for others by the rarer half of its words; a word that stands in more than 10,000 statements brings none
    together, but equal statements are always found.
    """
    from pyspark.sql import functions as F

    told = statements.select(F.col(id).cast("string").alias("id"), F.col(words).alias("words"))
    told = told.mapInArrow(_worded, "id string, words string, whole string, forms array<string>").persist()
    postings = told.select("id", F.explode("forms").alias("form"))
    rarity = postings.groupBy("form").agg(F.count("*").alias("statements")).where(f"statements <= {COMMON}")
    known = postings.join(rarity, "form")
    ranked = known.groupBy("id").agg(F.sort_array(F.collect_list(F.struct("statements", "form"))).alias("ranked"))
    asked = ranked.select("id", F.explode(F.expr(RAREST)).alias("rare")).select("id", "rare.form")
    by_word = asked.alias("one").join(known.alias("other"), "form").where("one.id <> other.id")
    by_word = by_word.selectExpr("least(one.id, other.id) AS one", "greatest(one.id, other.id) AS other")
    wholes = told.select("id", "whole")
    by_whole = wholes.alias("a").join(wholes.alias("b"), F.expr("a.whole = b.whole AND a.id < b.id"))
    pairs = by_word.unionByName(by_whole.selectExpr("a.id AS one", "b.id AS other")).distinct()
    with_words = pairs.join(told.selectExpr("id AS one", "words AS one_words"), "one").join(
        told.selectExpr("id AS other", "words AS other_words"), "other"
    )
    return with_words.mapInArrow(_likeness, "one string, other string, likeness string, score double")


def _groups(edges: DataFrame) -> DataFrame:
    """The connected parts of a graph: columns ``id`` and ``group``, the least id of the part.

    Each round hands the least id on to the neighbours; a chain of n takes n rounds, but alike texts are stars."""
    from pyspark.sql import functions as F

    both = edges.unionByName(edges.selectExpr("neighbour AS id", "id AS neighbour")).distinct().persist()
    groups = both.groupBy("id").agg(F.least("id", F.min("neighbour")).alias("group")).persist()
    while True:
        handed = both.join(groups.selectExpr("id AS neighbour", "group"), "neighbour").groupBy("id")
        handed = handed.agg(F.min("group").alias("handed"))
        # Without the way it was made, which would grow with every round.
        after = groups.join(handed, "id").selectExpr("id", "least(group, handed) AS group").localCheckpoint()
        moved = after.join(groups.selectExpr("id", "group AS before"), "id").where("group <> before")
        settled = moved.isEmpty()
        groups = after
        if settled:
            return groups


def _signed(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        ids, texts, urls = (column.to_pylist() for column in batch.columns)
        signatures = [onrecord.Signature.of(text or "") for text in texts]
        yield pa.RecordBatch.from_pydict(
            {
                "id": pa.array(ids, pa.string()),
                "url": pa.array(urls, pa.string()),
                "place": pa.array([url and onrecord.address(url) for url in urls], pa.string()),
                "signature": pa.array([bytes(signature) for signature in signatures], pa.binary()),
                "words": pa.array([signature.words for signature in signatures], pa.int64()),
                "bands": pa.array([signature.bands for signature in signatures], pa.list_(pa.int64())),
            }
        )


def _near(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        ones, others = (batch.column(name).to_pylist() for name in ("one", "other"))
        pairs = zip(map(onrecord.Signature.from_bytes, ones), map(onrecord.Signature.from_bytes, others))
        kept = batch.filter(pa.array([one.near(other) for one, other in pairs], pa.bool_()))
        yield kept.select(["id", "neighbour"])


def _verdicts(group: Any) -> Any:
    import pandas as pd

    group = group.sort_values("id")
    seen = onrecord.Copies(remembered=len(group))
    rows = []
    for id, url, signature in zip(group["id"], group["url"], group["signature"]):
        twin = seen.check(id, url, onrecord.Signature.from_bytes(bytes(signature)))
        if twin is not None:
            rows.append((id, *twin))
    return pd.DataFrame(rows, columns=["id", "of", "kind", "similarity"])


def _worded(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        ids, words = (column.to_pylist() for column in batch.columns)
        forms = [onrecord.wording(one or "") for one in words]
        yield pa.RecordBatch.from_pydict(
            {
                "id": pa.array(ids, pa.string()),
                "words": pa.array(words, pa.string()),
                "whole": pa.array([" ".join(form for form, _ in one) or None for one in forms], pa.string()),
                "forms": pa.array(
                    [sorted({form for form, function in one if not function}) for one in forms], pa.list_(pa.string())
                ),
            }
        )


def _likeness(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        ones, others = (batch.column(name).to_pylist() for name in ("one_words", "other_words"))
        verdicts = [onrecord.same(one, other) for one, other in zip(ones, others)]
        kept = batch.filter(pa.array([verdict is not None for verdict in verdicts], pa.bool_()))
        said = [verdict for verdict in verdicts if verdict is not None]
        yield pa.RecordBatch.from_pydict(
            {
                "one": kept.column("one"),
                "other": kept.column("other"),
                "likeness": pa.array([likeness for likeness, _ in said], pa.string()),
                "score": pa.array([score for _, score in said], pa.float64()),
            }
        )
