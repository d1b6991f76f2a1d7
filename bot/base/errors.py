"""The family of errors of this project."""


class BotError(Exception):
    """An error that the project foresaw: each edge of the program puts it into words in one place."""


class NotThere(BotError):
    """What was asked for is not there, or not any more: an old address, a button of before, something erased since."""


def described(error: BaseException | None) -> str:
    """An unforeseen error for the log: its kind and place, never its message, which may hold what somebody wrote."""
    trace = error.__traceback__ if error else None
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_code.co_qualname}:{trace.tb_lineno}" if trace else "an unknown place"
    return f"{type(error).__name__} at {place}"
