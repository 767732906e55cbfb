-- The views of a store: what its tables hold, in plain words. They are made anew with every version of the schema.

-- What was read in a document: a row a statement, span, entity, mention, time, figure, and place of what is counted.
CREATE VIEW attributions AS
SELECT
  a.id AS id,
  a.document AS document,
  CASE a.in_title WHEN 1 THEN 'title' ELSE 'text' END AS part,
  a.n AS n,
  coalesce(json_extract(a.rest, '$.id'),
    CASE a.in_title WHEN 1 THEN 'h' ELSE 'a' END || a.n) AS label,
  (SELECT name FROM kinds WHERE id = a.type) AS type,
  (SELECT name FROM kinds WHERE id = a.stance) AS stance,
  CASE typeof(a.confidence) WHEN 'integer' THEN a.confidence / 1000.0 ELSE a.confidence END AS confidence,
  CASE typeof(a.speaker_confidence) WHEN 'integer' THEN a.speaker_confidence / 1000.0
    ELSE a.speaker_confidence END AS speaker_confidence,
  a.document * 10000000 + a.entity AS entity,
  a.document * 10000000 + a.via AS via,
  a.document * 10000000 + a.time AS time,
  a.parent AS parent,
  a.speaker AS speaker,
  a.said_from AS said_from,
  a.said_to AS said_to,
  a.rejected AS rejected,
  json_extract(a.rest, '$.evidence') AS evidence,
  a.rest AS rest
FROM kept_attributions a;

CREATE VIEW spans AS
SELECT a.id AS attribution, a.document AS document, 'source' AS role, p.key AS n,
  CAST(p.value AS INTEGER) AS start, CAST(p.value AS INTEGER)
    + CAST(substr(p.value, instr(p.value, '+') + 1) AS INTEGER) AS stop
FROM kept_attributions a, json_each('["' || replace(a.source, ' ', '","') || '"]') p
UNION ALL
SELECT a.id AS attribution, a.document AS document, 'cue' AS role, p.key AS n,
  CAST(p.value AS INTEGER) AS start, CAST(p.value AS INTEGER)
    + CAST(substr(p.value, instr(p.value, '+') + 1) AS INTEGER) AS stop
FROM kept_attributions a, json_each('["' || replace(a.cue, ' ', '","') || '"]') p
UNION ALL
SELECT a.id AS attribution, a.document AS document, 'content' AS role, p.key AS n,
  CAST(p.value AS INTEGER) AS start, CAST(p.value AS INTEGER)
    + CAST(substr(p.value, instr(p.value, '+') + 1) AS INTEGER) AS stop
FROM kept_attributions a, json_each('["' || replace(a.content, ' ', '","') || '"]') p;

CREATE VIEW entities AS
SELECT
  e.id AS id,
  d.id AS document,
  e.id % 10000000 AS n,
  coalesce(json_extract(e.rest, '$.id'), 'e' || (e.id % 10000000)) AS label,
  coalesce(e.name, substr(d.text, CAST(e.mentions AS INTEGER) + 1,
    CAST(substr(e.mentions, instr(e.mentions, '+') + 1) AS INTEGER))) AS name,
  (SELECT name FROM kinds WHERE id = e.type) AS type,
  e.named AS named,
  e.role AS role,
  (SELECT name FROM kinds WHERE id = e.country) AS country,
  (SELECT name FROM kinds WHERE id = e.sector) AS sector,
  e.wikidata AS wikidata,
  e.speaker AS speaker,
  e.rest AS rest
FROM kept_entities e JOIN documents d
  ON d.id = e.id / 10000000 AND e.id BETWEEN d.id * 10000000 AND d.id * 10000000 + 9999999;

CREATE VIEW mentions AS
SELECT e.id AS entity, d.id AS document, p.key AS n, CAST(p.value AS INTEGER) AS start,
  CAST(p.value AS INTEGER)
    + CAST(substr(p.value, instr(p.value, '+') + 1) AS INTEGER) AS stop
FROM kept_entities e JOIN documents d
  ON d.id = e.id / 10000000 AND e.id BETWEEN d.id * 10000000 AND d.id * 10000000 + 9999999,
  json_each('["' || replace(e.mentions, ' ', '","') || '"]') p;

CREATE VIEW times AS
SELECT
  t.id AS id,
  d.id AS document,
  t.id % 10000000 AS n,
  coalesce(json_extract(t.rest, '$.id'), 't' || (t.id % 10000000)) AS label,
  CAST(t.span AS INTEGER) AS start,
  CAST(t.span AS INTEGER)
    + CAST(substr(t.span, instr(t.span, '+') + 1) AS INTEGER) AS stop,
  (SELECT name FROM kinds WHERE id = t.type) AS type,
  t.value AS value,
  t.mod AS mod,
  t.earliest AS earliest,
  t.latest AS latest,
  t.anchor AS anchor,
  t.rest AS rest
