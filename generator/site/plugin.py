"""The MkDocs plugin: checks the records, has their pages written, hands those of the navigation to MkDocs, keeps everything else of
theirs out of the site.

Thin on purpose. All that matters happens before: MkDocs, Zensical or a code host can show what `timeline generate` writes.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from generator.check import Checked, check_project
from generator.check.coverage import coverage
from generator.data import data_files
from generator.pages import Draft, Lookup, drafts, interface_words
from generator.pages.links import issue_link, mail_link
from generator.pages.reads import Digests
from generator.pages.tables import has_feeds
from generator.report import report
from generator.search import Entry, Found, entry_of, found, is_found, written_entry
from generator.site.blocks import FinishedBlocks, anchors
from generator.site.edition import read_edition
from generator.site.frame import GeneratedPage
from generator.site.handwritten import clean, home_intro
from generator.site.output import Output
from generator.site.writer import SiteFiles, Writer
from generator.store import Recall, digest

log = get_plugin_logger("timeline")

THEME_ASSETS = ("assets/javascripts/", "assets/stylesheets/", "assets/images/")
"""Material's own scripts and styles, which this theme does without."""

PACKAGES = "site-packages"
"""The folder of installed packages, whose versions the store knows."""

SECTIONS = ("events", "dates", "differences", "actors", "places", "sources")


