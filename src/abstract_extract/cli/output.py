"""Where records and words go: JSON Lines files that are whole or not there, and consoles of a sensible width."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import jsonlines
from rich.console import Console

from abstract_extract.errors import AbstractExtractError
from abstract_extract.record import Failure, Record

if TYPE_CHECKING:
    from typing import Self

STANDARD_OUTPUT = "-"
WIDTH_OF_NO_TERMINAL = 160


class JsonLines:
    """A JSON Lines file being written: under the name FILE.part until it is whole.

    An interrupted file stays as FILE.part. Raises AbstractExtractError where the file cannot be made.
    """

    def __init__(self, name: str) -> None:
        self._target = Path(name)
        self._replaces = name != STANDARD_OUTPUT and (self._target.is_file() or not self._target.exists())
        self.path = Path(f"{name}.part") if self._replaces else self._target
        self._file = self._open(name)
        self._writer = jsonlines.Writer(self._file, compact=True)

    def _open(self, name: str) -> TextIO:
        if name == STANDARD_OUTPUT:
            return io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="\n", write_through=False)
        try:
            return self.path.open("w", encoding="utf-8", newline="\n")
        except OSError as error:
            raise AbstractExtractError(
                f"cannot write {name}: {error.strerror} (give a file in a folder that is there and can be written)"
            ) from error

    def __enter__(self) -> Self:
        return self

    def write(self, result: Record | Failure) -> None:
        """One line more: a record or a failure."""
        self._writer.write(result.to_json())

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self._target == Path(STANDARD_OUTPUT):
            self._file.flush()
            self._file.detach()  # type: ignore[attr-defined]  # standard output is not ours to close
            return
        self._file.close()
        if not self._replaces:
            return
        if kind is None:
            self.path.replace(self._target)
        elif not issubclass(kind, KeyboardInterrupt):
            self.path.unlink(missing_ok=True)


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Who reads has had enough: the command line ends quietly, for every output alike."""
        raise BrokenPipeError


def console(*, stderr: bool = False) -> Console:
    """A console; what goes to no terminal is wide enough for a table and has no colour."""
    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() or os.environ.get("COLUMNS") else WIDTH_OF_NO_TERMINAL
    return _Console(stderr=stderr, width=width, highlight=False, soft_wrap=False)
