from odoo.fields import Command
from odoo.tests import tagged

from ..common import OrderFlowCommon


@tagged("post_install", "-at_install")
class TestSalesTeam(OrderFlowCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.salesperson = cls._create_user("anna", "sales_team.group_sale_salesman")
        cls.own_team = cls.env["crm.team"].create(
            {"name": "Anna's", "member_ids": [Command.link(cls.salesperson.id)]}
        )
        cls.web_team = cls.env["crm.team"].create({"name": "Web"})
        cls.website.write(
            {"salesteam_id": cls.web_team.id, "salesperson_id": cls.salesperson.id}
        )

    def test_salesperson_of_the_website_is_assigned(self):
        order = self._create_confirmed_order(team_id=self.web_team.id)

        self.assertEqual(order.user_id, self.salesperson)

    def test_team_of_the_salesperson_does_not_take_the_order(self):
        order = self._create_confirmed_order(team_id=self.web_team.id)

        self.assertEqual(order.team_id, self.web_team)

    def test_team_of_the_salesperson_takes_the_order_if_the_website_lets_it(self):
        self.website.keep_salesteam = False
        order = self._create_confirmed_order(team_id=self.web_team.id)

        self.assertEqual(order.team_id, self.own_team)

    def test_team_chosen_by_hand_stays(self):
        other_team = self.world["crm.team"].create({"name": "Key accounts"})
        order = self._create_order(team_id=self.web_team.id)
        order.team_id = other_team
        order.action_confirm()

        self.assertEqual(order.team_id, other_team)

    def test_order_without_website_goes_to_the_team_of_its_salesperson(self):
        order = self._create_order(website_id=False, user_id=self.salesperson.id)

        self.assertEqual(order.team_id, self.own_team)
