from lxml import etree

from odoo import models

# Context key of the templates compiled by a batch.
COMPILED = "ecommerce_order_flow_compiled"


class CompiledTemplates(dict):
    """The email bodies compiled by a batch, by text and options.

    Instances are compared by identity, because environments compare their contexts.
    """

    __hash__ = object.__hash__
    __eq__ = object.__eq__


class IrQweb(models.AbstractModel):
    _inherit = "ir.qweb"

    def _generate_code_uncached(self, template):
        """Override of `base` to compile the body of an email once per batch.

        Odoo compiles it for each record, which takes longer than rendering it.
        """
        compiled = self.env.context.get(COMPILED)
        if compiled is None or not isinstance(template, etree._Element):
            return super()._generate_code_uncached(template)
        key = self._get_compiled_key(template)  # Compilation consumes the template.
        if key not in compiled:
            compiled[key] = super()._generate_code_uncached(template)
        return compiled[key]

    def _get_compiled_key(self, template):
        """Return the cache key of the code, as Odoo builds it for stored templates."""
        names = self._get_template_cache_keys()
        options = [self.env.context.get(name) or False for name in names]
        return (etree.tostring(template), *options)
