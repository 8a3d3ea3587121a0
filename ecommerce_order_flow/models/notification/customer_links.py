"""The tokens in links to a customer's pages, which only the customer's email has.

Colleagues read messages, too. By a token they would act as the customer, or enter the
account for a refund.
"""

import re
from itertools import count

from markupsafe import Markup

# Value of a message: its links with a token, by what it shows instead.
SECRETS = "ecommerce_order_flow_secrets"
# A link to a page of the customer, as in the attribute of an element.
SECRET = re.compile(
    r'(?<==")(?P<page>[^"?]*/(?:my|shop)/[^"?]*)\?'
    r'(?:[^"]*[;&])?(?:access_)?token=[^"]+(?=")'
)


def hide_secrets(message, msg_vals):
    """Remove the tokens from a message that is about to be sent.

    :param dict msg_vals: The message's values, where the links are kept.
    """
    secrets, numbers = {}, count(1)

    def hide(link):
        shown = f"{link['page']}?link={next(numbers)}"
        secrets[shown] = link[0]
        return shown

    body = SECRET.sub(hide, str(message.body))
    if secrets:
        # In sudo mode because users may not change messages after posting them.
        message.sudo().body = Markup(body)  # nosec B704
        msg_vals[SECRETS] = secrets


def show_secrets(body, msg_vals):
    """Return the body of an email with the links that were hidden."""
    body = str(body)
    for shown, link in msg_vals.get(SECRETS, {}).items():
        body = body.replace(f'"{shown}"', f'"{link}"')
    return Markup(body)  # nosec B704
