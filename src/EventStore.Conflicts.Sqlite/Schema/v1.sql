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
