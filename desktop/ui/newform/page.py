"""The page behind 新建: the forms to choose from, and the way back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop.ui import theme
from desktop.ui.newform.chooser import FormChooser, centred
from desktop.ui.services import Services
from desktop.ui.widgets import bar, button, label, make_action


class NewFormPage(QWidget):
    """Asks for a form; beginning it is the window's affair."""

    back = Signal()

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chooser = FormChooser(services.forms())
        self.chosen = self.chooser.chosen
        self.status: QWidget = QLabel("方向键选表，回车新建，Esc 返回")
        self.back_action = make_action(self, "返回", "arrow-left", "Esc", color=theme.SOFT)
        self.back_action.triggered.connect(self.back)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar(button(self.back_action), label("新建：选一张表", "head")))
        layout.addWidget(centred(self.chooser), 1)
