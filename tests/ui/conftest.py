"""What all tests of the window share."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from desktop.ui import theme
from desktop.ui.app import translate


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> QApplication:
    """The application with fonts, colours and Chinese, as people have it."""
    theme.apply(qapp)
    assert translate(qapp)
    return qapp
