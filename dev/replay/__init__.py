"""Replay of real orders from a file in the shop.

`reading` reads the file, `planning` plans the result of each order, `matching` finds
the order of a cancellation. `preparation` stocks the shop; `checkout`, `backoffice` and
`returns` do what customers and staff do, by the same code; `workers` distribute the
orders among processes, `course` sets the sequence. `ledger` then reads the shop's
books, `reconciliation` compares them with the plan, `report` prints the result.

The next step of an order is always read from the database. So a replay can be killed at
any point, and the next one continues.
"""
