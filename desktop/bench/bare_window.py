"""The least a PySide6 program can be: an application and an empty main window, painted and waiting."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication, QMainWindow

from desktop.bench.usable import Watch


def main() -> int:
    """Shows the window until it can be used."""
    application = QApplication(sys.argv)
    window = QMainWindow()
    window.resize(1366, 768)
    Watch(window, lambda: "")
    window.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
