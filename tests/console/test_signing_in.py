"""Who gets in, with which requests, and what each role is shown."""

import re
from datetime import timedelta
from hashlib import sha256

import pytest

from bot.console.application import PAGES
from bot.db.models import StaffRow
from bot.programme import sign_in
from bot.programme.access import Officer, Role, may
from bot.programme.sign_in import IDLE
from bot.web.pages import STATIC
from tests.conftest import NOW

from .conftest import OURS, Desk


def address_of(path: str) -> str:
    """A page's address, with the names of its parts in their places."""
    return f"/console{re.sub('[{}]', '', path)}"


FORM = {"content-type": "application/x-www-form-urlencoded"}


@pytest.mark.parametrize("role", [None, *Role])
async def test_every_page_is_for_the_roles_that_are_listed_and_nobody_else(desk: Desk, role: Role | None) -> None:
    async with desk.client(role) as client:
        for method, path, _, task in PAGES:
            if path.endswith("events") and role is not None and may(role, task):
                continue  # a stream, which has no end
            address = address_of(path)
            response = await client.request(method, address, headers={**OURS, **FORM})
            if role is None:
                assert response.status_code == (303 if method == "GET" else 401), path
                assert "<table" not in response.text
            elif may(role, task):
                assert response.status_code not in {401, 403}, (role, path)
            else:
                assert response.status_code == 403, (role, path)


async def test_nothing_is_changed_by_looking(desk: Desk) -> None:
    async with desk.client(Role.ADMINISTRATOR) as client:
        looks = {
            path for method, path, _, _ in PAGES if method == "GET"
        }  # a search by name is sent to the same address
        for method, path, _, _ in PAGES:
            if method == "POST" and path not in looks:
                address = address_of(path)
                assert (await client.get(address)).status_code in {404, 405}, path


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "same-origin"}, 303),
        ({"origin": "http://127.0.0.1:8000"}, 303),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "none"}, 403),
        ({"origin": "https://elsewhere.example"}, 403),
        ({"origin": "http://127.0.0.1:8080", "sec-fetch-site": "same-origin"}, 403),
        ({"origin": "null"}, 403),
        ({}, 403),
        ({"sec-fetch-site": "same-origin", "host": "elsewhere.example"}, 421),
        ({"sec-fetch-site": "same-origin", "content-length": "140000"}, 413),
        ({"sec-fetch-site": "same-origin", "content-length": "0", "transfer-encoding": "chunked"}, 411),
    ],
)
async def test_changes_come_from_our_own_pages_alone(desk: Desk, headers: dict[str, str], status: int) -> None:
    async with desk.client(Role.OFFICER) as client:
        response = await client.post("/console/leave", headers={**FORM, **headers}, content=b"")
        assert response.status_code == status


async def test_pages_load_nothing_foreign_and_stay_nowhere(desk: Desk) -> None:
    async with desk.client(Role.OFFICER) as client:
        for path in ("/console/", "/console/door", "/console/nowhere", "/console/static/console.css"):
            headers = (await client.get(path)).headers
            policy = headers["content-security-policy"]
            assert "default-src 'none'" in policy
            assert "unsafe" not in policy
            assert "frame-ancestors 'none'" in policy
            assert headers["x-content-type-options"] == "nosniff"
            assert headers["cache-control"] == ("no-store" if "static" not in path else headers["cache-control"])


async def offered(desk: Desk) -> str:
    """The word of a link that an officer was sent."""
    async with desk.database.transaction() as session:
        row = StaffRow(id="lea", email="lea@example.org", name="Léa", chat_id=77, added_at=NOW)
        session.add(row)
        await session.flush()
        return await sign_in.offer(session, Officer("lea", "Léa", Role.OFFICER), NOW)


async def test_the_way_in_from_the_link_to_the_first_page(desk: Desk) -> None:
    word = await offered(desk)
    async with desk.client() as client, desk.client() as thief:
        page = await client.get(f"/console/in/{word}")
        assert "Continue in this browser" in page.text
        assert (await client.post(f"/console/in/{word}/open", headers=OURS)).status_code == 303
        waiting = await client.get(f"/console/in/{word}")
        assert (await thief.get(f"/console/in/{word}")).status_code == 404
        assert (await thief.post(f"/console/in/{word}/open", headers=OURS)).status_code == 303
        assert (await thief.get(f"/console/in/{word}/state")).json() == {"step": "closed"}
        async with desk.database.transaction() as session:
            way = await sign_in._open(session, word, NOW)
            assert way is not None
            assert f'<p class="number">{way.number}</p>' in waiting.text
            assert way.number is not None
            assert await sign_in.confirm(session, 77, way.id, way.number, NOW)
        assert (await client.get(f"/console/in/{word}/state")).json() == {"step": "confirmed"}
        assert (await thief.post(f"/console/in/{word}/enter", headers=OURS)).status_code == 404
        entered = await client.post(f"/console/in/{word}/enter", headers=OURS)
        cookie = next(each for each in entered.headers.get_list("set-cookie") if each.startswith("session="))
        assert {"HttpOnly", "SameSite=lax", "Path=/"} <= set(cookie.split("; "))
        assert (await client.get("/console/")).status_code == 200
        desk.now += IDLE + timedelta(minutes=2)
        assert (await client.get("/console/")).headers["location"] == "/console/door"


