"""The MkDocs plugin: checks the records, hands their pages to MkDocs, keeps everything else of theirs out of the site.

Thin on purpose. All that matters happens before: MkDocs, Zensical or a code host can show what `timeline generate` writes.
"""

from __future__ import annotations

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
from generator.pages import drafts, interface_words
from generator.pages.links import issue_link, mail_link
from generator.report import report
from generator.site.blocks import FinishedBlocks, anchors
from generator.site.edition import read_edition
from generator.site.handwritten import clean, home_intro
from generator.site.index import IndexingFailed, index_site
from generator.site.writer import KINDS, Writer

log = get_plugin_logger("timeline")

THEME_ASSETS = ("assets/javascripts/", "assets/stylesheets/", "assets/images/")
"""Material's own scripts and styles, which this theme does without."""

SECTIONS = ("events", "dates", "differences", "actors", "places", "sources")


class TimelinePlugin(BasePlugin):
    """Adds a timeline's pages to an MkDocs build and stops the build on problems."""

    def __init__(self) -> None:
        self.checked: Checked | None = None
        """What `timeline build` has checked already; taken once, so that a rebuild while serving checks anew."""
        self.pages = 0
        self._generated: set[str] = set()
        self._blocks = FinishedBlocks()
        self.serving = False

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
            "links": {"search": "search/", "edition": "edition/"} | {name: f"{name}/" for name in _hand_written(Path(config.docs_dir))},
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
        self._generated.clear()
        edition = read_edition(project_root(config), self._current)
        self._writer = Writer(config)
        for draft in drafts(self._current.timeline, edition, intro, coverage(self._current.reading)):
            if draft.kind in KINDS:
                files.append(self._writer.add(draft))
            else:
                files.append(File.generated(config, draft.path, content=draft.make().text))
                self._generated.add(draft.path)
        self.pages = len(files.documentation_pages()) + len(self._writer.files)
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        self._nav = nav
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """The theme is known and the old site is gone: write the pages of the records."""
        self._writer.prepare(env, self._nav)
        self._writer.write()
        return env

    def on_template_context(self, context: dict, *, template_name: str, config: MkDocsConfig) -> dict:
        """Records' pages stand in the sitemap, too."""
        if template_name == "sitemap.xml":
            context["pages"] = sorted([*context["pages"], *self._writer.files], key=lambda file: file.url)
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
        return clean(html)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        site = Path(config.site_dir)
        # Holds the time of the build; the plain file says the same.
        (site / "sitemap.xml.gz").unlink(missing_ok=True)
        built = sum(1 for _ in site.rglob("*.html")) - (site / "404.html").exists()
        if built != self.pages:
            log.warning("%d pages were to be built, %d were", self.pages, built)
        try:
            index_site(site)
        except IndexingFailed as error:
            raise Abort(f"The search index could not be made: {error}") from error


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
