"""The plan's figures: what counts, how it is rolled up, and a second count to check the first."""
