"""Imports of employers, vacancies and trips from officers' spreadsheets: a whole file, or none of it."""
