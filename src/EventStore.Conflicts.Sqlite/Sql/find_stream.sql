SELECT id FROM streams WHERE name = $name
