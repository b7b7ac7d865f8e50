-- Events that a merge found to be redundant when they came: they are in no stream, but whoever sends them again is answered as if they were.
-- A table of its own, and not rows of events, so that versions and positions count only what is in a stream.
CREATE TABLE dropped_events (
    event_id    BLOB    NOT NULL PRIMARY KEY CHECK (length(event_id) = 16),
    stream_id   INTEGER NOT NULL,
    version     INTEGER NOT NULL CHECK (version >= 0), -- the one it would have followed; 0 where nothing came before
    type_id     INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL                       -- microseconds since 1970-01-01T00:00:00Z
) WITHOUT ROWID;
