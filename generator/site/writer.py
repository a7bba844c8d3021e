"""Writes the pages of records: Markdown to HTML with one parser, the theme's frame round it, work shared over the processors.

MkDocs' own loop makes a new parser for every page and holds every page in memory until the last one is read. Its loop still makes
the pages that stand in the navigation, the lists and the hand-written ones; a link from those to a record is checked as ever.
What is written is what MkDocs would have written (`tests/site/test_writer.py`).
"""

from __future__ import annotations

import multiprocessing
import os
import posixpath
import sys
import threading
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

import jinja2
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation
from mkdocs.utils import get_relative_url

from generator.pages import Draft
from generator.pages.links import directory_url
from generator.site.blocks import FinishedBlocks, anchors

KINDS = frozenset({"event", "actor", "place", "source", "day", "month", "year", "as-of"})
"""Kinds of page that are written here: those whose number grows with the records."""

FEWEST = 400
"""Pages below which a second process costs more than it saves."""


class RecordFile(File):
    """The file of a record's page as MkDocs knows it: a place that links may lead to, and nothing that it reads or copies."""

    def __init__(self, draft: Draft, config: MkDocsConfig, writer: Writer):
        super().__init__(
            draft.path, None, config.site_dir, config.use_directory_urls, dest_uri=f"{directory_url(draft.path)}index.html"
        )
        self.page = RecordPage(draft, config.site_url or "", writer)

    def is_documentation_page(self) -> bool:
        return False

    def copy_file(self, dirty: bool = False) -> None:
        """Written by `Writer`."""


@dataclass
class RecordPage:
    """A record's page as the theme and MkDocs' check of links see it."""

    draft: Draft
    site_url: str
    writer: Writer
    meta: dict | None = None
    content: str = ""
    title: str = ""
    is_homepage = False
    is_link = False

    @property
    def url(self) -> str:
        return directory_url(self.draft.path)

    @property
    def canonical_url(self) -> str | None:
        return urljoin(self.site_url, self.url) if self.site_url else None

    @cached_property
    def present_anchor_ids(self) -> set[str]:
        """Ids on the page, made once more: asked for only where a hand-written page leads to one of them."""
        return anchors(self.writer.content(self.draft)[1])


class Writer:
    """The pages of records of one build. `prepare` is called when the theme is known, then `write`."""

    def __init__(self, config: MkDocsConfig):
        self._config = config
        blocks = FinishedBlocks()
        blocks.generated = True
        extensions = [name for name in config.markdown_extensions if not isinstance(name, FinishedBlocks)]
        self._markdown = Markdown(extensions=[*extensions, blocks], extension_configs=config.mdx_configs or {})
        self._ways = _Ways(self._markdown)
        self._markdown.treeprocessors.register(self._ways, "relpath", 0)
        self.files: list[RecordFile] = []

    def add(self, draft: Draft) -> RecordFile:
        """The file of a draft, to be written later."""
        file = RecordFile(draft, self._config, self)
        self.files.append(file)
        return file

    def prepare(self, env: jinja2.Environment, nav: Navigation) -> None:
        self._template = env.get_template("main.html")
        self._nav = nav

    def content(self, draft: Draft) -> tuple[dict, str]:
        """The front matter and the HTML of a draft's page, without the frame."""
        page = draft.make()
        self._ways.path = draft.path
        self._markdown.reset()
        return page.meta, self._markdown.convert(page.body)

    def write(self) -> None:
        """Write every page, in as many processes as there are processors."""
        processes = min(os.cpu_count() or 1, len(self.files) // FEWEST) if _may_fork() else 1
        if processes < 2:
            self._write(self.files)
            return
        global _writer
        _writer = self
        try:
            with ProcessPoolExecutor(processes, multiprocessing.get_context("fork")) as pool:
                list(pool.map(_write_share, range(processes), [processes] * processes))
        finally:
            _writer = None

    def _write(self, files: Sequence[RecordFile]) -> None:
        for file in files:
            page = file.page
            page.meta, page.content = self.content(page.draft)
            page.title = page.meta["title"]
            html = self._template.render(get_context(self._nav, [], self._config, page))
            target = Path(file.abs_dest_path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(html.encode())
            page.content = ""


def _may_fork() -> bool:
    """Whether another process can take over what this one knows: on Linux, and while no other thread (such as the one of a live
    server) may hold what the new process would wait for."""
    return sys.platform.startswith("linux") and threading.active_count() == 1


_writer: Writer | None = None
"""The writer whose work is being shared: a process made by `fork` finds it here, with all that it knows."""


def _write_share(first: int, step: int) -> None:
    # A person who interrupts the build has told its first process, too, which says so.
    with suppress(KeyboardInterrupt):
        _writer._write(_writer.files[first::step])


class _Ways(Treeprocessor):
    """Links between Markdown files as links between the addresses they are served at."""

    path = ""

    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            href = link.get("href", "")
            if href.endswith(".md") and ":" not in href:
                target = posixpath.normpath(posixpath.join(posixpath.dirname(self.path), href))
                link.set("href", get_relative_url(directory_url(target), directory_url(self.path)))
