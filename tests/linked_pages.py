"""Records made by hand for tests of links: a report of one trial, and what differs in another."""

from __future__ import annotations

from abstract_extract.record import Derived, Identifiers, PageInfo, Participants, Record, Study, Traits
from abstract_extract.store.links.find import find_links

TITLE = "Cord cells for osteoarthritis of the knee in older adults: a randomised trial in three hospitals"
AUTHORS = ("Lund K", "Vega M", "Abe T", "Roy S")


def value(number):
    return Derived(value=number, derived="given")


def record(
    name, *, sizes=(), registry=(), traits=None, sources=(), outcomes=(), arms=(), doses=(), registered=(), **page
):
    people = tuple(Participants(count=value(n), status=status) for status, n in sizes)
    study = Study(
        role="reported",
        participants=people,
        cell_sources=tuple(sources),
        outcomes=tuple(outcomes),
        arms=tuple(arms),
        doses=tuple(doses),
    )
    page.setdefault("report_type", "trial_report")
    ids = page.pop("ids", {})
    info = PageInfo(
        id=name,
        path=f"{name}.txt",
        reader="generic",
        encoding="utf-8",
        identifiers=Identifiers(registry=tuple(registry), **ids),
        traits=Traits(**(traits or {})),
        registered_outcomes=tuple(registered),
        **page,
    )
    return name, Record(page=info, studies=() if page["report_type"] == "review" else (study,))


def report(name, **changes):
    given = {
        "title": TITLE,
        "authors": AUTHORS,
        "year": 2019,
        "sizes": [("randomised", 47)],
        "traits": {"conditions": ("osteoarthritis.knee",)},
    }
    return record(name, **given | changes)


def trials_of(*records, decisions=()):
    return sorted(sorted(keys) for keys in find_links(records, decisions).trials.values())


def label(words):
    return Derived(value=words, derived="given")
