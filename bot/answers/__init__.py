"""The answers: one function for each thing that a candidate can ask or do.

A command, a button and Rasa all name an answer by a `Ref`; so the doors give the same result by construction. Each
answer declares itself where it is written (`bot.answers.doors.answer`): its name, the doors that lead to it, what
follows from it; the types of its parameters are what a reference may carry. `perform` (`bot.answers.performing`) is the
one way in, and whatever is not declared is an old button.
"""
