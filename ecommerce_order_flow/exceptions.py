from odoo.exceptions import UserError


class NeedsPerson(UserError):
    """What an automation can't decide: a person is asked at once, nothing is retried.

    :param str reason: What happened, why, and what to do.
    :param str case: The kind of case, by which screens offer the matching buttons.
    """

    def __init__(self, reason, case=False):
        super().__init__(reason)
        self.case = case
