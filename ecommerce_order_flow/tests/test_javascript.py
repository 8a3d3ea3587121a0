from odoo.tests import HttpCase, no_retry, tagged

SUITES = "/^@ecommerce_order_flow\\//"
LONGEST_RUN = 900  # seconds; loading every addon's tests takes most of it


@tagged("post_install", "-at_install")
class TestJavascript(HttpCase):
    @no_retry
    def test_unit_tests_pass(self):
        with self.assertLogs(self._logger.getChild("browser"), "INFO") as logs:
            self.browser_js(
                f"/web/tests?headless&loglevel=2&preset=desktop&filter={SUITES}",
                code="",
                login="admin",
                timeout=LONGEST_RUN,
                success_signal="[HOOT] Test suite succeeded",
            )

        # It is a success, too, if there were no tests to run.
        self.assertRegex("\n".join(logs.output), r"Passed [1-9]\d* tests")
