"""A year's round of sixty units, from the list of units to the published ranks, all of it in the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui import theme
from desktop.ui.app import translate
from tests.journeys.roundcollecting import (
    a_unit_sends,
    errors_are_found_and_go_back,
    packages_come_in,
    the_answer_is_seen_and_accepted,
    the_office_asks,
    the_unit_corrects,
)
from tests.journeys.roundjudging import (
    all_is_summed_up,
    it_comes_in_above,
    it_goes_further_up,
    ranks_are_published,
    sheets_are_judged,
    something_is_changed_afterwards,
    the_rest_is_accepted,
    what_comes_later_is_accepted_anew,
    who_owes_is_reminded,
)
from tests.journeys.roundplay import AUDIT, ROADS, B, C, D, E, Round, packages


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What came from the units that are not played; nobody changes it."""
    return packages(tmp_path_factory.mktemp("报来"))


@pytest.fixture
def play(tmp_path: Path, sent: Path, qapp: QApplication, qtbot: QtBot) -> Round:
    theme.apply(qapp)
    assert translate(qapp)
    return Round(tmp_path, sent, qtbot)


def test_a_round_of_sixty_units(play: Round) -> None:
    with play.at("主管") as office:
        the_office_asks(play, office)
    with play.at("审计") as unit:
        a_unit_sends(play, unit, AUDIT, [C, D, E])
    with play.at("交通") as unit:
        a_unit_sends(play, unit, ROADS, [B, C, D, E])
    with play.at("主管") as office:
        packages_come_in(play, office)
        errors_are_found_and_go_back(play, office)
    with play.at("审计") as unit:
        the_unit_corrects(play, unit)
    with play.at("主管") as office:
        the_answer_is_seen_and_accepted(play, office)
        the_rest_is_accepted(play, office)
    with play.at("交通") as unit:
        something_is_changed_afterwards(play, unit)
    with play.at("主管") as office:
        what_comes_later_is_accepted_anew(play, office)
        who_owes_is_reminded(play, office)
        sheets_are_judged(play, office)
        ranks_are_published(play, office)
        all_is_summed_up(play, office)
        it_goes_further_up(play, office)
    with play.at("上级") as above:
        it_comes_in_above(play, above)
