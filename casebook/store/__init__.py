"""The book: an append-only log of facts in SQLite or PostgreSQL, and views computed from it (docs/book.md).

All SQL of Casebook lives in this folder. Facts are inserted, never updated or deleted; views are dropped and rebuilt.
"""
