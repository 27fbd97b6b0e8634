"""Programs and libraries outside Python, one wrapper each."""
