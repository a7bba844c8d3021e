"""`python -m generator`, the same as `timeline`."""

import sys

from generator.cli import main

sys.exit(main())
