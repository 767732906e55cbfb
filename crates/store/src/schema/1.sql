-- The schema of a store, version 1; docs/store.md tells what every table and column holds.

CREATE TABLE runs (
  id INTEGER PRIMARY KEY,
  program TEXT NOT NULL,
  version TEXT NOT NULL,
  model TEXT NOT NULL,
  settings TEXT NOT NULL,
  UNIQUE (program, version, model, settings)
);

CREATE TABLE documents (
  id INTEGER PRIMARY KEY,
  content TEXT NOT NULL UNIQUE,
  article TEXT NOT NULL,
  version INTEGER NOT NULL,
  current INTEGER NOT NULL,
  run INTEGER NOT NULL REFERENCES runs,
  added TEXT NOT NULL,
  outlet TEXT,
  day TEXT,
  name TEXT NOT NULL,
  url TEXT,
  publisher TEXT,
  title TEXT,
  author TEXT,
  date TEXT,
  updated TEXT,
  section TEXT,
  language TEXT,
  sha256 TEXT NOT NULL,
  rest TEXT,
  text TEXT NOT NULL,
  UNIQUE (article, version)
);
CREATE INDEX documents_by_day ON documents (day);
CREATE INDEX documents_by_name ON documents (name);

CREATE TABLE speakers (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  wikidata TEXT UNIQUE,
  folded TEXT NOT NULL,
  context TEXT NOT NULL,
  merged_into INTEGER REFERENCES speakers
);
CREATE INDEX speakers_by_name ON speakers (folded);

CREATE TABLE speaker_words (
  word TEXT NOT NULL,
  speaker INTEGER NOT NULL REFERENCES speakers,
  PRIMARY KEY (word, speaker)
) WITHOUT ROWID;

CREATE TABLE entities (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents,
  label TEXT NOT NULL,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  named INTEGER,
  role TEXT,
  country TEXT,
  sector TEXT,
  wikidata TEXT,
  speaker INTEGER REFERENCES speakers,
  rest TEXT
);
CREATE INDEX entities_by_document ON entities (document);
CREATE INDEX entities_by_speaker ON entities (speaker) WHERE speaker IS NOT NULL;

CREATE TABLE mentions (
  entity INTEGER NOT NULL REFERENCES entities,
  n INTEGER NOT NULL,
  start INTEGER NOT NULL,
  stop INTEGER NOT NULL,
  PRIMARY KEY (entity, n)
) WITHOUT ROWID;

CREATE TABLE times (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents,
  label TEXT NOT NULL,
  start INTEGER NOT NULL,
  stop INTEGER NOT NULL,
  type TEXT NOT NULL,
  value TEXT NOT NULL,
  mod TEXT,
  earliest TEXT,
  latest TEXT,
  anchor TEXT,
  rest TEXT
);
CREATE INDEX times_by_document ON times (document);

