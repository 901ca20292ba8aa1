"""What is counted in trials: people, and the eyes, knees, tracts or events that are counted beside them."""

from __future__ import annotations

import re

PEOPLE = (
    r"(?:patients?|pts?\.?|participants?|subjects?|individuals?|persons?|people|women|woman|men|man|children|child|infants?|neonates?|newborns?|preterms?|babies|boys?|girls?|adults?|candidates|adolescents?|volunteers?|cases?|recipients?|"
    r"survivors?|outpatients|inpatients|residents|students|members|lad(?:y|ies)|families|relatives|enrollees|sufferers|attendees|amputees|claudicants|ha?emophiliacs|asthmatics|cirrhotics|epileptics|(?:para|tetra|quadri|hemi)plegics|veterans|mothers|couples|athletes|players|toddlers|teenagers|youngsters|soldiers|runners|grown-ups|folks?|schoolchildren|octogenarians|seniors|pupils|pensioners|workers|smokers|diabetics|males?|females?|controls|emigrants|applicants|invitees|acceptors|contemporaries|completers|finishers|entrants|starters|newcomers|owners|recruits|conscripts|servicemen|firefighters|miners|dancers|swimmers|footballers|farmers|teachers|nurses|villagers|elders|teens|twins|siblings|parents|probands|dialysands|psoriatics|arthritics|migraineurs|thalassa?emics|stroke survivors|donors?)"
)
_SITES = {
    "eyes": r"eyes?(?! drops?)", "knees": r"knees?", "hips": r"hips?", "limbs": r"limbs?", "legs": r"legs?",
    "feet": r"f(?:ee|oo)t", "shoulders": r"shoulders?", "joints": r"joints?",
    "tracts": r"(?:fistula |fistulous |fistular )?tracts?", "fistulas": r"fistula[se]?", "teeth": r"t(?:ee|oo)th",
    "sites": r"(?:injection )?sites?", "wounds": r"wounds?", "ulcers": r"ulcers?", "lesions": r"lesions?",
    "defects": r"(?:intrabony |bone |periodontal )?defects?", "discs": r"dis[ck]s?", "levels": r"levels",
    "implants": r"implants?", "scars": r"scars?", "burns": r"burns?", "ears": r"ears?", "sockets": r"sockets?",
    "cycles": r"cycles?", "grafts": r"grafts?", "nodules": r"nodules?", "patches": r"patches",
    "segments": r"segments?", "face sides": r"(?:face |facial )?sides?", "procedures": r"procedures",
    "infusions": r"infusions", "injections": r"injections", "hospitalisations": r"hospitali[sz]ations",
    "fractures": r"fractures?", "tumours": r"tumou?rs", "digits": r"digits", "fingers": r"fingers?", "toes": r"toes?",
    "ovaries": r"ovar(?:y|ies)", "breasts": r"breasts", "hands": r"hands", "punctures": r"punctures",
    "transfusions": r"transfusions", "attempts": r"attempts", "cheeks": r"cheeks?", "clefts": r"clefts?",
    "sinuses": r"sinus(?:es)?", "tendons": r"tendons?", "half-faces": r"half-faces?", "half-scalps": r"half-scalps?",
    "halves": r"facial halves|halves", "fields": r"(?:study )?fields", "femurs": r"femurs", "tibiae": r"tibias?(?= (?:united|healed))|tibiae",
    "bones": r"bones", "furcations": r"furcations?", "nostrils": r"nostrils?", "vertebrae": r"vertebrae", "drips": r"drips",
    "transfers": r"(?:embryo )?transfers", "deliveries": r"deliveries", "phalanges": r"phalanges", "flaps": r"flaps",
    "face halves": r"face halves|hemifaces|halves of the face", "ankles": r"ankles?", "elbows": r"elbows?", "wrists": r"wrists?",
    "menisci": r"menisc(?:us|i)", "recessions": r"(?:gingival )?recessions?", "fissures": r"(?:anal )?fissures?",
    "plaques": r"plaques", "keloids": r"keloids?", "strictures": r"strictures?", "nails": r"nails", "nerves": r"nerves",
    "wound pairs": r"(?:wound pairs|pairs of wounds)", "areas": r"(?<!government )(?<!rural )(?<!urban )(?<!health )(?<!service )areas(?! under)", "palms": r"palms", "pairs": r"pairs", "corneas": r"corneas?(?= (?:were|was|of|in|from|with|received|had|got|healed|cleared|and)\b)|corneae", "oocytes": r"oocytes|fertilised eggs",
    "tracks": r"(?:fistula )?tracks", "humeri": r"humeri", "pregnancies": r"pregnancies", "craters": r"craters", "holes": r"holes", "vessels": r"vessels", "nonunions": r"non-?unions", "cysts": r"cysts", "pockets": r"pockets",
}  # fmt: skip
_EVENTS = r"(?:(?:serious |severe |mild |moderate |grade ¶+ |treatment-related |treatment-emergent |related |unrelated |device-related )*(?:adverse )?(?:events?|reactions?|effects?)|episodes?|complications?|SAEs?|T?EAEs?|AEs|exacerbations?|relapses(?= occurred| were| in)|infections(?= (?:were|occurred|in))|falls)"
UNIT_WORD = rf"(?:{PEOPLE}|{'|'.join(_SITES.values())}|{_EVENTS})"
_UNIT = re.compile(
    r"(?P<people>"
    + PEOPLE
    + r")\b|(?P<events>"
    + _EVENTS
    + r")\b|"
    + "|".join(f"(?P<s{i}>{pattern})\\b" for i, pattern in enumerate(_SITES.values())),
    re.IGNORECASE,
)
_NAMES = tuple(_SITES)
_VERB = r"(?:received|got|were|was|had|to|completed|underwent|entered|in|of|from|at|and|with|who|did|are|will|for)"
NOT_PEOPLE = r"(?:cent(?:er|re)s?|hospitals?|countries|sites|studies|trials|groups?|arms?|cohorts?|sessions?|visits?|injections?|doses?|infusions?|cycles?|times|items?|publications?|articles?|points?|domains?|samples?|biops\w+|units?|cells?|levels?|categories|surgeons|researchers|clinicians|investigators|lots|batches|donors\b(?= (?:were|was|of|provided))|outcomes?|parameters|questionnaires|factors|methods|tests|criteria|stages?|procedures|steps|parts|phases|departments|healthcare|physicians|clinics|universities|cities|diseases|conditions|equal|parallel|million|billion|punctures|spots|lumbar|schedules|regimens|drugs|agents|treatments|courses|weeks|months|days|years|hours|strategies|techniques|approaches|modalities|classes|types|kinds|sets|periods|reviewers|observers|doctors|nurses|raters|tablets|capsules|segments of|subsets|rounds|attempts|shots|boosters|instillations|sprays|depots|sheets|vials|bags|applications|syringes|drips|plates|samples|slices|words|pages|languages|databases|continents|states|provinces|regions)"
NOT_PEOPLE_AFTER = re.compile(rf"\A ?(?:(?!{_VERB}\b)(?!\w+ed\b)[\w◦-]+ ){{0,2}}?{NOT_PEOPLE}\b", re.IGNORECASE)


def unit_of(word: str) -> str | None:
    """The record's unit of a counted word: "patients" for people, "events", or the sites' own name; None for others.

    >>> unit_of("women"), unit_of("fistula tracts"), unit_of("serious adverse events"), unit_of("centres")
    ('patients', 'tracts', 'events', None)
    """
    match = _UNIT.match(word)
    if not match:
        return None
    if match["people"]:
        return "patients"
    if match["events"]:
        return "events"
    return _NAMES[int((match.lastgroup or "s0")[1:])]
