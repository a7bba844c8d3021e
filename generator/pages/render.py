"""Templates to Markdown. One environment, compiled once: undefined names are faults, every value is made inert on its way out.

`finalize` puts each value through `escape.inert`, so that a template cannot let a record's words through as markup even where it
forgets a filter: only `Markup` made by `escape` and `links` passes as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.compiler import CodeGenerator
from jinja2.ext import Extension
from jinja2.runtime import missing
from markupsafe import Markup

from generator.model import edtf
from generator.pages import wording
from generator.pages.contents import contents
from generator.pages.escape import inert, markdown_text, markup, prose_html, prose_markdown

_WORDS = re.compile(r"\{\{ w\.(\w+) \}\}")


class _Generator(CodeGenerator):
    """Compiles what templates put out to `finalize` alone, which gives `Markup`: Jinja's own escaping would find nothing to do. Calls
    and attributes are Python's own: nothing that templates call asks for their context, and what is missing is a fault anyway."""

    def _output_child_pre(self, node, frame, finalize) -> None:
        self.write("(value if (value := ")

    def _output_child_post(self, node, frame, finalize) -> None:
        self.write(f").__class__ is Markup else {finalize.src}value))")

    def macro_def(self, macro_ref, frame) -> None:
        self.write(f"environment.macro(macro, {[argument.name for argument in macro_ref.node.args]})")

    def visit_Getattr(self, node, frame) -> None:
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Call(self, node, frame, forward_caller=False) -> None:
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")


class _Words(Extension):
    """Makes words of the interface part of a template's own text."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return _WORDS.sub(lambda match: inert(wording.interface_words()[match[1]]), source)


class _Environment(Environment):
    code_generator_class = _Generator

    def make_globals(self, d):
        return self.globals  # templates have none of their own

    @staticmethod
    def macro(body: Callable[..., str], names: list[str]) -> Callable[..., Markup]:
        """A macro as a function: the body that Jinja compiled wants all arguments in order, `missing` for those left out."""

        def call(*values, **named):
            if len(values) < len(names):
                values += tuple(named.pop(name, missing) for name in names[len(values) :])
            if named:
                raise TypeError(f"no such arguments: {', '.join(named)}")
            return markup(body(*values))

        return call


@lru_cache(maxsize=1)
def environment() -> Environment:
    env = _Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=inert,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        extensions=[_Words],
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
        "w": SimpleNamespace(**{key: inert(text) for key, text in wording.interface_words().items()}),
        "say": wording.say,
        "count": wording.count,
        "contents": contents,
        "words": edtf.words,
        "short_words": edtf.short_words,
        "weekday": edtf.weekday,
        "weekdays": tuple((name[:3], name) for name in edtf.WEEKDAYS),
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
    blocks = (block.strip("\n") for block in text.split("\n\n"))
    return "\n\n".join(filter(None, blocks)) + "\n"


def block(html: str) -> Markup:
    """An HTML block as Markdown wants it: no blank line inside, every line at column 0."""
    return markup("\n".join(filter(None, map(str.strip, str.split(html, "\n")))) + "\n")
