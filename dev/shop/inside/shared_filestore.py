"""A plugin of pytest: its workers have databases of their own, but one filestore."""

import pytest

from odoo.tests.common import TransactionCase


@pytest.fixture(scope="session", autouse=True)
def no_file_is_collected():
    """Keep the files of the other workers' open transactions.

    After each class Odoo removes what its own database doesn't know. All files go with
    the first database in the end.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionCase, "_gc_filestore", lambda *_args: None)
        yield
