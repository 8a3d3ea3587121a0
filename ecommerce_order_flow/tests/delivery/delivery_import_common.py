import base64

from .delivery_common import THURSDAY, DeliveryCommon


class DeliveryImportCommon(DeliveryCommon):
    """A warehouse user with carriers' files, on Thursday."""

    def _import(self, *rows, title="Sendungsnummer;Zugestellt am", **values):
        """Return the preview of a file, or what is asked about it."""
        content = "\n".join([title, *rows] if title else rows)
        return self._import_file(content.encode(), **values)

    def _import_file(self, content, **values):
        wizard = self.env["ecommerce.delivery.import"].create(
            {
                "file": base64.b64encode(content),
                "file_name": "carrier.csv",
                **values,
            }
        )
        self._preview(wizard)
        return wizard

    def _preview(self, wizard):
        with self._at(THURSDAY):
            wizard.action_preview()

    def _note(self, wizard):
        with self._at(THURSDAY):
            wizard.action_note()
            self.env.flush_all()

    def _get_results(self, *rows, **values):
        return self._import(*rows, **values).line_ids.mapped("result")
