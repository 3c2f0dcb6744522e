"""A host for tests: it compresses what it sends, and sends the headers that the site's own ``_headers`` asks for."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

COMPRESSIBLE = {".html", ".css", ".js", ".json", ".svg", ".xml", ".atom"}


def asset(built: Path, name: str) -> str:
    """Return the address of an asset from the top of the site by the name that it has in ``website/assets``."""
    path = Path(name)
    (found,) = (built / "assets").rglob(f"{path.stem}.{'[0-9a-f]' * 12}{path.suffix}")
    return found.relative_to(built).as_posix()


@cache
def size(path: Path) -> int:
    """Return how many bytes a file has on its way, as a host compresses it while it sends."""
    content = path.read_bytes()
    return len(gzip.compress(content, 6)) if path.suffix in COMPRESSIBLE else len(content)


def rules(text: str) -> dict[str, dict[str, str]]:
    """Return the headers of each pattern of a ``_headers`` file."""
    found: dict[str, dict[str, str]] = {}
    for line in text.splitlines():
        if line.startswith("/"):
            found[line] = {}
        else:
            name, _, value = line.strip().partition(": ")
            found[list(found)[-1]][name] = value
    return found


def headers_for(address: str, found: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Return the headers of an address. Raises ValueError if two rules give the same one, which hosts would join."""
    headers: dict[str, str] = {}
    for pattern, own in found.items():
        if address == pattern or (pattern.endswith("*") and address.startswith(pattern[:-1])):
            if headers.keys() & own.keys():
                raise ValueError(f"{address} gets {headers.keys() & own.keys()} twice")
            headers.update(own)
    return headers


@contextmanager
def hosted(folder: Path, below: str = "/") -> Iterator[str]:
    """Serve a built site below a path of this machine, and give its address."""
    found = rules((folder / "_headers").read_text(encoding="utf-8"))

    class Handler(SimpleHTTPRequestHandler):
        def do_GET(self) -> None:
            """Send a file, compressed if the browser takes that."""
            path = unquote(urlsplit(self.path).path)
            file = folder / path.removeprefix(below) if path.startswith(below) else folder / "404.html"
            file = file / "index.html" if file.is_dir() else file
            status = 200 if file.is_file() else 404
            file = file if file.is_file() else folder / "404.html"
            content = file.read_bytes()
            self.send_response(status)
            if file.suffix in COMPRESSIBLE and "gzip" in self.headers.get("Accept-Encoding", ""):
                content = gzip.compress(content, 6)
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Type", self.guess_type(str(file)))
            self.send_header("Content-Length", str(len(content)))
            for name, value in headers_for("/" + path.removeprefix(below), found).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name is the base class's
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{below}"
    finally:
        server.shutdown()
        server.server_close()
