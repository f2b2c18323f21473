-- Profiles that a workspace defines beside the catalogue. Topologies hold copies of those that they name.
CREATE TABLE "profile" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "definition" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "profile_pkey" PRIMARY KEY ("workspace_id","id")
);

CREATE UNIQUE INDEX "profile_workspace_id_name_key" ON "profile"("workspace_id", "name");

ALTER TABLE "profile" ADD CONSTRAINT "profile_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

SELECT "guard_tenant_table"('profile');

CREATE TRIGGER "audit" AFTER INSERT OR UPDATE OR DELETE ON "profile" FOR EACH ROW EXECUTE FUNCTION "audit_change"('profile');
