"""Packs a commit as a release: an archive, a bill of materials, licences, advisories."""
