"""Run the command line with `python -m publisher`."""

from publisher.cli.main import main

if __name__ == "__main__":
    main()
