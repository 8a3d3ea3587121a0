{
    "name": "Payment Provider: Stub",
    "summary": "A provider for tests: it talks to `tests.provider_stub`.",
    "version": "19.0.1.0.0",
    "license": "LGPL-3",
    "category": "Hidden",
    "depends": ["ecommerce_order_flow"],
}
