"""Lives with a name: each is a list of acts, with numbers where they matter."""

LIVES = {
    "paid, shipped, delivered": {"acts": ["pay", "ship", "set_delivered"]},
}
