"""Writes generated pages: their Markdown to HTML, the theme's frame round it, the file; the work shared over the processors.

MkDocs' own loop makes a new Markdown parser for every page and holds every page in memory until the last one is read. It still makes
the pages that stand in the navigation, and hand-written ones, whose links to generated pages are checked as ever. What is
written here is what MkDocs would have written (`tests/site/test_writer.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import PurePath

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation

from generator.pages import Draft
from generator.pages.links import directory_url
from generator.processes import processes_for, spread
from generator.search import Entry, found
from generator.site.body import body_html
from generator.site.frame import Frame, GeneratedPage
from generator.site.output import Made
from generator.site.tree import Tree
from generator.trace import Read, noting

EntryOf = Callable[[Draft], Entry | None]
Noted = Callable[[Iterable[Read]], tuple[tuple[Read, bytes], ...]]

FEWEST = 400
"""Pages below which a second process costs more than it saves."""


class SiteFiles(Files):
    """The files of a site as MkDocs knows them, and generated pages where something asks for one."""

    def __init__(self, files: Iterable[File], drafts: Iterable[Draft], config: MkDocsConfig):
        super().__init__(files)
        self._drafts = {draft.path: draft for draft in drafts}
        self._config = config

    def get_file_from_path(self, path: str) -> File | None:
        draft = self._drafts.get(PurePath(path).as_posix())
        return GeneratedFile(draft, self._config) if draft else super().get_file_from_path(path)


class GeneratedFile(File):
    """The file of a generated page: a place that links may lead to, and nothing that MkDocs reads or copies."""

    def __init__(self, draft: Draft, config: MkDocsConfig):
        super().__init__(
            draft.path, None, config.site_dir, config.use_directory_urls, dest_uri=f"{directory_url(draft.path)}index.html"
        )
        self.page = GeneratedPage(draft, config.site_url or "")


class Writer:
    """Writes pages in the theme of one build."""

    def __init__(self, config: MkDocsConfig, env: jinja2.Environment, nav: Navigation, entry_of: EntryOf, noted: Noted):
        """`entry_of`: what a page is found by; `noted`: what is to be kept of the reads of one."""
        self._site_url = config.site_url or ""
        self._frame = Frame(config, env, nav)
        self._entry_of, self._noted = entry_of, noted

    def write(self, drafts: Sequence[Draft], tree: Tree) -> list[Made]:
        """Put every page into the tree, in as many processes as there are processors."""
        processes = max(1, processes_for(len(drafts), FEWEST))
        mixed = [draft for first in range(processes) for draft in drafts[first::processes]]  # each process gets some of every kind
        return spread(lambda share: self._write(share, tree), mixed, FEWEST)

    def _write(self, drafts: Sequence[Draft], tree: Tree) -> list[Made]:
        return [self._made(draft, tree) for draft in drafts]

    def _made(self, draft: Draft, tree: Tree) -> Made:
        with noting() as reads:
            page = draft.make()
            entry = self._entry_of(draft)
        shown = GeneratedPage(draft, self._site_url, page.meta, body_html(page.body, draft.path), page.meta["title"])
        name = tree.put(f"{shown.url}index.html", self._frame.html(shown).encode())
        return Made(shown.url, name, self._noted(reads), found(entry) if entry else None)