class TimelinePlugin(BasePlugin):
    """Adds a timeline's pages to an MkDocs build and stops the build on problems."""

    def __init__(self) -> None:
        self.checked: Checked | None = None
        """What `timeline build` has checked already; taken once, so that a rebuild while serving checks anew."""
        self.output: Output | None = None
        """Where `timeline build` wants the files; MkDocs' own folder where there is none."""
        self.pages = 0
        self.serving = False
        self._blocks = FinishedBlocks()
        self._generated: set[str] = set()

    def on_startup(self, *, command: str, dirty: bool) -> None:
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Check first: MkDocs empties the old site only after this."""
        root = project_root(config)
        told = self.checked is not None
        checked, self.checked = self.checked or check_project(root), None
        if checked.timeline is None:
            print(report(checked.problems, "text", root), flush=True)
            raise Abort("The records have problems; nothing was published.")
        if not told:
            for problem in checked.problems:
                log.warning("%s:%d: %s", problem.spot.path, problem.spot.line, problem.message)
        self._current = checked
        settings = checked.timeline.settings
        config.site_name = settings.title
        config.site_description = settings.description
        words = interface_words()
        config.extra["words"] = words
        config.extra["timeline"] = {
            "language": settings.language,
            "mail": mail_link(settings.contact, settings.title),
            "issues": issue_link(settings.repository, "", ""),
            "serving": self.serving,
            "feeds": has_feeds(checked.timeline, config.site_url or ""),
            "links": {"search": "search/", "explore": "explore/", "edition": "edition/", "data": "data/"} | {name: f"{name}/" for name in _hand_written(Path(config.docs_dir))},
        }
        config.markdown_extensions.append(self._blocks)
        if config.nav is None:
            config.nav = _sections(words)
        config.watch += [str(root / "seeds"), *(str(Path(folder)) for folder in config.theme.dirs[:1])]
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Records are never published raw; their pages take the place of nothing but a hand-written home page's body."""
        for file in list(files):
            if file.src_uri.endswith((".yml", ".yaml")) or file.src_uri.startswith(THEME_ASSETS):
                files.remove(file)
        home = files.get_file_from_path("index.md")
        intro = ""
        if home is not None:
            intro = home_intro(home.content_string)
            files.remove(home)
        checked = self._current
        store = self.output.store if self.output else None
        found, named, given, land = (Recall(store, table) for table in ("coverage", "named", "given", "land"))
        names = digest(*(part for path, part in sorted(checked.digests.items()) if not path.startswith("content/events/")))
        self._lookup = Lookup(checked.timeline, lambda event, find: named(event.id, digest(names, checked.digests[event.path]), find), config.site_url or "", land)
        edition = read_edition(project_root(config), checked)
        made = list(drafts(self._lookup, edition, intro, coverage(checked.reading, found)))
        ground = digest(names, (config.site_url or "").encode())
        self._given = lambda events, make: given.each(
            {event.id: digest(ground, checked.digests[event.path]) for event in events},
            lambda missing: make([checked.timeline.event[identifier] for identifier in missing]),
        )
        self._recalls = (found, named, given, land)
        by_mkdocs = [draft for draft in made if is_by_mkdocs(draft, config)]
        self._generated = {draft.path for draft in by_mkdocs}
        self._drafts = [draft for draft in made if draft.path not in self._generated]
        for draft in by_mkdocs:
            files.append(File.generated(config, draft.path, content=draft.make().text))
        self._found: dict[str, Found] = {}
        for draft in by_mkdocs:
            self._find(entry_of(self._lookup, draft.path, draft.kind))
        self.pages = len(files.documentation_pages()) + len(self._drafts)
        return SiteFiles(files, self._drafts, config)

    def _find(self, entry: Entry | None) -> None:
        """Let the search index find a page that MkDocs makes."""
        if entry:
            self._found[entry.address] = found(entry)

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        self._nav = nav
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """The theme is known: write the generated pages that an earlier build has not."""
        output = self._output = self.output or Output(Path(config.site_dir))
        lookup = self._lookup
        digests = Digests(lookup, self._current.digests)
        to_make = output.to_make(self._drafts, digests, self._ground(config), lambda draft: is_found(draft.kind))
        writer = Writer(config, env, self._nav, lambda draft: entry_of(lookup, draft.path, draft.kind), output.noted)
        output.made(writer.write(to_make, output.tree))
        return env

    def _ground(self, config: MkDocsConfig) -> bytes:
        """What every generated page rests on besides what it reads, as a digest: theme, configuration, settings, navigation, address."""
        theme = [file for folder in config.theme.dirs if PACKAGES not in Path(folder).parts for file in sorted(Path(folder).rglob("*.html"))]
        configuration = Path(config.config_file_path) if config.config_file_path else None
        read = [file.read_bytes() for file in (*theme, configuration) if file and file.is_file()]
        said = (config.site_url, dict(config.extra), [(item.title, getattr(item, "url", "")) for item in self._nav])
        return digest(repr(said).encode(), self._current.digests["content/timeline.yml"], *read)

    def on_template_context(self, context: dict, *, template_name: str, config: MkDocsConfig) -> dict:
        """Generated pages stand in the map of the site, too."""
        if template_name == "sitemap.xml":
            generated = (GeneratedPage(draft, config.site_url or "") for draft in self._drafts)
            context["pages"] = sorted([*context["pages"], *generated], key=lambda file: file.url)
        return context

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """A hand-written page says what it is called and what it is about; it steers nothing else of the theme."""
        self._blocks.generated = page.file.src_uri in self._generated
        if not self._blocks.generated:
            page.meta = {key: str(page.meta[key]) for key in ("title", "description") if key in page.meta}
        return markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """HTML in a hand-written page is cut down to what cannot run; that of generated pages was made inert value by value."""
        if page.file.src_uri in self._generated:
            page.present_anchor_ids = (page.present_anchor_ids or set()) | anchors(html)
            return html
        html = clean(html)
        self._find(written_entry(page.file.src_uri, page.title or "", html))
        return html

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        site = Path(config.site_dir)
        # Holds the time of the build; the plain file says the same.
        (site / "sitemap.xml.gz").unlink(missing_ok=True)
        for path, data in data_files(self._lookup, self._given):
            self._output.put(path, data)
        self._output.index(self._found)
        for recall in self._recalls:
            recall.save()
        if self.output:
            self.output.copy_from(site)


def is_by_mkdocs(draft: Draft, config: MkDocsConfig) -> bool:
    """Whether MkDocs makes a page: the home page, and what stands in the navigation."""
    return draft.kind == "home" or (draft.kind in ("index", "differences") and draft.path in _named_in(config.nav))


def _named_in(nav: object) -> Iterator[str]:
    """The files that a navigation of mkdocs.yml names."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, list | dict):
        for item in nav.values() if isinstance(nav, dict) else nav:
            yield from _named_in(item)


def project_root(config: MkDocsConfig) -> Path:
    """The folder that holds `content/` and `seeds/`."""
    return Path(config.docs_dir).parent


def _hand_written(docs: Path) -> list[str]:
    """The pages about the site that a project has, of those the theme links to on every page."""
    return [name for name in ("about", "method", "contribute") if (docs / f"{name}.md").exists()]


def _sections(words: dict[str, str]) -> list[dict[str, str]]:
    """The navigation of a project whose mkdocs.yml has none: the index of each kind."""
    pages = {name: f"{name}/index.md" for name in SECTIONS} | {"differences": "differences.md"}
    return [{words[f"nav_{name}"]: page} for name, page in pages.items()]
