SELECT (@epoch, @transaction::text::xid8) < (s.epoch, pg_snapshot_xmin(pg_current_snapshot())) FROM {schema}.store s
