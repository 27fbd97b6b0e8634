"""Stay beside an author at work: watch the files of a book, and build it at every save."""