CREATE TABLE attributions (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents,
  part TEXT NOT NULL,
  n INTEGER NOT NULL,
  label TEXT NOT NULL,
  type TEXT NOT NULL,
  stance TEXT,
  confidence REAL NOT NULL,
  entity INTEGER REFERENCES entities,
  via INTEGER REFERENCES entities,
  time INTEGER REFERENCES times,
  parent INTEGER REFERENCES attributions,
  speaker_confidence REAL,
  evidence TEXT,
  rest TEXT,
  speaker INTEGER REFERENCES speakers,
  said_from TEXT,
  said_to TEXT,
  rejected INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX attributions_by_document ON attributions (document);
CREATE INDEX attributions_by_speaker ON attributions (speaker) WHERE speaker IS NOT NULL;

CREATE TABLE spans (
  attribution INTEGER NOT NULL REFERENCES attributions,
  role TEXT NOT NULL,
  n INTEGER NOT NULL,
  start INTEGER NOT NULL,
  stop INTEGER NOT NULL,
  PRIMARY KEY (attribution, role, n)
) WITHOUT ROWID;

CREATE TABLE quantities (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents,
  label TEXT NOT NULL,
  start INTEGER NOT NULL,
  stop INTEGER NOT NULL,
  words TEXT NOT NULL,
  low REAL,
  high REAL,
  value REAL,
  qualifier TEXT,
  unit TEXT,
  measure TEXT,
  polarity TEXT NOT NULL,
  hypothetical INTEGER NOT NULL,
  attribution INTEGER REFERENCES attributions,
  time INTEGER REFERENCES times,
  rest TEXT
);
CREATE INDEX quantities_by_document ON quantities (document);
CREATE INDEX quantities_by_attribution ON quantities (attribution) WHERE attribution IS NOT NULL;
CREATE INDEX quantities_by_measure ON quantities (measure) WHERE measure IS NOT NULL;

CREATE TABLE counted (
  quantity INTEGER NOT NULL REFERENCES quantities,
  n INTEGER NOT NULL,
  start INTEGER NOT NULL,
  stop INTEGER NOT NULL,
  PRIMARY KEY (quantity, n)
) WITHOUT ROWID;

CREATE TABLE corrections (
  id INTEGER PRIMARY KEY,
  made_at TEXT NOT NULL,
  made_by TEXT NOT NULL,
  action TEXT NOT NULL,
  article TEXT,
  target TEXT NOT NULL,
  value TEXT NOT NULL,
  note TEXT,
  undone_at TEXT,
  undone_by TEXT
);
CREATE INDEX corrections_by_article ON corrections (article) WHERE article IS NOT NULL;

-- What of each statement is searched: those of current versions that nobody rejected.
CREATE VIEW searched AS
SELECT
  a.id AS id,
  (SELECT group_concat(piece, ' … ') FROM (
    SELECT substr(CASE a.part WHEN 'title' THEN d.title ELSE d.text END, s.start + 1, s.stop - s.start) AS piece
    FROM spans s WHERE s.attribution = a.id AND s.role = 'content' ORDER BY s.n)) AS words
FROM attributions a JOIN documents d ON d.id = a.document
WHERE d.current = 1 AND a.rejected = 0;

CREATE VIRTUAL TABLE search USING fts5 (
  words, content = 'searched', content_rowid = 'id', tokenize = "unicode61 remove_diacritics 2"
);

-- Who said what, when, where: one row a statement, current versions, without rejected ones.
CREATE VIEW statements AS
SELECT
  a.id AS statement,
  coalesce(p.name, e.name) AS speaker,
  a.speaker AS speaker_id,
  p.wikidata AS wikidata,
  e.role AS role,
  w.words AS words,
  (SELECT group_concat(piece, ' … ') FROM (
    SELECT substr(CASE a.part WHEN 'title' THEN d.title ELSE d.text END, s.start + 1, s.stop - s.start) AS piece
    FROM spans s WHERE s.attribution = a.id AND s.role = 'source' ORDER BY s.n)) AS source,
  (SELECT group_concat(piece, ' … ') FROM (
    SELECT substr(CASE a.part WHEN 'title' THEN d.title ELSE d.text END, s.start + 1, s.stop - s.start) AS piece
    FROM spans s WHERE s.attribution = a.id AND s.role = 'cue' ORDER BY s.n)) AS cue,
  a.type AS type,
  a.stance AS stance,
  v.name AS via,
  a.said_from AS said_from,
  a.said_to AS said_to,
  d.day AS day,
  d.outlet AS outlet,
  d.title AS title,
  d.url AS url,
  a.part AS part,
  a.parent AS parent,
  a.confidence AS confidence,
  d.id AS document
FROM attributions a
JOIN documents d ON d.id = a.document
JOIN searched w ON w.id = a.id
LEFT JOIN entities e ON e.id = a.entity
LEFT JOIN entities v ON v.id = a.via
LEFT JOIN speakers p ON p.id = a.speaker;

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
JOIN attributions a ON a.speaker = p.id AND a.rejected = 0
JOIN documents d ON d.id = a.document AND d.current = 1
GROUP BY p.id;

-- Who counts what: one row a figure, current versions, without those of rejected statements.
CREATE VIEW figures AS
SELECT
  q.id AS figure,
  q.measure AS measure,
  (SELECT group_concat(piece, ' … ') FROM (
    SELECT substr(d.text, c.start + 1, c.stop - c.start) AS piece
    FROM counted c WHERE c.quantity = q.id ORDER BY c.n)) AS of,
  q.words AS words,
  q.low AS low,
  q.value AS value,
  q.high AS high,
  q.qualifier AS qualifier,
  q.unit AS unit,
  q.polarity AS polarity,
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
FROM quantities q
JOIN documents d ON d.id = q.document AND d.current = 1
LEFT JOIN attributions a ON a.id = q.attribution
LEFT JOIN entities e ON e.id = a.entity
LEFT JOIN speakers p ON p.id = a.speaker
LEFT JOIN times t ON t.id = q.time
WHERE a.id IS NULL OR a.rejected = 0;

-- The versions of each article, oldest first.
CREATE VIEW versions AS
SELECT d.article AS article, d.version AS version, d.current AS current, d.added AS added, d.day AS day,
  d.outlet AS outlet, d.title AS title, d.url AS url, d.id AS document, r.model AS model
FROM documents d JOIN runs r ON r.id = d.run
ORDER BY d.article, d.version;

-- What speakers are called, and how often.
CREATE VIEW aliases AS
SELECT coalesce(p.merged_into, p.id) AS speaker_id, e.name AS name, count(*) AS documents
FROM entities e JOIN speakers p ON p.id = e.speaker
GROUP BY 1, 2;

-- How much each outlet says.
CREATE VIEW outlets AS
SELECT d.outlet AS outlet, count(DISTINCT d.id) AS documents, count(a.id) AS statements,
  count(DISTINCT a.speaker) AS speakers, min(d.day) AS first, max(d.day) AS latest
FROM documents d LEFT JOIN attributions a ON a.document = d.id AND a.rejected = 0
WHERE d.current = 1
GROUP BY d.outlet;

-- How much was published and said on each day.
CREATE VIEW days AS
SELECT d.day AS day, count(DISTINCT d.id) AS documents, count(a.id) AS statements
FROM documents d LEFT JOIN attributions a ON a.document = d.id AND a.rejected = 0
WHERE d.current = 1
GROUP BY d.day;
