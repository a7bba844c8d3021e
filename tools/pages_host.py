"""A host for a built site that behaves as GitHub Pages does: below a path, compressed, kept by browsers for ten minutes, with the site's own
page for lost addresses. Tests and measurements look at sites through it.
"""

from __future__ import annotations

import functools
import gzip
import hashlib
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BASE = "/timeline/"

COMPRESSED = (".html", ".css", ".js", ".json", ".svg", ".xml", ".csv", ".geojson", ".txt")
"""Endings of what the host compresses."""

FRESH = 600
"""Seconds for which a browser need not ask again."""


class _Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    sent: list[tuple[str, int]]
    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | {
        ".js": "text/javascript; charset=utf-8", ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8",
        ".json": "application/json; charset=utf-8", ".geojson": "application/geo+json", ".xml": "application/xml", ".svg": "image/svg+xml",
        ".csv": "text/csv; charset=utf-8", ".woff2": "font/woff2",
    }  # fmt: skip

    def do_GET(self) -> None:
        self._answer(True)

    def do_HEAD(self) -> None:
        self._answer(False)

    def _answer(self, with_body: bool) -> None:
        path = self.path.partition("?")[0]
        file = Path(self.translate_path(path.removeprefix(BASE.rstrip("/")))) if path.startswith(BASE) else None
        if file and file.is_dir():
            if not path.endswith("/"):
                self._send(301, b"", {"Location": f"{path}/"}, with_body)
                return
            file /= "index.html"
        found = file is not None and file.is_file()
        file = file if found else Path(self.directory) / "404.html"
        data = file.read_bytes() if file.is_file() else b""
        headers = {"Content-Type": self.guess_type(str(file)), "Cache-Control": f"max-age={FRESH}", "ETag": f'"{hashlib.sha1(data).hexdigest()}"'}
        if found and self.headers.get("If-None-Match") == headers["ETag"]:
            self._send(304, b"", headers, with_body)
            return
        if file.suffix in COMPRESSED and "gzip" in self.headers.get("Accept-Encoding", ""):
            headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
            data = _gzipped(str(file), data)
        self._send(200 if found else 404, data, headers, with_body)

    def _send(self, code: int, data: bytes, headers: dict[str, str], with_body: bool) -> None:
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if with_body:
            self.wfile.write(data)
            self.sent.append((self.path.partition("?")[0], len(data)))

    def log_message(self, *arguments: object) -> None:
        pass


@functools.lru_cache(maxsize=512)
def _gzipped(_file: str, data: bytes) -> bytes:
    return gzip.compress(data, 6, mtime=0)


@contextmanager
def hosted(site: Path, sent: list[tuple[str, int]] | None = None) -> Iterator[str]:
    """Serve a built site; gives its address, `http://127.0.0.1:PORT/timeline/`. `sent` is told each path and the bytes of the body as sent."""
    handler = type("Handler", (_Handler,), {"sent": [] if sent is None else sent})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=str(site)))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{BASE}"
    finally:
        server.shutdown()
        server.server_close()
