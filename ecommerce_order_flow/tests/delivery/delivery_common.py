from datetime import date, datetime

from freezegun import freeze_time

from odoo.fields import Command

from ..common import OrderFlowCommon

# A week without holidays.
MONDAY, TUESDAY, WEDNESDAY = date(2030, 3, 4), date(2030, 3, 5), date(2030, 3, 6)
THURSDAY, FRIDAY, SATURDAY = date(2030, 3, 7), date(2030, 3, 8), date(2030, 3, 9)
NEXT_MONDAY, NEXT_TUESDAY = date(2030, 3, 11), date(2030, 3, 12)


class DeliveryCommon(OrderFlowCommon):
    """A warehouse in Berlin that works from Monday to Friday, and a carrier."""

    staff_groups = "stock.group_stock_user"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.warehouse.company_id
        cls.calendar = cls.env["resource.calendar"].create(
            {
                "name": "Warehouse",
                "company_id": cls.company.id,
                "tz": "Europe/Berlin",
                "attendance_ids": [
                    Command.create(
                        {
                            "name": day,
                            "dayofweek": day,
                            "hour_from": 8,
                            "hour_to": 16,
                            "day_period": "morning",
                        }
                    )
                    for day in "01234"
                ],
            }
        )
        cls.warehouse.shipping_calendar_id = cls.calendar
        cls.website.automations_since = datetime(2020, 1, 1)
        (cls.env.user + cls.staff).tz = "Europe/Berlin"
        cls.germany = cls.env.ref("base.de")
        cls.partner.country_id = cls.germany
        cls.carrier = cls._prepare_carrier(
            cls._prepare_carrier_product(list_price=0.0), fixed_price=0.0
        )
        cls._set_transit_days(2)

    # === WHEN === #

    @classmethod
    def _at(cls, day, hour=12, minute=0):
        """Let the block happen at a time in UTC."""
        return freeze_time(datetime(day.year, day.month, day.day, hour, minute))

    @classmethod
    def _set_transit_days(cls, days, country=None):
        cls.carrier.transit_time_ids.filtered(
            lambda time: time.country_id == (country or cls.env["res.country"])
        ).unlink()
        cls.env["ecommerce.transit.time"].create(
            {
                "carrier_id": cls.carrier.id,
                "country_id": country and country.id,
                "days": days,
            }
        )

    @classmethod
    def _add_holiday(cls, day, company=None, **values):
        Leave = cls.env["resource.calendar.leaves"]
        return Leave.with_company(company or cls.company).create(
            {
                "name": "Holiday",
                "calendar_id": cls.calendar.id,
                "date_from": datetime(day.year, day.month, day.day),
                "date_to": datetime(day.year, day.month, day.day, 22, 59),
                **values,
            }
        )

    # === WHAT === #

    @classmethod
    def _order_on(cls, day, hour=12, **values):
        """Return a confirmed order of a day."""
        with cls._at(day, hour):
            order = cls._create_confirmed_order(
                **{"carrier_id": cls.carrier.id, **values}
            )
            cls.env.flush_all()
        return order

    @classmethod
    def _ship(cls, order, day, hour=12, quantity=None, number=None):
        """Do the order's next transfer on a day, and return it."""
        with cls._at(day, hour):
            transfer = cls._do_transfer(order, quantity)
            if number:
                transfer.carrier_tracking_ref = number
            cls.env.flush_all()
        return transfer

    @classmethod
    def _create_parcel(cls, day=MONDAY, number=None, **values):
        """Return the parcel of an order that was shipped on a day."""
        return cls._ship(cls._order_on(day, **values), day, number=number)
