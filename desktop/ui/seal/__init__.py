"""How a unit has its seal places printed: the panel that asks, and a window around it."""
