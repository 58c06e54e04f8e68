"""Start the two image servers on the same pyramids: the archive, and IIPImage behind nginx."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image

IIPSRV = Path("/usr/lib/iipimage-server/iipsrv.fcgi")
PROCESSES = 2  # of either server; one of IIPImage answers one connection at a time
START_SECONDS = 30
ROOT = Path(__file__).resolve().parent.parent

NGINX_CONFIGURATION = """
worker_processes 1;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log;
events {{ worker_connections 256; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  upstream iipsrv {{ least_conn; {servers} }}
  server {{
    listen 127.0.0.1:{port};
    keepalive_requests 1000000;
    location / {{
      fastcgi_pass iipsrv;
      fastcgi_param QUERY_STRING $query_string;
      fastcgi_param REQUEST_METHOD $request_method;
      fastcgi_param REQUEST_URI $request_uri;
      fastcgi_param HTTP_HOST $http_host;
      fastcgi_param SERVER_PROTOCOL $server_protocol;
    }}
  }}
}}
"""


def missing_tools() -> list[str]:
    """Name the Debian packages that the comparison needs and that are not installed."""
    needed = {"wrk": "wrk", "nginx": "nginx"}
    missing = [package for tool, package in needed.items() if not shutil.which(tool)]
    return missing if IIPSRV.exists() else [*missing, "iipimage-server"]


@contextmanager
def muniment_server(home: Path) -> Iterator[str]:
    """Run the archive as `muniment serve` does; give its root address."""
    port = free_port()
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi"),
        *("--host", "127.0.0.1", "--port", str(port)),
        *("--workers", str(PROCESSES), "--blocking-threads", "1", "--no-access-log"),
        *("--log-level", "warning", "benchmarks.tiles_wsgi:application"),
    ]
    environment = {**os.environ, "MUNIMENT_HOME": str(home)}
    with running(command, environment):
        yield when_up(port)


@contextmanager
def iipsrv_server(images: Path, folder: Path) -> Iterator[str]:
    """Run as many processes of IIPImage behind nginx; give its root address."""
    ports = [free_port() for _ in range(PROCESSES)]
    environment = {
        **os.environ,
        "FILESYSTEM_PREFIX": f"{images}/",
        "IIIF_VERSION": "3",
        "JPEG_QUALITY": "85",
        "MAX_CVT": "5000",
        "VERBOSITY": "0",
        "LOGFILE": str(folder / "iipsrv.log"),
    }
    port = free_port()
    servers = " ".join(f"server 127.0.0.1:{each};" for each in ports)
    configuration = folder / "nginx.conf"
    configuration.write_text(
        NGINX_CONFIGURATION.format(folder=folder, servers=servers, port=port), encoding="utf-8"
    )
    commands = [[str(IIPSRV), "--bind", f"127.0.0.1:{each}"] for each in ports]
    with running(commands[0], environment), running(commands[1], environment):
        nginx = ["nginx", "-e", str(folder / "nginx.log"), "-c", str(configuration)]
        with running(nginx, environment):
            yield when_up(port)


def image_size(address: str) -> tuple[int, int]:
    """Ask for an image once; give its width and height."""
    with urllib.request.urlopen(address, timeout=60) as response:
        return Image.open(BytesIO(response.read())).size


@contextmanager
def running(command: list[str], environment: dict[str, str]) -> Iterator[None]:
    """Run a server until the block ends."""
    process = subprocess.Popen(command, env=environment, cwd=ROOT)
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=START_SECONDS)


def when_up(port: int) -> str:
    """Wait until something listens on a port; give its root address."""
    for _ in range(START_SECONDS * 10):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return f"http://127.0.0.1:{port}"
        time.sleep(0.1)
    raise TimeoutError(f"Nothing answers on port {port}; see the messages above.")


def free_port() -> int:
    """Find a port that nothing listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
