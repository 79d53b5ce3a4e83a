"""Photo bytes: taken in, owned, shown as copies, checked and collected."""
