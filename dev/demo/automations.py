"""The automations: they find what the orders' stories left for them."""


def run_automations(env):
    """Let each automation handle what is due, as their crons do in an open shop."""
    steps = env["ecommerce.automation"].search([])
    for code in steps.mapped("code"):
        steps._cron_run(code)
