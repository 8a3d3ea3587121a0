from odoo.exceptions import ValidationError


def ensure_template_of(records, name, model):
    """Ensure that the emails of a setting are about records of a model.

    The domain of a field isn't checked by Odoo. An automation would send customers what
    another model's template says of the record with the same number, like a link by
    which a user sets the password.

    :param str name: The field with the mail template.
    :raise ValidationError: With the name of the template.
    """
    # In sudo mode because not everybody who chooses templates may read them all.
    for template in records.sudo()[name]:
        if template.model != model:
            raise ValidationError(
                records.env._(
                    "The email template %(template)s is for other documents: choose "
                    "another one.",
                    template=template.name,
                )
            )
