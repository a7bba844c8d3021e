"""Builds the site beside the old one and swaps the two: the old site or the new one, never a mixture. A build killed in the
moment between the two names leaves neither; the next one puts the old site back first."""

from __future__ import annotations

import glob
import logging
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError

from generator.check import Checked
from generator.progress import Progress
from generator.scaffold import PRODUCT

try:
    import fcntl
except ImportError:  # Windows has no such locks: there, builds are not kept apart
    fcntl = None


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


def build_site(root: Path, site: Path, checked: Checked, progress: Progress, serve_url: str = "") -> int:
    """Build the pages of a checked project into `site`; the number of pages. Raises `BuildFailed`. `serve_url` is the address
    of a live-reloading server, whose script the pages then allow."""
    site.parent.mkdir(parents=True, exist_ok=True)
    with _one_build_at_a_time(site.parent):
        recover(site)
        return _build_and_swap(root, site, checked, progress, serve_url)


def _build_and_swap(root: Path, site: Path, checked: Checked, progress: Progress, serve_url: str) -> int:
    staging = Path(tempfile.mkdtemp(prefix=f".{site.name}.new-", dir=site.parent))
    handler = _quiet_mkdocs()
    try:
        config = site_config(root, site_dir=str(staging), strict=True)
        plugin = config.plugins.get("timeline")
        if plugin is None:
            raise BuildFailed("mkdocs.yml does not name the plugin `timeline`")
        plugin.checked = checked
        if serve_url:
            plugin.serving = True
            config.site_url = serve_url
        mkdocs_build(config)
        progress.done(f"built {plugin.pages:,} pages and the search index")
        staging.chmod(0o755)
        swap(staging, site)
        return plugin.pages
    except Abort as error:
        raise BuildFailed(str(error)) from error
    finally:
        logging.getLogger("mkdocs").removeHandler(handler)
        shutil.rmtree(staging, ignore_errors=True)


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


def swap(new: Path, site: Path) -> None:
    """Put the folder `new` in the place of `site`."""
    old = _set_aside(site)
    shutil.rmtree(old, ignore_errors=True)
    if site.exists():
        os.rename(site, old)
    os.rename(new, site)
    shutil.rmtree(old, ignore_errors=True)


def recover(site: Path) -> None:
    """Undo what a build left that was killed: an old site set aside, trees begun and not finished."""
    old = _set_aside(site)
    if old.exists() and not site.exists():
        os.rename(old, site)
    shutil.rmtree(old, ignore_errors=True)
    for left in site.parent.glob(f".{glob.escape(site.name)}.new-*"):
        shutil.rmtree(left, ignore_errors=True)


def _set_aside(site: Path) -> Path:
    return site.with_name(f".{site.name}.old")


def _quiet_mkdocs() -> logging.Handler:
    """Let MkDocs speak on standard error of warnings and errors only."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setLevel(logging.WARNING)
    handler.setFormatter(logging.Formatter("  mkdocs: %(levelname)s: %(message)s"))
    logger = logging.getLogger("mkdocs")
    logger.setLevel(logging.WARNING)
    logger.addHandler(handler)
    return handler
