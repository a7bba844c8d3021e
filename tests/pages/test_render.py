"""Templates put out nothing but text that is inert, whatever they forget."""

from __future__ import annotations

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from generator.pages.render import environment


def made(template: str, **values) -> str:
    return environment().from_string(template).render(**values)


@pytest.mark.parametrize(
    "template",
    [
        "{{ value }}", "{{ [value][0] }}", "{{ value ~ '' }}", "{{ value if value else '' }}", "{% for one in [value] %}{{ one }}{% endfor %}",
        "{% set copy = value %}{{ copy }}", "{% macro shown(one) %}{{ one }}{% endmacro %}{{ shown(value) }}", "{{ '%s'|format(value) }}",
        "{% filter block %}{{ value }}{% endfilter %}",
    ],
)  # fmt: skip
def test_a_value_without_a_filter_is_text(template):
    assert made(template, value='<b a="*">').strip() == "&#60;b a&#61;&#34;&#42;&#34;&#62;"


def test_markup_passes_and_words_of_the_interface_are_text_of_the_template():
    assert made("{{ value }} {{ w.section_claims }}", value=Markup("<b>")) == "<b> Who says what"


def test_macros_take_arguments_by_name_and_leave_none_over():
    macro = "{% macro shown(one, other='x') %}{{ one }}{{ other }}{% endmacro %}"
    assert made(macro + "{{ shown(1) }} {{ shown(1, 2) }} {{ shown(1, other=3) }} {{ shown(other=4, one=1) }}") == "1x 12 13 14"
    with pytest.raises(TypeError):
        made(macro + "{{ shown(1, third=2) }}")


def test_what_is_missing_is_a_fault():
    with pytest.raises(UndefinedError):
        made("{{ missing }}")
    with pytest.raises(AttributeError):
        made("{{ value.missing }}", value=1)
