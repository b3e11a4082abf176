"""What will lie in the printer's tray, and how it is printed: a page of the window, no dialog."""
