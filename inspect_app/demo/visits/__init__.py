"""Who goes where on which day: campaigns, meetings, the last weeks, and the titles that follow."""
