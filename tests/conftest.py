"""What tests share: the demo's warehouse and snapshot, and a real MariaDB, each made once a session."""

from __future__ import annotations

import dataclasses
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from segmentation.settings import load_settings
from segmentation.snapshot import Snapshot

DATA = Path(__file__).resolve().parents[1].parent / "shared" / "data"
"""Real data; a test that needs it is skipped, saying so, where it is absent."""


@pytest.fixture(scope="session")
def demo_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A DuckDB file that holds the demo's tables."""
    from sqlalchemy import create_engine

    from segmentation import demo

    file = tmp_path_factory.mktemp("warehouse") / "demo.duckdb"
    engine = create_engine(f"duckdb:///{file}")
    demo.write(engine)
    engine.dispose()
    return file


@pytest.fixture(scope="session")
def demo_snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The demo's snapshot; `demo_snapshot.path.parent` is its snapshots folder."""
    from segmentation.pipeline import build

    folder = tmp_path_factory.mktemp("snapshots")
    return build(dataclasses.replace(load_settings(None), snapshots=folder))


@pytest.fixture(scope="session")
def mariadb_url() -> Iterator[str]:
    """The address of an empty database `demo` on a private MariaDB server, gone after the session."""
    server = shutil.which("mariadbd") or shutil.which("mysqld")
    install = shutil.which("mariadb-install-db")
    if server is None or install is None:
        pytest.skip("needs a MariaDB server: apt-get install mariadb-server")
    home = Path("/tmp") / f"mariadb-{os.getpid()}"  # a socket's path must be short
    home.mkdir(mode=0o700)
    data, socket = home / "data", home / "socket"
    user = ["--user=root"] if os.geteuid() == 0 else []
    subprocess.run(
        [install, "--no-defaults", f"--datadir={data}", "--auth-root-authentication-method=normal",
         "--skip-test-db", *user],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    process = subprocess.Popen(
        [server, "--no-defaults", f"--datadir={data}", f"--socket={socket}", "--skip-networking",
         "--innodb-flush-log-at-trx-commit=0", "--innodb-buffer-pool-size=256M", "--tmp-table-size=128M",
         "--max-heap-table-size=128M", f"--pid-file={home / 'pid'}", *user],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        url = f"mysql+pymysql://root@localhost/demo?unix_socket={socket}&charset=utf8mb4"
        _create_database(socket)
        yield url
    finally:
        process.terminate()
        process.wait(30)
        shutil.rmtree(home, ignore_errors=True)


def _create_database(socket: Path) -> None:
    import pymysql

    deadline = time.monotonic() + 60
    while True:
        try:
            connection = pymysql.connect(unix_socket=str(socket), user="root")
            break
        except pymysql.err.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
    with connection, connection.cursor() as cursor:
        cursor.execute("CREATE DATABASE demo CHARACTER SET utf8mb4")
