"""A folder on the web as hosts of static sites serve it: compressed, with the compressed files at hand."""

from __future__ import annotations

import gzip
import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit


class Served:
    """A folder that is being served: where, and what was fetched from it."""

    def __init__(self, folder: Path) -> None:
        """Take the folder, whose files stay as they are while it is served."""
        self.address = ""
        self.fetched: list[tuple[str, int]] = []
        """The path of each answer and the bytes of its body, compressed, in order."""
        self._folder = folder
        self.body = cache(self._body)

    def _body(self, path: str) -> bytes | None:
        file = self._folder / path
        return gzip.compress(file.read_bytes(), 6, mtime=0) if file.is_file() else None


@contextmanager
def served(folder: Path) -> Iterator[Served]:
    """Serve a folder on this machine, to browsers that take gzip, as all do."""
    what = Served(folder)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path).lstrip("/") or "index.html"
            body = what.body(path)
            if body is None:
                self.send_error(404)
                return
            what.fetched.append((path, len(body)))
            self.send_response(200)
            self.send_header("Content-Type", mimetypes.guess_type(path)[0] or "application/octet-stream")
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name of the method it replaces
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    what.address = f"http://127.0.0.1:{server.server_port}/"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield what
    finally:
        server.shutdown()
        server.server_close()
