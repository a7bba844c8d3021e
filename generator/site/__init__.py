"""Stage 5: Markdown pages → the site, through MkDocs.

`plugin.py` hands the pages to MkDocs, for `mkdocs build` and `timeline build` alike; `writer.py` writes those of records past MkDocs'
own loop, their finished HTML past the Markdown parser (`blocks.py`); `build.py` builds beside the old site and swaps the two in
whole; `finds.py` keeps the search index in step; `serve.py` does it all again on every change; `edition.py` says which edition this is.
Nothing here knows what a page says.
"""
