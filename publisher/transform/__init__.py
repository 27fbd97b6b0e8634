"""Book to book: what is completed or looked up before an edition is made."""
