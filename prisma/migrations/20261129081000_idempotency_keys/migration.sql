-- Requests that were sent with an Idempotency-Key, and what was answered, so that a repetition is answered and not done again.
CREATE TABLE "idempotency_key" (
    "workspace_id" UUID NOT NULL,
    "caller_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "lease" UUID NOT NULL,
    "leased_until" TIMESTAMPTZ(3) NOT NULL,
    "status" INTEGER,
    "headers" TEXT,
    "body" TEXT,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("workspace_id","caller_id","key")
);

CREATE INDEX "idempotency_key_workspace_id_expires_at_idx" ON "idempotency_key"("workspace_id", "expires_at");

ALTER TABLE "idempotency_key" ADD CONSTRAINT "idempotency_key_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

ALTER TABLE "idempotency_key" ADD CONSTRAINT "idempotency_key_answer_check" CHECK (("status" IS NULL) = ("headers" IS NULL));

SELECT "guard_tenant_table"('idempotency_key');
