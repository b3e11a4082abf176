-- A data file as version 2 wrote it: one draft with a journal, one that passed 审核, one in the bin, one setting.
PRAGMA application_id = 1246315081;
PRAGMA user_version = 2;
PRAGMA journal_mode = WAL;
CREATE TABLE documents (
            draft_id INTEGER PRIMARY KEY REFERENCES drafts (id) ON DELETE CASCADE,
            document TEXT NOT NULL
        );
INSERT INTO "documents" VALUES(1,'{"项目名称": "水质监测"}');
INSERT INTO "documents" VALUES(2,'{}');
INSERT INTO "documents" VALUES(3,'{}');
CREATE TABLE drafts (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            form TEXT NOT NULL,
            edition TEXT NOT NULL,
            year INTEGER NOT NULL,
            unit TEXT NOT NULL,
            project TEXT NOT NULL,
            state TEXT NOT NULL,
            created TEXT NOT NULL,
            changed TEXT NOT NULL,
            revision INTEGER NOT NULL,
            deleted_at TEXT,
            search TEXT NOT NULL
        );
INSERT INTO "drafts" VALUES(1,'部门预算项目支出绩效目标批复表','巴中市-2022',2022,'市供水站','水质监测','草稿','2022-02-10T08:00:00.000000+00:00','2022-02-10T08:01:00.000000+00:00',2,NULL,'部门预算项目支出绩效目标批复表
水质监测
市供水站
2022
草稿');
INSERT INTO "drafts" VALUES(2,'部门预算项目支出绩效自评表','四川省-2022',2022,'市供水站','水质监测','审核通过','2022-02-10T08:02:00.000000+00:00','2022-02-10T08:03:00.000000+00:00',1,NULL,'部门预算项目支出绩效自评表
水质监测
市供水站
2022
审核通过');
INSERT INTO "drafts" VALUES(3,'部门预算项目支出绩效目标批复表','巴中市-2022',2022,'','管网更新','草稿','2022-02-10T08:04:00.000000+00:00','2022-02-10T08:05:00.000000+00:00',1,'2022-02-10T08:06:00.000000+00:00','部门预算项目支出绩效目标批复表
管网更新

2022
草稿');
CREATE TABLE edits (
            draft_id INTEGER NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
            seq INTEGER NOT NULL,
            edit TEXT NOT NULL,
            at TEXT NOT NULL,
            PRIMARY KEY (draft_id, seq)
        ) WITHOUT ROWID;
INSERT INTO "edits" VALUES(1,1,'["set",["年度资金总额"],null,"30",true]','2022-02-10T08:07:00.000000+00:00');
INSERT INTO "edits" VALUES(1,2,'["set",["年度财政拨款"],null,"30",true]','2022-02-10T08:08:00.000000+00:00');
CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO "settings" VALUES('window.panel','"folded"');
INSERT INTO "sqlite_sequence" VALUES('drafts',3);
