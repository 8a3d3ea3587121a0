from odoo.tests import tagged

# Not the classes themselves, whose tests would run twice.
from . import (
    field_rights,
    foreign_values,
    given_values,
    method_rights,
    model_rights,
    open_forms,
    screen_rights,
)


@tagged("post_install", "-at_install")
class TestRights(
    model_rights.ModelRights,
    field_rights.FieldRights,
    method_rights.MethodRights,
    given_values.GivenValues,
    open_forms.OpenForms,
    screen_rights.ScreenRights,
    foreign_values.ForeignValues,
):
    """Each role may do what the tables say: prepared once, tried in many ways."""
