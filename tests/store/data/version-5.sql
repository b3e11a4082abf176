-- A data file as version 5 wrote it, of an office that received: forms that two senders brought, and forms without unit.
PRAGMA application_id = 1246315081;
PRAGMA user_version = 5;
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
CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE pending (
    draft_id INTEGER PRIMARY KEY REFERENCES drafts (id) ON DELETE CASCADE,
    path TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE TABLE revisions (
    draft_id INTEGER NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
    revision INTEGER NOT NULL,
    code TEXT NOT NULL,
    digest TEXT NOT NULL,
    document TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (draft_id, revision)
);
CREATE INDEX revisions_by_code ON revisions (code);
CREATE TABLE units (
    key TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    code TEXT NOT NULL,
    contact TEXT NOT NULL,
    place INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE due (
    year INTEGER NOT NULL,
    form TEXT NOT NULL,
    day TEXT NOT NULL,
    PRIMARY KEY (year, form)
) WITHOUT ROWID;
CREATE TABLE packages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    digest TEXT NOT NULL UNIQUE,
    unit TEXT NOT NULL,
    name TEXT NOT NULL,
    year INTEGER NOT NULL,
    period TEXT NOT NULL,
    made TEXT NOT NULL,
    received TEXT NOT NULL,
    file TEXT NOT NULL,
    program TEXT NOT NULL,
    via TEXT NOT NULL
);
CREATE TABLE received (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    package INTEGER NOT NULL REFERENCES packages (id) ON DELETE CASCADE,
    replaces INTEGER REFERENCES received (id) ON DELETE SET NULL,
    unit TEXT NOT NULL,
    year INTEGER NOT NULL,
    form TEXT NOT NULL,
    subject TEXT NOT NULL,
    edition TEXT NOT NULL,
    author TEXT NOT NULL,
    project TEXT NOT NULL,
    revision INTEGER NOT NULL,
    digest TEXT NOT NULL,
    code TEXT NOT NULL,
    standing TEXT NOT NULL,
    answer TEXT NOT NULL,
    answered TEXT,
    why TEXT NOT NULL,
    errors INTEGER NOT NULL,
    warnings INTEGER NOT NULL,
    open_warnings INTEGER NOT NULL,
    across_errors INTEGER NOT NULL,
    across_warnings INTEGER NOT NULL,
    across_open INTEGER NOT NULL
);
CREATE UNIQUE INDEX received_current ON received (unit, year, form, subject) WHERE standing = 'current';
CREATE UNIQUE INDEX received_waiting ON received (unit, year, form, subject) WHERE standing = 'waiting';
CREATE INDEX received_board
    ON received (year, standing, unit, form, answer, errors, across_errors, open_warnings, across_open);
CREATE INDEX received_by_code ON received (code);
CREATE INDEX received_by_package ON received (package);
CREATE INDEX received_by_former ON received (replaces);
CREATE TABLE received_contents (
    id INTEGER PRIMARY KEY REFERENCES received (id) ON DELETE CASCADE,
    document BLOB NOT NULL,
    findings BLOB NOT NULL,
    across BLOB NOT NULL
);
CREATE TABLE proofs (
    package INTEGER NOT NULL REFERENCES packages (id) ON DELETE CASCADE,
    file TEXT NOT NULL,
    title TEXT NOT NULL,
    about TEXT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (package, file)
);
CREATE TABLE remarks (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES received (id) ON DELETE CASCADE,
    path TEXT NOT NULL,
    shown TEXT NOT NULL,
    text TEXT NOT NULL,
    at TEXT NOT NULL,
    reply TEXT NOT NULL,
    cleared TEXT
);
CREATE INDEX remarks_by_document ON remarks (document);
CREATE TABLE uncompared (
    unit TEXT NOT NULL,
    year INTEGER NOT NULL,
    PRIMARY KEY (unit, year)
) WITHOUT ROWID;
INSERT INTO packages VALUES
    (1, 'digest-1', '市水务局', '市水务局', 2022, '', '2022-03-01T09:00:00+08:00', '2022-03-01T02:00:00+00:00', '1.jbz', '绩表 0.2', '[]'),
    (2, 'digest-2', '市供水站', '市供水站', 2022, '', '2022-03-02T09:00:00+08:00', '2022-03-02T02:00:00+00:00', '2.jbz', '绩表 0.2', '[]'),
    (3, 'digest-3', '市水务局', '市水务局', 2022, '', '2022-03-03T09:00:00+08:00', '2022-03-03T02:00:00+00:00', '3.jbz', '绩表 0.2', '[]'),
    (4, 'digest-4', '市审计局', '市审计局', 2022, '', '2022-03-04T09:00:00+08:00', '2022-03-04T02:00:00+00:00', '4.jbz', '绩表 0.2', '[]');
INSERT INTO received VALUES
    (1, 1, NULL, '市水务局', 2022, '部门预算项目支出绩效目标批复表', '市供水站
水质监测', '巴中市-2022', '市供水站', '水质监测', 1, 'd1', 'CODE-1', 'current', '', NULL, '', 0, 0, 0, 0, 0, 0),
    (2, 2, NULL, '市供水站', 2022, '部门预算项目支出绩效目标批复表', '市供水站
水质监测', '巴中市-2022', '市供水站', '水质监测', 2, 'd2', 'CODE-2', 'current', '', NULL, '', 0, 0, 0, 0, 0, 0),
    (3, 1, NULL, '市水务局', 2022, '部门预算项目支出绩效目标批复表', '市供水站
管网更新', '巴中市-2022', '市供水站', '管网更新', 1, 'd3', 'CODE-3', 'current', '已接受', '2022-03-05T02:00:00+00:00', '', 0, 0, 0, 0, 0, 0),
    (4, 2, NULL, '市供水站', 2022, '部门预算项目支出绩效目标批复表', '市供水站
管网更新', '巴中市-2022', '市供水站', '管网更新', 2, 'd4', 'CODE-4', 'current', '', NULL, '', 0, 0, 0, 0, 0, 0),
    (5, 1, NULL, '市水务局', 2022, '部门预算项目支出绩效目标批复表', '市供水站
泵站维护', '巴中市-2022', '市供水站', '泵站维护', 1, 'd5', 'CODE-5', 'current', '', NULL, '', 0, 0, 0, 0, 0, 0),
    (6, 3, 5, '市水务局', 2022, '部门预算项目支出绩效目标批复表', '市供水站
泵站维护', '巴中市-2022', '市供水站', '泵站维护', 3, 'd6', 'CODE-6', 'waiting', '', NULL, '', 0, 0, 0, 0, 0, 0),
    (7, 2, NULL, '市供水站', 2022, '部门预算项目支出绩效目标批复表', '市供水站
泵站维护', '巴中市-2022', '市供水站', '泵站维护', 2, 'd7', 'CODE-7', 'past', '', NULL, '', 0, 0, 0, 0, 0, 0),
    (8, 2, 7, '市供水站', 2022, '部门预算项目支出绩效目标批复表', '市供水站
泵站维护', '巴中市-2022', '市供水站', '泵站维护', 2, 'd8', 'CODE-8', 'waiting', '', NULL, '', 0, 0, 0, 0, 0, 0),
    (9, 1, NULL, '市水务局', 2022, '部门预算项目支出绩效目标批复表', '
节水宣传', '巴中市-2022', '', '节水宣传', 1, 'd9', 'CODE-9', 'current', '', NULL, '', 0, 0, 0, 0, 0, 0),
    (10, 4, NULL, '市审计局', 2022, '部门预算项目支出绩效目标批复表', '
节水宣传', '巴中市-2022', '', '节水宣传', 1, 'd10', 'CODE-10', 'current', '', NULL, '', 0, 0, 0, 0, 0, 0);
INSERT INTO received_contents SELECT id, x'7b7d', x'', x'' FROM received;
INSERT INTO remarks VALUES (1, 1, '["年度目标"]', '水质达标', '请写明比例', '2022-03-02T02:00:00+00:00', '', NULL);
INSERT INTO units VALUES ('市水务局', '市水务局', '101', '张某', 0);
INSERT INTO due VALUES (2022, '部门预算项目支出绩效目标批复表', '2022-03-31');
