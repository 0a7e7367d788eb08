-- 台账的表。The ledger's tables in one database: drawn in docs/reference/ledger.md. Run as a whole, in one transaction,
-- by a role that may create schemas (jicheng_owner); the program does it itself when it finds the database empty.
-- All tables are partitioned by area, so that areas can be spread over tablespaces, or detached and moved.
CREATE SCHEMA jicheng;

CREATE TABLE jicheng.about (
  application text NOT NULL CHECK (application = 'jicheng ledger'),
  version     integer NOT NULL,
  layout      text NOT NULL CHECK (layout IN ('tables', 'coordinator')),
  only_row    boolean PRIMARY KEY DEFAULT true CHECK (only_row)
);
INSERT INTO jicheng.about VALUES ('jicheng ledger', 1, 'tables');

-- `writes` moves with every write: whoever moves it holds the area until the transaction ends.
CREATE TABLE jicheng.area (
  area      text COLLATE "C" NOT NULL,
  algorithm text NOT NULL CHECK (algorithm IN ('sha256', 'sm3')),
  writes    bigint NOT NULL,
  PRIMARY KEY (area)
) PARTITION BY LIST (area);

-- Names that records of the area print.
CREATE TABLE jicheng.label (
  area  text COLLATE "C" NOT NULL,
  label text COLLATE "C" NOT NULL,
  PRIMARY KEY (area, label)
) PARTITION BY LIST (area);
CREATE INDEX label_by_label ON jicheng.label (label);

-- The columns up to `chain` are the record; the rest repeats what its body says, to be found by.
CREATE TABLE jicheng.record (
  area        text COLLATE "C" NOT NULL,
  sequence    bigint NOT NULL CHECK (sequence > 0),
  recorded_at bigint NOT NULL,
  kind        smallint NOT NULL CHECK (kind BETWEEN 1 AND 4),
  heading     text,
  body        text NOT NULL,
  chain       bytea NOT NULL CHECK (length(chain) = 32),
  key         bigint,
  rank        bigint,
  known_by    integer,
  standing    smallint,
  gives       smallint,
  said        bigint,
  id          bigint,
  event_kind  text COLLATE "C",
  subject     text COLLATE "C",
  valid_from  integer,
  valid_to    integer,
  PRIMARY KEY (area, sequence)
) PARTITION BY LIST (area);
CREATE INDEX record_by_key ON jicheng.record (area, key, gives, standing, known_by, rank, sequence)
  INCLUDE (said, id) WHERE key IS NOT NULL;
CREATE INDEX record_by_event ON jicheng.record (area, event_kind, subject, sequence) WHERE event_kind IS NOT NULL;

-- Records that a correction or withdrawal took away, and by which sequence.
CREATE TABLE jicheng.taken (
  area      text COLLATE "C" NOT NULL,
  target    bigint NOT NULL,
  gone_by   bigint NOT NULL,
  withdrawn boolean NOT NULL,
  PRIMARY KEY (area, target)
) PARTITION BY LIST (area);

-- Keys of facts. `no` is the first eight bytes of SHA-256 over indicator and rest, or the next number not taken; one row
-- for each sort (what it gives, its standing) of fact that the key has.
CREATE TABLE jicheng.key (
  area      text COLLATE "C" NOT NULL,
  no        bigint NOT NULL,
  gives     smallint NOT NULL,
  standing  smallint NOT NULL,
  indicator text COLLATE "C" NOT NULL,
  rest      text COLLATE "C" NOT NULL,
  PRIMARY KEY (area, no, gives, standing)
) PARTITION BY LIST (area);
CREATE INDEX key_by_indicator ON jicheng.key (area, indicator);

CREATE TABLE jicheng.receipt (
  area          text COLLATE "C" NOT NULL,
  request       text COLLATE "C" NOT NULL,
  content       bytea NOT NULL CHECK (length(content) = 32),
  first         bigint NOT NULL,
  last          bigint NOT NULL,
  recorded_at   bigint NOT NULL,
  added         integer NOT NULL,
  new_vintages  integer NOT NULL,
  known_already integer NOT NULL,
  PRIMARY KEY (area, request)
) PARTITION BY LIST (area);

-- Keys of persons, outside the chain; null: destroyed.
CREATE TABLE jicheng.person_key (
  area   text COLLATE "C" NOT NULL,
  person text COLLATE "C" NOT NULL,
  key    bytea CHECK (key IS NULL OR length(key) = 32),
  PRIMARY KEY (area, person)
) PARTITION BY LIST (area);
CREATE INDEX person_key_by_person ON jicheng.person_key (person);

