-- 协调库：本身不存记录，每个地区的记录在哪一台分片上，由 jicheng.shard_map 说明。
-- A coordinator keeps no record: its partitions are foreign tables on the shards, which are databases made by ledger.sql.
-- Run by a superuser in an empty database, then:
--   SELECT jicheng.add_shard('s1', 'host=10.0.0.11 port=5432 dbname=jicheng', 'jicheng_app', 'password of that role');
--   SELECT jicheng.place('s1', ARRAY['440104', '440106']);     -- these areas on s1
--   SELECT jicheng.place('s2', NULL);                          -- all others on s2
CREATE EXTENSION IF NOT EXISTS postgres_fdw;
CREATE SCHEMA jicheng;

CREATE TABLE jicheng.about (
  application text NOT NULL CHECK (application = 'jicheng ledger'),
  version     integer NOT NULL,
  layout      text NOT NULL CHECK (layout IN ('tables', 'coordinator')),
  only_row    boolean PRIMARY KEY DEFAULT true CHECK (only_row)
);
INSERT INTO jicheng.about VALUES ('jicheng ledger', 1, 'coordinator');

-- Which area lies where; area null: all that are not named.
CREATE TABLE jicheng.shard (
  shard text COLLATE "C" PRIMARY KEY CHECK (shard ~ '^[a-z0-9_]{1,32}$')
);
CREATE TABLE jicheng.shard_map (
  area  text COLLATE "C" UNIQUE NULLS NOT DISTINCT,
  shard text COLLATE "C" NOT NULL REFERENCES jicheng.shard
);

CREATE TABLE jicheng.area (
  area text COLLATE "C" NOT NULL, algorithm text NOT NULL, writes bigint NOT NULL
) PARTITION BY LIST (area);
CREATE TABLE jicheng.label (
  area text COLLATE "C" NOT NULL, label text COLLATE "C" NOT NULL
) PARTITION BY LIST (area);
CREATE TABLE jicheng.record (
  area text COLLATE "C" NOT NULL, sequence bigint NOT NULL, recorded_at bigint NOT NULL, kind smallint NOT NULL,
  heading text, body text NOT NULL, chain bytea NOT NULL, key bigint, rank bigint, known_by integer, standing smallint,
  gives smallint, said bigint, id bigint, event_kind text COLLATE "C", subject text COLLATE "C", valid_from integer,
  valid_to integer
) PARTITION BY LIST (area);
CREATE TABLE jicheng.taken (
  area text COLLATE "C" NOT NULL, target bigint NOT NULL, gone_by bigint NOT NULL, withdrawn boolean NOT NULL
) PARTITION BY LIST (area);
CREATE TABLE jicheng.key (
  area text COLLATE "C" NOT NULL, no bigint NOT NULL, gives smallint NOT NULL, standing smallint NOT NULL,
  indicator text COLLATE "C" NOT NULL, rest text COLLATE "C" NOT NULL
) PARTITION BY LIST (area);
CREATE TABLE jicheng.receipt (
  area text COLLATE "C" NOT NULL, request text COLLATE "C" NOT NULL, content bytea NOT NULL, first bigint NOT NULL,
  last bigint NOT NULL, recorded_at bigint NOT NULL, added integer NOT NULL, new_vintages integer NOT NULL,
  known_already integer NOT NULL
) PARTITION BY LIST (area);
CREATE TABLE jicheng.person_key (
  area text COLLATE "C" NOT NULL, person text COLLATE "C" NOT NULL, key bytea
) PARTITION BY LIST (area);

-- A shard and the login it is reached by. `login_password` null: the server is trusted to let us in (a local socket).
CREATE FUNCTION jicheng.add_shard(shard text, address text, login text, login_password text DEFAULT NULL) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  server text := 'jicheng_' || shard;
  options text;
  columns text;
  name text;
