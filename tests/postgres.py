"""A PostgreSQL server for the tests, from the system's own programs; where there are none, its tests are skipped."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from itertools import count
from pathlib import Path

from pytest_postgresql.janitor import DatabaseJanitor

from abstract_extract.store import open_database

OWNER = "postgres"
"""Who runs the server where the tests are root's, whom it refuses."""
QUICK = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def programs() -> Path | None:
    """The folder of the newest server's programs: Debian's, or the one on the path."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda path: float(path.parts[-3]))
    found = [str(path) for path in debian] or [path for path in [shutil.which("pg_ctl")] if path]
    return Path(found[-1]).parent if found else None


def why_not() -> str:
    """Why there can be no server here; empty where there can."""
    if programs() is None:
        return "PostgreSQL is not installed (apt-get install postgresql)"
    if os.geteuid() == 0 and not any(entry.pw_name == OWNER for entry in pwd.getpwall()):
        return f"PostgreSQL refuses root, and there is no user {OWNER} to run it as"
    return ""


class Server:
    """A server of its own, in a folder of its own, reached by a socket there; databases are made and dropped in it."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="abstract-extract-pg-"))
        self._names = (f"review_{number}" for number in count(1))
        self._janitors: dict[str, DatabaseJanitor] = {}
        self._as_owner: list[str] = []
        if os.geteuid() == 0:
            shutil.chown(self.folder, OWNER)
            self._as_owner = ["runuser", "-u", OWNER, "--"]
        self._run("initdb", "--auth=trust", f"--username={OWNER}", "--no-sync", "--encoding=UTF8", "-D", self._data)
        options = f"-c listen_addresses= -c unix_socket_directories={self.folder} {QUICK}"
        self._run("pg_ctl", "start", "--wait", "-D", self._data, "-o", options, "-l", str(self.folder / "log"))

    @property
    def _data(self) -> str:
        return str(self.folder / "data")

    def _run(self, program: str, *arguments: str) -> None:
        command = [*self._as_owner, str(programs() / program), *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd="/")

    def database(self, *, made: bool = True) -> str:
        """The URL of a new database; with `made`, one that has the tables of a review already."""
        template = self._template() if made else None
        return self._new(next(self._names), template)

    def drop(self, url: str) -> None:
        """Drops a database that was made here."""
        self._janitors.pop(url).drop()

    def janitor(self, url: str) -> DatabaseJanitor:
        """The janitor of a database that was made here."""
        return self._janitors[url]

    def _template(self) -> str:
        name = "template_review"
        if not any(janitor.dbname == name for janitor in self._janitors.values()):
            with open_database(self._new(name, None)):
                pass
        return name

    def _new(self, name: str, template: str | None) -> str:
        janitor = DatabaseJanitor(
            user=OWNER, host=str(self.folder), port=5432, version="15", dbname=name, template_dbname=template
        )
        janitor.init()
        url = f"postgresql+psycopg://{OWNER}@/{name}?host={self.folder}"
        self._janitors[url] = janitor
        return url

    def stop(self) -> None:
        """Stops it and removes its folder."""
        self._run("pg_ctl", "stop", "--mode=immediate", "--wait", "-D", self._data)
        shutil.rmtree(self.folder, ignore_errors=True)
