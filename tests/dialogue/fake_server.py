"""Stands in for a Rasa server under supervision: `python fake_server.py MODE FILE`.

It writes its process id into FILE. Health is told by the test, so there is nothing to serve.
"""

import os
import signal
import sys
import time
from pathlib import Path


def main() -> None:
    """Behave as told."""
    mode, file = sys.argv[1], Path(sys.argv[2])
    if mode == "crash":
        sys.exit("the model cannot be read")
    if mode == "stubborn":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if mode == "noisy":
        for _ in range(5000):
            print("a candidate wrote: canary" * 10, flush=True)
    file.with_suffix(".new").write_text(str(os.getpid()))
    file.with_suffix(".new").rename(file)
    time.sleep(600)


if __name__ == "__main__":
    main()
