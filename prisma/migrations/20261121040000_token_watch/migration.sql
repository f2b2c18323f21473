-- Servers remember tokens for a moment; they are told when one is no longer what it was. Its use changes nothing of that.
CREATE FUNCTION "token_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('portplan_token', OLD."id"::text);
  RETURN NULL;
END
$$;

CREATE TRIGGER "token_changed" AFTER UPDATE ON "token" FOR EACH ROW
  WHEN ((to_jsonb(OLD) - 'last_used_at') IS DISTINCT FROM (to_jsonb(NEW) - 'last_used_at'))
  EXECUTE FUNCTION "token_changed"();

CREATE TRIGGER "token_removed" AFTER DELETE ON "token" FOR EACH ROW EXECUTE FUNCTION "token_changed"();
