"""The tables of the agency sandbox."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS modes (agency TEXT PRIMARY KEY, autopilot INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS nonces (
    agency TEXT NOT NULL, nonce TEXT NOT NULL, at REAL NOT NULL, PRIMARY KEY (agency, nonce)
);
CREATE INDEX IF NOT EXISTS nonces_by_age ON nonces (at);
CREATE TABLE IF NOT EXISTS files (
    agency TEXT NOT NULL, sha256 TEXT NOT NULL, media_type TEXT NOT NULL, size INTEGER NOT NULL,
    at TEXT NOT NULL, PRIMARY KEY (agency, sha256)
);
CREATE TABLE IF NOT EXISTS dossiers (
    number INTEGER PRIMARY KEY AUTOINCREMENT, agency TEXT NOT NULL, code TEXT NOT NULL,
    reference TEXT NOT NULL, key TEXT NOT NULL, content_hash TEXT NOT NULL, body TEXT NOT NULL,
    state TEXT NOT NULL, due_at TEXT, received_at TEXT NOT NULL,
    UNIQUE (agency, code), UNIQUE (agency, key)
);
CREATE TABLE IF NOT EXISTS ledger (
    number INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, agency TEXT NOT NULL,
    code TEXT NOT NULL, key TEXT NOT NULL, content_hash TEXT NOT NULL, attempt INTEGER NOT NULL,
    outcome TEXT NOT NULL, taken INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS ledger_by_code ON ledger (agency, code);
CREATE TRIGGER IF NOT EXISTS ledger_stays BEFORE UPDATE ON ledger
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER IF NOT EXISTS ledger_keeps BEFORE DELETE ON ledger
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TABLE IF NOT EXISTS letters (
    number INTEGER PRIMARY KEY AUTOINCREMENT, agency TEXT NOT NULL, code TEXT NOT NULL,
    kind TEXT NOT NULL, id TEXT NOT NULL, key TEXT NOT NULL, content_hash TEXT NOT NULL,
    body TEXT NOT NULL, received_at TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 1,
    UNIQUE (agency, code, kind, id), UNIQUE (agency, key)
);
CREATE TABLE IF NOT EXISTS news (
    number INTEGER PRIMARY KEY AUTOINCREMENT, agency TEXT NOT NULL, id TEXT NOT NULL,
    dossier TEXT NOT NULL, seq INTEGER NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS news_by_dossier ON news (agency, dossier);
CREATE TABLE IF NOT EXISTS outbox (
    news INTEGER PRIMARY KEY, agency TEXT NOT NULL, dossier TEXT NOT NULL, made_at REAL NOT NULL,
    next_at REAL NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, sent_at TEXT, answer TEXT
);
CREATE INDEX IF NOT EXISTS outbox_waiting ON outbox (agency, dossier, news) WHERE sent_at IS NULL;
CREATE INDEX IF NOT EXISTS outbox_in_order ON outbox (agency, news) WHERE sent_at IS NULL;
"""
