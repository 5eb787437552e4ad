"""Which account of a newer reading tells what an older one told, and which claim restates another.

A migration is history: it is written out in full and stays as it is when the tables of `schema.py` move on.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "succession",
        sa.Column("n", KEY, nullable=False, autoincrement=False),
        sa.Column("old", KEY, nullable=False),
        sa.Column("new", KEY, nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("act", KEY, nullable=False),
        sa.ForeignKeyConstraint(["act"], ["act.n"]),
        sa.ForeignKeyConstraint(["new"], ["account.n"]),
        sa.ForeignKeyConstraint(["old"], ["account.n"]),
        sa.PrimaryKeyConstraint("n"),
    )
    op.create_index("ix_succession_old", "succession", ["old"])
    op.create_index("ix_succession_new", "succession", ["new"])
    op.create_table(
        "restating",
        sa.Column("n", KEY, nullable=False, autoincrement=False),
        sa.Column("old", KEY, nullable=False),
        sa.Column("new", KEY, nullable=False),
        sa.Column("act", KEY, nullable=False),
        sa.ForeignKeyConstraint(["act"], ["act.n"]),
        sa.ForeignKeyConstraint(["new"], ["claim.n"]),
        sa.ForeignKeyConstraint(["old"], ["claim.n"]),
        sa.PrimaryKeyConstraint("n"),
    )
    op.create_index("ix_restating_old", "restating", ["old"])
    op.create_index("ix_restating_new", "restating", ["new"])
    judged = sa.text("judgement <> 'suggested'")
    op.create_index("link_judged", "link", ["left", "right"], sqlite_where=judged, postgresql_where=judged)
