"""How long each kind of data is kept. What deletes it stands beside its use case (`purge`), called by the clock role.

Whatever is not named here is kept until the person erases it; an officer's session goes when it ends (`sign_in`).
"""

from datetime import timedelta

CONVERSATIONS = timedelta(days=90)  # what was said, files that were sent, what an officer began to write
NOT_UNDERSTOOD = timedelta(days=90)
TRAVEL_NEEDS = timedelta(days=30)  # after the trip's return
IMPORTED_VALUES = timedelta(days=30)  # from which an import can be undone: they hold names and addresses
PREPARED = timedelta(days=1)  # an officer's file to import, or interview day, that is not in force
UPDATES = timedelta(days=7)  # of Telegram; a repeated one is recognized as long
DATA_REQUESTS = timedelta(days=2 * 365)  # after the answer
INCIDENTS = timedelta(days=5 * 366)  # after it was noticed: the law requires five years
TOLD_BEFORE_CONSENT = timedelta(hours=1)  # in memory alone
