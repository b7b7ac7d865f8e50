INSERT INTO event_types (name) VALUES ($name)
