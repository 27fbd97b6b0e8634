from tests.support.book_test import book, warm_store

__all__ = ["book", "warm_store"]
