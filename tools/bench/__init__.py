"""Measures builds at any size beside other builders: `make bench` (docs/performance.md).

    synthetic   a project of the real shape, the same for the same seed
    peers       other builders, rendering the same generated Markdown
    measure     seconds, memory, bytes
    stages      where the time of one build goes
    table       measurements → the tables of docs/performance.md
"""
