"""The encoding that a page declares, under the name by which Python decodes what browsers would read.

>>> declared_encoding(b'<meta charset="ISO-8859-1">')
'cp1252'
>>> declared_encoding(b'<?xml version="1.0" encoding="GB2312"?>')
'gb18030'
"""

from __future__ import annotations

import codecs
import re

HEAD = 8192
"""Declarations are looked for in so many bytes: browsers look at 1024, saved pages put scripts before them."""

# Label families that the web's encoding standard reads as a larger set. Keys are Python's own names.
READ_AS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
# Whatever else codecs knows (zip, rot13, punycode, utf-7) is no encoding of a page.
PAGE_ENCODINGS = frozenset(
    {
        *(f"cp{number}" for number in (866, 874, 932, 949, *range(1250, 1259))),
        *(f"iso8859-{number}" for number in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
        *("utf-8", "gb18030", "big5hkscs", "euc_jp", "iso2022_jp", "koi8-r", "koi8-u", "mac-roman"),
    }
)

_XML = re.compile(rb"\s{0,50}<\?xml\s[^>]{0,100}?encoding\s{0,5}=\s{0,5}[\"']([\w.:-]{1,40})[\"']", re.IGNORECASE)
_META = re.compile(rb"<meta\s[^>]{0,300}?charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([\w.:-]{1,40})", re.IGNORECASE)


def declared_encoding(content: bytes) -> str | None:
    """The codec for what the page says it is in; None where it says nothing, or nothing that is an encoding."""
    head = content[:HEAD]
    match = _XML.match(head) or _META.search(head)
    return codec_of(match.group(1).decode("ascii")) if match else None


def codec_of(label: str) -> str | None:
    """The codec for an encoding label, in the reading of the web's encoding standard.

    >>> codec_of("latin1"), codec_of("x-gbk"), codec_of("zip")
    ('cp1252', 'gb18030', None)
    """
    label = label.lower()
    if label in {"x-gbk", "gb_2312-80", "gb_2312"}:
        return "gb18030"
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return None
    # Bytes in which a declaration can be read are not UTF-16, whatever they say: browsers read them as UTF-8.
    name = "utf-8" if name.startswith(("utf-16", "utf-8")) else READ_AS.get(name, name)
    return name if name in PAGE_ENCODINGS else None
