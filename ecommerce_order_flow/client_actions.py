"""Client actions that need no further request to the server."""

RELOAD = {"type": "ir.actions.client", "tag": "soft_reload"}
CLOSE = {"type": "ir.actions.act_window_close"}


def show_notification(kind, message, **params):
    """Return the action that shows a notification.

    :param str kind: success, info, warning or danger.
    :param params: Further parameters of the web client: title, sticky, next action.
    """
    return {
        "type": "ir.actions.client",
        "tag": "display_notification",
        "params": {"type": kind, "message": message, **params},
    }
