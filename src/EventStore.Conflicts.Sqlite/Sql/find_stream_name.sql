SELECT name FROM streams WHERE id = $id
