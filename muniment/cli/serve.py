"""`muniment serve`: run the archive."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from muniment.cli.preparation import prepare_static_files, start_django

# The fastest of seven set-ups measured: synchronous code gains nothing from ASGI or more threads.
PROCESSES = 2
THREADS = 1
STOP_SECONDS = 20
PAUSE_SECONDS = 3.0


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", default=8000, show_default=True, envvar="PORT", show_envvar=True, help="Port."
)
@click.option("--processes", default=PROCESSES, show_default=True, help="Server processes.")
@click.option("--worker/--no-worker", default=True, help="Do background work beside it, or not.")
@click.option("--json", "as_json", is_flag=True, help="Print the address as JSON.")
def serve(*, host: str, port: int, processes: int, worker: bool, as_json: bool) -> None:
    """Serve the archive, and do its background work beside it.

    Tables and files are first brought up to this version. Ctrl+C stops it.

    \b
    Example:
      muniment serve
      PORT=8080 muniment serve
    """
    _require_free(host, port)
    start_django()
    prepare_static_files()
    _announce(f"http://{host}:{port}/", as_json=as_json)
    with _background_worker(wanted=worker):
        _serve(host, port, processes)


def _require_free(host: str, port: int) -> None:
    """Try the port first: the server's own message would not say what to do."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise click.ClickException(
                f"Cannot listen on {host}:{port}: {error.strerror}. "
                f"Set PORT to another one, as in PORT={port + 1}."
            ) from error


def _announce(address: str, *, as_json: bool) -> None:
    from django.conf import settings

    home = str(settings.MUNIMENT_HOME)
    if as_json:
        click.echo(json.dumps({"address": address, "home": home}))
    else:
        click.echo(f"{settings.MUNIMENT_SITE_TITLE} is at {address}  (data in {home})")
        click.echo("Press Ctrl+C to stop.")


def _serve(host: str, port: int, processes: int) -> None:
    from django.db import connections
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    connections.close_all()
    Server(
        "muniment.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=processes,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
        workers_kill_timeout=STOP_SECONDS,
    ).serve(target_loader=_load_apart)


def _load_apart(target: str) -> Any:
    """Load the application in a server process that the terminal's Ctrl+C does not reach.

    A terminal interrupts all processes of a group; here the parent alone tells the others to stop.
    """
    from granian._internal import load_target

    os.setpgid(0, 0)
    return load_target(target)


@contextmanager
def _background_worker(*, wanted: bool) -> Iterator[None]:
    """Keep one worker process alive; on leaving let it finish the job in hand."""
    if not wanted:
        yield
        return
    keeper = _Keeper()
    keeper.start()
    try:
        yield
    finally:
        keeper.stop()


class _Keeper(threading.Thread):
    """Start the worker, and again if it ends by itself."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self._stopping = threading.Event()
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def run(self) -> None:
        """Wait for the end of one worker after the other."""
        command = [sys.executable, "-m", "muniment", "work", "--parent", str(os.getpid())]
        while not self._stopping.is_set():
            with self._lock:
                if self._stopping.is_set():
                    return
                self._process = subprocess.Popen(command, process_group=0)  # noqa: S603  (our own command)
            self._process.wait()
            self._stopping.wait(PAUSE_SECONDS)

    def stop(self) -> None:
        """Ask the worker to stop, and end it if it does not."""
        with self._lock:
            self._stopping.set()
            process = self._process
        if process is None or process.poll() is not None:
            return
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
