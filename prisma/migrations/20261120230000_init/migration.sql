-- Documents in immutable revisions, scenarios that pin them, runs with their figures, and who may ask.
-- The schema with its reasons and units: ../../schema.prisma

CREATE TABLE "workspace" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "example_loaded_at" TIMESTAMPTZ(3),

    CONSTRAINT "workspace_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "token" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "token_pkey" PRIMARY KEY ("workspace_id","id")
);

CREATE TABLE "topology" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "labels" JSONB NOT NULL,
    "revision" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "topology_pkey" PRIMARY KEY ("workspace_id","id")
);

CREATE TABLE "topology_revision" (
    "workspace_id" UUID NOT NULL,
    "topology_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "document" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" UUID NOT NULL,
    "superseded_at" TIMESTAMPTZ(3),

    CONSTRAINT "topology_revision_pkey" PRIMARY KEY ("workspace_id","topology_id","revision")
);

CREATE TABLE "topology_node" (
    "workspace_id" UUID NOT NULL,
    "topology_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "node_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "profile" TEXT,
    "node" TEXT NOT NULL,

    CONSTRAINT "topology_node_pkey" PRIMARY KEY ("workspace_id","topology_id","revision","position")
);

CREATE TABLE "topology_leg" (
    "workspace_id" UUID NOT NULL,
    "topology_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "leg_id" TEXT NOT NULL,
    "from_node" TEXT NOT NULL,
    "to_node" TEXT NOT NULL,
    "via" TEXT[],
    "leg" TEXT NOT NULL,

    CONSTRAINT "topology_leg_pkey" PRIMARY KEY ("workspace_id","topology_id","revision","position")
);

CREATE TABLE "forecast" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "labels" JSONB NOT NULL,
    "revision" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "forecast_pkey" PRIMARY KEY ("workspace_id","id")
);

CREATE TABLE "forecast_revision" (
    "workspace_id" UUID NOT NULL,
    "forecast_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "document" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" UUID NOT NULL,
    "superseded_at" TIMESTAMPTZ(3),

    CONSTRAINT "forecast_revision_pkey" PRIMARY KEY ("workspace_id","forecast_id","revision")
);

CREATE TABLE "scenario" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "topology_id" UUID NOT NULL,
    "topology_revision" INTEGER NOT NULL,
    "forecast_id" UUID NOT NULL,
    "forecast_revision" INTEGER NOT NULL,
    "policy" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "latest_run_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "scenario_pkey" PRIMARY KEY ("workspace_id","id")
);

CREATE TABLE "run" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "scenario_id" UUID NOT NULL,
    "topology_id" UUID NOT NULL,
    "topology_revision" INTEGER NOT NULL,
    "forecast_id" UUID NOT NULL,
    "forecast_revision" INTEGER NOT NULL,
    "policy" TEXT NOT NULL,
    "engine_version" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "binding" TEXT,
    "exhaustion_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3) NOT NULL,
    "result" TEXT NOT NULL,

    CONSTRAINT "run_pkey" PRIMARY KEY ("workspace_id","id")
);

CREATE TABLE "run_resource" (
    "workspace_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "resource_id" TEXT NOT NULL,
    "node" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "destination" TEXT,
    "legs" TEXT[],
    "scope" TEXT NOT NULL,
    "protocol" TEXT NOT NULL,
    "capacity" DOUBLE PRECISION NOT NULL,
    "peak_at" TIMESTAMPTZ(3) NOT NULL,
    "peak_connections_per_second" DOUBLE PRECISION NOT NULL,
    "peak_offered_load" DOUBLE PRECISION NOT NULL,
    "peak_required" DOUBLE PRECISION NOT NULL,
    "peak_utilization" DOUBLE PRECISION NOT NULL,
    "peak_blocking_probability" DOUBLE PRECISION NOT NULL,
    "headroom_ports" DOUBLE PRECISION NOT NULL,
    "headroom_share" DOUBLE PRECISION NOT NULL,
    "headroom_factor" DOUBLE PRECISION,
    "status" TEXT NOT NULL,
    "over_target_at_p50" TIMESTAMPTZ(3),
    "over_target_at_planning" TIMESTAMPTZ(3),
    "over_target_at_p99" TIMESTAMPTZ(3),
    "exhaustion_at_p50" TIMESTAMPTZ(3),
    "exhaustion_at_planning" TIMESTAMPTZ(3),
    "exhaustion_at_p99" TIMESTAMPTZ(3),

    CONSTRAINT "run_resource_pkey" PRIMARY KEY ("workspace_id","run_id","position")
);

