"""Connects the parts of a form view, and sets which of its commands make sense at the moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.ui.formview.desk import MAX_ZOOM, MIN_ZOOM
from desktop.ui.formview.rows import rows_in_reach, selected_rows

if TYPE_CHECKING:
    from desktop.ui.formview.view import FormView


def wire(view: FormView) -> None:
    """Connect commands and editor of a new view."""
    do, commands = view.operations, view.commands
    commands.connect_to(
        {
            commands.undo: do.undo,
            commands.redo: do.redo,
            commands.cut: do.cut,
            commands.copy: do.copy,
            commands.paste: do.paste,
            commands.clear: do.clear,
            commands.select_all: view.select_all,
            commands.row_above: lambda: do.insert_row(0),
            commands.row_below: lambda: do.insert_row(1),
            commands.delete_rows: do.delete_rows,
            commands.row_up: lambda: _move_rows(view, -1),
            commands.row_down: lambda: _move_rows(view, 1),
            commands.new_group: do.begin_group,
            commands.edit: lambda: (view.edit(), None)[1],
            commands.roomy: view.edit_roomy,
            commands.next_finding: lambda: _next_finding(view),
            commands.zoom_in: lambda: view.zoom_step(True),
            commands.zoom_out: lambda: view.zoom_step(False),
            commands.zoom_full: lambda: view.set_zoom(1.0),
            commands.zoom_fit: view.set_fit_width,
        }
    )
    view.editing.closed.connect(view.setFocus)
    view.editing.stepped.connect(view.step)
    view.editing.roomy.connect(view.edit_roomy)
    view.editing.drafted.connect(view.draftChanged)
    view.editing.ended.connect(view.draftEnded)
    view.zoomChanged.connect(lambda _zoom: enable(view))


def _next_finding(view: FormView) -> None:
    if view.commit_pending():
        view.nextFinding.emit()


def _move_rows(view: FormView, by: int) -> None:
    """Several rows stay selected, so that the next key moves them on."""
    end = view.operations.move_rows(by)
    spot = view.form.places.exact(end) if view.form is not None and end is not None else None
    if spot is not None:
        view.put_cursor(spot, extend=True)


def enable(view: FormView) -> None:
    """Set the enabled states of the commands."""
    form, commands = view.form, view.commands
    session = form.session if form is not None else None
    place = form.place() if form is not None else None
    here = place is not None
    fixed = session is not None and session.fixed
    editable = form is not None and place is not None and form.fillable(place)
    block = form is not None and form.selection.block() is not None and not fixed
    rows = selected_rows(form) if form is not None and not fixed else None
    typing = view.operations.can_type()
    commands.undo.setEnabled(session is not None and session.can_undo)
    commands.redo.setEnabled(session is not None and session.can_redo)
    commands.copy.setEnabled(here)
    for command in (commands.cut, commands.clear):
        command.setEnabled(editable or block)
    commands.paste.setEnabled(typing or block)
    commands.select_all.setEnabled(here)
    commands.edit.setEnabled(typing)
    commands.roomy.setEnabled(typing and place is not None and place.long)
    before = commands.row_below.isEnabled(), commands.delete_rows.isEnabled()
    for command in (commands.row_above, commands.row_below):
        command.setEnabled(rows is not None)
    commands.delete_rows.setEnabled(rows is not None and bool(rows.indices))
    in_list = form is not None and not fixed and rows_in_reach(form) is not None
    for command in (commands.row_up, commands.row_down, commands.new_group):
        command.setEnabled(in_list)  # where rows are printed on the form, a line says so
    commands.next_finding.setEnabled(form is not None)
    commands.zoom_in.setEnabled(form is not None and view.zoom < MAX_ZOOM)
    commands.zoom_out.setEnabled(form is not None and view.zoom > MIN_ZOOM)
    commands.zoom_full.setEnabled(form is not None)
    commands.zoom_fit.setEnabled(form is not None)
    commands.zoom_fit.setChecked(view.desk.fit)
    if before != (commands.row_below.isEnabled(), commands.delete_rows.isEnabled()):
        view.rowActionsChanged.emit()
