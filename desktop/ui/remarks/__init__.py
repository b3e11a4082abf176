"""意见 at cells: the list the office above writes into and the sender answers in, and the box both write with."""
