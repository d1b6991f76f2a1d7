"""The interview day of a real trip: from its rows to the solver, and back. Apart, because the solver weighs 100 MB."""
