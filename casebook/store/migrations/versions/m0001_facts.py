"""The facts: what reports say, what engines read in them, what persons decided.

A migration is history: it is written out in full and stays as it is when the tables of `schema.py` move on.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "act",
        sa.Column("n", KEY, nullable=False, autoincrement=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("verb", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("n"),
    )
    op.create_index("ix_act_at", "act", ["at"])
    op.create_table(
        "body",
        sa.Column("n", KEY, nullable=False, autoincrement=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("zlib", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("sha256"),
    )
    op.create_table(
        "report",
        sa.Column("n", KEY, nullable=False, autoincrement=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("body", KEY, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("act", KEY, nullable=False),
        sa.ForeignKeyConstraint(["act"], ["act.n"]),
        sa.ForeignKeyConstraint(["body"], ["body.n"]),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("id"),
    )
    op.create_table(
        "account",
        sa.Column("n", KEY, nullable=False, autoincrement=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("report", KEY, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("act", KEY, nullable=False),
        sa.ForeignKeyConstraint(["act"], ["act.n"]),
        sa.ForeignKeyConstraint(["report"], ["report.n"]),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("account_act", "account", ["act"])
    op.create_index("ix_account_report", "account", ["report"])
    op.create_table(
        "issue",
        sa.Column("n", KEY, nullable=False, autoincrement=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("report", KEY, nullable=True),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("act", KEY, nullable=False),
        sa.ForeignKeyConstraint(["act"], ["act.n"]),
        sa.ForeignKeyConstraint(["report"], ["report.n"]),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("ix_issue_report", "issue", ["report"])
    op.create_table(
        "receipt",
        sa.Column("n", KEY, nullable=False, autoincrement=False),
        sa.Column("report", KEY, nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("bytes_sha256", sa.Text(), nullable=True),
        sa.Column("act", KEY, nullable=False),
        sa.ForeignKeyConstraint(["act"], ["act.n"]),
        sa.ForeignKeyConstraint(["report"], ["report.n"]),
        sa.PrimaryKeyConstraint("n"),
    )
    op.create_index("ix_receipt_report", "receipt", ["report"])
    op.create_table(
        "run",
        sa.Column("n", KEY, nullable=False, autoincrement=False),
        sa.Column("report", KEY, nullable=False),
        sa.Column("origins", sa.Text(), nullable=False),
        sa.Column("act", KEY, nullable=False),
        sa.ForeignKeyConstraint(["act"], ["act.n"]),
        sa.ForeignKeyConstraint(["report"], ["report.n"]),
        sa.PrimaryKeyConstraint("n"),
    )
    op.create_index("ix_run_report", "run", ["report"])
    op.create_table(
        "claim",
        sa.Column("n", KEY, nullable=False, autoincrement=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("report", KEY, nullable=False),
        sa.Column("account", KEY, nullable=True),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("said_by", sa.Text(), nullable=False),
        sa.Column("modality", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("act", KEY, nullable=False),
        sa.ForeignKeyConstraint(["account"], ["account.n"]),
        sa.ForeignKeyConstraint(["act"], ["act.n"]),
        sa.ForeignKeyConstraint(["report"], ["report.n"]),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("ix_claim_account", "claim", ["account"])
    op.create_index("ix_claim_report", "claim", ["report"])
    op.create_table(
        "link",
        sa.Column("n", KEY, nullable=False, autoincrement=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("left", KEY, nullable=False),
        sa.Column("right", KEY, nullable=False),
        sa.Column("judgement", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("act", KEY, nullable=False),
        sa.ForeignKeyConstraint(["act"], ["act.n"]),
        sa.ForeignKeyConstraint(["left"], ["account.n"]),
        sa.ForeignKeyConstraint(["right"], ["account.n"]),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("link_act", "link", ["act"])
    op.create_index("link_pair", "link", ["left", "right"])
    op.create_index("link_right", "link", ["right"])
    op.create_table(
        "raising",
        sa.Column("n", KEY, nullable=False, autoincrement=False),
        sa.Column("issue", KEY, nullable=False),
        sa.Column("stands", sa.Boolean(), nullable=False),
        sa.Column("act", KEY, nullable=False),
        sa.ForeignKeyConstraint(["act"], ["act.n"]),
        sa.ForeignKeyConstraint(["issue"], ["issue.n"]),
        sa.PrimaryKeyConstraint("n"),
    )
    op.create_index("ix_raising_issue", "raising", ["issue"])
    op.create_table(
        "telling",
        sa.Column("n", KEY, nullable=False, autoincrement=False),
        sa.Column("account", KEY, nullable=False),
        sa.Column("engine", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("occurrence", sa.Text(), nullable=False),
        sa.Column("stands", sa.Boolean(), nullable=False),
        sa.Column("act", KEY, nullable=False),
        sa.ForeignKeyConstraint(["account"], ["account.n"]),
        sa.ForeignKeyConstraint(["act"], ["act.n"]),
        sa.PrimaryKeyConstraint("n"),
    )
    op.create_index("ix_telling_account", "telling", ["account"])
    op.create_index("telling_act", "telling", ["act"])
    op.create_table(
        "review",
        sa.Column("n", KEY, nullable=False, autoincrement=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("claim", KEY, nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("act", KEY, nullable=False),
        sa.ForeignKeyConstraint(["act"], ["act.n"]),
        sa.ForeignKeyConstraint(["claim"], ["claim.n"]),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("ix_review_act", "review", ["act"])
    op.create_index("ix_review_claim", "review", ["claim"])
    op.create_table(
        "saying",
        sa.Column("n", KEY, nullable=False, autoincrement=False),
        sa.Column("claim", KEY, nullable=False),
        sa.Column("engine", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=True),
        sa.Column("stands", sa.Boolean(), nullable=False),
        sa.Column("act", KEY, nullable=False),
        sa.ForeignKeyConstraint(["act"], ["act.n"]),
        sa.ForeignKeyConstraint(["claim"], ["claim.n"]),
        sa.PrimaryKeyConstraint("n"),
    )
    op.create_index("ix_saying_claim", "saying", ["claim"])
    op.create_index("saying_act", "saying", ["act"])
