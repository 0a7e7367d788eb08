PRAGMA application_id = 1245926490;
PRAGMA user_version = 1;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE fact (
  sequence             INTEGER PRIMARY KEY,
  id                   TEXT NOT NULL UNIQUE CHECK (length(id) = 64),
  chain                TEXT NOT NULL CHECK (length(chain) = 64),
  recorded_at          INTEGER NOT NULL,
  key                  TEXT NOT NULL,
  standing             INTEGER NOT NULL CHECK (standing IN (0, 1, 2)),
  known_by             TEXT NOT NULL CHECK (length(known_by) = 10),
  said                 TEXT NOT NULL,
  area_code            TEXT NOT NULL,
  area                 TEXT NOT NULL,
  indicator            TEXT NOT NULL,
  indicator_as_printed TEXT NOT NULL,
  period               TEXT NOT NULL,
  span                 TEXT NOT NULL CHECK (span IN ('cumulative', 'current', 'point')),
  value                TEXT,
  unit                 TEXT NOT NULL,
  growth_pct           TEXT,
  growth_basis         TEXT NOT NULL,
  scope                TEXT NOT NULL,
  year_inferred        INTEGER NOT NULL CHECK (year_inferred IN (0, 1)),
  note                 TEXT NOT NULL,
  published            TEXT NOT NULL,
  source               TEXT NOT NULL,
  source_kind          TEXT NOT NULL CHECK (source_kind IN ('official', 'mirror')),
  place_file           TEXT NOT NULL,
  place_sheet          TEXT NOT NULL,
  place_cell           TEXT NOT NULL,
  place_page           INTEGER NOT NULL,
  place_paragraph      INTEGER NOT NULL,
  place_row            INTEGER NOT NULL,
  place_line           INTEGER NOT NULL,
  place_column         INTEGER NOT NULL
) STRICT;
INSERT INTO fact VALUES(1,'6ac31bf2ea061a2520475fb6dd0380719effb98b6096384824eff59bc0004b63','9202795f11e219fca6cfb675d5c938c21fff10ad35926a3c4860c68b2cdd0d27',1728003600000000,'990101|地区生产总值|2025|cumulative||',0,'2026-01-20','estimate|5369500000|5370500000|元|5.0','990101','岚湖区','地区生产总值','地区生产总值（印）','2025','cumulative','53.70','亿元','5.0','','',0,'','2026-01-20','岚湖区统计局','official','数据.csv','表1','B7',1,2,3,4,5);
INSERT INTO fact VALUES(2,'98aa877b17b057d31c71090010ceb6ecedda0d7d9dbbd9ccdceaa219b41dd1b0','835bfd5d3e86e2c44a197445956aae6770048ef49bb179f915d652bfffd2b000',1728003600000000,'990101|地区生产总值|2025|cumulative|全社会|',2,'2026-01-28','published||||5.1','990101','岚湖区','地区生产总值','地区生产总值（印）','2025','cumulative',NULL,'亿元','5.1','','全社会',0,replace('含逗号,引号"和\n换行','\n',char(10)),'2026-01-28','岚湖区统计局','official','数据.csv','表1','B7',1,2,3,4,5);
INSERT INTO fact VALUES(3,'63c4640228f970d688d6a414f08f7a7597820e6869e7be2ae5b196fd9d20bd49','5d3244673e0b0bc41521dff4b7aaee06e1a6739accf7ad8100d36ca3b03cbc79',1728003600000000,'青屿乡|固定资产投资|2025-01/2025-02|current||可比口径',2,'2025-03-31','published|650000000|750000000|元|-0.60','','青屿乡','固定资产投资','固定资产投资（印）','2025-01/2025-02','current','7','亿元','-0.60','可比口径','',1,'','2025-03','岚湖区统计局','mirror','数据.csv','表1','B7',1,2,3,4,5);
INSERT INTO fact VALUES(4,'bcb2f0dabf6f5cd80bfe192cf1baefdc80fc646d175238ade8c5b8b1a3352451','34c68d8159b3244669abb82febdd0365f0382618f5d426a1b19fe730594f897b',1728180000000000,'990101|地区生产总值|2025|cumulative||',2,'2026-03-31','published|5409500000|5410500000|元|5.2','990101','岚湖区','地区生产总值','地区生产总值（印）','2025','cumulative','54.10','亿元','5.2','','',0,'','2026-03','岚湖区统计局','official','数据.csv','表1','B7',1,2,3,4,5);
INSERT INTO fact VALUES(5,'9493b7f61c599f64eb5aec2087f28a37aa187e9a823dc7de73ee4cad75293a3c','a9df0524dd14e1527118706f7f5a0b5f5bd2498f26072e4d53387e541f6d1b8f',1728180000000000,'990101|地区生产总值|2025|cumulative||',2,'2026-10-31','published||||5.3','990101','岚湖区','地区生产总值','地区生产总值（印）','2025','cumulative',NULL,'亿元','5.3','','',0,'','2026-10-31','岚湖区统计局','official','数据.csv','表1','B7',1,2,3,4,5);
INSERT INTO fact VALUES(6,'9c205c915d3cd7310f4f4cb9332d4f9515d31952a2c73f8b0542e547209b4010','c9acb7f7084e2863f0e3ff291e3f3a8fd5fd4bb5a09673ed182be6ec89e2aae5',1728180000000000,'990101|财政收入|2025Q3|cumulative||',1,'2025-10-15','derived|850000000|950000000|元|1','990101','岚湖区','财政收入','财政收入（印）','2025Q3','cumulative','9','亿元','1','','',0,'','2025-10-15','岚湖区统计局','official','数据.csv','表1','B7',1,2,3,4,5);
CREATE INDEX fact_in_time ON fact (key, standing, known_by, sequence);
CREATE INDEX fact_by_day ON fact (known_by);
CREATE INDEX fact_by_indicator ON fact (indicator, known_by);
CREATE TRIGGER fact_is_never_changed BEFORE UPDATE ON fact
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER fact_is_never_removed BEFORE DELETE ON fact
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER fact_comes_next BEFORE INSERT ON fact
BEGIN
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM fact WHERE id = NEW.id) THEN RAISE(IGNORE)
    WHEN NEW.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM fact) THEN RAISE(ABORT, 'the ledger is append-only')
  END;
END;
COMMIT;
