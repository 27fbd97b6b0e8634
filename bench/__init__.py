"""Seconds and peak memory by phase; docs/performance.md says how to read them. No test: nothing here fails."""
