from lxml import html

from .work_list_common import WorkListCommon


class DocumentsCommon(WorkListCommon):
    """Parcels whose documents can be read."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.documents = cls._hand_over(cls.env["ecommerce.shipping.document"])
        cls.env.company.partner_id.write(
            {"country_id": cls.env.ref("base.de").id, "lang": "en_US"}
        )

    def _create_parcel(self, **values):
        order = self._create_paid_order(carrier_id=self.carrier.id, **values)
        return self._get_transfers(order)

    def _render(self, report, transfers):
        content, _type = self.env["ir.actions.report"]._render_qweb_html(
            f"ecommerce_order_flow.{report}", transfers.ids
        )
        return html.fromstring(content)

    def _read(self, report, transfers):
        return " ".join(self._render(report, transfers).text_content().split())

    def _pack_one_by_one(self, transfer):
        line = transfer.move_line_ids
        line.quantity = 1.0
        line.copy({"quantity": 1.0, "picking_id": transfer.id})
        for line in transfer.move_line_ids:
            line.result_package_id = self.env["stock.package"].create({})
