"""The register: premises and their status, and what each kind may have."""
