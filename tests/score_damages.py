"""Kinds of damage to a perfect record: each does it, and says what every field must lose by it."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterable
from typing import Any

from abstract_extract.score.fields import MODES, TOTAL, Mode
from test_score_pages import Tally, perfect_page, tallies

Falls = dict[str, Tally]
"""Field to the change of (right, in the gold, in the record)."""
Damage = Callable[[dict[str, Any], random.Random], dict[Mode, Falls]]

WRONG, GONE, EXTRA = (-1, 0, 0), (-1, 0, -1), (0, 0, 1)


def study(record: dict[str, Any]) -> dict[str, Any]:
    """The page's only study."""
    found: dict[str, Any] = record["studies"][0]
    return found


def pick(record: dict[str, Any], chance: random.Random, name: str) -> dict[str, Any]:
    """One item of a list."""
    found: dict[str, Any] = chance.choice(study(record)[name])
    return found


def everywhere(falls: Falls) -> dict[Mode, Falls]:
    """The same in each way of scoring."""
    return dict.fromkeys(MODES, falls)


def placed(falls: Falls, ways: Iterable[Mode] = ("exact", "overlap")) -> dict[Mode, Falls]:
    """Only where the place, the arm or the kind counts."""
    return {mode: falls if mode in ways else {} for mode in MODES}


def count_fields(item: dict[str, Any], change: Tally) -> Falls:
    """All rows that a count of participants stands in."""
    names = ("participants", f"participants.{item['status']}", "participants.status", "participants.unit")
    return dict.fromkeys(names, change)


def outcome_fields(change: Tally) -> Falls:
    """All rows that an outcome stands in."""
    keys = ("label", "kind", "events", "denominator", "percent", "unit", "time_point")
    return {f"outcomes.{key}": change for key in keys}


def nothing(record: dict[str, Any], chance: random.Random) -> dict[Mode, Falls]:
    return everywhere({})


def count_off_by_one(record: dict[str, Any], chance: random.Random) -> dict[Mode, Falls]:
    item = pick(record, chance, "participants")
    item["count"]["value"] += 1
    return everywhere(count_fields(item, WRONG))


def count_under_another_status(record: dict[str, Any], chance: random.Random) -> dict[Mode, Falls]:
    item = pick(record, chance, "participants")
    old, item["status"] = item["status"], "screened"
    return everywhere(
        {
            "participants": WRONG,
            f"participants.{old}": GONE,
            "participants.screened": EXTRA,
            "participants.status": WRONG,
        }
    )


def count_shifted(record: dict[str, Any], chance: random.Random) -> dict[Mode, Falls]:
    item = pick(record, chance, "participants")
    item["count"]["start"] += 1
    item["count"]["end"] += 1
    return placed(count_fields(item, WRONG), ("exact",))


def count_next_door(record: dict[str, Any], chance: random.Random) -> dict[Mode, Falls]:
    item = pick(record, chance, "participants")
    item["count"]["start"] += 6
    item["count"]["end"] += 3 + 6
    return placed(count_fields(item, WRONG))


def count_dropped(record: dict[str, Any], chance: random.Random) -> dict[Mode, Falls]:
    item = pick(record, chance, "participants")
    study(record)["participants"].remove(item)
    return everywhere(count_fields(item, GONE))


def count_doubled(record: dict[str, Any], chance: random.Random) -> dict[Mode, Falls]:
    item = pick(record, chance, "participants")
    study(record)["participants"].append(copy.deepcopy(item))
    return everywhere(count_fields(item, EXTRA))


def count_in_another_arm(record: dict[str, Any], chance: random.Random) -> dict[Mode, Falls]:
    item = pick(record, chance, "participants")
    item["arm"] = "arm-1" if item["arm"] != "arm-1" else "arm-2"
    return placed(count_fields(item, WRONG))


def unit_changed(record: dict[str, Any], chance: random.Random) -> dict[Mode, Falls]:
    pick(record, chance, "participants")["unit"] = "eyes"
    return everywhere({"participants.unit": WRONG})


def arms_renamed(record: dict[str, Any], chance: random.Random) -> dict[Mode, Falls]:
    for items in study(record).values():
        for item in items if isinstance(items, list) else ():
            for key in {"id", "arm"} & set(item):
                item[key] = item[key] and "x" + item[key][::-1]
    return everywhere({})


