"""The links in a customer's mails that need no other token than their own."""


def create(env, customer, order):
    """Return the token of each page, by the page's name.

    :param order: An order with a refund for which an account is asked for.
    """
    website = env.ref("website.default_website")
    consents = env["ecommerce.cart.consent"]
    email = customer.email_normalized
    asked = consents._decide(website, email, "unconfirmed", "checkout")
    stop = consents._get_token(website, email)
    accounts = env["ecommerce.refund.account"]
    accounts._ask(order.refund_ids)
    return {
        "account": get_token(accounts._get_url(order.refund_ids)),
        "confirm": get_token(asked._get_confirmation_url()),
        "stop": stop,
        "one-click": stop,
    }


def get_token(url):
    return url.split("token=")[1]
