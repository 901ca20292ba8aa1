"""Trials that a blog recounts: one study each, with its own arms and products; plans and pooled looks are none."""

from __future__ import annotations

from line import record_of

BLOG = """<html lang="en"><head><title>Two trials of cells explained | Our clinic</title></head><body>
<p>Book a consultation. Our clinic is open.</p><h1>Two trials of cells explained for families</h1>
<p>Many parents ask us about the results of trials, and whether they were good. Here are two of them.</p>
<h2>Knees that hurt</h2>
<p>In Perth 40 patients were enrolled: 20 were randomised to umbilical cord mesenchymal stem cells and 20 to placebo.
After 12 months 14 of 20 patients given cells were improved, and 5 of 20 given placebo.</p>
<h2>Hearts that fail</h2>
<p>In another trial 30 patients were treated with autologous bone marrow mononuclear cells by intracoronary infusion.
Of the 30 patients two died within six months.</p>
<h2>What comes next</h2>
<p>{last}</p></body></html>"""
PLAN = "The company expects to start a trial, and it plans to enrol 300 patients in it from next year on."
POOLED = "A pooled look at 582 patients will be published next year, and it was awaited by all of us."


def test_each_trial_has_its_own_products_and_counts():
    studies = record_of(BLOG.format(last=PLAN)).studies
    assert [study.role for study in studies] == ["cited", "cited"]
    tissues = [[c.tissue.value for c in study.cell_sources if c.tissue] for study in studies]
    assert tissues == [["umbilical cord"], ["bone marrow"]]
    assert [any(p.count.value == 40 for p in study.participants) for study in studies] == [True, False]
    assert not any("placebo" in arm.label.value.lower() for arm in studies[1].arms)


def test_a_pooled_look_is_no_trial():
    assert len(record_of(BLOG.format(last=POOLED)).studies) == len(record_of(BLOG.format(last=PLAN)).studies)
