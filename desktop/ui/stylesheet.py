"""The style sheet of the window, with `$NAME` where `desktop.ui.theme` puts a colour or a size.

Few rules; whatever Qt draws well by itself is left to it. Fields are styled on bars and sheets only, so that the cell
editors of the form keep their own looks.
"""

from __future__ import annotations

SHEET = """
QToolTip { background: $PAPER; color: $INK; border: 1px solid $LINE; padding: 3px 6px; }
#bar, #messages, #status { background: $PAPER; }
#bar { border-bottom: 1px solid $LINE; }
#messages, #status { border-top: 1px solid $LINE; }
#status QLabel { color: $SOFT; font-size: ${SMALL}pt; }
#status QLabel[wrong="true"], #messages QLabel[wrong="true"], #seal QLabel[wrong="true"] { color: $RED; }
#rail { background: $PAPER; border-right: 1px solid $LINE; }
#rail QToolButton { padding: 4px 0; font-size: ${SMALL}pt; color: $SOFT; }
#rail QToolButton:checked { color: $ACCENT_DEEP; }
#soft { color: $SOFT; font-size: ${SMALL}pt; }
#headline, #tabs { background: $PAPER; border-bottom: 1px solid $LINE; }
#headline #state { color: $SOFT; }
#headline #state[tone="wrong"] { color: $RED; }
#headline #state[tone="done"] { color: $ACCENT; }
#tabs QToolButton { font-size: ${SMALL}pt; padding: 4px 7px; }
#strip { background: $ACCENT_SOFT; border-bottom: 1px solid $LINE; }
#answer::item { padding: 5px 0; border-bottom: 1px solid $HOVER; }
#verifySaid { color: $SOFT; font-size: ${SMALL}pt; }
#verifySaid[wrong="true"] { color: $RED; }
#head { color: $INK; font-size: ${HEAD}pt; }
#divider { background: $LINE; border: none; }
#sheet { background: $PAPER; border: 1px solid $LINE; border-radius: 6px; }
#panel, #panel QScrollArea, #panel QScrollArea > QWidget > QWidget { background: $PAPER; border: none; }
#panel { border-left: 1px solid $LINE; }
#sidetabs { background: $PAPER; border: none; border-left: 1px solid $LINE; border-bottom: 1px solid $LINE; }
#carry { background: $PAPER; border: none; border-top: 1px solid $LINE; }
#packed { background: $PAPER; border: none; }
#carry QListView::item { padding: 5px 8px; border-bottom: 1px solid $HOVER; }
#carry QComboBox { background: $PAPER; border: 1px solid $LINE; border-radius: 4px; padding: 3px 8px;
    min-height: 20px; }
#carry QComboBox:focus { border-color: $ACCENT; }
#carry QComboBox::drop-down { border: none; width: 20px; }
#carry QComboBox::down-arrow { image: url($CHEVRON); width: 12px; height: 12px; }
#names { border: none; border-right: 1px solid $LINE; }
#picker { background: $PAPER; border: none; border-right: 1px solid $LINE; }
#picker QLineEdit { border: 1px solid $LINE; border-radius: 4px; padding: 3px 6px; font-size: ${SMALL}pt; }
#picker QLineEdit:focus { border-color: $ACCENT; }
#working QProgressBar { background: $LINE; border: none; }
#working QProgressBar::chunk { background: $ACCENT; }
#receipt { background: $LINE; border: none; }
#carry QProgressBar { background: $HOVER; border: none; }
#carry QProgressBar::chunk { background: $ACCENT; }
#carry QLineEdit { background: $PAPER; border: 1px solid $LINE; border-radius: 4px; padding: 3px 8px;
    min-height: 18px; }
#carry QLineEdit:focus { border-color: $ACCENT; }
#cellbox { border-top: 1px solid $LINE; }
#panel QComboBox, #panel QAbstractSpinBox { background: $PAPER; border: 1px solid $LINE; border-radius: 4px;
    padding: 3px 6px; min-height: 20px; font-size: ${SMALL}pt; }
#panel QComboBox:focus, #panel QAbstractSpinBox:focus { border-color: $ACCENT; }
#panel QComboBox:disabled, #panel QAbstractSpinBox:disabled { color: $FAINT; }
#panel QComboBox::drop-down { border: none; width: 20px; }
#panel QComboBox::down-arrow { image: url($CHEVRON); width: 12px; height: 12px; }
#panel QAbstractSpinBox QLineEdit { border: none; padding: 0 4px; }
#panel QAbstractSpinBox::up-button, #panel QAbstractSpinBox::down-button { width: 0; border: none; }
#notes { color: $AMBER; font-size: ${SMALL}pt; }
#panel QLabel[wrong="true"] { color: $RED; font-size: ${SMALL}pt; }

QToolButton { border: 1px solid transparent; border-radius: 4px; padding: 5px 8px; background: transparent; }
QToolButton:hover { background: $HOVER; }
QToolButton:pressed, QToolButton:open { background: $LINE; }
QToolButton:checked { background: $ACCENT_SOFT; color: $ACCENT_DEEP; }
QToolButton:focus { border-color: $ACCENT; }
QToolButton:disabled { color: $FAINT; }
QToolButton[link="true"] { color: $ACCENT; padding: 2px 4px; }
QToolButton[popupMode="2"] { padding-right: 20px; }
QToolButton::menu-indicator { image: url($CHEVRON); width: 12px; height: 12px;
    subcontrol-origin: padding; subcontrol-position: center right; right: 6px; }
QToolButton[accent="true"] { background: $ACCENT; color: $PAPER; border: 1px solid $ACCENT;
    border-radius: 4px; padding: 5px 12px; }
QToolButton[accent="true"]:hover { background: $ACCENT_DEEP; }
QToolButton[accent="true"]:focus { border: 1px solid $INK; }
QToolButton[accent="true"]:disabled { background: $LINE; color: $PAPER; border-color: $LINE; }

QMenu { background: $PAPER; border: 1px solid $LINE; padding: 4px; }
QMenu::item { padding: 6px 22px 6px 10px; border-radius: 3px; }
QMenu::item:selected { background: $ACCENT_SOFT; color: $INK; }
QMenu::icon { padding-left: 8px; }

#bar QLineEdit, #sheet QLineEdit, #sheet QSpinBox, #panel QLineEdit {
    background: $PAPER; border: 1px solid $LINE; border-radius: 4px;
    padding: 4px 8px; min-height: 20px; selection-background-color: $ACCENT; selection-color: $PAPER; }
#bar QLineEdit:focus, #sheet QLineEdit:focus, #sheet QSpinBox:focus, #panel QLineEdit:focus { border-color: $ACCENT; }
#panel QPlainTextEdit {
    background: $PAPER; border: 1px solid $LINE; border-radius: 4px; padding: 1px 2px; font-size: ${SMALL}pt;
    selection-background-color: $ACCENT; selection-color: $PAPER; }
#panel QPlainTextEdit:focus { border-color: $ACCENT; }
#panel QLineEdit { font-size: ${SMALL}pt; padding: 3px 6px; }
#panel QLineEdit:read-only { border-color: transparent; background: transparent; padding-left: 0; }
#sheet QSpinBox QLineEdit { border: none; padding: 0; }
#sheet QSpinBox::up-button, #sheet QSpinBox::down-button { width: 0; border: none; }

QTableView, QListView { background: $PAPER; border: none; outline: none;
    selection-background-color: $ACCENT_SOFT; selection-color: $INK; }
QTableView::item { border-bottom: 1px solid $HOVER; padding: 0 10px; }
QTableView::item:selected { background: $ACCENT_SOFT; color: $INK; }
QHeaderView { background: $PAPER; }
QHeaderView::section { background: $PAPER; color: $SOFT; font-size: ${SMALL}pt; border: none;
    border-bottom: 1px solid $LINE; padding: 0 13px; }
#assess QHeaderView::section { padding: 0 6px 0 6px; }
#assess QHeaderView::section:first { padding-left: 15px; }
#assess QLineEdit { border: 1px solid $ACCENT; border-radius: 3px; padding: 0 4px; min-height: 0; }

QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: #C3CAD1; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $FAINT; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""
