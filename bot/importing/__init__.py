"""Imports employers, vacancies and trips from officers' spreadsheets: a file as a whole, or not at all."""
