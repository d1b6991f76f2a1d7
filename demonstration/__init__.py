"""Employers, vacancies and trips to try the assistant with: every one of them is invented, and marked so."""