BEGIN
  INSERT INTO jicheng.shard VALUES (shard);
  SELECT string_agg(format('%I %L', split_part(pair, '=', 1), substr(pair, strpos(pair, '=') + 1)), ', ')
    INTO options FROM unnest(regexp_split_to_array(trim(address), '\s+')) AS pair;
  EXECUTE format('CREATE SERVER %I FOREIGN DATA WRAPPER postgres_fdw OPTIONS (%s, fetch_size %L, batch_size %L, '
                 'connect_timeout %L, keepalives_idle %L, keepalives_interval %L, keepalives_count %L, tcp_user_timeout %L, '
                 'options %L)', server, options, '4096', '1000', '5', '10', '5', '3', '20000',
                 '-c lock_timeout=1500 -c statement_timeout=25000 -c synchronous_commit=on');
  IF login_password IS NULL THEN
    EXECUTE format('CREATE USER MAPPING FOR PUBLIC SERVER %I OPTIONS (user %L, password_required %L)', server, login, 'false');
  ELSE
    EXECUTE format('CREATE USER MAPPING FOR PUBLIC SERVER %I OPTIONS (user %L, password %L)', server, login, login_password);
  END IF;
  FOREACH name IN ARRAY ARRAY['area', 'label', 'record', 'taken', 'key', 'receipt', 'person_key'] LOOP
    SELECT string_agg(format('%I %s%s%s', attname, format_type(atttypid, atttypmod),
                             CASE WHEN attcollation = '"C"'::regcollation THEN ' COLLATE "C"' ELSE '' END,
                             CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END), ', ' ORDER BY attnum)
      INTO columns FROM pg_attribute
      WHERE attrelid = format('jicheng.%I', name)::regclass AND attnum > 0 AND NOT attisdropped;
    EXECUTE format('CREATE FOREIGN TABLE jicheng.%I (%s) SERVER %I OPTIONS (schema_name %L, table_name %L)',
                   name || '_' || shard, columns, server, 'jicheng', name);
  END LOOP;
  EXECUTE format('CREATE FOREIGN TABLE jicheng.%I (please boolean) SERVER %I OPTIONS (schema_name %L, table_name %L)',
                 'forgetting_' || shard, server, 'jicheng', 'forgetting');
END $$;

-- Areas on a shard, before their first record; null: all areas that are not named lie there, and then no named one does,
-- since a table can be the partition of named areas or of all others and not of both. Records do not move by this.
CREATE FUNCTION jicheng.place(on_shard text, areas text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  name text;
  part text;
  bounds text := 'DEFAULT';
BEGIN
  IF EXISTS (SELECT FROM jicheng.shard_map m WHERE m.shard = on_shard AND (m.area IS NULL OR areas IS NULL)) THEN
    RAISE EXCEPTION 'shard % keeps named areas or all others, not both', on_shard;
  END IF;
  IF areas IS NULL THEN
    INSERT INTO jicheng.shard_map VALUES (NULL, on_shard);
  ELSE
    INSERT INTO jicheng.shard_map SELECT a, on_shard FROM unnest(areas) AS a;
    SELECT 'FOR VALUES IN (' || string_agg(quote_literal(m.area), ', ') || ')' INTO bounds
      FROM jicheng.shard_map AS m WHERE m.shard = on_shard;
  END IF;
  FOREACH name IN ARRAY ARRAY['area', 'label', 'record', 'taken', 'key', 'receipt', 'person_key'] LOOP
    part := name || '_' || on_shard;
    IF EXISTS (SELECT FROM pg_inherits WHERE inhrelid = format('jicheng.%I', part)::regclass) THEN
      EXECUTE format('ALTER TABLE jicheng.%I DETACH PARTITION jicheng.%I', name, part);
    END IF;
    EXECUTE format('ALTER TABLE jicheng.%I ATTACH PARTITION jicheng.%I %s', name, part, bounds);
  END LOOP;
END $$;

CREATE FUNCTION jicheng.forget() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  one text;
BEGIN
  FOR one IN SELECT shard FROM jicheng.shard ORDER BY shard LOOP
    EXECUTE format('INSERT INTO jicheng.%I VALUES (true)', 'forgetting_' || one);
  END LOOP;
END $$;

CREATE FUNCTION jicheng.grant_rights() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  REVOKE ALL ON SCHEMA jicheng FROM PUBLIC;
  REVOKE ALL ON ALL FUNCTIONS IN SCHEMA jicheng FROM PUBLIC;
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'jicheng_writer') THEN
    GRANT USAGE ON SCHEMA jicheng TO jicheng_writer;
    GRANT SELECT ON jicheng.about TO jicheng_writer;
    GRANT SELECT, INSERT ON jicheng.area, jicheng.label, jicheng.record, jicheng.taken, jicheng.key, jicheng.receipt,
      jicheng.person_key TO jicheng_writer;
    GRANT UPDATE (writes) ON jicheng.area TO jicheng_writer;
    GRANT UPDATE (key) ON jicheng.person_key TO jicheng_writer;
    GRANT EXECUTE ON FUNCTION jicheng.forget() TO jicheng_writer;
  END IF;
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'jicheng_reader') THEN
    GRANT USAGE ON SCHEMA jicheng TO jicheng_reader;
    GRANT SELECT ON jicheng.about, jicheng.area, jicheng.label, jicheng.record, jicheng.taken, jicheng.key,
      jicheng.receipt TO jicheng_reader;
  END IF;
END $$;
SELECT jicheng.grant_rights();
