"""Publishes sourced timelines. A guided map, in the direction data takes:

- `load`    files of `content/` and `seeds/` → trees that know the line and column of every value; documents as text
- `model`   trees → frozen records; EDTF dates and their workings; plain-text tools
- `check`   records → every problem in one run, and the resolved `Timeline`
- `land`    coast lines of the world, cut and drawn for maps
- `pages`   timeline → Markdown pages, one module and one template a kind
- `data`    timeline → files for browsers and other programs
- `search`  what pages are found by → the search index
- `site`    pages → the site, through MkDocs

Beside them: `problems` (one thing wrong, as data), `digits` (numbers as text that browsers read), `report` (problems in words),
`scaffold` (new records and projects), `progress`, `cli` (the `timeline` command). A stage imports earlier stages only;
`tests/test_structure.py` holds it to that.
"""