FROM kept_times t JOIN documents d
  ON d.id = t.id / 10000000 AND t.id BETWEEN d.id * 10000000 AND d.id * 10000000 + 9999999;

CREATE VIEW quantities AS
SELECT
  q.id AS id,
  d.id AS document,
  q.id % 10000000 AS n,
  coalesce(json_extract(q.rest, '$.id'), 'q' || (q.id % 10000000)) AS label,
  CAST(q.span AS INTEGER) AS start,
  CAST(q.span AS INTEGER)
    + CAST(substr(q.span, instr(q.span, '+') + 1) AS INTEGER) AS stop,
  coalesce(q.words, substr(d.text, CAST(q.span AS INTEGER) + 1,
    CAST(substr(q.span, instr(q.span, '+') + 1) AS INTEGER))) AS words,
  q.low AS low,
  q.high AS high,
  q.value AS value,
  q.qualifier AS qualifier,
  q.unit AS unit,
  q.measure AS measure,
  (SELECT name FROM kinds WHERE id = q.polarity) AS polarity,
  q.hypothetical AS hypothetical,
  q.attribution AS attribution,
  d.id * 10000000 + q.time AS time,
  q.rest AS rest
FROM kept_quantities q JOIN documents d
  ON d.id = q.id / 10000000 AND q.id BETWEEN d.id * 10000000 AND d.id * 10000000 + 9999999;

CREATE VIEW counted AS
SELECT q.id AS quantity, d.id AS document, p.key AS n, CAST(p.value AS INTEGER) AS start,
  CAST(p.value AS INTEGER)
    + CAST(substr(p.value, instr(p.value, '+') + 1) AS INTEGER) AS stop
FROM kept_quantities q JOIN documents d
  ON d.id = q.id / 10000000 AND q.id BETWEEN d.id * 10000000 AND d.id * 10000000 + 9999999,
  json_each('["' || replace(q."of", ' ', '","') || '"]') p;

-- What of each statement is searched: those of current versions that nobody rejected. (FTS5 checks itself against views
-- without table-valued functions only, so the spans are unfolded by recursion.)
CREATE VIEW searched AS
SELECT
  a.id AS id,
  (WITH RECURSIVE pieces (piece, spans) AS (
    SELECT NULL, a.content || ' '
    UNION ALL
    SELECT substr(CASE a.in_title WHEN 1 THEN d.title ELSE d.text END, CAST(spans AS INTEGER) + 1,
      CAST(substr(spans, instr(spans, '+') + 1) AS INTEGER)),
      substr(spans, instr(spans, ' ') + 1)
    FROM pieces WHERE spans <> '')
    SELECT group_concat(piece, ' … ') FROM pieces) AS words
FROM kept_attributions a JOIN documents d ON d.id = a.document
WHERE d.current = 1 AND a.rejected = 0;


-- Who said what, when, where: one row a statement, current versions, without rejected ones.
CREATE VIEW statements AS
SELECT
  a.id AS statement,
  coalesce(p.name, e.name) AS speaker,
  a.speaker AS speaker_id,
  p.wikidata AS wikidata,
  e.role AS role,
  (WITH RECURSIVE pieces (piece, spans) AS (
    SELECT NULL, a.content || ' '
    UNION ALL
    SELECT substr(CASE a.in_title WHEN 1 THEN d.title ELSE d.text END, CAST(spans AS INTEGER) + 1,
      CAST(substr(spans, instr(spans, '+') + 1) AS INTEGER)),
      substr(spans, instr(spans, ' ') + 1)
    FROM pieces WHERE spans <> '')
    SELECT group_concat(piece, ' … ') FROM pieces) AS words,
  (WITH RECURSIVE pieces (piece, spans) AS (
    SELECT NULL, a.source || ' '
    UNION ALL
    SELECT substr(CASE a.in_title WHEN 1 THEN d.title ELSE d.text END, CAST(spans AS INTEGER) + 1,
      CAST(substr(spans, instr(spans, '+') + 1) AS INTEGER)),
      substr(spans, instr(spans, ' ') + 1)
    FROM pieces WHERE spans <> '')
    SELECT group_concat(piece, ' … ') FROM pieces) AS source,
  (WITH RECURSIVE pieces (piece, spans) AS (
    SELECT NULL, a.cue || ' '
    UNION ALL
    SELECT substr(CASE a.in_title WHEN 1 THEN d.title ELSE d.text END, CAST(spans AS INTEGER) + 1,
      CAST(substr(spans, instr(spans, '+') + 1) AS INTEGER)),
      substr(spans, instr(spans, ' ') + 1)
    FROM pieces WHERE spans <> '')
    SELECT group_concat(piece, ' … ') FROM pieces) AS cue,
  (SELECT name FROM kinds WHERE id = a.type) AS type,
  (SELECT name FROM kinds WHERE id = a.stance) AS stance,
  v.name AS via,
  a.said_from AS said_from,
  a.said_to AS said_to,
  d.day AS day,
  d.outlet AS outlet,
  d.title AS title,
  d.url AS url,
  CASE a.in_title WHEN 1 THEN 'title' ELSE 'text' END AS part,
  a.parent AS parent,
  CASE typeof(a.confidence) WHEN 'integer' THEN a.confidence / 1000.0 ELSE a.confidence END AS confidence,
  d.id AS document
