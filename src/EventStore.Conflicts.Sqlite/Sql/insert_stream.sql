INSERT INTO streams (name) VALUES ($name)
