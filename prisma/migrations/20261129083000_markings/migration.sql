-- Tags and labels that are put on what is stored, beside its document, which stays as it was written.
ALTER TABLE "topology" ADD COLUMN "tags" JSONB NOT NULL DEFAULT '[]';
ALTER TABLE "topology" ADD COLUMN "own_labels" JSONB NOT NULL DEFAULT '{}';
ALTER TABLE "topology" ADD COLUMN "marking" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "forecast" ADD COLUMN "tags" JSONB NOT NULL DEFAULT '[]';
ALTER TABLE "forecast" ADD COLUMN "own_labels" JSONB NOT NULL DEFAULT '{}';
ALTER TABLE "forecast" ADD COLUMN "marking" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "scenario" ADD COLUMN "tags" JSONB NOT NULL DEFAULT '[]';
ALTER TABLE "scenario" ADD COLUMN "labels" JSONB NOT NULL DEFAULT '{}';

CREATE INDEX "topology_tags_search_idx" ON "topology" USING gin ("workspace_id", "tags" jsonb_path_ops);
CREATE INDEX "forecast_tags_search_idx" ON "forecast" USING gin ("workspace_id", "tags" jsonb_path_ops);
CREATE INDEX "scenario_tags_search_idx" ON "scenario" USING gin ("workspace_id", "tags" jsonb_path_ops);
CREATE INDEX "scenario_labels_search_idx" ON "scenario" USING gin ("workspace_id", "labels" jsonb_path_ops);

-- What lists are sorted and searched by.
CREATE INDEX "topology_workspace_id_created_at_id_idx" ON "topology"("workspace_id", "created_at", "id");
CREATE INDEX "topology_workspace_id_updated_at_id_idx" ON "topology"("workspace_id", "updated_at", "id");
CREATE INDEX "forecast_workspace_id_created_at_id_idx" ON "forecast"("workspace_id", "created_at", "id");
CREATE INDEX "forecast_workspace_id_updated_at_id_idx" ON "forecast"("workspace_id", "updated_at", "id");
CREATE INDEX "scenario_workspace_id_created_at_id_idx" ON "scenario"("workspace_id", "created_at", "id");
CREATE INDEX "scenario_workspace_id_updated_at_id_idx" ON "scenario"("workspace_id", "updated_at", "id");
CREATE INDEX "topology_node_workspace_id_profile_idx" ON "topology_node"("workspace_id", "profile");

ALTER TABLE "run" ADD COLUMN "peak_utilization" DOUBLE PRECISION;
-- Of all workspaces.
SELECT set_config('portplan.all_workspaces', 'on', false);
UPDATE "run" SET "peak_utilization" = (SELECT max("peak_utilization") FROM "run_resource"
    WHERE "run_resource"."workspace_id" = "run"."workspace_id" AND "run_resource"."run_id" = "run"."id");
SELECT set_config('portplan.all_workspaces', 'off', false);

-- The change of tags and labels alone is told of, too.
ALTER TABLE "audit_entry" DROP CONSTRAINT "audit_entry_action_check";
ALTER TABLE "audit_entry" ADD CONSTRAINT "audit_entry_action_check"
    CHECK ("action" IN ('created', 'revised', 'renamed', 'marked', 'revoked', 'deleted'));

CREATE OR REPLACE FUNCTION "audit_change"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  "noun" text := TG_ARGV[0];
  "acting" jsonb := coalesce(nullif(current_setting('portplan.acting', true), ''), '{}')::jsonb;
  "before" jsonb;
  "after" jsonb;
  "subject" jsonb;
  "deed" text;
BEGIN
  -- What goes with something that was removed is not told of one by one.
  IF TG_OP = 'DELETE' AND pg_trigger_depth() > 1 THEN RETURN NULL; END IF;
  IF "noun" = 'run' THEN
    -- A run's result is large, and never changes.
    IF TG_OP = 'UPDATE' THEN RETURN NULL; END IF;
    IF TG_OP = 'INSERT' THEN "after" := jsonb_build_object('workspace_id', NEW."workspace_id", 'id', NEW."id");
    ELSE "before" := jsonb_build_object('workspace_id', OLD."workspace_id", 'id', OLD."id"); END IF;
  ELSE
    IF TG_OP <> 'INSERT' THEN "before" := to_jsonb(OLD); END IF;
    IF TG_OP <> 'DELETE' THEN "after" := to_jsonb(NEW); END IF;
  END IF;
  "deed" := CASE
    WHEN TG_OP = 'INSERT' THEN 'created'
    WHEN TG_OP = 'DELETE' THEN 'deleted'
    WHEN "before" -> 'revision' IS DISTINCT FROM "after" -> 'revision' THEN 'revised'
    WHEN "before" -> 'revoked_at' IS DISTINCT FROM "after" -> 'revoked_at' THEN 'revoked'
    WHEN "before" -> 'name' IS DISTINCT FROM "after" -> 'name' THEN 'renamed'
    WHEN "before" -> 'marking' IS DISTINCT FROM "after" -> 'marking' THEN 'marked'
  END;
  IF "deed" IS NULL THEN RETURN NULL; END IF;
  "subject" := coalesce("after", "before");
  INSERT INTO "audit_entry" ("workspace_id", "at", "actor_kind", "actor_id", "actor_name", "request_id", "action", "noun",
    "subject_id", "subject_name", "revision_before", "revision_after")
  VALUES (
    -- Workspaces are changed from outside: who administers them finds that in their own log.
    coalesce(("subject" ->> 'workspace_id')::uuid, ("acting" ->> 'workspaceId')::uuid, ("subject" ->> 'id')::uuid),
    clock_timestamp(),
    coalesce("acting" #>> '{actor,kind}', 'service'),
    coalesce("acting" #>> '{actor,id}', session_user),
    "acting" #>> '{actor,name}',
    "acting" ->> 'requestId',
    "deed", "noun", ("subject" ->> 'id')::uuid, "subject" ->> 'name',
    ("before" ->> 'revision')::integer, ("after" ->> 'revision')::integer);
  RETURN NULL;
END
$$;
