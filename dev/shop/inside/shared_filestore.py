"""A pytest plugin for workers with separate databases, but one filestore."""

import pytest

from odoo.tests.common import TransactionCase


@pytest.fixture(scope="session", autouse=True)
def no_file_is_collected():
    """Keep the files of other workers' open transactions.

    After each class Odoo removes the files unknown to its own database. All files are
    removed with the first database in the end.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionCase, "_gc_filestore", lambda *_args: None)
        yield
