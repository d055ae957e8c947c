"""A child that removes a colleague and turns the key, to be killed meanwhile."""

import sys
from pathlib import Path

from app.core.clock import SystemClock
from app.core.ids import SystemIds
from app.core.paths import Home
from app.desk.vaults import Vaults
from tests.vault.keyrings import CHEAP

home, phrase = Home(Path(sys.argv[1])), sys.argv[2]
vaults = Vaults(home, clock=SystemClock(), ids=SystemIds(), cost=CHEAP)
people = vaults.people(vaults.open("Олена", phrase))
sys.stdout.write("open\n")
sys.stdout.flush()
people.turn_key()
sys.stdout.write("turned\n")
sys.stdout.flush()
