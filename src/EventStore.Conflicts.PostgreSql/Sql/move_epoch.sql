UPDATE {schema}.store
SET epoch = greatest(epoch + greatest(1, {schema}.timeline() - timeline), @after + 1), epoch_id = gen_random_uuid(), timeline = {schema}.timeline()
WHERE only_row AND epoch = @epoch
