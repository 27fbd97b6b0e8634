"""The command line: one file a command; `main` alone turns errors into text and exit codes."""
