SELECT name FROM sqlite_master WHERE type = 'trigger' LIMIT 1
