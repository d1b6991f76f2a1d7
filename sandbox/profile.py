"""How the bot presents itself: its name, commands, descriptions and menu button, each per language."""

from dataclasses import dataclass, field

from sandbox.wire import Json

Commands = list[Json]
Scope = tuple[str, int | None]
DEFAULT: Scope = ("default", None)
PRIVATE: Scope = ("all_private_chats", None)


@dataclass
class Profile:
    """What `setMy…` methods change. An empty language stands for every other one."""

    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    commands: dict[tuple[Scope, str], Commands] = field(default_factory=dict)
    menus: dict[int | None, Json] = field(default_factory=dict)

    def commands_for(self, chat: int, language: str | None) -> Commands:
        """The list that an app shows: the narrowest scope first, the person's language before the others."""
        for scope in (("chat", chat), PRIVATE, DEFAULT):
            for code in (_base(language), ""):
                if commands := self.commands.get((scope, code)):
                    return commands
        return []

    def shown_to(self, chat: int, language: str | None) -> Json:
        """What the page needs to draw the chat."""
        code = _base(language)
        return {
            "name": self.names.get(code) or self.names.get("", ""),
            "description": self.descriptions.get(code) or self.descriptions.get("", ""),
            "short_description": self.short_descriptions.get(code) or self.short_descriptions.get("", ""),
            "commands": self.commands_for(chat, language),
            "menu": self.menus.get(chat) or self.menus.get(None) or {"type": "default"},
        }


def _base(language: str | None) -> str:
    return (language or "").split("-")[0].lower()
