from odoo.exceptions import UserError


class IssueError(UserError):
    """An issue that needs a manual decision; it is raised at once and not retried.

    :param str reason: What happened, why, and the action required.
    :param str issue: One of `ISSUES`, which selects the matching buttons.
    """

    def __init__(self, reason, issue=False):
        super().__init__(reason)
        self.issue = issue