def arms_gone(record: dict[str, Any], chance: random.Random) -> dict[Mode, Falls]:
    """Without its arms a record's arm-wise facts belong nowhere."""
    study(record)["arms"] = []
    gone = (-3, 0, -3)
    falls: Falls = {"arms.label": gone, "arms.role": gone}
    whole = perfect_page()
    for item in study(whole)["participants"]:
        if item["arm"]:
            for name in count_fields(item, WRONG):
                falls[name] = (falls.get(name, (0, 0, 0))[0] - 1, 0, 0)
    falls |= dict.fromkeys(outcome_fields(WRONG), (-6, 0, 0))
    sources = ("cell_sources", *(f"cell_sources.{key}" for key in ("tissue", "cell_type", "product", "donor")))
    doses = (
        f"doses.{key}" for key in ("amount", "unit", "basis", "volume", "administrations", "interval", "route", "site")
    )
    falls |= dict.fromkeys(sources, (-2, 0, 0)) | dict.fromkeys(doses, (-3, 0, 0))
    return placed(falls) | {"value": {"arms.label": gone, "arms.role": gone}}


def arm_role_changed(record: dict[str, Any], chance: random.Random) -> dict[Mode, Falls]:
    pick(record, chance, "arms")["role"] = "cohort"
    return everywhere({"arms.role": WRONG})


def amount_ten_times(record: dict[str, Any], chance: random.Random) -> dict[Mode, Falls]:
    pick(record, chance, "doses")["amount"]["value"] *= 10
    return everywhere({"doses.amount": WRONG})


def basis_lost(record: dict[str, Any], chance: random.Random) -> dict[Mode, Falls]:
    del pick(record, chance, "doses")["basis"]
    return everywhere({"doses.basis": GONE})


def volume_in_litres(record: dict[str, Any], chance: random.Random) -> dict[Mode, Falls]:
    pick(record, chance, "doses")["volume"]["unit"] = "L"
    return everywhere({"doses.volume": WRONG})


def high_end_invented(record: dict[str, Any], chance: random.Random) -> dict[Mode, Falls]:
    item = pick(record, chance, "doses")
    item["amount_high"] = dict(item["amount"])
    return everywhere({"doses.amount_high": EXTRA})


def same_lengths_of_time(record: dict[str, Any], chance: random.Random) -> dict[Mode, Falls]:
    for item in study(record)["doses"]:
        weeks = int(item["interval"]["value"][1:-1])
        item["interval"]["value"] = f"P{7 * weeks}D"
    for item in study(record)["outcomes"]:
        years = int(item["time_point"]["value"][1:-1])
        item["time_point"]["value"] = f"P{12 * years}M"
    return everywhere({})


def integers_as_decimals(record: dict[str, Any], chance: random.Random) -> dict[Mode, Falls]:
    for item in study(record)["participants"]:
        item["count"]["value"] = float(item["count"]["value"])
    return everywhere({})


def months_as_weeks(record: dict[str, Any], chance: random.Random) -> dict[Mode, Falls]:
    item = pick(record, chance, "outcomes")
    item["time_point"]["value"] = item["time_point"]["value"].replace("Y", "W")
    return everywhere({"outcomes.time_point": WRONG})


def follow_up_wrong(record: dict[str, Any], chance: random.Random) -> dict[Mode, Falls]:
    pick(record, chance, "follow_ups")["duration"]["value"] = "P99M"
    return everywhere({"follow_ups.duration": WRONG})


def statistic_changed(record: dict[str, Any], chance: random.Random) -> dict[Mode, Falls]:
    pick(record, chance, "follow_ups")["statistic"] = "mean"
    return everywhere({"follow_ups.statistic": WRONG})


def events_off_by_one(record: dict[str, Any], chance: random.Random) -> dict[Mode, Falls]:
    pick(record, chance, "outcomes")["events"]["value"] += 100
    return everywhere({"outcomes.events": WRONG})


def events_swapped(record: dict[str, Any], chance: random.Random) -> dict[Mode, Falls]:
    one, other = chance.sample(study(record)["outcomes"], 2)
    one["events"], other["events"] = other["events"], one["events"]
    return everywhere({"outcomes.events": (-2, 0, 0)})


