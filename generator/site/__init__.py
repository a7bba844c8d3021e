"""Stage 6: Markdown pages → the site, through MkDocs. docs/build.md tells how a build flows.

    plugin      for `mkdocs build` and `timeline build` alike: pages of the navigation to MkDocs, all others to the writer
    writer      drafts → files: `body` (Markdown → HTML), `frame` (the theme round it); `blocks` spares MkDocs' own pages finished HTML
    output      which files a build has, and which pages of the last one still hold; `finds` the same for the search index
    tree        the folder that is published and the one before it, which take turns
    build       one whole build; `last` knows whether there is anything to do, `edition` which edition this is
    serve       a build on every change;  export  the Markdown alone;  handwritten  pages of a person's own

Nothing here knows what a page says.
"""
