"""The editor: a form on screen that is the form on paper, and is filled like a spreadsheet."""

from desktop.ui.formview.commands import FormCommands
from desktop.ui.formview.view import FormView

__all__ = ["FormCommands", "FormView"]
