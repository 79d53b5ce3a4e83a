"""The audit trail at the desk, for who sees the whole district: who did what, to what, when."""
