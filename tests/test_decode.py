"""Which encoding the bytes are in, and which bytes are no page."""

from __future__ import annotations

from codecs import BOM_UTF16_LE, BOM_UTF32_LE

import pytest
from hypothesis import given
from hypothesis import strategies as st

from abstract_extract.errors import UnreadablePage
from abstract_extract.page import page_id
from abstract_extract.read.binary import PAGE_LIMIT
from abstract_extract.read.decode import decode

ENGLISH = "Twenty patients got 2 × 10^6 cells – 5 ± 2 µg a day; the patients’ knees at 37 °C. "
SPANISH = "El tratamiento con células madre se aplicó a 23 pacientes; hubo señales de mejoría según el médico. "
CZECH = "Léčba kmenovými buňkami u 23 pacientů s Crohnovou chorobou, příznaky se zlepšily u dvaceti nemocných. "
POLISH = "Leczenie komórkami macierzystymi u 23 pacjentów; żadnych ciężkich działań niepożądanych, część wyzdrowiała. "
RUSSIAN = "Лечение стволовыми клетками было проведено у 23 пациентов с болезнью Крона. "
CHINESE = "我们对23名患者进行了干细胞治疗，结果显示安全有效。"
TRADITIONAL = "我們對23名患者進行了幹細胞治療，結果顯示安全有效。"
JAPANESE = "私たちは23人の患者に幹細胞治療を行い、安全性を確認しました。"
KOREAN = "우리는 23명의 환자에게 줄기세포 치료를 시행하였다."

UNDECLARED = [
    # text, the codec it was saved with, the codec that must be found
    (ENGLISH, "utf-8", "utf-8"),
    (ENGLISH, "utf-8-sig", "utf-8-sig"),
    (ENGLISH, "utf-16", "utf-16"),
    (ENGLISH, "utf-16-le", "utf-16-le"),
    (ENGLISH, "utf-16-be", "utf-16-be"),
    (CHINESE, "utf-32", "utf-32"),
    (ENGLISH, "cp1252", "cp1252"),
    ("23 patients, no accents", "ascii", "utf-8"),
    (SPANISH, "latin-1", "cp1252"),
    (CZECH, "cp1250", "cp1250"),
    (POLISH, "cp1250", "cp1250"),
    (RUSSIAN, "cp1251", "cp1251"),
    (CHINESE, "gbk", "gb18030"),
    (TRADITIONAL, "big5", "big5"),
    (JAPANESE, "shift_jis", "cp932"),
    (KOREAN, "euc-kr", "cp949"),
    ("Dose: 5 mg\r\nAge: 7\r–––––––––––––––––––––––––––", "cp1252", "cp1252"),
]


@pytest.mark.parametrize(("text", "saved", "found"), UNDECLARED)
def test_undeclared(text: str, saved: str, found: str) -> None:
    source = decode(text.encode(saved), "page.txt")
    assert (source.text, source.encoding, source.notes) == (text, found, ())


@pytest.mark.parametrize(("text", "saved", "found"), UNDECLARED[6:])
def test_undeclared_within_markup(text: str, saved: str, found: str) -> None:
    page = f"<html><head><title>{text}</title></head><body class='a'><p>{text}</p><p>Ten patients.</p></body></html>"
    source = decode(page.encode(saved), "page.html")
    assert (source.text, source.encoding) == (page, found)


META = '<html><head><meta charset="{}"></head><p>{}'
EQUIV = '<meta http-equiv="Content-Type" content="text/html; charset={}"><p>{}'
XML = '<?xml version="1.0" encoding="{}"?><a>{}</a>'
DECLARED = [
    # template, label, text, saved as, found, codes of notes
    (META, "iso-8859-1", ENGLISH, "cp1252", "cp1252", ()),
    (META, "windows-1252", SPANISH, "cp1252", "cp1252", ()),
    (META, "us-ascii", SPANISH, "cp1252", "cp1252", ()),
    (EQUIV, "gb2312", CHINESE + "€鎔", "gb18030", "gb18030", ()),
    (EQUIV, "GBK", CHINESE, "gbk", "gb18030", ()),
    (EQUIV, "x-gbk", CHINESE, "gbk", "gb18030", ()),
    (META, "big5", TRADITIONAL, "big5", "big5hkscs", ()),
    (META, "Shift_JIS", JAPANESE, "cp932", "cp932", ()),
    (META, "ks_c_5601-1987", KOREAN, "cp949", "cp949", ()),
    (XML, "windows-1250", CZECH, "cp1250", "cp1250", ()),
    (XML, "iso-8859-2", CZECH, "iso8859-2", "iso8859-2", ()),
    (XML, "KOI8-R", RUSSIAN, "koi8-r", "koi8-r", ()),
    (XML, "utf-16", CHINESE, "utf-8", "utf-8", ()),
    (META, "utf-8", ENGLISH, "utf-8", "utf-8", ()),
    # Labels that the bytes contradict.
    (META, "iso-8859-1", ENGLISH, "utf-8", "utf-8", ("encoding_mislabelled",)),
    (META, "windows-1250", CZECH, "utf-8", "utf-8", ("encoding_mislabelled",)),
    (META, "gb2312", CHINESE, "utf-8", "utf-8", ("encoding_mislabelled",)),
    (META, "utf-8", SPANISH, "cp1252", "cp1252", ("encoding_mislabelled",)),
    (META, "utf-8", CHINESE, "gbk", "gb18030", ("encoding_mislabelled",)),
    (META, "iso-8859-1", CHINESE, "gbk", "gb18030", ("encoding_mislabelled",)),
    (META, "iso-8859-1", RUSSIAN, "cp1251", "cp1251", ("encoding_mislabelled",)),
    (META, "shift_jis", SPANISH, "cp1252", "cp1252", ("encoding_mislabelled",)),
    # What is no encoding of a page is no declaration.
    (META, "zip", SPANISH, "cp1252", "cp1252", ()),
    (META, "utf-7", SPANISH, "cp1252", "cp1252", ()),
    (META, "unicode_escape", "\\u0041 é", "cp1252", "cp1252", ()),
    (META, "no-such-thing", SPANISH, "utf-8", "utf-8", ()),
]


