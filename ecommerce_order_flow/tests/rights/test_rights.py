from odoo.tests import tagged

# Not the classes themselves, whose tests would run twice.
from . import field_rights, given_values, method_rights, model_rights, open_forms


@tagged("post_install", "-at_install")
class TestRights(
    model_rights.ModelRights,
    field_rights.FieldRights,
    method_rights.MethodRights,
    given_values.GivenValues,
    open_forms.OpenForms,
):
    """Each role may do what the tables say: prepared once, tried in many ways."""
