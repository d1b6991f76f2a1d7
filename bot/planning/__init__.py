"""The interview day of a real trip: from its rows to the solver, and back. A room apart, as the solver takes 100 MB."""
