"""Layouts for printing and files to hand over: sheets of QR labels, personal data, tables."""
