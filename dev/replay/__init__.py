"""Replay: real orders from a file live their lives in the shop.

`reading` reads the file, `planning` says what each order is to become, `matching`
finds the order that a cancellation belongs to. `preparation` stocks the shop;
`checkout`, `backoffice` and `returns` do what customers and staff do, by the code they
do it with; `workers` share the orders among processes, `course` says what comes first.
`ledger` then reads what the shop's books say, `reconciliation` compares it with the
plan, `report` prints it.

What an order needs next is always asked of the database. So a replay can be killed at
any point, and the next one goes on where it ended.
"""
