-- What the schema consists of, as it was created; what SQLite makes by itself is left out.
SELECT type, name, sql FROM sqlite_master WHERE type <> 'trigger' AND name NOT LIKE 'sqlite\_%' ESCAPE '\'
