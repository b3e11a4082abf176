"""The program without its window: batch work, the receiving office, tests. Commands as in the interface document."""
