"""What speaks for and against two pages being reports of one trial, each piece with its points and in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from abstract_extract.sketch import hashes_resemblance

from .conflicts import conflict, is_kind_of
from .contrasts import are_near, opposites
from .people import shared
from .reports import Report
from .size_evidence import sizes
from .titles import title_likeness
from .weights import score_of, weight


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece: what it is, the points it adds, and the words for people.

    `is_particular`: few pairs of different trials share it, as they share a condition or a round number of patients.
    """

    kind: str
    points: float
    words: str
    is_particular: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the evidence for a pair comes to; `against` is what forbids a link, in words."""

    score: float
    evidence: tuple[Evidence, ...]
    against: str | None = None

    @property
    def reason(self) -> str:
        """The weightiest piece of evidence, as a code: registry, doi, pmid, pmcid, text, title, authors and so on."""
        best = max(self.evidence, key=lambda piece: piece.points, default=None)
        return best.kind if best is not None else ""


def weigh(one: Report, other: Report) -> Verdict:
    """The verdict on a pair of reports of trials; the same whichever comes first."""
    exact = tuple(_identifiers(one, other))
    against = None if exact else conflict(one, other)
    pieces = (*exact, *(piece for find in FINDERS for piece in find(one, other)))
    if exact and _is_supplement(pieces):
        against = "one DOI stands for a whole supplement: titles and authors differ"
    points = sum(piece.points for piece in pieces)
    if exact:
        # Facts that differ do not part what one number joins; they are told as doubts.
        points = max(piece.points for piece in exact)
    elif points < weight("particular", "enough") and not any(piece.is_particular for piece in pieces):
        against = against or "nothing that few trials share: no people, names, text or counts of outcomes"
    return Verdict(0.0 if against else score_of(points), pieces, against)


def _identifiers(one: Report, other: Report) -> Iterator[Evidence]:
    for name, label in (("pmid", "PMID"), ("pmcid", ""), ("doi", "DOI")):
        mine, theirs = getattr(one.page.identifiers, name), getattr(other.page.identifiers, name)
        if mine and theirs and mine.lower() == theirs.lower():
            yield Evidence(name, weight("identifier", "first"), f"both are {f'{label} {mine}'.strip()}", True)
    common = [number for number in one.registry if number in other.registry]
    if common:
        first = one.registry[0] == common[0] or other.registry[0] == common[0]
        both = one.registry[0] == other.registry[0]
        points = weight("identifier", "first" if both else "listed") - (0.0 if first else 0.5)
        yield Evidence("registry", points, f"both are registered as {', '.join(common)}", True)


def _is_supplement(pieces: tuple[Evidence, ...]) -> bool:
    """Whether nothing but a DOI joins the two, and titles and authors are of different papers."""
    exact = {piece.kind for piece in pieces} & {"pmid", "pmcid", "doi", "registry"}
    unlike = {piece.kind for piece in pieces if piece.points < 0}
    return exact == {"doi"} and {"title", "authors"} <= unlike


def _text(one: Report, other: Report) -> Iterator[Evidence]:
    if not one.sketch or not other.sketch:
        return
    alike = hashes_resemblance(one.sketch, other.sketch)
    grade = "alike" if alike >= 0.7 else "near" if alike >= 0.4 else "partly" if alike >= 0.15 else None
    if grade:
        yield Evidence("text", weight("text", grade), f"{alike:.0%} of their texts is the same", True)


def _title(one: Report, other: Report) -> Iterator[Evidence]:
    alike = title_likeness(one, other)
    if alike is None:
        return
    if alike >= 0.97:
        yield Evidence("title", weight("title", "same"), "their titles are the same", len(one.title_words) > 6)
        if one.is_notice != other.is_notice:
            yield Evidence("notice", weight("publication", "notice"), "one is a correction of a paper of that title")
    elif alike >= 0.7:
        grade = "near" if alike >= 0.85 else "partly"
        yield Evidence("title", weight("title", grade), f"their titles are {alike:.0%} alike")
    elif alike < 0.35 and not (one.is_registered or other.is_registered):
        # A registration's title is often another one.
        yield Evidence("title", weight("title", "unlike"), f"their titles are only {alike:.0%} alike")


def _authors(one: Report, other: Report) -> Iterator[Evidence]:
    mine, theirs = one.people, other.people
    if not mine or not theirs:
        return
    common, fewer = shared(mine, theirs), min(len(mine), len(theirs))
    if len(common) >= 2:
        grade = "most" if len(common) * 2 >= fewer else "some"
        if len(common) == len(mine) == len(theirs) > 2:
            grade = "all"
        yield Evidence("authors", weight("authors", grade), f"{len(common)} of {fewer} authors are the same", True)
    elif common:
        last, initial = common[0][0]
        grade = "one" if fewer > 2 else "investigator" if one.is_registered or other.is_registered else "alone"
        yield Evidence("authors", weight("authors", grade), f"both name {last.title()} {initial.upper()}", True)
    elif fewer >= 3:
        yield Evidence("authors", weight("authors", "none"), "no author is the same")


def _team(one: Report, other: Report) -> Iterator[Evidence]:
    names = sorted(one.names & other.names)
    if names:
        yield Evidence("names", weight("team", "names"), f"both name {', '.join(names)}", True)
    mine, theirs = one.page.traits.institutions, other.page.traits.institutions
    common = [name for name in mine if name in theirs]
    if common:
        yield Evidence("institutions", weight("team", "institutions"), f"both name {common[0].title()}", True)
    elif mine and theirs:
        yield Evidence("institutions", weight("team", "no_institution"), "they name different institutions")


def _numbers(one: Report, other: Report) -> Iterator[Evidence]:
    mine, theirs = set(one.page.traits.numbers), set(other.page.traits.numbers)
    if min(len(mine), len(theirs)) < 3:
        return
    common = mine & theirs
    share = len(common) / min(len(mine), len(theirs))
    words = ", ".join(sorted(common, key=float)[:6])
    if len(common) >= 4 and share >= 0.4:
        yield Evidence("numbers", weight("numbers", "many"), f"both give {words}", True)
    elif len(common) >= 3 and share >= 0.3:
        yield Evidence("numbers", weight("numbers", "some"), f"both give {words}", True)
    elif len(common) >= 2:
        yield Evidence("numbers", weight("numbers", "few"), f"both give {words}")
    elif not common and min(len(mine), len(theirs)) >= 5:
        yield Evidence("numbers", weight("numbers", "none"), "no number of the one stands in the other")


def _counts(one: Report, other: Report) -> Iterator[Evidence]:
    mine, theirs = set(one.page.traits.counts), set(other.page.traits.counts)
    common = mine & theirs
    if len(common) >= 3 and len(common) >= 0.6 * min(len(mine), len(theirs)) and max(common) >= 10:
        grade = "many" if len(common) >= 5 else "same"
        yield Evidence("counts", weight("counts", grade), f"both count {', '.join(map(str, sorted(common)[-5:]))}")


def _no_count(one: Report, other: Report) -> Iterator[Evidence]:
    """Numbers that count something of which none is the same; a plan and an interim report have others by nature."""
    traits = one.page.traits, other.page.traits
    if one.is_registered or other.is_registered or any(page.is_interim or page.is_continued for page in traits):
        return
    mine, theirs = ({n for n in page.page.traits.counts if n >= 10} for page in (one, other))
    if len(mine) >= 2 and len(theirs) >= 2 and not mine & theirs:
        yield Evidence("counts", weight("counts", "none"), "no number that counts something is the same")


def _stage(one: Report, other: Report) -> Iterator[Evidence]:
    for pilot, trial in ((one, other), (other, one)):
        if pilot.is_pilot and not trial.is_pilot and trial.is_titled_trial:
            yield Evidence("design", weight("design", "pilot"), "one title speaks of a pilot, the other of a trial")


def _contrasts(one: Report, other: Report) -> Iterator[Evidence]:
    for mine, theirs in opposites(set(one.title_words), set(other.title_words)):
        yield Evidence("contrast", weight("title", "contrast"), f"one title says {mine}, the other {theirs}")


def _condition(one: Report, other: Report) -> Iterator[Evidence]:
    common = [
        mine
        for mine in one.page.traits.conditions
        if any(mine == theirs or is_kind_of(mine, theirs) for theirs in other.page.traits.conditions)
    ]
    if common:
        yield Evidence("condition", weight("condition", "same"), f"both are about {common[0].split('.')[0]}")
    if one.page.traits.phase and one.page.traits.phase == other.page.traits.phase:
        yield Evidence("phase", weight("phase", "same"), f"both are of phase {one.page.traits.phase}")


def _sizes(one: Report, other: Report) -> Iterator[Evidence]:
    for name, kind, words in sizes(one, other):
        yield Evidence(name, weight(name, kind), words)


def _design(one: Report, other: Report) -> Iterator[Evidence]:
    mine, theirs = one.page.traits.is_randomised, other.page.traits.is_randomised
    if mine == theirs:
        if mine:
            yield Evidence("design", weight("design", "same"), "both are randomised")
        return
    grade = "untold" if None in (mine, theirs) else "unlike"
    if grade == "untold" and any(report.is_retold or report.page.traits.is_interim for report in (one, other)):
        return
    yield Evidence(
        "design",
        weight("design", grade),
        "one is randomised, the other is not" if grade == "unlike" else "only one speaks of randomisation",
    )


def _cells(one: Report, other: Report) -> Iterator[Evidence]:
    for name, mine, theirs in (
        ("tissue", one.tissues, other.tissues),
        ("cell_type", one.cell_types, other.cell_types),
        ("donor", one.donors, other.donors),
        ("product", one.products, other.products),
    ):
        if not mine or not theirs:
            continue
        words = name.replace("_", " ")
        if mine & theirs:
            if name in ("tissue", "cell_type"):
                yield Evidence("cells", weight("cells", name), f"the same {words}: {min(mine & theirs)}")
        elif name != "cell_type":
            yield Evidence(
                "cells",
                weight("cells", f"unlike_{name}"),
                f"another {words}: {min(mine)}, {min(theirs)}".replace("_", " "),
            )


def _doses(one: Report, other: Report) -> Iterator[Evidence]:
    if one.doses and other.doses:
        same = one.doses & other.doses
        units = {unit for _, unit in one.doses} & {unit for _, unit in other.doses}
        if same:
            yield Evidence("dose", weight("dose", "same"), f"the same dose: {min(same)[0]:g} {min(same)[1]}")
        elif units:
            yield Evidence("dose", weight("dose", "unlike"), "another dose")
    if one.routes & other.routes:
        yield Evidence("dose", weight("dose", "route"), "the same route")
    elif one.routes and other.routes and not are_near(one.routes, other.routes):
        yield Evidence("dose", weight("dose", "unlike_route"), "another route")


def _results(one: Report, other: Report) -> Iterator[Evidence]:
    common = one.results & other.results
    if len(common) >= 2:
        yield Evidence("outcomes", weight("outcomes", "several"), f"{len(common)} outcomes have the same counts", True)
    elif common:
        yield Evidence("outcomes", weight("outcomes", "one"), "an outcome has the same counts")


def _publication(one: Report, other: Report) -> Iterator[Evidence]:
    mine, theirs = one.page, other.page
    if mine.journal and theirs.journal and mine.journal.lower() == theirs.journal.lower() and mine.year == theirs.year:
        yield Evidence("publication", weight("publication", "same_issue"), f"both in {mine.journal} {mine.year or ''}")
    if mine.year and theirs.year and abs(mine.year - theirs.year) > 12:
        yield Evidence("publication", weight("publication", "far_apart"), f"{mine.year} and {theirs.year}")
    if mine.traits.is_continued != theirs.traits.is_continued:
        words = "one of the two follows an earlier report's patients further"
        yield Evidence("continued", weight("publication", "continued"), words)


FINDERS: tuple[Callable[[Report, Report], Iterator[Evidence]], ...] = (
    _text,
    _title,
    _authors,
    _team,
    _numbers,
    _counts,
    _no_count,
    _stage,
    _contrasts,
    _condition,
    _sizes,
    _design,
    _cells,
    _doses,
    _results,
    _publication,
)
