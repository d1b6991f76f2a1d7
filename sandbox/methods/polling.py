"""How the bot gets its updates, and who it is."""

from sandbox.state import Sandbox
from sandbox.wire import ApiError, Json, Params, bad_request

_WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


async def get_me(sandbox: Sandbox, params: Params) -> Json:
    """The bot as a user, with what only it may know."""
    return sandbox.bot() | {
        "can_join_groups": False,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


async def get_updates(sandbox: Sandbox, params: Params) -> list[Json]:
    """Long polling."""
    if sandbox.webhook.url:
        raise ApiError(409, _WEBHOOK_ACTIVE)
    _remember_allowed(sandbox, params)
    limit = min(max(params.integer("limit", 100), 1), 100)
    return await sandbox.updates.poll(params.integer("offset"), limit, params.integer("timeout"))


async def set_webhook(sandbox: Sandbox, params: Params) -> bool:
    """Updates go to an address of the bot; an empty one removes it."""
    if not params.text("url"):
        return await delete_webhook(sandbox, params)
    _remember_allowed(sandbox, params)
    _drop_pending(sandbox, params)
    await sandbox.webhook.set(params.text("url"), params.text("secret_token"))
    return True


async def delete_webhook(sandbox: Sandbox, params: Params) -> bool:
    """Back to polling."""
    _drop_pending(sandbox, params)
    await sandbox.webhook.remove()
    return True


async def get_webhook_info(sandbox: Sandbox, params: Params) -> Json:
    """The state of the webhook and its last error."""
    return sandbox.webhook.info()


async def leave_chat(sandbox: Sandbox, params: Params) -> bool:
    """There are no groups here that the bot could be in."""
    params.integer("chat_id")
    raise bad_request("chat not found")


def _remember_allowed(sandbox: Sandbox, params: Params) -> None:
    allowed = params.data("allowed_updates")
    if allowed is not None:
        sandbox.updates.allowed = list(allowed)


def _drop_pending(sandbox: Sandbox, params: Params) -> None:
    if params.flag("drop_pending_updates"):
        sandbox.updates.forget()


METHODS = (get_me, get_updates, set_webhook, delete_webhook, get_webhook_info, leave_chat)
