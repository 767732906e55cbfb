-- The schema of a store, version 2; docs/store.md tells what every table and column holds.
--
-- What a record says of a document in many small rows is kept in the `kept_` tables, tersely: places as "start+length",
-- words of closed lists by their numbers, what has no column as JSON. The views (views.sql) say it in plain words.

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
  content BLOB NOT NULL UNIQUE,
  article INTEGER NOT NULL,
  version INTEGER NOT NULL,
  current INTEGER NOT NULL,
  run INTEGER NOT NULL REFERENCES runs,
  added TEXT NOT NULL,
  host TEXT,
  name TEXT NOT NULL,
  url TEXT,
  publisher TEXT,
  outlet TEXT AS (coalesce(publisher, host)),
  title TEXT,
  author TEXT,
  date TEXT,
  day TEXT AS (CASE WHEN length(date) >= 10 THEN substr(date, 1, 10) END),
  updated TEXT,
  section TEXT,
  language TEXT,
  sha256 TEXT,
  rest TEXT,
  text TEXT NOT NULL,
  UNIQUE (article, version)
);
CREATE INDEX documents_by_name ON documents (name);

CREATE TABLE speakers (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  wikidata TEXT,
  context TEXT NOT NULL,
  merged_into INTEGER REFERENCES speakers
);
CREATE UNIQUE INDEX speakers_by_wikidata ON speakers (wikidata) WHERE wikidata IS NOT NULL;

CREATE TABLE speaker_names (
  folded TEXT NOT NULL,
  speaker INTEGER NOT NULL REFERENCES speakers,
  PRIMARY KEY (folded, speaker)
) WITHOUT ROWID;

CREATE TABLE corrections (
  id INTEGER PRIMARY KEY,
  made_at TEXT NOT NULL,
  made_by TEXT NOT NULL,
  action TEXT NOT NULL,
  article INTEGER,
  target TEXT NOT NULL,
  value TEXT NOT NULL,
  note TEXT,
  undone_at TEXT,
  undone_by TEXT
);
CREATE INDEX corrections_by_article ON corrections (article) WHERE article IS NOT NULL;

-- Words of closed lists: types, stances, countries, sectors, polarities.
CREATE TABLE kinds (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
);

-- The id of an entity, time or quantity is 10,000,000 times its document's, plus its number in the document, from 1.
-- `name` is null where the entity speaks nowhere and its first mention has the name.
CREATE TABLE kept_entities (
  id INTEGER PRIMARY KEY,
  name TEXT,
  type INTEGER REFERENCES kinds,
  named INTEGER,
  role TEXT,
  country INTEGER REFERENCES kinds,
  sector INTEGER REFERENCES kinds,
  wikidata TEXT,
  speaker INTEGER REFERENCES speakers,
  mentions TEXT,
  rest TEXT
);
CREATE INDEX entities_by_speaker ON kept_entities (speaker) WHERE speaker IS NOT NULL;

-- `first` and `last` are null where they are the value, empty where there is no such day.
CREATE TABLE kept_times (
  id INTEGER PRIMARY KEY,
  span TEXT NOT NULL,
  type INTEGER REFERENCES kinds,
  value TEXT NOT NULL,
  first TEXT,
  last TEXT,
  earliest TEXT AS (nullif(coalesce(first, value), '')),
  latest TEXT AS (nullif(coalesce(last, value), '')),
  mod TEXT,
  anchor TEXT,
  rest TEXT
);

-- `entity`, `via` and `time` are numbers in the document. A confidence is a whole number of thousandths, or a fraction.
CREATE TABLE kept_attributions (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents,
  in_title INTEGER NOT NULL,
  n INTEGER NOT NULL,
  type INTEGER REFERENCES kinds,
  stance INTEGER REFERENCES kinds,
  confidence,
  entity INTEGER,
  via INTEGER,
  time INTEGER,
  parent INTEGER REFERENCES kept_attributions,
  speaker_confidence,
  source TEXT,
  cue TEXT,
  content TEXT,
  rest TEXT,
  speaker INTEGER REFERENCES speakers,
  said_from TEXT,
  said_to TEXT,
  rejected INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX attributions_by_document ON kept_attributions (document);
CREATE INDEX attributions_by_speaker ON kept_attributions (speaker) WHERE speaker IS NOT NULL;

-- The spans that the model read where a correction put others in their place.
CREATE TABLE read_spans (
  attribution INTEGER NOT NULL REFERENCES kept_attributions,
  role TEXT NOT NULL,
  spans TEXT,
  PRIMARY KEY (attribution, role)
) WITHOUT ROWID;

-- `words` is null where the span holds just them; `time` is a number in the document.
CREATE TABLE kept_quantities (
  id INTEGER PRIMARY KEY,
  span TEXT NOT NULL,
  words TEXT,
  low REAL,
  high REAL,
  value REAL,
  qualifier TEXT,
  unit TEXT,
  measure TEXT,
  polarity INTEGER REFERENCES kinds,
  hypothetical INTEGER,
  attribution INTEGER REFERENCES kept_attributions,
  time INTEGER,
  "of" TEXT,
  rest TEXT
);

-- The full-text index over the view `searched`.
CREATE VIRTUAL TABLE search USING fts5 (
  words, content = 'searched', content_rowid = 'id', tokenize = "unicode61 remove_diacritics 2"
);
-- Leaves of two pages, and levels of two segments, take an eighth less than FTS5's own settings.
INSERT INTO search (search, rank) VALUES ('pgsz', 2000), ('automerge', 2);