@pytest.mark.parametrize(("template", "label", "text", "saved", "found", "codes"), DECLARED)
def test_declared(template: str, label: str, text: str, saved: str, found: str, codes: tuple[str, ...]) -> None:
    page = template.format(label, text)
    source = decode(page.encode(saved), "page.html")
    assert (source.text, source.encoding) == (page, found)
    assert tuple(code for code, _ in source.notes) == codes


def test_few_broken_bytes_leave_utf_8() -> None:
    content = (CHINESE * 2).encode() + b" and \xff then \xe6\x88"
    source = decode(content, "page.txt")
    assert source.encoding == "utf-8"
    assert source.text == CHINESE * 2 + " and \ufffd then \ufffd"
    assert source.notes == (
        ("encoding_damaged", "2 places of the page could not be decoded as utf-8 and read \ufffd."),
    )


def test_newlines_and_odd_white_space_stay() -> None:
    text = "a\r\nb\rc\x85d\u2028e\x0cf\tg\n"
    assert decode(text.encode(), "page.txt").text == text


def test_id_is_of_the_bytes() -> None:
    assert decode(b"page", "a.txt").id == decode(b"page", "b.txt").id == page_id(b"page")
    assert decode(b"page", "a.txt").path == "a.txt"


NO_PAGE = [
    (b"", "empty"),
    (b" \r\n\t ", "only white space"),
    (b"\xef\xbb\xbf", "only white space"),
    ("\ufeff  ".encode("utf-16-le"), "only white space"),
    (b"%PDF-1.7 and so on", "a PDF file"),
    (b"\x89PNG\r\n\x1a\n....", "a picture (PNG)"),
    (b"\xff\xd8\xff\xe0..JFIF", "a picture (JPEG)"),
    (b"RIFF\x10\x20\x30\x40WEBPVP8 ", "a picture (WebP)"),
    (b"PK\x03\x04\x14\x00\x06\x00", "a zip archive"),
    (b"\x1f\x8b\x08\x00", "gzip inside gzip"),
    (b"page.txt".ljust(257, b"\0") + b"ustar\0", "a tar archive"),
    (b"PAR1....", "a Parquet file"),
    (b"Twenty\0patients were enrolled", "byte 6 is NUL"),
    (b"\x01\x02\x03\x04" * 20 + b"text", "control characters"),
    (b"<html>" + b" " * PAGE_LIMIT, "20,971,520 is the limit"),
]


@pytest.mark.parametrize(("content", "reason"), NO_PAGE, ids=[reason for _, reason in NO_PAGE])
def test_no_page(content: bytes, reason: str) -> None:
    with pytest.raises(UnreadablePage) as caught:
        decode(content, "page")
    assert reason in caught.value.reason


@pytest.mark.parametrize(
    "head",
    [
        b'{"id": 1, "text": "',
        b'\xef\xbb\xbf{"id": "',
        b"PMID- 30000001\nTI  - ",
        b"TY  - JOUR\nAB  - ",
        b"<PubmedArticleSet>",
    ],
)
def test_a_file_of_many_citations_may_be_larger(head: bytes) -> None:
    content = head + b"a" * PAGE_LIMIT
    assert len(decode(content, "citations").text) == len(content.decode("utf-8-sig"))


@given(st.binary(max_size=300))
def test_any_bytes_decode_or_are_refused(content: bytes) -> None:
    try:
        source = decode(content, "page")
    except UnreadablePage as error:
        assert error.reason
    else:
        assert content.decode(source.encoding, "replace") == source.text


@given(
    st.text(min_size=1, max_size=200).filter(lambda text: not text.isspace()), st.sampled_from(["utf-8-sig", "utf-16"])
)
def test_a_marked_page_comes_back_as_it_is(text: str, encoding: str) -> None:
    content = text.encode(encoding)
    try:
        source = decode(content, "page")
    except UnreadablePage:
        assert sum(character < " " or character == "\x7f" for character in text) > 0
    else:
        assert (source.text, source.encoding) == (text, encoding)


@pytest.mark.parametrize("rest", ["Ten patients were treated.", "Ten patients were treated"])
def test_utf_16_that_begins_with_a_nul_is_not_utf_32(rest):
    content = BOM_UTF16_LE + f"\0{rest}".encode("utf-16-le")
    source = decode(content, "page.txt")
    assert (source.encoding, source.text) == ("utf-16", f"\0{rest}")


def test_utf_32_is_still_known_by_its_mark():
    assert decode(BOM_UTF32_LE + "Ten patients".encode("utf-32-le"), "page.txt").encoding == "utf-32"