CREATE TABLE "run_nat_gateway" (
    "workspace_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "node" TEXT NOT NULL,
    "current_ips" INTEGER NOT NULL,
    "required_ips" INTEGER,
    "required_ips_total" INTEGER,
    "required_ips_p50" INTEGER,
    "required_ips_p95" INTEGER,
    "required_ips_p99" INTEGER,
    "ips_per_gateway_limit" INTEGER,
    "gateways_required" INTEGER,
    "binding_destination" TEXT,
    "ports_per_vm" INTEGER,
    "monthly_cost_amount" DOUBLE PRECISION,
    "monthly_cost_currency" TEXT,
    "monthly_cost_assumes" TEXT,
    "status" TEXT,
    "over_target_at_p50" TIMESTAMPTZ(3),
    "over_target_at_planning" TIMESTAMPTZ(3),
    "over_target_at_p99" TIMESTAMPTZ(3),
    "exhaustion_at_p50" TIMESTAMPTZ(3),
    "exhaustion_at_planning" TIMESTAMPTZ(3),
    "exhaustion_at_p99" TIMESTAMPTZ(3),

    CONSTRAINT "run_nat_gateway_pkey" PRIMARY KEY ("workspace_id","run_id","position")
);

-- Names are unique; lists filter on the rest.
CREATE UNIQUE INDEX "workspace_name_key" ON "workspace"("name");
CREATE UNIQUE INDEX "token_hash_key" ON "token"("hash");
CREATE UNIQUE INDEX "topology_workspace_id_name_key" ON "topology"("workspace_id", "name");
CREATE INDEX "topology_node_workspace_id_kind_idx" ON "topology_node"("workspace_id", "kind");
CREATE INDEX "topology_node_workspace_id_node_id_idx" ON "topology_node"("workspace_id", "node_id");
CREATE INDEX "topology_leg_workspace_id_from_node_idx" ON "topology_leg"("workspace_id", "from_node");
CREATE INDEX "topology_leg_workspace_id_to_node_idx" ON "topology_leg"("workspace_id", "to_node");
CREATE UNIQUE INDEX "forecast_workspace_id_name_key" ON "forecast"("workspace_id", "name");
CREATE INDEX "scenario_workspace_id_topology_id_topology_revision_idx" ON "scenario"("workspace_id", "topology_id", "topology_revision");
CREATE INDEX "scenario_workspace_id_forecast_id_forecast_revision_idx" ON "scenario"("workspace_id", "forecast_id", "forecast_revision");
CREATE UNIQUE INDEX "scenario_workspace_id_name_key" ON "scenario"("workspace_id", "name");
CREATE UNIQUE INDEX "scenario_workspace_id_latest_run_id_key" ON "scenario"("workspace_id", "latest_run_id");
CREATE INDEX "run_workspace_id_scenario_id_id_idx" ON "run"("workspace_id", "scenario_id", "id");
CREATE INDEX "run_workspace_id_topology_id_topology_revision_idx" ON "run"("workspace_id", "topology_id", "topology_revision");
CREATE INDEX "run_workspace_id_forecast_id_forecast_revision_idx" ON "run"("workspace_id", "forecast_id", "forecast_revision");
CREATE INDEX "run_resource_workspace_id_node_kind_idx" ON "run_resource"("workspace_id", "node", "kind");
CREATE INDEX "run_resource_workspace_id_exhaustion_at_planning_idx" ON "run_resource"("workspace_id", "exhaustion_at_planning");
CREATE INDEX "run_nat_gateway_workspace_id_node_idx" ON "run_nat_gateway"("workspace_id", "node");
CREATE INDEX "run_nat_gateway_workspace_id_exhaustion_at_planning_idx" ON "run_nat_gateway"("workspace_id", "exhaustion_at_planning");

