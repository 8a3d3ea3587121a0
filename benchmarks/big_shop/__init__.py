"""A shop that has had very many orders, with our addon or without."""
