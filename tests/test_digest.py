"""Pages that recount several trials under headings: which are read as such, and which of their text is of which trial."""

from __future__ import annotations

import pytest

from abstract_extract.page import Role, Source
from abstract_extract.pipeline import record_by_rules
from abstract_extract.read import read

KNEE = "In Turin 20 patients had 10 million donor cells in the knee and 20 had saline. At a year 12 and 5 were better."
HIP = "In Porto 14 people got their own marrow cells in the hip. Nine of the 14 walked without pain after 6 months."
SPINE = "In Pisa 30 adults had exosomes in the disc; 24 of the 30 had less pain after 3 months, and 2 had a fever."


def html(
    *parts: tuple[str, str], title: str = "Cells for joints: three trials", level: str = "h2", after: str = ""
) -> str:
    body = "".join(f"<{level}>{head}</{level}><p>{text}</p>" for head, text in parts)
    return f"<html><body><nav>Home</nav><article><h1>{title}</h1>{body}</article>{after}</body></html>"


def text(*parts: tuple[str, str], mark: str = "", title: str = "Cells for joints: what three studies say") -> str:
    return f"{title}\n\n" + "\n\n".join(f"{mark}{head}\n{words}" for head, words in parts)


PARTS = (("Knee in Turin", KNEE), ("Hip in Porto", HIP), ("Back in Pisa", SPINE))
NUMBERED = tuple((f"{number}. {head}", words) for number, (head, words) in enumerate(PARTS, 1))
DIGESTS = {
    "headings": html(*PARTS),
    "lower headings": html(*PARTS, level="h4"),
    "numbered lines": text(*NUMBERED),
    "brackets": text(*((f"[{head[0]}] {head[3:]}", words) for head, words in NUMBERED)),
    "markdown": text(*PARTS, mark="### "),
    "bold lines": text(*((f"**{head}**", words) for head, words in PARTS)),
    "short lines": text(*PARTS),
    "a layout of tables": f"<html><body><table><tr><td>{html(*PARTS)}</td></tr></table></body></html>",
    "underlined lines": text(*((f"{head}\n{'-' * len(head)}", words) for head, words in PARTS)),
    "paragraphs with a lead": html(*(("", f"{head}. {words}") for head, words in PARTS)).replace("<h2></h2>", ""),
    "numbered paragraphs": text(*(("", f"{head}. {words}") for head, words in NUMBERED)).replace("\n\n\n", "\n\n"),
    "paragraphs alone": html(*(("", words) for _, words in PARTS)).replace("<h2></h2>", ""),
    "terms": html().replace("</h1>", "</h1><dl>" + "".join(f"<dt>{a}</dt><dd>{b}</dd>" for a, b in PARTS) + "</dl>"),
    "a round-up's bullets": "Round-up of cell studies, June\n\n" + "\n".join(f"* {words}" for _, words in PARTS),
    "a title that does not count": html(*PARTS, title="Cells for joints: a hype?").replace("Home", "All studies"),
    "an advert at the end": html(*PARTS, after="<h2>Comments (2)</h2><p>Ann: my 31 patients had no cells at all.</p>"),
}


@pytest.mark.parametrize("source", DIGESTS.values(), ids=DIGESTS)
def test_each_heading_has_its_trial(source: str) -> None:
    record = record_by_rules(Source("0", "page", source, "utf-8"))
    assert (record.page.reader, record.page.report_type) == ("digest", "secondary_source")
    assert [study.role for study in record.studies] == ["cited"] * 3
    assert [20 in [p.count.value for p in study.participants] for study in record.studies] == [True, False, False]


FOREIGN = {
    "es": (
        "Tres ensayos con células",
        "En Lima 20 pacientes recibieron células de médula ósea y 20 placebo; mejoraron 12 y 5.",
    ),
    "de": (
        "Drei Studien mit Zellen",
        "In Jena erhielten 20 Patienten Zellen aus dem Knochenmark und 20 Placebo; es ging 12 und 5 besser.",
    ),
    "cs": (
        "Tři studie s buňkami",
        "V Brně dostalo 20 pacientů buňky z kostní dřeně a 20 placebo; zlepšilo se 12 a 5 nemocných.",
    ),
    "pt": (
        "Três estudos com células",
        "No Porto 20 pacientes receberam células da medula óssea e 20 placebo; melhoraram 12 e 5 deles.",
    ),
    "uk": (
        "Три дослідження клітин",
        "У Львові 20 пацієнтів отримали клітини кісткового мозку, 20 плацебо; краще стало 12 і 5 хворим.",
    ),
    "zh": (
        "细胞治疗的三项研究",
        "北京某医院给20例患者注射骨髓干细胞，另外20例注射安慰剂，一年后分别有12例和5例好转，无严重不良反应。",
    ),
}


