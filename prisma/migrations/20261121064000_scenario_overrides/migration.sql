-- What a scenario changes in the topology that it pins (RFC 6902), and what a run had changed.
ALTER TABLE "scenario" ADD COLUMN "overrides" TEXT NOT NULL DEFAULT '[]';
ALTER TABLE "run" ADD COLUMN "overrides" TEXT NOT NULL DEFAULT '[]';
