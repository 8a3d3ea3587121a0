"""The customers of the demo shop."""

from .ids import find, remember

# Name, street, postal code, town
CUSTOMERS = {
    "brandt": ("Julia Brandt", "Goethestraße 27", "60313", "Frankfurt am Main"),
    "fischer": ("Thomas Fischer", "Am Markt 5", "28195", "Bremen"),
    "hoffmann": ("Lena Hoffmann", "Schanzenstraße 41", "20357", "Hamburg"),
    "kaya": ("Emre Kaya", "Keupstraße 88", "51063", "Köln"),
    "krueger": ("Petra Krüger", "Bergstraße 14", "01069", "Dresden"),
    "lorenz": ("Stefan Lorenz", "Hauptstraße 112", "69117", "Heidelberg"),
    "nowak": ("Agnieszka Nowak", "Torstraße 160", "10115", "Berlin"),
    "schaefer": ("Markus Schäfer", "Kaiserstraße 9", "76133", "Karlsruhe"),
    "tischlerei": ("Tischlerei Holzapfel GmbH", "Gewerbepark 3", "90411", "Nürnberg"),
    "weber": ("Ingrid Weber", "Rosenweg 2", "79098", "Freiburg im Breisgau"),
    "yilmaz": ("Deniz Yilmaz", "Leopoldstraße 54", "80802", "München"),
    "zimmermann": ("Paul Zimmermann", "Ringstraße 31", "04109", "Leipzig"),
    # Customers who left carts.
    "adler": ("Hanna Adler", "Lindenallee 8", "14050", "Berlin"),
    "bauer": ("Michael Bauer", "Bahnhofstraße 3", "90402", "Nürnberg"),
    "dietrich": ("Sven Dietrich", "Marktplatz 17", "06108", "Halle"),
    "engel": ("Sofia Engel", "Königstraße 60", "70173", "Stuttgart"),
    "frank": ("Jonas Frank", "Uferweg 12", "23552", "Lübeck"),
    "graf": ("Maria Graf", "Schulstraße 5", "97070", "Würzburg"),
    "huber": ("Anna Huber", "Sonnenstraße 22", "80331", "München"),
    "keller": ("Tim Keller", "Wallstraße 9", "38100", "Braunschweig"),
    "lang": ("Clara Lang", "Am Hang 2", "54290", "Trier"),
    "meier": ("Uwe Meier", "Deichstraße 30", "27568", "Bremerhaven"),
    "otto": ("Karin Otto", "Parkstraße 44", "99084", "Erfurt"),
    "peters": ("Nils Peters", "Hafenstraße 1", "24103", "Kiel"),
}
LOGIN = "customer"  # of the customer with an account


def find_customer(env, key):
    """Return the customer, creating it on first use."""
    if key == LOGIN:
        domain = [("login", "=", LOGIN)]
        return env["res.users"].search(domain, limit=1).partner_id
    if known := find(env, f"customer_{key}"):
        return known
    name, street, postal_code, town = CUSTOMERS[key]
    customer = env["res.partner"].create(
        {
            "name": name,
            "is_company": name.endswith("GmbH"),
            "street": street,
            "zip": postal_code,
            "city": town,
            "country_id": env.ref("base.de").id,
            "email": f"{key}@example.com",
            "phone": f"+49 30 5550{200 + list(CUSTOMERS).index(key)}",
            "lang": "de_DE",
            "tz": "Europe/Berlin",
        }
    )
    remember(customer, f"customer_{key}")
    return customer
