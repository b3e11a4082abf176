"""核对: the page that says whether a paper is what is held here."""
