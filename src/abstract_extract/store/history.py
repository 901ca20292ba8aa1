"""What was decided, in the order in which it was."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, or_, select

from .decision_tables import decision_states, decisions
from .decisions import Decision, decision_of


def history_of(connection: Connection, about: str | None = None) -> Iterator[tuple[Decision, str]]:
    """The decisions on a page (its path, place or key) or on a fact (its key), or all, the oldest first.

    Beside each how it fares: stands, disagrees, not found, replaced; "" where its page is gone.
    """
    question = (
        select(decisions, decision_states.c.state, decision_states.c.message)
        .outerjoin_from(decisions, decision_states, decision_states.c.decision_id == decisions.c.decision_id)
        .order_by(decisions.c.decision_id)
    )
    if about is not None:
        named = (decisions.c.place, decisions.c.page_key, decisions.c.fact_key)
        question = question.where(or_(*(column == about for column in named)))
    for row in connection.execute(question).mappings():
        state = row["state"] or ""
        said = f"{state}: {row['message']}" if row["message"] else state
        yield decision_of({name: row[name] for name in decisions.columns.keys()}), said  # noqa: SIM118
