"""The outbox of webhooks, for administrators."""
