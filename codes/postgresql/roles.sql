-- 角色：谁能做什么。由数据库管理员（超级用户）在每台服务器上执行一次：psql -f roles.sql
-- Group roles without login. Give each person or program a login role of its own and make it a member of one of them:
--   CREATE ROLE jicheng_app LOGIN PASSWORD '…' IN ROLE jicheng_writer;
DO $$
DECLARE
  wanted text;
BEGIN
  FOREACH wanted IN ARRAY ARRAY['jicheng_owner', 'jicheng_writer', 'jicheng_reader'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
      EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
    END IF;
  END LOOP;
END $$;
COMMENT ON ROLE jicheng_owner IS 'makes and upgrades the ledger tables; nobody works as this role day by day';
COMMENT ON ROLE jicheng_writer IS 'appends to the ledger; cannot change or remove what stands in it';
COMMENT ON ROLE jicheng_reader IS 'reads the ledger';
