"""Shows the site on this machine and builds it again on every change."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

from mkdocs.commands.serve import serve as mkdocs_serve

from generator.site.build import PRODUCT


def serve_site(root: Path, address: str) -> None:
    """Serve until interrupted. A change that brings problems prints them and leaves the last good site up."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("  %(message)s"))
    logger = logging.getLogger("mkdocs")
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
    options = {"dev_addr": address}
    if not (root / "mkdocs.yml").exists():
        options |= {"docs_dir": str(root / "content"), "site_url": ""}
    config = root / "mkdocs.yml" if (root / "mkdocs.yml").exists() else PRODUCT / "mkdocs.yml"
    mkdocs_serve(str(config), livereload=True, **options)
