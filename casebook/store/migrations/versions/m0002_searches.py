"""What the linker has looked for, so that a run that was cut short goes on where it stopped.

A migration is history: it is written out in full and stays as it is when the tables of `schema.py` move on.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "search",
        sa.Column("n", KEY, nullable=False, autoincrement=False),
        sa.Column("account", KEY, nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("act", KEY, nullable=False),
        sa.ForeignKeyConstraint(["account"], ["account.n"]),
        sa.ForeignKeyConstraint(["act"], ["act.n"]),
        sa.PrimaryKeyConstraint("n"),
    )
    op.create_index("ix_search_account", "search", ["account"])
