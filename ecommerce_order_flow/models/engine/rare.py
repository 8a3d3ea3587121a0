"""What is missing of the related records that most records don't have."""

from itertools import repeat

from odoo.tools import SQL

# Rare fields of Odoo. They aren't redefined with the parameter, because they would then
# be guarded like ours.
OF_ODOO = {
    "sale.order": ("transaction_ids",),
    "payment.transaction": ("child_transaction_ids", "invoice_ids"),
}


def is_rare(field):
    """Return whether most records have no value of a field."""
    own = OF_ODOO.get(field.model_name, ())
    return getattr(field, "is_rare", False) or field.name in own


def note_missing(records, wanted):
    """Note in the cache which rare fields are empty.

    Not if only the wanted one is unknown, which is then read at once.
    """
    rare = [field for field in records._fields.values() if is_rare(field)]
    caches = [it._get_cache(records.env) for it in rare if it != wanted]
    ids = [it for it in records.ids if any(it not in cache for cache in caches)]
    if not ids:
        return
    query = SQL(
        "SELECT id, %s FROM %s AS record WHERE id IN %s",
        SQL(", ").join(is_missing(records.env, field) for field in rare),
        SQL.identifier(records._table),
        tuple(ids),
    )
    for record_id, *missing in records.env.execute_query(query):
        record = records.browse(record_id)
        for field, is_empty in zip(rare, missing, strict=True):
            if is_empty:
                field._insert_cache(record, repeat(()))


def is_missing(env, field):
    """Return the condition that nothing is related by a field."""
    if field.type == "many2many":
        table, column = field.relation, field.column1
    else:
        related = env[field.comodel_name]
        related.flush_model([field.inverse_name])
        table, column = related._table, field.inverse_name
    return SQL(
        "NOT EXISTS (SELECT FROM %s WHERE %s = record.id)",
        SQL.identifier(table),
        SQL.identifier(column),
    )
