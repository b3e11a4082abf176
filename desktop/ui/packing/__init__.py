"""上报: the page that makes a package of drafts."""
