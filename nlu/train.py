"""`rasa train`, with the same arguments and the same model, sooner.

A training keeps its phrases and their words to its end: Python's collector would look for garbage among these millions
of objects again and again, and find hardly any.
"""

import gc
import sys

gc.set_threshold(50_000, 20, 1_000)  # what is short-lived is still collected; what has lived long is left alone

from rasa.__main__ import main  # noqa: E402

if __name__ == "__main__":
    sys.argv = ["rasa", "train", *sys.argv[1:]]
    main()
