"""The cookies: who is signed in, which browser opened a link, and the language chosen."""

from dataclasses import dataclass
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

_LANGUAGE_LASTS = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Cookie:
    """A cookie. With HTTPS, its name binds it to this host (`__Host-`); on loopback there is no HTTPS."""

    name: str
    secure: bool
    lasts: timedelta

    @property
    def _name(self) -> str:
        return f"__Host-{self.name}" if self.secure else self.name

    def of(self, request: Request) -> str:
        """The value that the browser sent; empty if none."""
        return request.cookies.get(self._name, "")

    def put(self, response: Response, value: str) -> None:
        """Set the cookie; no script can read it, and no other site can send it with a change."""
        response.set_cookie(
            self._name, value, max_age=int(self.lasts.total_seconds()), path="/", secure=self.secure, httponly=True,
            samesite="lax",
        )  # fmt: skip

    def drop(self, response: Response) -> None:
        """Delete the cookie."""
        response.delete_cookie(self._name, path="/", secure=self.secure, httponly=True, samesite="lax")


@dataclass(frozen=True, slots=True)
class Cookies:
    """All of them."""

    session: Cookie
    browser: Cookie
    language: Cookie

    @classmethod
    def of(cls, *, secure: bool, session: timedelta, link: timedelta) -> "Cookies":
        """The cookies, which last as long as what they stand for."""
        return cls(
            Cookie("session", secure, session), Cookie("browser", secure, link),
            Cookie("language", secure, _LANGUAGE_LASTS),
        )  # fmt: skip
