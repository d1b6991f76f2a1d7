"""Employers, vacancies and trips from the spreadsheets of the programme's officers: all of a file, or nothing of it."""
