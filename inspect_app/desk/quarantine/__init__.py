"""What waits for a person: quarantined records, rescue files, phones that are late."""
