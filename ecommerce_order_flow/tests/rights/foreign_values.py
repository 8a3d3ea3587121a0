from odoo.exceptions import UserError, ValidationError

from .rights_common import RightsCommon

# Fields of moves that are copied, so that whoever may write moves writes them.
OF_RETURNS = ("return_line_id", "exchange_line_id")
# Fields with the template of an email that automations send.
TEMPLATES = {
    "ecommerce.cart.reminder": ["template_id"],
    "ecommerce.notification.setting": ["template_id"],
    "website": [
        "cart_payment_failed_template_id",
        "cart_recovery_mail_template_id",
        "confirmation_email_template_id",
    ],
}


class ForeignValues(RightsCommon):
    """Nobody makes a method that asks no more do something with others' records."""

    def test_no_transfer_is_for_a_return_of_another_company(self):
        move = self._create_foreign_move()
        line = self.own.records["ecommerce.return.line"]

        for name in OF_RETURNS:
            with self.subTest(name), self.assertRaises(ValidationError) as raised:
                self._as("worker", move, is_other_company=True).write({name: line.id})
            self.assertNotIn(self.own.order.name, str(raised.exception))

    def _create_foreign_move(self):
        """Return a move in sudo mode by which something comes to another company."""
        sudo_env = self.world(su=True)
        warehouse = sudo_env["stock.warehouse"].search(
            [("company_id", "=", self.other_company.id)], limit=1
        )
        return sudo_env["stock.move"].create(
            {
                "product_id": self.own.order.order_line[:1].product_id.id,
                "product_uom_qty": 1.0,
                "location_id": sudo_env.ref("stock.stock_location_customers").id,
                "location_dest_id": warehouse.lot_stock_id.id,
                "company_id": self.other_company.id,
            }
        )

    def test_nothing_of_another_company_comes_back(self):
        self.world["product.product"].sudo().create(
            {
                "name": "Secret",
                "barcode": "4006381333931",
                "company_id": self.other_company.id,
            }
        )
        entry = {
            "order_line_id": self.own.order.order_line[:1].id,
            "quantity": 1.0,
            "condition": "accepted",
            "found_code": "4006381333931",
        }
        desk = self._as("worker", self.world["ecommerce.return.desk"])

        with self.assertRaisesRegex(UserError, "No product has"):
            desk.receive("sale.order", self.own.order.id, [entry])

    def test_emails_are_of_the_documents_that_automations_send(self):
        template = self.world.ref("auth_signup.set_password_email")
        settings = {**self.own.records, "website": self.own.order.website_id}
        owner = self._create_user(
            "webmaster", "sales_team.group_sale_manager,website.group_website_designer"
        )

        for model, names in TEMPLATES.items():
            record = settings[model].with_user(owner)
            for name in names:
                with self.subTest(model, name=name), self.assertRaises(ValidationError):
                    record.write({name: template.id})
