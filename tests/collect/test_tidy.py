"""Plain tables of received forms: a row for each document, and for each row of its lists."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from desktop.collect.summarizing import Scope
from desktop.collect.tidy import Tidying, tables_of, write_document
from desktop.errors import UserError
from desktop.forms.catalogue import bundled
from desktop.forms.loader import load_edition
from desktop.store import Store
from tests.collect.packages import goals
from tests.collect.summing_up import CATALOGUE, A, B, Office, small_office
from tests.forms.summing import EXECUTION, project, summed, whole

D, C_FORM, F = "部门预算项目支出绩效自评表", "部门整体支出绩效自评表", "目标考评情况汇总表"


@pytest.fixture
def office(store: Store, stick: Path) -> Office:
    return small_office(store, stick)


def tidied(office: Office, folder: Path, form: str, **options: object) -> Tidying:
    folder.mkdir(exist_ok=True)
    run = Tidying(office.store, CATALOGUE, form, 2022, folder, **options)  # type: ignore[arg-type]  # as the test names them
    for _ in run.work():
        pass
    return run


def table(file: Path) -> list[dict[str, str]]:
    data = file.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf"), "Excel takes it for UTF-8 by this mark"
    return list(csv.DictReader(data.decode("utf-8-sig").splitlines()))


def test_a_form_becomes_a_table_of_its_own_and_one_for_each_list(office: Office, tmp_path: Path) -> None:
    run = tidied(office, tmp_path / "表", D)
    assert [file.name for file in run.files] == [
        "D_部门预算项目支出绩效自评表.csv",
        "D_部门预算项目支出绩效自评表.预算执行情况.csv",
        "D_部门预算项目支出绩效自评表.绩效指标.csv",
    ]
    assert run.number == 3
    documents, sources, indicators = map(table, run.files)
    chosen = ("报送单位", "年度", "版式", "单位", "项目", "修订", "答复", "合计得分")
    assert [[row[key] for key in chosen] for row in documents] == [
        [B, "2022", "四川省-2022", B, "投资审计", "1", "已接受", "96.50"],
        [A, "2022", "四川省-2022", A, "堤防维护", "1", "已接受", "98.50"],
        [A, "2022", "四川省-2022", A, "河道清淤", "1", "已接受", "93.50"],
    ]
    spent = [row for row in sources if row["资金来源"] == "总额"]
    assert [[row[key] for key in ("项目", "行号", "预算执行数", "预算执行率")] for row in spent] == [
        ["投资审计", "1", "160", "80.00"],
        ["堤防维护", "1", "100", "100.00"],
        ["河道清淤", "1", "150", "50.00"],
    ]
    assert {row["摘要"] for row in indicators} == {row["摘要"] for row in documents}
    assert len(indicators) == 3 * 6


def test_a_list_in_a_list_says_in_which_row_it_stands(office: Office, tmp_path: Path) -> None:
    office.take([whole(B, "1000", "900")])
    run = tidied(office, tmp_path / "表", C_FORM)
    rows = table(next(file for file in run.files if file.name.endswith("年度目标.指标.csv")))
    assert [(row["年度目标行号"], row["行号"]) for row in rows][:2] == [("1", "1"), ("1", "2")]
    assert {row["年度目标行号"] for row in rows} == {"1", "2", "3"}


def test_the_superior_s_score_stands_beside(office: Office, tmp_path: Path) -> None:
    office.judge("堤防维护", "购置设备", "0")
    documents = table(tidied(office, tmp_path / "表", D).files[0])
    chosen = [[row[key] for key in ("项目", "合计得分", "考评得分", "考评等级")] for row in documents]
    assert chosen[0] == ["投资审计", "96.50", "", ""]
    assert chosen[1] == ["堤防维护", "98.50", "85.00", "良"]


def test_all_that_came_in_when_that_is_asked_for(office: Office, tmp_path: Path) -> None:
    documents = table(tidied(office, tmp_path / "表", D, scope=Scope.ALL).files[0])
    assert [row["答复"] for row in documents].count("") == 1
    assert len(documents) == 4


def test_nothing_received_makes_no_files(office: Office, tmp_path: Path) -> None:
    run = tidied(office, tmp_path / "表", "目标绩效考核细则")
    assert run.files == []
    assert list((tmp_path / "表").iterdir()) == []


def test_left_in_the_middle_there_is_no_file(office: Office, tmp_path: Path) -> None:
    run = Tidying(office.store, CATALOGUE, D, 2022, tmp_path)
    work = run.work()
    assert [next(work).done for _ in range(2)] == [0, 1]
    work.close()
    assert not list(tmp_path.glob("*D_*"))


def test_processes_make_the_same_tables(office: Office, tmp_path: Path) -> None:
    one, other = (tidied(office, tmp_path / name, D, processes=number) for name, number in (("甲", 0), ("乙", 2)))
    assert [file.read_bytes() for file in one.files] == [file.read_bytes() for file in other.files]


def test_what_is_ticked_and_what_is_no_number(office: Office, tmp_path: Path) -> None:
    document = goals(A, "堤防维护", 立项依据=["法律法规", "其他"], 政府采购="约五万")
    office.take([document])
    (row,) = table(tidied(office, tmp_path / "表", document.form).files[0])
    assert row["立项依据"] == "法律法规、其他"
    assert row["政府采购"] == ""


def test_a_form_that_there_is_not(office: Office, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="不认识《没有的表》"):
        tidied(office, tmp_path, "没有的表")


def test_a_field_keeps_its_name_where_the_document_has_one_of_the_same(office: Office) -> None:
    from desktop.export.tidy import Column  # noqa: PLC0415  # beside its only use

    own, _, nested = tables_of(bundled().of_form(F), [Column("单位"), Column("年度")], [Column("单位")])
    assert [column.name for column in own.head] == ["文件单位", "年度"]
    assert [column.name for column in nested.all][:3] == ["文件单位", "单位考评行号", "行号"]


def test_editions_of_a_form_share_their_tables() -> None:
    edition = load_edition(Path(__file__).parents[1] / "forms" / "definitions" / "小表.toml")
    tables = tables_of([edition, *bundled().of_form(D)])
    assert [".".join(table.path) for table in tables] == ["", "明细", "来源", "预算执行情况", "绩效指标"]


def test_a_summary_as_plain_tables(tmp_path: Path) -> None:
    summary = summed(EXECUTION, [project(A, "堤防维护", "100", "90"), project(A, "=河道清淤", "300", "150")])
    files = write_document(summary, tmp_path / "执行率.csv")
    assert [file.name for file in files] == ["执行率.csv", "执行率.部门.csv"]
    total, departments = map(table, files)
    assert (total[0]["年度"], total[0]["调整后预算数"], total[0]["执行率"]) == ("2022", "400.00", "60.00")
    assert [(row["行号"], row["部门"], Decimal(row["未执行"])) for row in departments] == [("1", A, Decimal(160))]
