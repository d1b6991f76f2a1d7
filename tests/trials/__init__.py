"""What the assistant is measured by: sets that are kept beside the project, written by people who never saw it."""

import os
from pathlib import Path

from bot.dialogue.trained_model import ROOT

FOLDER = Path(os.environ.get("TRIALS") or ROOT.parent / "shared" / "trials")
