"""Decisions of reviewers and what follows from them."""
