from unittest import SkipTest

from odoo.fields import Command


def need_kits(env):
    """Skip the test where the app of kits isn't installed."""
    if "mrp.bom" not in env:
        raise SkipTest("Kits need the optional app sale_mrp.")


def create_bom(product, quantities, kind="phantom"):
    """Create a bill of materials; by default it makes the product a kit.

    :param dict quantities: By component.
    """
    # In sudo mode because whoever prepares the shop needn't manufacture.
    boms_sudo = product.env["mrp.bom"].sudo()
    return boms_sudo.create(
        {
            "product_tmpl_id": product.product_tmpl_id.id,
            "type": kind,
            "bom_line_ids": [
                Command.create({"product_id": part.id, "product_qty": quantity})
                for part, quantity in quantities.items()
            ],
        }
    )
