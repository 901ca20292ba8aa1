"""The command line: `abstract-extract run`, `show`, `schema`, `score`.

Exit status: 0 all fine, 1 a page gave no record, 2 wrong arguments, 3 the database cannot be used, 130 interrupted.
Whatever goes wrong is one line on standard error, never a traceback.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import cast

NAME = "abstract-extract"
FAILURES, WRONG_ARGUMENTS, UNUSABLE_DATABASE, INTERRUPTED, BROKEN_PIPE = 1, 2, 3, 130, 141


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit status; `arguments` are those of the process unless given."""
    import typer

    from abstract_extract.cli.commands import app
    from abstract_extract.errors import AbstractExtractError, StoreError

    usage_error = cast(
        "type[Exception]", typer.BadParameter.__mro__[1]
    )  # typer's click is its own, under a private name in newer versions
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    try:
        # Not command.main(): it draws boxes around errors and turns Ctrl-C and a closed pipe into its own words.
        with typer.main.get_command(app).make_context(NAME, arguments) as context:
            status = context.command.invoke(context)
        sys.stdout.flush()
    except typer.Exit as end:
        return end.exit_code
    except StoreError as error:
        return _say(str(error), UNUSABLE_DATABASE)
    except AbstractExtractError as error:
        return _say(str(error), WRONG_ARGUMENTS)
    except (KeyboardInterrupt, typer.Abort):
        return _say("interrupted", INTERRUPTED)
    except BrokenPipeError:
        # Who reads has had enough: nothing is wrong, and flushing at exit must not complain either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except OSError as error:
        return _say(f"{error.filename or 'output'}: {error.strerror or error}", WRONG_ARGUMENTS)
    except usage_error as error:
        return _say(_usage(error), WRONG_ARGUMENTS)
    return status if isinstance(status, int) else 0


def _say(sentence: str, status: int) -> int:
    print(f"{NAME}: {' '.join(sentence.split())}", file=sys.stderr)
    return status


def _usage(error: BaseException) -> str:
    context = getattr(error, "ctx", None)
    path = context.command_path if context else NAME
    said = str(getattr(error, "format_message", lambda: error)()).strip().rstrip(".")
    return f"{said[:1].lower()}{said[1:]} (see {path} --help)"
