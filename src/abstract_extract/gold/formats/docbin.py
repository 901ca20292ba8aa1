"""spaCy's DocBin: spans in `doc.spans["sc"]`, everything else in `doc.user_data`.

Tokens are cut at blanks, at the borders of words and at the ends of spans, so that every span falls on tokens and the
text comes back character by character; a tokenizer's own cut would move spans.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from spacy import tokens
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from abstract_extract.errors import GoldError
from abstract_extract.gold.document import AnnotatedDoc, Relation, Span

SPANS_KEY = "sc"
_DATA_KEY = "abstract_extract"
_TOKEN = re.compile(r"\w{1,100}|[^\w\s]| (?=\S)|\s")


def write(documents: Sequence[AnnotatedDoc], path: Path) -> None:
    """One `.spacy` file of all pages."""
    vocab = Vocab()
    stored = DocBin(store_user_data=True, docs=[_doc(document, vocab) for document in documents])
    path.parent.mkdir(parents=True, exist_ok=True)
    stored.to_disk(path)


def read(path: Path) -> list[AnnotatedDoc]:
    """The pages of a `.spacy` file that this package wrote. Raises GoldError."""
    try:
        docs = list(DocBin(store_user_data=True).from_disk(path).get_docs(Vocab()))
    except (OSError, ValueError) as error:
        raise GoldError(f"{path}: no DocBin: {error}") from error
    return [_document(doc, str(path)) for doc in docs]


def _doc(document: AnnotatedDoc, vocab: Vocab) -> Doc:
    starts = {span.start for span in document.spans}
    ends = {span.end for span in document.spans}
    words: list[str] = []
    spaces: list[bool] = []
    for start, end in _tokens(document.text, starts | ends):
        # A blank belongs to the token before it unless a span begins or ends with it.
        if document.text[start:end] == " " and words and not spaces[-1] and start not in starts and end not in ends:
            spaces[-1] = True
        else:
            words.append(document.text[start:end])
            spaces.append(False)
    doc = Doc(vocab, words=words, spaces=spaces)
    doc.spans[SPANS_KEY] = [_span(doc, span) for span in document.spans]
    rest = document.model_dump(mode="json", include={"id", "relations", "meta"})
    doc.user_data[_DATA_KEY] = json.dumps(rest | {"attributes": {span.id: span.attributes for span in document.spans}})
    return doc


def _span(doc: Doc, span: Span) -> tokens.Span:
    placed = doc.char_span(span.start, span.end, label=span.label, span_id=span.id)
    if placed is None:
        raise GoldError(f"span {span.id} ({span.label}) at {span.start}:{span.end} falls on no tokens")
    return placed


def _tokens(text: str, borders: set[int]) -> list[tuple[int, int]]:
    cuts = sorted(borders | {0, len(text)} | {match.end() for match in _TOKEN.finditer(text)})
    return [(start, end) for start, end in pairwise(cuts) if start < end]


def _document(doc: Doc, name: str) -> AnnotatedDoc:
    if _DATA_KEY not in doc.user_data:
        raise GoldError(f"{name}: its pages carry no record; only what `gold export` wrote can be read again")
    rest = json.loads(doc.user_data[_DATA_KEY])
    spans = tuple(
        Span(
            id=span.id_, label=span.label_, start=span.start_char, end=span.end_char, text=span.text,
            attributes=rest["attributes"].get(span.id_, {}),
        )
        for span in doc.spans[SPANS_KEY]
    )  # fmt: skip
    relations = tuple(Relation.model_validate(one) for one in rest["relations"])
    return AnnotatedDoc(id=rest["id"], text=doc.text, spans=spans, relations=relations, meta=rest["meta"]).checked(name)
