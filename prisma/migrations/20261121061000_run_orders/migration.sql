-- CreateTable
CREATE TABLE "run_order" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "scenario_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "progress" INTEGER NOT NULL,
    "failure_code" TEXT,
    "failure_detail" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "run_order_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateIndex
CREATE INDEX "run_order_workspace_id_scenario_id_id_idx" ON "run_order"("workspace_id", "scenario_id", "id");

-- AddForeignKey
ALTER TABLE "run_order" ADD CONSTRAINT "run_order_workspace_id_scenario_id_fkey" FOREIGN KEY ("workspace_id", "scenario_id") REFERENCES "scenario"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

ALTER TABLE "run_order" ADD CONSTRAINT "run_order_state_check" CHECK ("state" IN ('queued', 'running', 'succeeded', 'failed', 'cancelled'));
ALTER TABLE "run_order" ADD CONSTRAINT "run_order_progress_check" CHECK ("progress" BETWEEN 0 AND 100);
