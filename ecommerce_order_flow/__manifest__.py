{
    "name": "E-Commerce Order Flow",
    "summary": "Every web order from the cart to the settled case: status, "
    "confirmation, delivery, mails, invoices",
    "version": "19.0.1.0.0",
    "category": "Website/Website",
    "author": "E-Commerce Order Flow contributors",
    "website": "https://ecommerce-order-flow.example.org",
    "license": "LGPL-3",
    "application": True,
    "depends": [
        "resource",
        "website_sale_stock",
    ],
    "data": [
        "security/ir.model.access.csv",
        "security/ecommerce_order_flow_security.xml",
        "data/ecommerce_flow_step_data.xml",
        "views/cart_mail_templates.xml",  # The mails below consist of them.
        "views/shipment_mail_templates.xml",
        "data/mail_template_data.xml",
        "data/ecommerce_cart_reminder_data.xml",
        "data/ecommerce_shipment_mail_data.xml",
        "reports/parcel_label_templates.xml",
        "reports/packing_slip_templates.xml",
        "reports/parcel_reports.xml",  # They consist of the templates.
        "wizards/ecommerce_delivery_import_views.xml",
        "wizards/ecommerce_order_cancellation_views.xml",
        "wizards/ecommerce_order_hold_views.xml",
        "wizards/ecommerce_invoice_run_views.xml",
        "views/account_move_views.xml",
        "views/cancellation_templates.xml",
        "views/cart_templates.xml",
        "views/delivery_carrier_views.xml",
        "views/ecommerce_cart_reminder_views.xml",
        "views/ecommerce_flow_step_views.xml",
        "views/ecommerce_flow_failure_views.xml",
        "views/ecommerce_shipment_mail_views.xml",
        "views/ecommerce_shipping_run_views.xml",
        "views/ecommerce_to_ship_views.xml",
        "views/sale_order_views.xml",
        "views/sale_portal_templates.xml",
        "views/stock_picking_views.xml",
        "views/stock_warehouse_views.xml",
        "views/res_config_settings_views.xml",
        "views/ecommerce_order_flow_menus.xml",
    ],
    "demo": [
        "demo/res_users_demo.xml",
        "demo/sale_order_demo.xml",  # Orders of the demo customer.
    ],
    "assets": {
        "web.assets_backend": [
            "ecommerce_order_flow/static/src/**/*",
        ],
    },
    "pre_init_hook": "pre_init_hook",
    "post_init_hook": "post_init_hook",
}
