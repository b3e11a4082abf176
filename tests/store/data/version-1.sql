-- A data file as version 1 wrote it: one draft with a journal, one without, one in the bin.
PRAGMA application_id = 1246315081;
PRAGMA user_version = 1;
PRAGMA journal_mode = WAL;
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
CREATE TABLE documents (
    draft_id INTEGER PRIMARY KEY REFERENCES drafts (id) ON DELETE CASCADE,
    document TEXT NOT NULL
);
CREATE TABLE edits (
    draft_id INTEGER NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    edit TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (draft_id, seq)
) WITHOUT ROWID;
INSERT INTO drafts VALUES
    (1, '部门预算项目支出绩效目标批复表', '巴中市-2022', 2022, '市供水站', '水质监测', '草稿',
     '2022-01-10T01:00:00.000000+00:00', '2022-01-12T08:30:00.000000+00:00', 5, NULL,
     '部门预算项目支出绩效目标批复表
水质监测
市供水站
2022
草稿'),
    (2, '部门预算项目支出绩效自评表', '四川-2022', 2022, '市供水站', '水质监测', '审核通过',
     '2022-12-01T01:00:00.000000+00:00', '2022-12-02T02:00:00.000000+00:00', 2, NULL,
     '部门预算项目支出绩效自评表
水质监测
市供水站
2022
审核通过'),
    (4, '部门预算项目支出绩效自评表', '四川-2022', 2021, '市供水站', '管网更新', '草稿',
     '2021-12-01T01:00:00.000000+00:00', '2021-12-02T02:00:00.000000+00:00', 1, '2022-01-05T02:00:00.000000+00:00',
     '部门预算项目支出绩效自评表
管网更新
市供水站
2021
草稿');
INSERT INTO documents VALUES
    (1, '{"数据": {"项目名称": "水质监测"}}'),
    (2, '{"数据": {"项目名称": "水质监测", "评价结论": "达到目标"}}'),
    (4, '{"数据": {}}');
INSERT INTO edits VALUES
    (1, 1, '{"年度资金总额": "30"}', '2022-01-12T08:29:00.000000+00:00'),
    (1, 2, '{"年度财政拨款": "30"}', '2022-01-12T08:30:00.000000+00:00');
UPDATE sqlite_sequence SET seq = 7 WHERE name = 'drafts';
