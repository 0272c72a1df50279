"""`python -m avklar`: the same as the command `avklar`."""

import sys

from avklar.cli import main

sys.exit(main())
