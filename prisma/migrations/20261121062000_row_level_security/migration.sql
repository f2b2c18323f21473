-- The second wall between workspaces: what a connection sees and writes is the workspace that it says it works in, whatever
-- its statements ask for. What crosses workspaces on purpose says so: looking up a token, the worker's search, migrations.
CREATE FUNCTION "guard_tenant_table"("guarded" regclass, "key" name DEFAULT 'workspace_id') RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', "guarded");
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', "guarded");
  -- In brackets of their own, the settings are read once for a statement, not once for a row.
  EXECUTE format(
    'CREATE POLICY "tenant" ON %s USING (
       %I = (SELECT nullif(current_setting(''portplan.workspace_id'', true), '''')::uuid)
       OR (SELECT current_setting(''portplan.all_workspaces'', true)) = ''on'')',
    "guarded", "key");
END
$$;

SELECT "guard_tenant_table"('workspace', 'id');

SELECT "guard_tenant_table"(format('%I', "table_name")::regclass)
FROM information_schema.columns
WHERE "table_schema" = current_schema() AND "column_name" = 'workspace_id';
