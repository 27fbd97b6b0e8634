"""`python -m bench [FOLDER …]`."""

from bench.run import main

main()