FROM kept_attributions a
JOIN documents d ON d.id = a.document
LEFT JOIN kept_entities e ON e.id = a.document * 10000000 + a.entity
LEFT JOIN kept_entities v ON v.id = a.document * 10000000 + a.via
LEFT JOIN speakers p ON p.id = a.speaker
WHERE d.current = 1 AND a.rejected = 0;

-- Who speaks, how often, from when to when.
CREATE VIEW voices AS
SELECT
  p.id AS speaker_id,
  p.name AS speaker,
  p.type AS type,
  p.wikidata AS wikidata,
  count(*) AS statements,
  count(DISTINCT d.id) AS documents,
  count(DISTINCT d.outlet) AS outlets,
  min(coalesce(a.said_from, d.day)) AS first,
  max(coalesce(a.said_to, d.day)) AS latest
FROM speakers p
JOIN kept_attributions a ON a.speaker = p.id AND a.rejected = 0
JOIN documents d ON d.id = a.document AND d.current = 1
GROUP BY p.id;

-- Who counts what: one row a figure, current versions, without those of rejected statements.
CREATE VIEW figures AS
SELECT
  q.id AS figure,
  q.measure AS measure,
  (WITH RECURSIVE pieces (piece, spans) AS (
    SELECT NULL, q."of" || ' '
    UNION ALL
    SELECT substr(d.text, CAST(spans AS INTEGER) + 1,
      CAST(substr(spans, instr(spans, '+') + 1) AS INTEGER)),
      substr(spans, instr(spans, ' ') + 1)
    FROM pieces WHERE spans <> '')
    SELECT group_concat(piece, ' … ') FROM pieces) AS of,
  coalesce(q.words, substr(d.text, CAST(q.span AS INTEGER) + 1,
    CAST(substr(q.span, instr(q.span, '+') + 1) AS INTEGER))) AS words,
  q.low AS low,
  q.value AS value,
  q.high AS high,
  q.qualifier AS qualifier,
  q.unit AS unit,
  (SELECT name FROM kinds WHERE id = q.polarity) AS polarity,
  q.hypothetical AS hypothetical,
  coalesce(p.name, e.name) AS claimant,
  a.speaker AS speaker_id,
  coalesce(t.earliest, a.said_from, d.day) AS day,
  d.day AS published,
  d.outlet AS outlet,
  d.title AS title,
  d.url AS url,
  q.attribution AS statement,
  d.id AS document
FROM kept_quantities q
JOIN documents d ON d.id = q.id / 10000000 AND q.id BETWEEN d.id * 10000000 AND d.id * 10000000 + 9999999
LEFT JOIN kept_attributions a ON a.id = q.attribution
LEFT JOIN kept_entities e ON e.id = a.document * 10000000 + a.entity
LEFT JOIN speakers p ON p.id = a.speaker
LEFT JOIN kept_times t ON t.id = d.id * 10000000 + q.time
WHERE d.current = 1 AND (a.id IS NULL OR a.rejected = 0);

-- The versions of each article, oldest first.
CREATE VIEW versions AS
SELECT d.article AS article, d.version AS version, d.current AS current, d.added AS added, d.day AS day,
  d.outlet AS outlet, d.title AS title, d.url AS url, d.id AS document, r.model AS model
FROM documents d JOIN runs r ON r.id = d.run
ORDER BY d.article, d.version;

-- What speakers are called, and how often.
CREATE VIEW aliases AS
SELECT coalesce(p.merged_into, p.id) AS speaker_id, e.name AS name, count(*) AS documents
FROM kept_entities e JOIN speakers p ON p.id = e.speaker
GROUP BY 1, 2;

-- How much each outlet says.
CREATE VIEW outlets AS
SELECT d.outlet AS outlet, count(DISTINCT d.id) AS documents, count(a.id) AS statements,
  count(DISTINCT a.speaker) AS speakers, min(d.day) AS first, max(d.day) AS latest
FROM documents d LEFT JOIN kept_attributions a ON a.document = d.id AND a.rejected = 0
WHERE d.current = 1
GROUP BY d.outlet;

-- How much was published and said on each day.
CREATE VIEW days AS
SELECT d.day AS day, count(DISTINCT d.id) AS documents, count(a.id) AS statements
FROM documents d LEFT JOIN kept_attributions a ON a.document = d.id AND a.rejected = 0
WHERE d.current = 1
GROUP BY d.day;
