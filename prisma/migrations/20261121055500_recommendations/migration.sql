-- What would help, across all scenarios.
CREATE TABLE "run_recommendation" (
    "workspace_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "remedy" TEXT NOT NULL,
    "effort" TEXT NOT NULL,
    "nodes" TEXT[],
    "recommendation" TEXT NOT NULL,

    CONSTRAINT "run_recommendation_pkey" PRIMARY KEY ("workspace_id","run_id","position")
);

CREATE INDEX "run_recommendation_workspace_id_remedy_idx" ON "run_recommendation"("workspace_id", "remedy");

ALTER TABLE "run_recommendation" ADD CONSTRAINT "run_recommendation_workspace_id_run_id_fkey" FOREIGN KEY ("workspace_id", "run_id") REFERENCES "run"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- A gateway is looked for by how full its fullest pool is.
ALTER TABLE "run_nat_gateway" ADD COLUMN "peak_utilization" DOUBLE PRECISION;

UPDATE "run_nat_gateway" gateway SET "peak_utilization" = (
    SELECT max(resource."peak_utilization") FROM "run_resource" resource
    WHERE resource."workspace_id" = gateway."workspace_id" AND resource."run_id" = gateway."run_id" AND resource."node" = gateway."node"
);

CREATE INDEX "run_nat_gateway_workspace_id_peak_utilization_idx" ON "run_nat_gateway"("workspace_id", "peak_utilization");
CREATE INDEX "run_resource_workspace_id_peak_utilization_idx" ON "run_resource"("workspace_id", "peak_utilization");
