class CaseTable:
    """A test of a table of cases, each of which is rolled back."""

    def _compare_all(self, cases):
        """Fail with the differences of all cases, found by `_find_differences`."""
        differences = []
        for case in cases:
            with self.env.cr.savepoint() as savepoint:
                differences += self._find_differences(case)
                savepoint.close(rollback=True)
            self.env.invalidate_all()
        self.assertFalse(differences, "\n".join(differences))
