def get_email(message):
    """Return the email that a message's customer gets, with its links."""
    mails = message.sudo().mail_ids.filtered(
        lambda mail: message.partner_ids & mail.recipient_ids
    )
    return mails.body_html
