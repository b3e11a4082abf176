"""The page on which the office above looks at one document that came in, and answers it."""
