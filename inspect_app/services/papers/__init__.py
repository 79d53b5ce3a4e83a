"""Legal papers: numbered without gaps at the approval, void with it, never numbered anew."""
