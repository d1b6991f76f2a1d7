"""What an officer reads of a command that cannot be meant."""

import pytest

from bot.cli.main import main


def mistake(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """The one line that an officer reads instead of a traceback."""
    capsys.readouterr()
    monkeypatch.setattr("sys.argv", ["bot", *words])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 1
    said = capsys.readouterr().err
    assert "Traceback" not in said
    return said
