"""Outcomes that nobody had: "no adverse events occurred"."""

from __future__ import annotations

import re

from abstract_extract.candidates import Arms, OutcomeCandidate, Said
from abstract_extract.study import Sentence

from .outcome_labels import kind_of

_NO_EVENTS = re.compile(
    r"\b(?P<no>no|without|zero|neither|not any)\s(?P<label>(?:(?:serious|severe|major|significant|treatment|treatment-related|cell-related|related|other|new|clinical|local|systemic|acute|late|long-term|infusion-related|infusional|injection-related|procedure-related|product-related|study-related|drug-related|life-threatening|unexpected|any|cases? of|signs? of|evidence of|episodes? of|occurrences? of|instances? of|dose-limiting|grade ¶+(?: or higher| or above)?|adverse|infectious|immediate|allergic|toxic|obvious|apparent|short-term|transplantation|intraoperative|postoperative|safety|ocular|therapy-related|MSC-related)(?:[ ,/-]| or | and )+){0,6}"
    r"(?:adverse (?:events?|effects?|reactions?)|side[- ]effects?|complications?|toxicit(?:y|ies)|deaths?|mortality|infections?|reactions?|SAEs?|AEs?|events?|tumou?r(?:s| formation|igenicity)?|malignanc(?:y|ies)|neoplas\w+|teratomas?|GVHD|graft-versus-host disease|relapses?|rejections?|ectopic \w+|fever|thrombos[ie]s|embolism|bleeding|allerg\w+|hypersensitivity|anaphylaxis|cytokine release syndrome|neurotoxicity|recurrences?|toxicit\w+|safety (?:issues|concerns)|arrhythmias?|infusion reactions?|abnormalit\w+))"
    r"(?P<tail>[^.;]{0,90})",
    re.IGNORECASE,
)
_NO_TAIL = re.compile(
    r"\b(?:occurr\w*|observ\w+|report\w+|seen|noted|found|record\w+|detected|during|were|was|in|related|after|attribut\w+|arose|appear\w*|happen\w*|took place|came|develop\w*|experienc\w+|encountered|identified)\b|\A\s*\Z",
    re.IGNORECASE,
)
DIFFERENCE = re.compile(
    r"\bdifferen|\bmore\b|\blonger\b|\bcorrelat|\bassociat|\bsignificant (?:change|effect|improvement)", re.IGNORECASE
)
_DEATH = re.compile(r"death|mortality", re.IGNORECASE)
_EVENT_UNIT = re.compile(r"events?\b|AEs|reactions|effects")
_IN_BEFORE = re.compile(r"\bin (?:the )?\Z")


def absent_outcomes(sentence: Sentence, arms: Arms) -> list[OutcomeCandidate]:
    """ "No serious adverse events occurred": nought, of nobody says how many."""
    found: list[OutcomeCandidate] = []
    for match in _NO_EVENTS.finditer(sentence.mask):
        words = sentence.string[match.start("label") : match.end("label")]
        if DIFFERENCE.search(match["tail"]) or DIFFERENCE.search(words) or not _NO_TAIL.search(match["tail"]):
            continue
        mentions = [m for m in arms.of(sentence) if m.start >= match.start() and m.start - match.end("label") < 60]
        found.append(
            OutcomeCandidate(
                label=Said(words, sentence.start + match.start("label"), sentence.start + match.end("label")),
                kind=kind_of("no deaths")
                if _DEATH.search(words)
                else "adverse_event"
                if kind_of(words) != "efficacy"
                else kind_of(words),
                events=Said(0, sentence.start + match.start("no"), sentence.start + match.end("no")),
                denominator=None,
                percent=None,
                unit="patients" if not _EVENT_UNIT.search(words) else "events",
                arm=mentions[0].key
                if len(mentions) == 1 and _IN_BEFORE.search(sentence.string[: mentions[0].start])
                else None,
                time_point=None,
                rule="no-events",
            )
        )
    return found
