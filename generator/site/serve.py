"""Shows the site on this machine and builds it again on every change, with MkDocs' live-reloading server.

Each build is made beside the served site and exchanged with it when it is done, what has not changed kept: a change with problems
prints them and leaves the last good site up.
"""

from __future__ import annotations

import html
import logging
import os
import sys
import tempfile
from pathlib import Path

from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

from generator.check import check_project
from generator.check.memo import uncollected
from generator.progress import Progress
from generator.report import report
from generator.scaffold import PRODUCT
from generator.site.build import BuildFailed, build_site
from generator.store import Store

WATCHED = ("content", "seeds", "overrides", "mkdocs.yml")

WAITING = """\
<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Not built yet</title></head>
<body><h1>Not built yet</h1><p>{error}</p><pre>{told}</pre></body></html>
"""


def serve_site(root: Path, host: str, port: int) -> None:
    """Serve at `host` and `port` until interrupted. Raises `OSError` where nothing can be served there."""
    _speak()
    with tempfile.TemporaryDirectory(prefix="timeline-") as folder:
        site = Path(folder) / "site"
        store = Store(Path(folder) / "store.sqlite", "served")
        server = LiveReloadServer(builder=lambda: _build(root, site, host, port, store), host=host, port=port, root=str(site))
        server.observer = _observer()
        server.error_handler = lambda code: _error_page(site, code)
        try:
            _build(root, site, host, port, store)
            for watched in {root / name for name in WATCHED} | {PRODUCT / "overrides"}:
                if watched.exists():
                    server.watch(str(watched))
            server.serve()
        except KeyboardInterrupt:
            print("  stopped", file=sys.stderr)
        finally:
            server.shutdown()


@uncollected()
def _build(root: Path, site: Path, host: str, port: int, store: Store) -> None:
    """Build into `site`, or say why not and leave what is there; where nothing is there yet, a page that says so. `store`: what
    earlier builds of this server left."""
    progress = Progress()
    checked = check_project(root, store)
    told = report(checked.problems, "text", root)
    if told:
        print(told, flush=True)
    try:
        if checked.timeline is None:
            raise BuildFailed("the records have problems")
        build_site(root, site, checked, progress, serve_url=f"http://{host}:{port}/", store=store)
    except BuildFailed as error:
        print(f"  not built: {error}; the last good site stays up", file=sys.stderr)
        if not (site / "404.html").exists():  # every site that was built has one
            site.mkdir(parents=True, exist_ok=True)
            (site / "index.html").write_text(WAITING.format(error=html.escape(str(error)), told=html.escape(told)), encoding="utf-8")


class _Told(Observer):
    """Is told of changes by the system, where looking at every file of a large project twice a second would take a processor's time.
    That a file was only opened is no change."""

    def schedule(self, event_handler, path, **options):
        changes = [FileCreatedEvent, FileModifiedEvent, FileMovedEvent, FileDeletedEvent]
        return super().schedule(event_handler, path, **(options | {"event_filter": changes}))


def _observer() -> BaseObserver:
    """Notices changes: by the system's word on a file system of this machine, by looking where that may not work."""
    local = sys.platform in ("linux", "darwin") and not os.environ.get("TIMELINE_POLL")
    return _Told() if local else PollingObserver(timeout=0.5)


def _error_page(site: Path, code: int) -> bytes | None:
    page = site / f"{code}.html"
    return page.read_bytes() if page.is_file() else None


def _speak() -> None:
    """Let the server say where it serves and what it notices, and spare the reader its requests."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("  %(message)s"))
    handler.addFilter(lambda record: "Browser connected" not in record.getMessage())
    logger = logging.getLogger("mkdocs.livereload")
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
    logger.propagate = False
