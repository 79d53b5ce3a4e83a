"""What each counted thing counted as, on which days and as known when: figures as spans."""
