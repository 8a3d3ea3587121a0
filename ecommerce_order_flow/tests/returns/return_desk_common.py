from .returns_common import ReturnsCommon


class ReturnDeskCommon(ReturnsCommon):
    """The warehouse receives and inspects parcels on one screen, without any amount."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.policy.refund_at = "inspection"
        cls.worker = cls._create_user("worker", "stock.group_stock_user")
        cls.desk = cls.env["ecommerce.return.desk"].with_user(cls.worker)

    def setUp(self):
        super().setUp()
        self.order = self._create_shipped_order()

    def _find(self, code):
        return self.desk.find(code)["parcel"]

    def _receive_as(self, parcel, *entries, note=""):
        """Enter how the products of the parcel's first line arrived, and receive it."""
        row = parcel["rows"][0]
        values = [
            {
                "order_line_id": row["order_line_id"],
                "quantity": quantity,
                "condition": condition,
                **dict(*others),
            }
            for quantity, condition, *others in entries
        ]
        result = self.desk.receive(parcel["model"], parcel["id"], values, note)
        self.env.flush_all()
        self.env.invalidate_all()
        return result

    def _get_rows(self, parcel):
        return [(row["quantity"], row["most"]) for row in parcel["rows"]]
