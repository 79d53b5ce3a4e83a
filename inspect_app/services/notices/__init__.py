"""Notices: made with moves and by the sweep, read at the desk and on phones, sent to webhooks."""
