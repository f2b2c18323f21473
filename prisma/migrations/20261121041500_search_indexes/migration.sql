-- Lists are searched by part of a name and by label; both come with PostgreSQL and may be created by a database's owner.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gin;

CREATE INDEX "topology_name_search_idx" ON "topology" USING gin ("workspace_id", "name" gin_trgm_ops);
CREATE INDEX "topology_labels_search_idx" ON "topology" USING gin ("workspace_id", "labels" jsonb_path_ops);
CREATE INDEX "forecast_name_search_idx" ON "forecast" USING gin ("workspace_id", "name" gin_trgm_ops);
CREATE INDEX "forecast_labels_search_idx" ON "forecast" USING gin ("workspace_id", "labels" jsonb_path_ops);
CREATE INDEX "scenario_name_search_idx" ON "scenario" USING gin ("workspace_id", "name" gin_trgm_ops);
