"""The desk: supervisors, administrators and auditors review and oversee."""
