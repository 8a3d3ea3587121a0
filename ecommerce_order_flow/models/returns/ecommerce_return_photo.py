from odoo import api, models
from odoo.exceptions import UserError

from .rules.photos import encode_photo

MOST_PHOTOS = 5
MOST_MEGABYTES = 10  # of each photo
MAX_NAME_LENGTH = 80


class EcommerceReturnPhoto(models.AbstractModel):
    """Photos that customers upload with the return form."""

    _name = "ecommerce.return.photo"
    _description = "Photos of Returns"

    @api.model
    def _read(self, files):
        """Return the contents of uploaded photos, encoded anew.

        :param files: Files as of `werkzeug.datastructures.FileStorage`.
        :raise UserError: If there are too many, one is too large, or is no photo.
        :rtype: list[bytes]
        """
        chosen = [file for file in files if file.filename]
        if len(chosen) > MOST_PHOTOS:
            raise UserError(
                self.env._("Choose no more than %(number)s photos.", number=MOST_PHOTOS)
            )
        return [self._read_photo(file) for file in chosen]

    @api.model
    def _read_photo(self, file):
        most = MOST_MEGABYTES * 1024 * 1024
        data = file.stream.read(most + 1)
        name = file.filename[:MAX_NAME_LENGTH]
        if len(data) > most:
            raise UserError(
                self.env._(
                    "%(name)s is larger than %(size)s MB: choose a smaller photo.",
                    name=name,
                    size=MOST_MEGABYTES,
                )
            )
        if photo := encode_photo(data):
            return photo
        raise UserError(
            self.env._(
                "%(name)s is not a photo: choose a JPEG, PNG or WebP file.", name=name
            )
        )

    @api.model
    def _attach(self, case, photos):
        """Show photos in the messages of a return.

        :param photos: As returned by `_read`.
        """
        if not photos:
            return
        case.message_post(
            body=self.env._("Photos of the customer"),
            attachments=[
                (f"{case.number}-{number}.jpg", photo)
                for number, photo in enumerate(photos, start=1)
            ],
        )

    @api.model
    def _describe_limits(self):
        return self.env._(
            "Up to %(number)s photos (JPEG, PNG or WebP) of %(size)s MB each.",
            number=MOST_PHOTOS,
            size=MOST_MEGABYTES,
        )