@pytest.mark.parametrize("language", FOREIGN)
def test_headings_tell_trials_apart_in_any_language(language: str) -> None:
    title, words = FOREIGN[language]
    page = read(
        Source(
            "0",
            "page.html",
            html(*((f"{n}. {'ABC'[n - 1]}", f"{words} ({n})") for n in (1, 2, 3)), title=title),
            "utf-8",
        )
    )
    assert page.reader == "digest"
    assert len({block.label for block in page.blocks if block.role is Role.BODY and block.label}) == 3


def test_what_follows_the_last_trial_is_no_part_of_it() -> None:
    advert = "In our clinic we have treated 350 patients with cells, and a meta-analysis of 26 trials has 1,011 women."
    page = read(Source("0", "page.html", html(*PARTS[:2], ("Back in Pisa", f"{SPINE}</p><p>{advert}")), "utf-8"))
    assert page.reader == "digest"
    assert advert not in [block.text.string for block in page.blocks if block.role is Role.BODY]


OTHERS = {
    "one trial under its parts": html(
        ("What they did", KNEE),
        ("What they found", KNEE),
        ("What comes next", KNEE),
        title="A trial of cells in 40 knees",
    ),
    "sections of a paper": html(
        ("Methods", KNEE), ("Results", HIP), ("Discussion", SPINE), title="Trials of cells in joints"
    ),
    "arms": html(("Group A", KNEE), ("Group B", HIP), ("Group C", SPINE), title="Cells for joints, and other trials"),
    "no product": html(*((head, words.replace("cells", "drug").replace("exosomes", "gel")) for head, words in PARTS)),
    "no numbers": html(
        *(
            (head, "Many patients were given cells, and most of them did well for a long time. " * 2)
            for head, _ in PARTS
        )
    ),
    "paragraphs of one trial": html(*(("", words) for _, words in PARTS), title="Cells for joints").replace(
        "<h2></h2>", ""
    ),
    "paragraphs of a review": html(*(("", f"We included three trials. {words}") for _, words in PARTS)).replace(
        "<h2></h2>", ""
    ),
    "a single heading": html(PARTS[0]),
    "a paper's own page": html(*PARTS).replace(
        "<body>", '<head><meta name="citation_doi" content="10.1000/x"></head><body>'
    ),
}


@pytest.mark.parametrize("source", OTHERS.values(), ids=OTHERS)
def test_near_misses_are_no_digests(source: str) -> None:
    assert read(Source("0", "page.html", source, "utf-8")).reader != "digest"


def test_a_numbered_digest_goes_on_to_its_last_trial() -> None:
    page = read(
        Source(
            "0",
            "a.txt",
            "CELLULE E CUORE, TRE STUDI A CONFRONTO\n\n1) ANGINA REFRATTARIA, IL SEGUITO\n"
            "Lo studio aveva assegnato a caso 112 malati alle cellule CD34+ autologhe (56) o al placebo (56).\n\n"
            "2) SCOMPENSO NON ISCHEMICO\n"
            "A Lubiana 60 persone sono state trattate con cellule staminali; 9 su 20 e 2 su 20 stavano meglio.\n\n"
            "3) DISPLASIA DEI POLMONI\n"
            "Nove hanno ricevuto cellule di sangue cordonale: i primi tre 10 milioni per kg, gli altri sei 20 milioni. Uno è morto.\n\n"
            "Il commento: numeri piccoli, 2 studi su 2 senza danni gravi.\n",
            "utf-8",
        )
    )
    assert page.is_digest
    assert page.title == "CELLULE E CUORE, TRE STUDI A CONFRONTO"
    assert "3) DISPLASIA DEI POLMONI" in {block.label for block in page.blocks}
    assert not any("commento" in block.text.string for block in page.blocks if block.role is Role.BODY)


def test_the_headings_of_one_trial_make_no_digest() -> None:
    page = html(
        ("The patients", KNEE),
        (
            "The results",
            "At a year cells had helped: 12 and 5 of 20 patients were better by 2 points, and 3 were worse.",
        ),
        ("Side effects", "Swelling was seen for 3 days in 2 with cells and in 1 of 20 with saline; 4 had a headache."),
        title="Cells for knees: a new trial",
        after="<p>Other studies are under way.</p>",
    )
    assert not read(Source("0", "a.html", page, "utf-8")).is_digest
