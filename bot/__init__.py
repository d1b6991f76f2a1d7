"""An assistant for people who consider a job and a life in a region of Québec."""

import os

# The threads of numpy's products wait by spinning: a sentence took 90 ms instead of 14. Before numpy is loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
