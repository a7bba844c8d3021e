"""What tests share: a small sound project that a test breaks in one place, and the example project."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import HealthCheck, settings

from generator.check import check_project
from generator.problems import Problem

# How fast a machine is decides no test.
settings.register_profile("timeline", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("timeline")

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "tests" / "example"


def pytest_addoption(parser):
    parser.addoption("--renew-goldens", action="store_true", help="write the golden pages anew instead of comparing with them")


DOCUMENT = """\
Harbour closed

LOW BAY, 3 May 2030 - The port of Low Bay closed its harbour on Thursday, mayor Ada Brook said. Two ships left in time.

"We had no choice," Brook said. The port denied that any ship was held.
"""


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


class Project:
    """A project in a temporary folder. `write` puts a file there; `problems` are those of a check, `codes` in short."""

    def __init__(self, root: Path):
        self.root = root

    def write(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(dedent(text), encoding="utf-8")

    def add_source(self, identifier: str, text: str, publisher: str = "Another paper", language: str = "en") -> None:
        """A second source of its own document, published on the day of the first."""
        self.write(f"seeds/{identifier}.txt", text)
        self.write(f"content/sources/{identifier}.yml", f"""\
            document: {identifier}.txt
            sha256: {sha256(text)}
            publisher: {publisher}
            published: "2030-05-03"
            language: {language}
            basis: none
            """)

    def edit(self, path: str, old: str, new: str) -> None:
        """Exchange a text that stands once in a file."""
        text = (self.root / path).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        (self.root / path).write_text(text.replace(old, new), encoding="utf-8")

    def problems(self) -> tuple[Problem, ...]:
        return check_project(self.root).problems

    def only(self) -> Problem:
        problems = self.problems()
        assert len(problems) == 1, [(p.code, p.spot.path, p.spot.line, p.spot.column, p.message) for p in problems]
        return problems[0]

    def found(self) -> tuple[str, int, int]:
        """Code, line and column of the only problem."""
        problem = self.only()
        return problem.code, problem.spot.line, problem.spot.column


EVENT = "content/events/2030-05-02-harbour.yml"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A sound project: one document, one source, two actors, one place, one event. Its event stands at `EVENT`."""
    made = Project(tmp_path / "project")
    made.write("seeds/paper.txt", DOCUMENT)
    made.write("content/timeline.yml", """\
        title: Low Bay
        description: What happened at Low Bay.
        zone: Etc/UTC
        event_types: [measure]
        actor_kinds: [person, organisation]
        place_kinds: [town]
        roles: [speaker, host]
        contact: corrections@example.org
        repository: https://github.com/example/low-bay
        """)
    made.write("content/sources/paper.yml", f"""\
        document: paper.txt
        sha256: {sha256(DOCUMENT)}
        publisher: The Paper
        headline: Harbour closed
        published: "2030-05-03"
        language: en
        basis: dateline in the text
        """)
    made.write("content/actors/port.yml", """\
        name: Port of Low Bay
        kind: organisation
        aliases: [the port]
        """)
    made.write("content/actors/ada-brook.yml", """\
        name: Ada Brook
        kind: person
        aliases: [Brook]
        of: port
        """)
    made.write("content/places/low-bay.yml", """\
        name: Low Bay
        kind: town
        """)
    made.write(EVENT, """\
        title: The harbour is closed
        date: "2030-05-02"
        dating:
          - {source: paper, words: "on Thursday", rule: weekday-before, gives: "2030-05-02"}
        type: measure
        places: [low-bay]
        actors:
          - {actor: port, role: host}
        summary: >
          The mayor said the port of Low Bay closed its harbour.[^closed]
          Two ships left in time.[^ships]
        claims:
          - id: closed
            text: The port of Low Bay closed its harbour.
            by: ada-brook
            stance: says
            cites:
              - {source: paper, quote: "The port of Low Bay closed its harbour on Thursday, mayor Ada Brook said."}
          - id: ships
            text: Two ships left in time.
            stance: reports
            cites:
              - {source: paper, quote: "Two ships left in time."}
        """)
    return made


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """A copy of the example project, to be changed at will."""
    return Path(shutil.copytree(EXAMPLE, tmp_path / "example"))
