"""What all tests share: the option that writes the expected files of golden pages anew."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite-golden",
        action="store_true",
        help="write what the readers make of the golden pages as what is expected; read the difference before you keep it",
    )
