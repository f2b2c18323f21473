-- What the last merge of a scenario into its topology did, so that it can be taken back.
CREATE TABLE "scenario_merge" (
    "workspace_id" UUID NOT NULL,
    "scenario_id" UUID NOT NULL,
    "topology_id" UUID NOT NULL,
    "revision_before" INTEGER NOT NULL,
    "revision_after" INTEGER NOT NULL,
    "overrides" TEXT NOT NULL,
    "reverted_revision" INTEGER,

    CONSTRAINT "scenario_merge_pkey" PRIMARY KEY ("workspace_id","scenario_id")
);

CREATE INDEX "scenario_merge_workspace_id_topology_id_revision_after_idx" ON "scenario_merge"("workspace_id", "topology_id", "revision_after");

ALTER TABLE "scenario_merge" ADD CONSTRAINT "scenario_merge_workspace_id_scenario_id_fkey" FOREIGN KEY ("workspace_id", "scenario_id") REFERENCES "scenario"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

ALTER TABLE "scenario_merge" ADD CONSTRAINT "scenario_merge_workspace_id_topology_id_revision_after_fkey" FOREIGN KEY ("workspace_id", "topology_id", "revision_after") REFERENCES "topology_revision"("workspace_id", "topology_id", "revision") ON DELETE CASCADE ON UPDATE NO ACTION;

SELECT "guard_tenant_table"('scenario_merge');
