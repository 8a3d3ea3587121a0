from odoo.exceptions import UserError


class IssueError(UserError):
    """What only people can decide: they are asked at once, and nothing is retried.

    :param str reason: What happened, why, and what to do.
    :param str issue: One of `ISSUES`, by which screens offer the matching buttons.
    """

    def __init__(self, reason, issue=False):
        super().__init__(reason)
        self.issue = issue
