from odoo.tools.misc import get_lang


def format_number(env, number):
    """Return a number in the user's language, without needless decimals."""
    return f"{number:.12g}".replace(".", get_lang(env).decimal_point)
