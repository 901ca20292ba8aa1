"""How long it takes to find the reports of one trial among many pages.

    python bench/links.py                   # 100,000 pages, made up from a seed
    python bench/links.py --pages 10000

Two thirds of the trials have one report, the others two or three: a registry's record, a paper, a further follow-up.
Titles, authors, institutions and conditions are drawn as unevenly as in the literature, so that blocks grow large.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections.abc import Iterator

from abstract_extract.record import CellSource, Derived, Identifiers, PageInfo, Participants, Record, Study, Traits
from abstract_extract.sketch import sketch_of
from abstract_extract.store.links.find import find_links

CONDITIONS = 110
PEOPLE = 60_000
SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu".split()


def made_up_word(number: int) -> str:
    """A word for a number, of three syllables and more, another for each."""
    word = ""
    for _ in range(3):
        number, rest = divmod(number, len(SYLLABLES))
        word += SYLLABLES[rest]
    return word + (made_up_word(number) if number else "")


WORDS = [made_up_word(number) for number in range(3000)]
TISSUES = ("umbilical cord", "bone marrow", "adipose tissue", "placenta", "dental pulp", "limbus")


def made_up(pages: int, seed: int) -> Iterator[tuple[str, Record]]:
    """So many records, each with its key; the same seed gives the same records."""
    chance = random.Random(seed)  # noqa: S311 - a draw, no secret
    made = trial = 0
    while made < pages:
        trial += 1
        reports = chance.choices((1, 2, 3), (66, 24, 10))[0]
        shared = _trial(chance, trial)
        for place in range(min(reports, pages - made)):
            yield f"{made:07}", _report(chance, f"{made:07}", shared, place)
            made += 1


def _trial(chance: random.Random, number: int) -> dict[str, object]:
    condition = f"condition{int(chance.paretovariate(0.7)) % CONDITIONS}"
    team = [f"{made_up_word(int(chance.random() ** 2 * PEOPLE)).title()} {chance.choice('ABCDEFGH')}" for _ in range(6)]
    return {
        "number": f"NCT{number:08}",
        "condition": condition,
        "team": team,
        "title": f"cells for {condition} " + " ".join(chance.choices(WORDS, k=8)),
        "size": int(chance.lognormvariate(3.4, 0.7)) + 3,
        "tissue": chance.choice(TISSUES),
        "text": " ".join(chance.choices(WORDS, k=220)),
        "place": f"town{int(chance.paretovariate(0.6)) % 4000} hospital",
    }


def _report(chance: random.Random, key: str, trial: dict[str, object], place: int) -> Record:
    words = str(trial["text"]).split()
    text = " ".join(words if place < 2 else words[:120] + chance.choices(WORDS, k=100))
    team = list(trial["team"]) if isinstance(trial["team"], list) else []
    tissue = Derived(value=str(trial["tissue"]), derived="made up")
    size = trial["size"] if isinstance(trial["size"], int) else 0
    return Record(
        page=PageInfo(
            id=key,
            path=f"{key}.txt",
            reader="generic",
            encoding="utf-8",
            title=f"{trial['title']} {'follow-up' if place == 2 else ''}",
            year=2015 + place,
            authors=tuple(chance.sample(team, k=5)),
            identifiers=Identifiers(registry=(str(trial["number"]),) if chance.random() < 0.5 else ()),
            report_type="trial_report",
            traits=Traits(
                conditions=(str(trial["condition"]),),
                institutions=(str(trial["place"]),),
                text_sketch=sketch_of(text),
                counts=(size,),
            ),
        ),
        studies=(
            Study(
                role="reported",
                participants=(Participants(count=Derived(value=size, derived="made up"), status="enrolled"),),
                cell_sources=(CellSource(tissue=tissue),),
            ),
        ),
    )


def main() -> None:
    """Prints the seconds and the memory that linking takes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    wishes = parser.parse_args()
    spent = 0.0

    def timed() -> Iterator[tuple[str, Record]]:
        nonlocal spent
        records = made_up(wishes.pages, wishes.seed)
        while True:
            began = time.process_time()
            record = next(records, None)
            spent += time.process_time() - began
            if record is None:
                return
            yield record

    began, processor = time.monotonic(), time.process_time()
    linking = find_links(timed())
    processor = time.process_time() - processor - spent
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{wishes.pages:,} pages: {len(linking.links):,} links, {len(linking.trials):,} trials with several reports")
    print(f"{processor:.0f} s of one processor, {memory:,.0f} MB; {time.monotonic() - began:.0f} s by the clock,")
    print(f"{spent:.0f} s of the processor's time in making the pages up left out")


if __name__ == "__main__":
    main()