def percent_dropped(record: dict[str, Any], chance: random.Random) -> dict[Mode, Falls]:
    pick(record, chance, "outcomes")["percent"] = None
    return everywhere({"outcomes.percent": GONE})


def denominator_derived(record: dict[str, Any], chance: random.Random) -> dict[Mode, Falls]:
    item = pick(record, chance, "outcomes")
    item["denominator"] = {"value": item["denominator"]["value"], "derived": "participants: completed"}
    return placed({"outcomes.denominator": WRONG})


def kind_changed(record: dict[str, Any], chance: random.Random) -> dict[Mode, Falls]:
    item = pick(record, chance, "outcomes")
    item["kind"] = "efficacy" if item["kind"] != "efficacy" else "death"
    kept = dict.fromkeys(("outcomes.unit",), (0, 0, 0))
    return placed(outcome_fields(WRONG) | kept) | {"value": {"outcomes.kind": WRONG}}


def outcome_invented(record: dict[str, Any], chance: random.Random) -> dict[Mode, Falls]:
    item = copy.deepcopy(pick(record, chance, "outcomes"))
    for place, key in enumerate(("label", "events", "denominator", "percent", "time_point")):
        item[key] |= {"start": 9000 + 10 * place, "end": 9006 + 10 * place}
        item[key]["value"] = "P77Y" if key == "time_point" else "else" if key == "label" else 777 + place
    study(record)["outcomes"].append(item)
    return everywhere(outcome_fields(EXTRA))


def tissue_changed(record: dict[str, Any], chance: random.Random) -> dict[Mode, Falls]:
    pick(record, chance, "cell_sources")["tissue"]["value"] = "placenta"
    return everywhere({"cell_sources": WRONG, "cell_sources.tissue": WRONG})


def donor_dropped(record: dict[str, Any], chance: random.Random) -> dict[Mode, Falls]:
    del pick(record, chance, "cell_sources")["donor"]
    return everywhere({"cell_sources": WRONG, "cell_sources.donor": GONE})


def lists_shuffled(record: dict[str, Any], chance: random.Random) -> dict[Mode, Falls]:
    for items in study(record).values():
        if isinstance(items, list):
            chance.shuffle(items)
    return everywhere({})


def report_type_changed(record: dict[str, Any], chance: random.Random) -> dict[Mode, Falls]:
    record["page"]["report_type"] = "protocol"
    return everywhere({"report_type": WRONG})


def identifiers_respelt(record: dict[str, Any], chance: random.Random) -> dict[Mode, Falls]:
    record["page"]["identifiers"] |= {
        "doi": "https://doi.org/10.1000/xyz",
        "registry": ["isrctn12345678", "NCT 01234567"],
    }
    return everywhere({})


def identifiers_wrong(record: dict[str, Any], chance: random.Random) -> dict[Mode, Falls]:
    record["page"]["identifiers"] = {"pmid": "30000002", "registry": ["NCT01234567", "NCT99999999"]}
    return everywhere({"identifiers.pmid": WRONG, "identifiers.doi": GONE, "identifiers.registry": (-1, 0, 0)})


def study_becomes_cited(record: dict[str, Any], chance: random.Random) -> dict[Mode, Falls]:
    study(record)["role"] = "cited"
    page = perfect_page()
    return {
        mode: {
            name: (-right, 0, 0)
            for name, (right, _, _) in tallies([page], [page], mode).items()
            if not name.startswith(("identifiers", "report_type", TOTAL))
        }
        for mode in MODES
    }


DAMAGES: tuple[Damage, ...] = (
    nothing, count_off_by_one, count_under_another_status, count_shifted, count_next_door, count_dropped, count_doubled,
    count_in_another_arm, unit_changed, arms_renamed, arms_gone, arm_role_changed, amount_ten_times, basis_lost,
    volume_in_litres, high_end_invented, same_lengths_of_time, integers_as_decimals, months_as_weeks, follow_up_wrong,
    statistic_changed, events_off_by_one, events_swapped, percent_dropped, denominator_derived, kind_changed,
    outcome_invented, tissue_changed, donor_dropped, lists_shuffled, report_type_changed, identifiers_respelt,
    identifiers_wrong, study_becomes_cited,
)  # fmt: skip
