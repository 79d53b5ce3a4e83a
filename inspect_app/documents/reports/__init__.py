"""The report as a document: HTML from one template, its PDF, and the data with its digest."""
