"""The package keeps its shape: imports point to earlier stages only, and every problem code is documented."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "generator"
ORDER = ["problems", "store", "processes", "trace", "digits", "load", "model", "check", "land", "pages", "data", "search", "report", "progress", "scaffold", "site", "cli", "__main__"]
"""Stages and modules, each of which may import itself and what stands before it."""


def modules():
    return sorted(PACKAGE.rglob("*.py"))


def imported(file):
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        names = [node.module] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names] if isinstance(node, ast.Import) else []
        yield from (name for name in names if name and name.startswith("generator"))


@pytest.mark.parametrize("file", modules(), ids=lambda file: str(file.relative_to(ROOT)))
def test_imports_point_to_earlier_stages(file):
    stage = file.relative_to(PACKAGE).parts[0].removesuffix(".py")
    for name in imported(file):
        if name != "generator":
            other = name.split(".")[1]
            assert ORDER.index(other) <= ORDER.index(stage), f"{stage} imports {name}"


@pytest.mark.parametrize("file", modules(), ids=lambda file: str(file.relative_to(ROOT)))
def test_every_module_says_what_it_is_for(file):
    assert ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))


def test_the_generator_knows_nothing_of_the_first_timeline():
    for file in [*modules(), *PACKAGE.rglob("*.j2"), *PACKAGE.rglob("*.yml")]:
        assert not re.search(r"japan(?!ese)|tokyo|beijing|koizumi|takaichi", file.read_text(encoding="utf-8"), re.IGNORECASE), file


def test_every_problem_code_is_documented():
    documented = set(re.findall(r"^\| `([a-z0-9-]+)` \|", (ROOT / "docs/records.md").read_text(encoding="utf-8"), re.MULTILINE))
    source = "\n".join(file.read_text(encoding="utf-8") for file in modules())
    made = set(re.findall(r'Problem\(\s*"([a-z-]+)"', source)) | set(re.findall(r'(?:fault|_fault_at)\([^"]*"[a-z_]*",? ?"?([a-z]+-[a-z-]+)"', source))
    made |= {f"unknown-{kind}" for kind in ("actor", "place", "source", "event")} | {"bad-value", "bad-id", "bad-date", "missing-key", "unknown-type", "unknown-role"}
    missing = made - documented
    assert not missing, f"docs/records.md lacks {sorted(missing)}"
