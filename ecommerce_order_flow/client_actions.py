"""Actions that the web client does without asking the server again."""

RELOAD = {"type": "ir.actions.client", "tag": "soft_reload"}
CLOSE = {"type": "ir.actions.act_window_close"}


def show_notification(kind, message, **params):
    """Return the action that tells the user something in the corner of the screen.

    :param str kind: success, info, warning or danger.
    :param params: what else the web client knows: title, sticky, and the next action.
    """
    return {
        "type": "ir.actions.client",
        "tag": "display_notification",
        "params": {"type": kind, "message": message, **params},
    }
