"""People in a browser, from the shop to the settled order, and the pages they visit."""
