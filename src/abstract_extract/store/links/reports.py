"""A record as linking sees it: who made the trial, in whom, with what, and how many there were."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from abstract_extract.record import PageInfo, Record, Study
from abstract_extract.sketch import hashes_of

from .people import Person, name_keys
from .title_signs import ANIMALS, COMMENT, DIGEST, NOTICE, PILOT, TRIAL

_MOST_STORIES = 4
_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset("a an the of in for with and or to on by from at after as is are its versus vs".split())
_REVIEWS = "CRD"
"""PROSPERO registers reviews, no trials."""
_KIND = re.compile(r"[A-Za-z]+")
_PROTOCOL_CODE = re.compile(r"([a-z]{4,}(?:-[a-z]+)*)-0\d*")
_NEWS = frozenset({"secondary_source", "other"})
_FEWEST_TITLE_WORDS = 3
_LEAST = 3
_LEAST_SAID = 10
"""A smaller number stands in any text."""
_TOTALS = ("randomised", "enrolled", "treated", "analysed", "completed", "unspecified", "planned")


@dataclass(frozen=True)
class Report:
    """A page's record, with what is compared worked out once."""

    key: str
    record: Record

    @property
    def page(self) -> PageInfo:
        """What is known of the page."""
        return self.record.page

    @cached_property
    def study(self) -> Study | None:
        """The page's own study; of news all that it recounts, as one. None where the page has none."""
        if self.page.report_type != "secondary_source":
            return next((study for study in self.record.studies if study.role == "reported"), None)
        lists = ("arms", "participants", "cell_sources", "doses", "follow_ups", "outcomes")
        parts = {name: tuple(item for study in self.record.studies for item in getattr(study, name)) for name in lists}
        return Study(role="reported", **parts)

    @cached_property
    def is_digest(self) -> bool:
        """Whether a page recounts the trials of several teams: its title says so, or they gave different cells."""
        if self.page.report_type != "secondary_source":
            return False
        tissues = [
            {str(source.tissue.value) for source in study.cell_sources if source.tissue}
            for study in self.record.studies
        ]
        stated = [found for found in tissues if found]
        differ = any(not one & other for one, other in combinations(stated, 2))
        return bool(DIGEST.search(self.page.title or "")) or differ or len(self.record.studies) > _MOST_STORIES

    @cached_property
    def is_notice(self) -> bool:
        """An erratum, a correction or a retraction."""
        return bool(self.page.title and NOTICE.match(self.page.title))

    @cached_property
    def is_comment(self) -> bool:
        """A letter or an editorial about somebody's report."""
        return bool(self.page.title and COMMENT.match(self.page.title))

    @cached_property
    def is_of_a_trial(self) -> bool:
        """Whether the page is a report of one trial of its own: a review, a digest and a mouse are none."""
        if self.is_comment or self.is_digest or ANIMALS.search(self.page.title or ""):
            return False
        return self.study is not None or self.is_notice or self.is_announcement

    @cached_property
    def is_announcement(self) -> bool:
        """Whether a page recounts no study and is still of one trial, as a firm's press release may be.

        It names a product or a trial, the condition, the design, and a number that could be the patients'.
        """
        traits = self.page.traits
        says = traits.names and traits.conditions and (traits.phase or traits.is_randomised is not None)
        return self.page.report_type == "other" and self.study is None and bool(says and self.large_counts)

    @cached_property
    def large_counts(self) -> frozenset[int]:
        """The numbers that count something and do not stand in just any text."""
        return frozenset(number for number in self.page.traits.counts if number >= _LEAST_SAID)

    @property
    def is_registered(self) -> bool:
        """Whether the page is a registry's record."""
        return self.page.report_type == "registry_record"

    @cached_property
    def is_pilot(self) -> bool:
        """Whether a title calls the study a pilot, open, a first experience or a few cases, and not controlled."""
        titles = (self.page.title or "", *self.page.traits.other_titles)
        return any(PILOT.search(title) for title in titles) and not any(TRIAL.search(title) for title in titles)

    @cached_property
    def is_titled_trial(self) -> bool:
        """Whether a title calls the study a trial, controlled or of several centres."""
        return any(TRIAL.search(title) for title in (self.page.title or "", *self.page.traits.other_titles))

    @property
    def is_retold(self) -> bool:
        """Whether the page need not say how the trial was made: news, a correction, a follow-up, a bare title."""
        kind = self.page.report_type
        return (
            kind in ("secondary_source", "no_abstract", "registry_record", "other")
            or self.is_notice
            or self.page.traits.is_continued
            or self.page.traits.text_sketch is None
        )

    @cached_property
    def registry(self) -> tuple[str, ...]:
        """The numbers of the trial in registries of trials, upper case."""
        return tuple(
            dict.fromkeys(
                number.upper() for number in self.page.identifiers.registry if not number.upper().startswith(_REVIEWS)
            )
        )

    @cached_property
    def title_words(self) -> tuple[str, ...]:
        """The words of the title that mean something, without what makes it an erratum's."""
        return _words(self.page.title or "")

    @cached_property
    def titles(self) -> tuple[tuple[str, ...], ...]:
        """The words of the title and of the other titles: official ones, and those in other languages."""
        found = (self.title_words, *map(_words, self.page.traits.other_titles))
        return tuple(words for words in found if len(words) >= _FEWEST_TITLE_WORDS)

    @property
    def sketch(self) -> tuple[int, ...]:
        """The hashes of the text's sketch; none where the text is too short."""
        sketch = self.page.traits.text_sketch
        return hashes_of(sketch) if sketch else ()

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """The authors; of news, which its journalist signs, those too whom it names."""
        is_news = self.page.report_type in _NEWS or len(self.page.authors) < 2
        named = self.page.traits.people if is_news else ()
        return tuple(dict.fromkeys(filter(None, map(name_keys, (*self.page.authors, *named)))))

    @cached_property
    def names(self) -> frozenset[str]:
        """Product codes and acronyms, a protocol's code ("TRIDENT-01") without its number as well."""
        names = self.page.traits.names
        return frozenset(names) | {match[1] for name in names if (match := _PROTOCOL_CODE.fullmatch(name))}

    @cached_property
    def acronyms(self) -> frozenset[str]:
        """The names of letters alone that stand in the title: what the trial calls itself, as a rule."""
        return frozenset(name for name in self.names if name.isalpha() and name in self.title_words)

    @cached_property
    def counts(self) -> dict[str, tuple[int, ...]]:
        """The numbers of patients of the whole trial, by status."""
        found: dict[str, list[int]] = {}
        for item in self.study.participants if self.study else ():
            if item.arm is None and item.unit == "patients" and isinstance(item.count.value, int):
                found.setdefault(item.status, []).append(item.count.value)
        return {status: tuple(numbers) for status, numbers in found.items()}

    @cached_property
    def arm_sizes(self) -> tuple[int, ...]:
        """The sizes of the arms, sorted."""
        sizes: dict[str, int] = {}
        for item in self.study.participants if self.study else ():
            if item.arm is not None and item.unit == "patients" and isinstance(item.count.value, int):
                sizes.setdefault(item.arm, item.count.value)
        return tuple(sorted(sizes.values())) if len(sizes) > 1 else ()

    @cached_property
    def size(self) -> int | None:
        """How many patients the trial has: under the status that says most.

        Without a total it is that of the arms together, else the whole of which all results are counts.
        """
        for status in _TOTALS:
            # "One" and "two" of a sentence are rarely a trial's patients.
            if any(number >= _LEAST for number in self.counts.get(status, ())):
                return max(self.counts[status])
        return sum(self.arm_sizes) or self._size_of_results()

    @cached_property
    def tissues(self) -> frozenset[str]:
        """The tissues that the cells come from."""
        return self._of_sources("tissue")

    @cached_property
    def cell_types(self) -> frozenset[str]:
        """The kinds of cells."""
        return self._of_sources("cell_type")

    @cached_property
    def donors(self) -> frozenset[str]:
        """Autologous, allogeneic, xenogeneic."""
        return self._of_sources("donor")

    @cached_property
    def products(self) -> frozenset[str]:
        """Cells, exosomes and so on; exosomes and vesicles are one."""
        found = self._of_sources("product")
        return frozenset("extracellular_vesicles" if name == "exosomes" else name for name in found)

    @cached_property
    def doses(self) -> frozenset[tuple[float, str]]:
        """Amounts with their units."""
        return frozenset(
            (float(dose.amount.value), f"{dose.unit}{'' if dose.basis in (None, 'fixed') else dose.basis}")
            for dose in (self.study.doses if self.study else ())
            if dose.amount and not isinstance(dose.amount.value, str) and dose.unit
        )

    @cached_property
    def routes(self) -> frozenset[str]:
        """The routes of the doses."""
        return frozenset(str(dose.route.value) for dose in (self.study.doses if self.study else ()) if dose.route)

    @cached_property
    def results(self) -> frozenset[tuple[str, float, float]]:
        """The counts of outcomes: kind, events and denominator or percent."""
        found = set()
        for outcome in self.study.outcomes if self.study else ():
            of = outcome.denominator or outcome.percent
            if not outcome.events or not of or isinstance(outcome.events.value, str) or isinstance(of.value, str):
                continue
            if outcome.events.value:
                found.add((outcome.kind, float(outcome.events.value), float(of.value)))
        return frozenset(found)

    def _size_of_results(self) -> int | None:
        outcomes = self.study.outcomes if self.study else ()
        wholes = [
            item.denominator.value
            for item in outcomes
            if item.arm is None and item.denominator and item.unit == "patients"
        ]
        whole = wholes[0] if len(wholes) > 1 and len(set(wholes)) == 1 else None
        return whole if isinstance(whole, int) and whole >= _LEAST else None

    def _of_sources(self, name: str) -> frozenset[str]:
        values = (getattr(source, name) for source in (self.study.cell_sources if self.study else ()))
        return frozenset(str(value.value) for value in values if value is not None)


def _words(title: str) -> tuple[str, ...]:
    bare = NOTICE.sub("", title.replace("\u00ad", "")).lower()
    return tuple(word for word in _WORD.findall(bare) if word not in _SMALL)


def lean(report: Report) -> Report:
    """A report with all that is compared worked out, and without its record's facts, which take most of the room."""
    bare = report.page.model_copy(update={"sections": (), "registered_outcomes": ()})
    slim = Report(report.key, Record(page=bare))
    for name, part in vars(Report).items():
        if isinstance(part, cached_property) and name != "study":
            slim.__dict__[name] = getattr(report, name)
    return slim


def registry_kind(number: str) -> str:
    """Which registry a number is of.

    >>> registry_kind("NCT01234567"), registry_kind("EUCTR2018-001453-37")
    ('NCT', 'EUCTR')
    """
    match = _KIND.match(number)
    return match.group().upper() if match else ""
