"""Layouts for printing: sheets of QR labels."""
