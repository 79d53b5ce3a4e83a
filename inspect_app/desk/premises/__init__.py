"""The register and one premises with its past."""
