"""The window: everything that is seen and clicked. The only user of Qt; it holds no truth of its own."""
