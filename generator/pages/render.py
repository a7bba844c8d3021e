"""Templates to Markdown. One environment, compiled once: undefined names are faults, every value is made inert on its way out.

`finalize` puts each value through `escape.inert` before Jinja's own autoescape, so that a template cannot let a record's
words through as markup even where it forgets a filter: only `Markup` made by `escape` and `links` passes as it is.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from generator.model import edtf
from generator.pages import wording
from generator.pages.escape import inert, markdown_text, prose_html, prose_markdown

_GAPS = re.compile(r"\n{3,}")


@lru_cache(maxsize=1)
def environment() -> Environment:
    env = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=inert,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    env.filters |= {
        "text": markdown_text,
        "prose": prose_html,
        "prose_md": prose_markdown,
        "label": wording.label,
        "sentence": wording.sentence_case,
        "block": block,
    }
    env.globals |= {
        "w": {key: inert(text) for key, text in wording.interface_words().items()},
        "say": wording.say,
        "count": wording.count,
        "words": edtf.words,
        "short_words": edtf.short_words,
        "weekday": edtf.weekday,
        "large_date": wording.large_date,
        "machine_date": wording.machine_date,
        "precision": wording.precision,
        "precision_class": wording.precision_class,
    }
    return env


@lru_cache(maxsize=1)
def macros():
    """The shared macros, to be called one by one."""
    return environment().get_template("macros.j2").module


@lru_cache(maxsize=None)
def _template(name: str):
    return environment().get_template(f"{name}.md.j2")


def render(template: str, **values: object) -> str:
    """A template's text with blank lines between blocks made single."""
    text = _template(template).render(**values)
    return _GAPS.sub("\n\n", text).strip("\n") + "\n"


def block(html: str) -> Markup:
    """An HTML block as Markdown wants it: no blank line inside, every line at column 0."""
    lines = (line.strip() for line in str(html).split("\n"))
    return Markup("".join(f"{line}\n" for line in lines if line))
