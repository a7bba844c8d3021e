"""Builds the site beside the old one, then exchanges the two (`tree`): the old site or the new one, never a mixture."""

from __future__ import annotations

import glob
import logging
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError

from generator.check import Checked
from generator.progress import Progress
from generator.scaffold import PRODUCT
from generator.site.finds import EntryLost
from generator.site.output import Output
from generator.site.plugin import PACKAGES
from generator.site.tree import Trees
from generator.store import Store

try:
    import fcntl
except ImportError:  # Windows has no such locks: there, builds are not kept apart
    fcntl = None


@dataclass(frozen=True, slots=True)
class Built:
    """What was built: the number of `pages`; `repeatable` if it rests on the project alone, not on plugins or folders of a maintainer's own."""

    pages: int
    repeatable: bool


class BuildFailed(Exception):
    """MkDocs could not build the site; what it logged has been shown. The site there was stays as it is."""


def site_config(root: Path, **options) -> MkDocsConfig:
    """The MkDocs configuration of a project; the product's own where the project has no mkdocs.yml.

    Raises `BuildFailed` where the configuration cannot be read."""
    own = root / "mkdocs.yml"
    try:
        if own.exists():
            return load_config(str(own), **options)
        config = load_config(str(PRODUCT / "mkdocs.yml"), docs_dir=str(root / "content"), site_url="", **options)
        config.nav = None
        return config
    except ConfigurationError as error:
        raise BuildFailed(f"mkdocs.yml cannot be read: {error}") from error


def build_site(root: Path, site: Path, checked: Checked, progress: Progress, serve_url: str = "", store: Store | None = None) -> Built:
    """Build the pages of a checked project into `site`. Raises `BuildFailed`. `serve_url` is the address
    of a live-reloading server, whose script the pages then allow. With a `store`, files of the last build that hold are left as they
    are, and that build's folder stays beside the site, to become the next one; without, everything is made."""
    site.parent.mkdir(parents=True, exist_ok=True)
    with _one_build_at_a_time(site.parent):
        try:
            return _build(root, site, checked, progress, serve_url, store)
        except EntryLost:
            return _build(root, site, checked, progress, serve_url, store)


def _build(root: Path, site: Path, checked: Checked, progress: Progress, serve_url: str, store: Store | None) -> Built:
    for left in site.parent.glob(f".{glob.escape(site.name)}.new-*"):
        shutil.rmtree(left, ignore_errors=True)
    trees = Trees(site, store or Store())
    staging = Path(tempfile.mkdtemp(prefix=f".{site.name}.new-", dir=site.parent))
    handler = _quiet_mkdocs()
    try:
        config = site_config(root, site_dir=str(staging), strict=True)
        plugin = config.plugins.get("timeline")
        if plugin is None:
            raise BuildFailed("mkdocs.yml does not name the plugin `timeline`")
        plugin.checked = checked
        plugin.output = output = Output(staging, trees, store)
        if serve_url:
            plugin.serving = True
            config.site_url = serve_url
        mkdocs_build(config)
        output.save()
        trees.publish(output.files)
        if store:
            store.commit()
        progress.done(f"built {plugin.pages:,} pages and the search index, {output.written:,} pages of them new or changed")
        return Built(plugin.pages, _is_plain(config, root))
    except Abort as error:
        raise BuildFailed(str(error)) from error
    finally:
        trees.wait()
        logging.getLogger("mkdocs").removeHandler(handler)
        shutil.rmtree(staging, ignore_errors=True)
        if not store:
            trees.discard_spare()


def _is_plain(config: MkDocsConfig, root: Path) -> bool:
    """Whether everything that MkDocs reads is part of the product or stands in the project's usual places."""
    usual = {Path(folder) for folder in (root / "overrides", PRODUCT / "overrides")}
    own = [folder for folder in map(Path, config.theme.dirs) if folder not in usual and PACKAGES not in folder.parts]
    return list(config.plugins) == ["timeline"] and not own and not config.hooks and Path(config.docs_dir) == root / "content"


@contextmanager
def _one_build_at_a_time(folder: Path) -> Iterator[None]:
    """Wait until no other build writes into `folder`; two at once would clear away each other's trees."""
    if fcntl is None:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _quiet_mkdocs() -> logging.Handler:
    """Let MkDocs speak on standard error of warnings and errors only."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setLevel(logging.WARNING)
    handler.setFormatter(logging.Formatter("  mkdocs: %(levelname)s: %(message)s"))
    logger = logging.getLogger("mkdocs")
    logger.setLevel(logging.WARNING)
    logger.addHandler(handler)
    return handler
