-- What of its role a token may be used for; those that are there may do all of it.
ALTER TABLE "token" ADD COLUMN "scopes" TEXT[];

UPDATE "token" SET "scopes" = CASE "role"
    WHEN 'viewer' THEN ARRAY['read']
    WHEN 'planner' THEN ARRAY['read', 'write']
    ELSE ARRAY['read', 'write', 'admin']
END;

ALTER TABLE "token" ADD CONSTRAINT "token_scopes_check"
    CHECK ("scopes" <@ ARRAY['read', 'write', 'admin'] AND cardinality("scopes") >= 1);
