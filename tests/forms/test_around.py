"""`外层.内层.上级.列`: for every inner row what the row around it says."""

from __future__ import annotations

import pytest

from desktop.forms.catalogue import bundled
from desktop.forms.expression import ExpressionError, parse
from desktop.forms.program import program_of
from desktop.forms.together import Placed, Together, check_together, lay
from desktop.forms.values import Val
from tests.forms.samples import edition_of, evaluated, sample

GOALS = ["稳定和扩大城镇就业"] * 5 + ["扩大社会保险覆盖面"] * 4 + ["维护劳动者合法权益"] * 3


def worth(text: str, scope: tuple[str, ...] = (), rows: tuple[int, ...] = ()) -> Val:
    return evaluated(sample("C-示例")).run(parse(text), scope, rows)


def test_one_value_for_each_inner_row() -> None:
    assert worth("年度目标.指标.上级.目标") == tuple(GOALS)
    names = worth("年度目标.指标.三级指标")
    assert isinstance(names, tuple)
    assert len(names) == len(GOALS), "the two columns stand side by side"


def test_only_of_the_rows_that_are_wanted() -> None:
    assert worth('count(年度目标.指标.上级.目标 where 二级指标 = "数量指标")') == worth(
        'count(年度目标.指标.三级指标 where 二级指标 = "数量指标")'
    )
    assert worth('count(年度目标.指标.上级.目标 where 上级.目标 = "扩大社会保险覆盖面")') == 4


def test_in_a_row_it_is_that_rows_own_list() -> None:
    assert worth("指标.上级.目标", ("年度目标",), (2,)) == tuple(GOALS[9:])
    assert worth("column(年度目标.指标.上级.目标)", ("约束性指标",), (0,)) == tuple(GOALS)


@pytest.mark.parametrize("text", ["年度目标.上级.目标", "年度目标.指标.上级.没有的", "约束性指标.上级.一级指标"])
def test_what_has_no_row_around_it_is_refused(text: str) -> None:
    with pytest.raises(ExpressionError):
        program_of(edition_of(sample("C-示例"))).binder.bind(parse(text))


def placed(together: Together) -> tuple[Placed, ...]:
    """What is found, everything compared."""
    for _ in together.work():
        pass
    return together.placed


def test_an_edit_around_is_noticed() -> None:
    """The approved form's project is renamed: its indicators are another project's then, and back."""
    approved, own = sample("B-示例"), sample("D-示例")
    own.data["主管部门"] = own.unit = approved.data["预算单位"]  # type: ignore[assignment]  # a text
    own.data["项目名称"] = approved.data["项目名称"]
    catalogue = bundled()
    together = Together([lay(evaluated(document), catalogue) for document in (approved, own)], catalogue)
    before = placed(together)
    assert {item.finding.code for item in before} == {"K08"}
    for name in ("考务经费", str(own.data["项目名称"])):
        approved.data["项目名称"] = name
        together.replace(0, lay(evaluated(approved), catalogue))
        assert placed(together) == check_together([evaluated(approved), evaluated(own)], catalogue)
        assert bool(together.placed) is (name != "考务经费")
    assert together.placed == before
