from unittest.mock import patch

from .delivery_common import DeliveryCommon


class ConnectorCommon(DeliveryCommon):
    """A carrier whose connector answers what a test says, by tracking number."""

    def setUp(self):
        super().setUp()
        self.answers = {}
        self.questions = []
        patcher = patch.object(
            self.registry["delivery.carrier"],
            "fixed_get_delivered_on",
            create=True,
            new=lambda _carrier, picking: self._answer(picking.carrier_tracking_ref),
        )
        self.startPatcher(patcher)

    def _answer(self, number):
        self.questions.append(number)
        answer = self.answers.get(number)
        if isinstance(answer, Exception):
            raise answer
        return answer
