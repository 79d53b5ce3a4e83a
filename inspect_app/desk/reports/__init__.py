"""The desk's page of reports: one is chosen, shown, and downloaded."""
