"""The technician's health page, `answerpoint check`: is everything that a caller needs as it should be?

probe     looks at one part of the world and returns what it saw, as a value (`probe/`). It changes nothing that a
          console uses: what a running console has open is not opened, no telephone is dialled, the journal is read only
judge     makes of what was seen a finding: pure functions (`judge/`), which are tested without any device
finding   ok, amiss or cannot be told, in one sentence with what was seen (`finding.py`)
page      carries out the probes in order (`page.py`)
"""