-- A document goes with all its revisions, a scenario with all its runs. What a scenario or a run pins stays.
ALTER TABLE "token" ADD CONSTRAINT "token_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE "topology" ADD CONSTRAINT "topology_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE "topology_revision" ADD CONSTRAINT "topology_revision_workspace_id_topology_id_fkey" FOREIGN KEY ("workspace_id", "topology_id") REFERENCES "topology"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE "topology_node" ADD CONSTRAINT "topology_node_workspace_id_topology_id_revision_fkey" FOREIGN KEY ("workspace_id", "topology_id", "revision") REFERENCES "topology_revision"("workspace_id", "topology_id", "revision") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE "topology_leg" ADD CONSTRAINT "topology_leg_workspace_id_topology_id_revision_fkey" FOREIGN KEY ("workspace_id", "topology_id", "revision") REFERENCES "topology_revision"("workspace_id", "topology_id", "revision") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE "forecast" ADD CONSTRAINT "forecast_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE "forecast_revision" ADD CONSTRAINT "forecast_revision_workspace_id_forecast_id_fkey" FOREIGN KEY ("workspace_id", "forecast_id") REFERENCES "forecast"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE "scenario" ADD CONSTRAINT "scenario_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE "scenario" ADD CONSTRAINT "scenario_workspace_id_topology_id_topology_revision_fkey" FOREIGN KEY ("workspace_id", "topology_id", "topology_revision") REFERENCES "topology_revision"("workspace_id", "topology_id", "revision") ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE "scenario" ADD CONSTRAINT "scenario_workspace_id_forecast_id_forecast_revision_fkey" FOREIGN KEY ("workspace_id", "forecast_id", "forecast_revision") REFERENCES "forecast_revision"("workspace_id", "forecast_id", "revision") ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE "scenario" ADD CONSTRAINT "scenario_workspace_id_latest_run_id_fkey" FOREIGN KEY ("workspace_id", "latest_run_id") REFERENCES "run"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE "run" ADD CONSTRAINT "run_workspace_id_scenario_id_fkey" FOREIGN KEY ("workspace_id", "scenario_id") REFERENCES "scenario"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE "run" ADD CONSTRAINT "run_workspace_id_topology_id_topology_revision_fkey" FOREIGN KEY ("workspace_id", "topology_id", "topology_revision") REFERENCES "topology_revision"("workspace_id", "topology_id", "revision") ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE "run" ADD CONSTRAINT "run_workspace_id_forecast_id_forecast_revision_fkey" FOREIGN KEY ("workspace_id", "forecast_id", "forecast_revision") REFERENCES "forecast_revision"("workspace_id", "forecast_id", "revision") ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE "run_resource" ADD CONSTRAINT "run_resource_workspace_id_run_id_fkey" FOREIGN KEY ("workspace_id", "run_id") REFERENCES "run"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE "run_nat_gateway" ADD CONSTRAINT "run_nat_gateway_workspace_id_run_id_fkey" FOREIGN KEY ("workspace_id", "run_id") REFERENCES "run"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- What the schema language cannot say.
ALTER TABLE "token" ADD CONSTRAINT "token_role_check" CHECK ("role" IN ('viewer', 'planner', 'admin'));
ALTER TABLE "token" ADD CONSTRAINT "token_hash_check" CHECK ("hash" ~ '^[0-9a-f]{64}$');
ALTER TABLE "topology" ADD CONSTRAINT "topology_revision_check" CHECK ("revision" >= 1);
ALTER TABLE "topology" ADD CONSTRAINT "topology_labels_check" CHECK (jsonb_typeof("labels") = 'object');
ALTER TABLE "topology_revision" ADD CONSTRAINT "topology_revision_revision_check" CHECK ("revision" >= 1);
ALTER TABLE "forecast" ADD CONSTRAINT "forecast_revision_check" CHECK ("revision" >= 1);
ALTER TABLE "forecast" ADD CONSTRAINT "forecast_labels_check" CHECK (jsonb_typeof("labels") = 'object');
ALTER TABLE "forecast_revision" ADD CONSTRAINT "forecast_revision_revision_check" CHECK ("revision" >= 1);
ALTER TABLE "scenario" ADD CONSTRAINT "scenario_revision_check" CHECK ("revision" >= 1);
ALTER TABLE "run" ADD CONSTRAINT "run_status_check" CHECK ("status" IN ('ok', 'warning', 'over', 'exhausted'));
ALTER TABLE "run_resource" ADD CONSTRAINT "run_resource_status_check" CHECK ("status" IN ('ok', 'warning', 'over', 'exhausted'));
ALTER TABLE "run_nat_gateway" ADD CONSTRAINT "run_nat_gateway_status_check" CHECK ("status" IN ('ok', 'warning', 'over', 'exhausted'));

-- At most one revision of a document is its latest.
CREATE UNIQUE INDEX "topology_revision_latest_key" ON "topology_revision"("workspace_id", "topology_id") WHERE "superseded_at" IS NULL;
CREATE UNIQUE INDEX "forecast_revision_latest_key" ON "forecast_revision"("workspace_id", "forecast_id") WHERE "superseded_at" IS NULL;
