"""A shop with wire transfers: waiting orders, and bank files."""
