"""Messages, files and places that the bot sends."""

from sandbox.files import photo_sizes
from sandbox.methods.content import reachable, read_caption, read_file, read_text, send
from sandbox.state import Sandbox
from sandbox.wire import Json, Params, bad_request

_ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)


async def send_message(sandbox: Sandbox, params: Params) -> Json:
    """A text."""
    return send(sandbox, params, read_text(params))


async def send_document(sandbox: Sandbox, params: Params) -> Json:
    """A file to download."""
    reachable(sandbox, params)
    caption = read_caption(params)
    stored = read_file(sandbox, params, "document")
    document = stored.reference() | {"file_name": stored.upload.name, "mime_type": stored.upload.mime_type}
    return send(sandbox, params, {"document": document} | caption)


async def send_photo(sandbox: Sandbox, params: Params) -> Json:
    """A picture; one at an address on the internet is refused, since the sandbox stays on this machine."""
    reachable(sandbox, params)
    caption = read_caption(params)
    return send(sandbox, params, {"photo": photo_sizes(read_file(sandbox, params, "photo"))} | caption)


async def send_location(sandbox: Sandbox, params: Params) -> Json:
    """A point on a map."""
    return send(sandbox, params, {"location": _location(params)})


async def send_venue(sandbox: Sandbox, params: Params) -> Json:
    """A place with its name and address."""
    venue: Json = {"location": _location(params)}
    for name in ("title", "address"):
        if not params.text(name):
            raise bad_request(f"there is no {name} in the request")
        venue[name] = params.text(name)
    return send(sandbox, params, {"location": venue["location"], "venue": venue})


async def send_chat_action(sandbox: Sandbox, params: Params) -> bool:
    """ "typing…" and the like, shown for five seconds or until a message comes."""
    person = reachable(sandbox, params)
    if params.text("action") not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    sandbox.feed.add(person.id, "typing", "bot", action=params.text("action"))
    return True


async def get_file(sandbox: Sandbox, params: Params) -> Json:
    """Where to download a file."""
    stored = sandbox.files.get(params.text("file_id"))
    return stored.reference() | {"file_path": stored.path}


def _location(params: Params) -> Json:
    return {"latitude": params.number("latitude"), "longitude": params.number("longitude")}


METHODS = (send_message, send_document, send_photo, send_location, send_venue, send_chat_action, get_file)
