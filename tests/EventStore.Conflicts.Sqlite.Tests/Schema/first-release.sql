-- A file as the first release left it, with schema 1 word for word: never to be changed with the schema of today.
PRAGMA journal_mode = WAL;

BEGIN IMMEDIATE;

-- Streams and event types are known by small numbers; their names stand here once.
CREATE TABLE streams (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL
);

CREATE UNIQUE INDEX streams_by_name ON streams (name);

CREATE TABLE event_types (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL
);

CREATE UNIQUE INDEX event_types_by_name ON event_types (name);

-- AUTOINCREMENT: a position is never used again, even if the last event were deleted by hand.
CREATE TABLE events (
    position    INTEGER PRIMARY KEY AUTOINCREMENT,
    stream_id   INTEGER NOT NULL,
    version     INTEGER NOT NULL CHECK (version > 0),
    event_id    BLOB    NOT NULL CHECK (length(event_id) = 16),
    type_id     INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL, -- microseconds since 1970-01-01T00:00:00Z
    decided_at  INTEGER,          -- the version its writer decided on, where it named one
    data        BLOB    NOT NULL,
    metadata    BLOB
);

-- One event per version of a stream, and one event per id in the whole store: the promises of the store, held by the database itself.
CREATE UNIQUE INDEX events_by_stream ON events (stream_id, version);

CREATE UNIQUE INDEX events_by_id ON events (event_id);

INSERT INTO streams (id, name) VALUES (1, 'orders-1'), (2, 'customers-é');

INSERT INTO event_types (id, name) VALUES (1, 'placed'), (2, 'paid');

INSERT INTO events (stream_id, version, event_id, type_id, recorded_at, decided_at, data, metadata) VALUES
    (1, 1, x'01890000000070008000000000000001', 1, 1760000000000001, 0, CAST('{"total":1}' AS BLOB), CAST('{"correlationId":"c"}' AS BLOB)),
    (2, 1, x'01890000000070008000000000000002', 1, 1760000000000002, NULL, CAST('{}' AS BLOB), NULL),
    (1, 2, x'01890000000070008000000000000003', 2, 1760000000000003, 1, CAST('{"total":3}' AS BLOB), NULL);

PRAGMA application_id = 1163084655;
PRAGMA user_version = 1;

COMMIT;
