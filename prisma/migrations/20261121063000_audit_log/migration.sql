-- Every change, written by the database itself in the transaction of the change: none can be made past it.
CREATE TABLE "audit_entry" (
    "workspace_id" UUID NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "actor_name" TEXT,
    "request_id" TEXT,
    "action" TEXT NOT NULL,
    "noun" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "subject_name" TEXT,
    "revision_before" INTEGER,
    "revision_after" INTEGER,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("workspace_id","id")
);

CREATE INDEX "audit_entry_workspace_id_subject_id_id_idx" ON "audit_entry"("workspace_id", "subject_id", "id");
CREATE INDEX "audit_entry_workspace_id_actor_id_id_idx" ON "audit_entry"("workspace_id", "actor_id", "id");

ALTER TABLE "audit_entry" ADD CONSTRAINT "audit_entry_action_check"
    CHECK ("action" IN ('created', 'revised', 'renamed', 'revoked', 'deleted'));
ALTER TABLE "audit_entry" ADD CONSTRAINT "audit_entry_actor_kind_check"
    CHECK ("actor_kind" IN ('token', 'identity', 'service'));

SELECT "guard_tenant_table"('audit_entry');

-- Its argument is the noun. Who acts, the service says with each transaction; who does not say, acts as the database's account.
CREATE FUNCTION "audit_change"() RETURNS trigger LANGUAGE plpgsql AS $$
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

CREATE TRIGGER "audit" AFTER INSERT OR UPDATE OR DELETE ON "workspace" FOR EACH ROW EXECUTE FUNCTION "audit_change"('workspace');
CREATE TRIGGER "audit" AFTER INSERT OR UPDATE OR DELETE ON "token" FOR EACH ROW EXECUTE FUNCTION "audit_change"('token');
CREATE TRIGGER "audit" AFTER INSERT OR UPDATE OR DELETE ON "topology" FOR EACH ROW EXECUTE FUNCTION "audit_change"('topology');
CREATE TRIGGER "audit" AFTER INSERT OR UPDATE OR DELETE ON "forecast" FOR EACH ROW EXECUTE FUNCTION "audit_change"('forecast');
CREATE TRIGGER "audit" AFTER INSERT OR UPDATE OR DELETE ON "scenario" FOR EACH ROW EXECUTE FUNCTION "audit_change"('scenario');
CREATE TRIGGER "audit" AFTER INSERT OR DELETE ON "run" FOR EACH ROW EXECUTE FUNCTION "audit_change"('run');
