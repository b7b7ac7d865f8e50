UPDATE {schema}.store
SET epoch = epoch + greatest(1, {schema}.timeline() - timeline), epoch_id = gen_random_uuid(), timeline = {schema}.timeline()
WHERE only_row AND epoch = @epoch