async def test_the_door_is_not_knocked_at_without_end(desk: Desk) -> None:
    async with desk.client() as client:
        answers = [(await client.post("/console/in/x/open", headers=OURS)).status_code for _ in range(31)]
        word = await offered(desk)
        known = (await client.post(f"/console/in/{word}/open", headers=OURS)).headers["location"]
    assert set(answers[:30]) == {303}
    assert answers[30] == 429
    assert known == f"/console/in/{word}", "strangers at one address, a proxy's, lock no officer out"


async def test_only_the_sandbox_lets_anybody_in(desk: Desk) -> None:
    async with desk.client() as real, desk.client(sandbox=True) as invented:
        assert (await real.post("/console/demonstration", headers=OURS)).status_code == 404
        assert "demonstration" not in (await real.get("/console/door")).text
        assert (await invented.post("/console/demonstration", headers=OURS)).status_code == 303
        assert "Camille" in (await invented.get("/console/")).text


async def test_the_language_is_the_browsers_until_one_is_chosen(desk: Desk) -> None:
    async with desk.client() as client:
        assert 'lang="fr"' in (await client.get("/console/door", headers={"accept-language": "fr-CA,fr;q=0.9"})).text
        back = {"language": "fr", "back": "https://elsewhere.example/"}
        chosen = await client.post("/console/language", headers=OURS, data=back)
        assert chosen.headers["location"] == "/console/"
        assert 'lang="fr"' in (await client.get("/console/door", headers={"accept-language": "en"})).text


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/console/leave", 405), ("GET", "/console/conversations/%00", 404), ("PUT", "/console/", 405)],
)
async def test_what_leads_nowhere_says_so_in_the_readers_language(
    desk: Desk, method: str, path: str, status: int
) -> None:
    async with desk.client(Role.OFFICER) as client:
        answer = await client.request(method, path, headers={**OURS, **FORM, "accept-language": "fr"})
    assert answer.status_code == status
    assert 'lang="fr"' in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


async def test_a_failure_says_so_in_the_readers_language(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sign_in, "who", None)
    async with desk.client(Role.OFFICER) as client:
        with pytest.raises(TypeError):  # for the log
            await client.get("/console/")
        client._transport.raise_app_exceptions = False  # type: ignore[attr-defined]
        answer = await client.get("/console/", headers={"accept-language": "fr"})
    assert (answer.status_code, 'lang="fr"' in answer.text) == (500, True)
    assert "default-src 'none'" in answer.headers["content-security-policy"]


async def test_what_was_written_is_not_lost_with_the_session(desk: Desk) -> None:
    async with desk.client() as client:
        answer = await client.post("/console/conversations/x/reply", headers=OURS, data={"words": "À <demain>"})
    assert answer.status_code == 401
    assert "À &lt;demain&gt;</textarea>" in answer.text


async def test_the_language_is_changed_on_the_page_that_a_form_was_on(desk: Desk) -> None:
    before = {**OURS, "referer": "http://127.0.0.1:8000/console/team"}
    async with desk.client(Role.ADMINISTRATOR) as client:
        answer = await client.post("/console/team/nobody/role", headers=before, data={"role": "officer"})
    assert '<input type="hidden" name="back" value="/console/team">' in answer.text


@pytest.mark.parametrize(
    ("name", "digest", "licence"),
    [
        ("sortable-1.15.7", "bf4241bc73fef7f11c59a283a69fe8051cdd31c6d8ff5a2b9ba219e7831fcf76", "MIT"),
        ("echarts.common-6.1.0", "61f13280aba3161f77fc801bf5f9c786f55f10432153a0683fc5cc0700b013d5", "Apache License"),
    ],
)
def test_what_is_vendored_is_what_was_published(name: str, digest: str, licence: str) -> None:
    folder = STATIC / "vendor"
    assert sha256((folder / f"{name}.min.js").read_bytes()).hexdigest() == digest
    assert licence in (folder / f"{re.split('[.-]', name)[0]}-LICENSE").read_text()