-- What stands is neither changed nor removed, by the owner of the tables no more than by anybody else.
CREATE FUNCTION jicheng.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the ledger is append-only' USING ERRCODE = 'JC001';
END $$;
CREATE FUNCTION jicheng.refuse_other_than_writes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.area IS DISTINCT FROM OLD.area OR NEW.algorithm IS DISTINCT FROM OLD.algorithm OR NEW.writes <= OLD.writes THEN
    RAISE EXCEPTION 'the ledger is append-only' USING ERRCODE = 'JC001';
  END IF;
  RETURN NEW;
END $$;
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['label', 'record', 'taken', 'key', 'receipt'] LOOP
    EXECUTE format('CREATE TRIGGER stays BEFORE UPDATE OR DELETE ON jicheng.%I FOR EACH ROW EXECUTE FUNCTION jicheng.refuse()', name);
  END LOOP;
END $$;
CREATE TRIGGER stays BEFORE DELETE ON jicheng.area FOR EACH ROW EXECUTE FUNCTION jicheng.refuse();
CREATE TRIGGER keeps_its_name BEFORE UPDATE ON jicheng.area FOR EACH ROW EXECUTE FUNCTION jicheng.refuse_other_than_writes();
CREATE TRIGGER stays BEFORE DELETE ON jicheng.person_key FOR EACH ROW EXECUTE FUNCTION jicheng.refuse();

-- One partition of every table for some areas; without areas: for all that have none. Before their first record: rows in
-- the partition for the others do not move by themselves, and PostgreSQL then refuses.
CREATE FUNCTION jicheng.make_partition(partition text, areas text[] DEFAULT NULL) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  name text;
  bounds text := 'DEFAULT';
  part text;
BEGIN
  IF areas IS NOT NULL THEN
    SELECT 'FOR VALUES IN (' || string_agg(quote_literal(a), ', ') || ')' INTO bounds FROM unnest(areas) AS a;
  END IF;
  FOREACH name IN ARRAY ARRAY['area', 'label', 'record', 'taken', 'key', 'receipt', 'person_key'] LOOP
    part := name || '_' || partition;
    EXECUTE format('CREATE TABLE jicheng.%I PARTITION OF jicheng.%I %s', part, name, bounds);
    IF name <> 'person_key' THEN
      EXECUTE format('CREATE TRIGGER stays_whole BEFORE TRUNCATE ON jicheng.%I FOR EACH STATEMENT EXECUTE FUNCTION jicheng.refuse()', part);
    END IF;
  END LOOP;
END $$;
SELECT jicheng.make_partition('others');

-- Writes the keys of persons anew, so that no destroyed one is left in the files. Waits for readers as long as
-- lock_timeout says. The write-ahead log keeps them until it is recycled, as backups do.
CREATE FUNCTION jicheng.forget() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  part regclass;
BEGIN
  FOR part IN SELECT relid FROM pg_partition_tree('jicheng.person_key') WHERE isleaf ORDER BY relid LOOP
    EXECUTE format('LOCK TABLE %s IN ACCESS EXCLUSIVE MODE', part);
    EXECUTE format('CREATE TEMP TABLE jicheng_kept ON COMMIT DROP AS SELECT * FROM %s', part);
    EXECUTE format('TRUNCATE %s', part);
    EXECUTE format('INSERT INTO %s SELECT * FROM jicheng_kept', part);
    DROP TABLE pg_temp.jicheng_kept;
  END LOOP;
END $$;
-- The same, asked for through a foreign table by a coordinator: INSERT INTO jicheng.forgetting VALUES (true).
CREATE VIEW jicheng.forgetting AS SELECT false AS please WHERE false;
CREATE FUNCTION jicheng.forget_now() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM jicheng.forget();
  RETURN NEW;
END $$;
CREATE TRIGGER forgets INSTEAD OF INSERT ON jicheng.forgetting FOR EACH ROW EXECUTE FUNCTION jicheng.forget_now();

-- Rights of the group roles, where they exist; to be called again after they were made later.
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
    GRANT INSERT ON jicheng.forgetting TO jicheng_writer;
    GRANT EXECUTE ON FUNCTION jicheng.forget() TO jicheng_writer;
  END IF;
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'jicheng_reader') THEN
    GRANT USAGE ON SCHEMA jicheng TO jicheng_reader;
    GRANT SELECT ON jicheng.about, jicheng.area, jicheng.label, jicheng.record, jicheng.taken, jicheng.key,
      jicheng.receipt TO jicheng_reader;
  END IF;
END $$;
SELECT jicheng.grant_rights();
